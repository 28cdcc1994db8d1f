"""Comparing two published databases: what is added, gone and changed, and what the command line makes of it."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.unit.published_marts import one_report


@pytest.fixture
def old(tmp_path):
    return one_report(tmp_path / "old")


@pytest.fixture
def new(old, tmp_path):
    marts = one_report(tmp_path / "new")
    marts.run("update fct_amount set amount_yuan = 900000, category = 'project' where fact_key = 'a2'")
    marts.run("delete from fct_staffing")
    marts.fact("fct_staffing", "s2", "在职人员12人", measure="staff_on_post", count_value=11)
    marts.run("update dim_department set organ_name = '水务局'")
    return marts


def test_equal_snapshots(jixiao, old, tmp_path):
    copy = shutil.copytree(old.path.parent, tmp_path / "copy")
    code, out, _ = jixiao("diff", old.path, copy)
    assert (code, out) == (0, "no differences\n")
    code, out, _ = jixiao("diff", old.path, old.path.parent)
    assert code == 0
    assert "no differences" in out


def test_every_change_is_told_by_key_with_its_fields_and_words(jixiao, old, new, tmp_path):
    code, out, _ = jixiao("diff", old.path, new.path, "--details", "--json", tmp_path / "changes.json")
    assert code == 1
    told = json.loads((tmp_path / "changes.json").read_text(encoding="utf-8"))
    assert told["tables"] == [
        {"table_name": "dim_department", "added": 0, "gone": 0, "changed": 1},
        {"table_name": "fct_amount", "added": 0, "gone": 0, "changed": 1},
        {"table_name": "fct_staffing", "added": 1, "gone": 1, "changed": 0},
    ]
    assert {(field["field"], field["changes"]) for field in told["fields"]} == {
        ("amount_yuan", 1), ("category", 1), ("organ_name", 1),
    }  # fmt: skip
    by_key = {change["key"]: change for change in told["changes"]}
    assert by_key["a2"]["fields"] == [
        {"field": "category", "old": "total", "new": "project"},
        {"field": "amount_yuan", "old": "800000.00", "new": "900000.00"},
    ]
    assert (by_key["a2"]["report"], by_key["a2"]["quote"]) == ("甲/甲.txt", "支出80万元")
    assert by_key["s1"]["change"] == "gone"
    assert by_key["s1"]["quote"] == "在职人员12人"
    assert by_key["d1"]["report"] is None
    assert "amount_yuan: 800000.00 → 900000.00" in out
    assert "【支出80万元】" in out
    assert "count_value: nothing → 11" in out
    assert "of no report" in out


def test_filters(jixiao, old, new):
    code, out, _ = jixiao("diff", old.path, new.path, "--table", "fct_amount", "--table", "fct_ratio")
    assert code == 1
    assert "fct_staffing" not in out
    assert jixiao("diff", old.path, new.path, "--table", "fct_ratio")[0] == 0
    code, out, _ = jixiao("diff", old.path, new.path, "--report", "甲.txt")
    assert code == 1
    assert "dim_department" not in out
    assert "fct_amount" in out


def test_tables_and_columns_that_only_one_has(jixiao, old, new):
    new.run("alter table fct_amount drop column label")
    old.run("drop table fct_staffing")
    _, out, _ = jixiao("diff", old.path, new.path)
    assert "not compared: fct_amount.label (only in the old one)" in out
    assert "fct_staffing" in out


@pytest.mark.parametrize(
    ("arguments", "stated"),
    [
        (["{old}", "{tmp}"], "holds no published snapshot"),
        (["{old}", "20250101"], "none is published yet"),
        (["current", "{old}"], "nothing is published yet"),
        (["previous", "{old}"], "no snapshot before the current one"),
        (["{old}", "{tmp}/broken/marts.duckdb"], "cannot be compared"),
        (["{old}", "{tmp}/new", "--table", "fct_poem"], "no table 'fct_poem'"),
        (["{old}", "{tmp}/new", "--report", "丙"], "neither snapshot has a report '丙'"),
        (["{old}", "{tmp}/new", "--json", "{tmp}/none/out.json"], "cannot be written"),
    ],
)
def test_wrong_use_is_one_line_with_a_remedy(jixiao, old, new, tmp_path, arguments, stated):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "marts.duckdb").write_text("no database " * 1000)
    named = [argument.format(old=old.path, tmp=tmp_path) for argument in arguments]
    code, _, err = jixiao("diff", *named, "--home", tmp_path / "home")
    assert code == 2
    assert err.startswith("jixiao: ")
    assert stated in err
    assert err.count("\n") == 1


def test_snapshots_of_a_home_are_named_by_place_and_id(jixiao, old, new, tmp_path):
    published = tmp_path / "home" / "published"
    for marts, name in ((old, "20250101T000000000Z-a"), (new, "20250102T000000000Z-b")):
        snapshot = shutil.copytree(marts.path.parent, published / "snapshots" / name)
        (snapshot / "manifest.json").write_text("{}")
    (published / "current").symlink_to("snapshots/20250102T000000000Z-b")
    for first, second in (
        ("previous", "current"),
        ("20250101", "20250102"),
        (published / "snapshots" / "20250101T000000000Z-a", tmp_path / "home"),
    ):
        code, out, _ = jixiao("diff", first, second, "--home", tmp_path / "home")
        assert code == 1
        assert "fct_staffing" in out
    assert jixiao("diff", "current", tmp_path / "home", "--home", tmp_path / "home")[0] == 0


def test_accuracy_is_printed_for_what_is_published(jixiao, old, tmp_path):
    assert "does not exist" in jixiao("accuracy", tmp_path / "nowhere")[2]
    assert "nothing is published" in jixiao("accuracy", tmp_path, "--home", tmp_path / "home")[2]
    snapshot = tmp_path / "home" / "published" / "snapshots" / "1"
    shutil.copytree(old.path.parent, snapshot)
    (snapshot / "manifest.json").write_text("{}")
    (tmp_path / "home" / "published" / "current").symlink_to("snapshots/1")
    assert "no gold facts in" in jixiao("accuracy", tmp_path, "--home", tmp_path / "home")[2]
    assert "no table 'poems'" in jixiao("accuracy", tmp_path, "--home", tmp_path / "home", "--skip", "poems")[2]
    gold = tmp_path / "gold"
    gold.mkdir()
    content = {"file": "甲.txt", "report": {}, "projects": [], "staffing": [{"measure": "other", "count_value": 12}]}
    (gold / "甲.json").write_text(json.dumps(content))
    code, out, _ = jixiao("accuracy", gold, "--home", tmp_path / "home", "--misses")
    assert code == 0
    assert "missed   staffing 甲.txt" in out
    assert "in error amounts 甲.txt" in out
    assert "header fields right: 1 of 5" in out
