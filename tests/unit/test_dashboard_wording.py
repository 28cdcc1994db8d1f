"""What the pages say: every word that is asked for is there in both languages, and no word is left over."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from dagster_project.expectations.contract import mart_contracts
from dagster_project.vocabulary import seed
from dashboard.wording import LANGUAGES, Wording, named_as

DASHBOARD = Path(__file__).parents[2] / "dashboard"
SOURCES = "".join(
    path.read_text(encoding="utf-8") for suffix in ("*.j2", "*.py") for path in sorted(DASHBOARD.rglob(suffix))
)


def wordings():
    with (DASHBOARD / "wording.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_word_stands_once_in_both_languages():
    rows = wordings()
    keys = [row["key"] for row in rows]
    assert len(keys) == len(set(keys))
    assert all(row["zh"] and row["en"] and None not in row for row in rows)
    for row in rows:
        assert re.findall(r"\{\w+\}", row["zh"]).sort() == re.findall(r"\{\w+\}", row["en"]).sort()


def test_every_word_that_is_asked_for_is_there():
    asked = set(re.findall(r"""\bsay\(\s*['"](\w+)['"]\s*[,)]""", SOURCES))
    assert asked - {row["key"] for row in wordings()} == set()


def test_no_word_is_left_over():
    quoted = set(re.findall(r"""['"]([a-z_0-9]+)['"]""", SOURCES))
    prefixes = tuple(re.findall(r"""say\(['"](\w+_)['"]""", SOURCES))
    assert {
        row["key"] for row in wordings() if row["key"] not in quoted and not row["key"].startswith(prefixes)
    } == set()


def test_every_code_of_the_marts_has_a_name_in_both_languages():
    named = {(row["column_name"], row["code"]) for row in seed("code_names")}
    assert len(named) == len(seed("code_names"))
    for mart, contract in mart_contracts().items():
        for column, codes in contract.words.items():
            assert {(named_as(column), code) for code in codes} <= named, f"{mart}.{column}"
    assert all(row["name_zh"] and row["name_en"] for row in seed("code_names"))


def test_a_code_is_told_in_the_language_and_an_unknown_one_as_it_is():
    assert [Wording(language).code("level2_inferred", "quality") for language in LANGUAGES] == ["质量指标", "Quality"]
    assert (Wording("zh").code("grade", "novel"), Wording("zh").code("grade", None)) == ("novel", "")


def test_a_rule_is_named_in_english_and_one_that_the_project_does_not_know_as_it_was_published():
    assert [Wording(language).rule("overspent", "超支") for language in LANGUAGES] == [
        "超支",
        "Spent beyond budget or funds",
    ]
    assert Wording("en").rule("of_another_version", "新规则") == "新规则"
    titles = [row["title_en"] for row in seed("audit_rules")]
    assert len({*titles}) == len(titles)
    assert all(title.isascii() or "’" in title for title in titles)


def test_another_language_is_refused():
    with pytest.raises(KeyError):
        Wording("fr")
