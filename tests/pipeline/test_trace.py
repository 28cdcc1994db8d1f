"""``jixiao trace``, ``status`` and ``load`` on the samples, as people use them."""

from __future__ import annotations

import shutil
import sys

import duckdb
import pytest

from dagster_project.cli import main

pytestmark = pytest.mark.slow
PATH = "江苏/昆山市柳荫街道办事处2023年度部门决算.txt"


@pytest.fixture
def jixiao(monkeypatch, capsys):
    """Runs the command line; returns its exit code, stdout and stderr."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["jixiao", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code or 0, *capsys.readouterr()

    return run


def one_row(database, sql):
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchone()


@pytest.mark.parametrize("named_by", ["path", "key", "beginning", "title"])
def test_a_report_is_found_by_path_key_and_title(jixiao, samples, published_samples, named_by):
    report_key, title = one_row(
        published_samples, f"select report_key, title from marts.dim_report where source_path = '{PATH}'"
    )
    subject = {"path": PATH, "key": report_key, "beginning": report_key[:10], "title": title[5:]}[named_by]
    code, out, _ = jixiao("trace", subject, "--home", samples.home.root)
    assert code == 0
    assert PATH in out
    assert report_key in out
    assert "marts.fct_amount" in out


def test_a_fact_is_walked_to_its_words_and_back(jixiao, samples, published_samples):
    fact_key, quote, label = one_row(
        published_samples,
        "select fact_key, quote, section_path from marts.fct_amount join marts.evidence using (evidence_key) "
        "where section_path is not null and not contains(quote, chr(10)) order by fact_key",
    )
    code, out, _ = jixiao("trace", fact_key, "--home", samples.home.root)
    assert code == 0
    assert f"【{quote}】" in out
    assert label in out
    for step in ("file", "document", "section", "mention  raw.amount", "mart row  marts.fct_amount"):
        assert step in out
    assert "are exactly these words" in out


def test_several_reports_are_listed_and_none_is_told(jixiao, samples):
    code, _, err = jixiao("trace", "县", "--home", samples.home.root)
    assert code == 2
    assert "name one by its key or path" in err
    code, _, err = jixiao("trace", "没有这样的报告", "--home", samples.home.root)
    assert code == 2
    assert "no published report or fact" in err


def test_load_status_and_rollback(jixiao, samples_copy):
    (samples_copy.landing / "说明.xyz").write_text("no report")
    before = samples_copy.current
    code, out, _ = jixiao("load", samples_copy.landing, "--home", samples_copy.home.root)
    assert code == 3
    assert "说明.xyz" in out
    assert str(samples_copy.home.published / "current") in out.replace("\n", "")
    assert samples_copy.current.id > before.id
    assert jixiao("status", "--home", samples_copy.home.root)[0] == 3
    code, out, _ = jixiao("rollback", "--home", samples_copy.home.root)
    assert code == 0
    assert before.id in out
    assert samples_copy.current == before
    (samples_copy.landing / "说明.xyz").unlink()
    assert jixiao("load", "--home", samples_copy.home.root)[0] == 0
    shutil.rmtree(samples_copy.current.path / "parquet")
    code, out, _ = jixiao("status", "--home", samples_copy.home.root)
    assert code == 1
    assert "damaged" in out
