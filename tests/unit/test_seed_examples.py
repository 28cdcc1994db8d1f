"""Every row of the vocabulary that has an example is true of it, and no row says twice what another says."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from dagster_project.extraction.layout.outline import role_of
from dagster_project.extraction.records import MEASURES_OF_AMOUNT
from dagster_project.extraction.words.amount_cues import DIMENSIONS, Cues
from dagster_project.vocabulary import SEEDS, seed

WITH_EXAMPLES = sorted(path.stem for path in SEEDS.glob("*.csv") if any("example" in row for row in seed(path.stem)))


def test_the_core_vocabulary_has_examples() -> None:
    assert {"amount_cues", "section_names", "project_words"} <= set(WITH_EXAMPLES)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_each_word_or_pattern_stands_in_its_example(name: str) -> None:
    for row in seed(name):
        if not row["example"]:
            continue
        if row.get("pattern"):
            assert re.search(row["pattern"], row["example"]), row
        elif row.get("word"):
            assert row["word"] in row["example"], row


def test_each_money_word_says_of_its_example_what_its_row_says() -> None:
    for row in seed("amount_cues"):
        words = row["example"]
        codes = {cue.code for cue in Cues(words).between(row["dimension"], 0, len(words))}
        silent = not row["code"] or not codes  # a word of no code silences the shorter ones in it
        assert silent or row["code"] in codes, row


def test_money_words_speak_in_the_closed_vocabularies() -> None:
    allowed = {
        "measure": {*MEASURES_OF_AMOUNT, ""},
        "category": {"basic", "personnel", "operating", "project", "three_public", "other", "total", ""},
        "fund_type": {"general_public_budget", "government_fund", "state_capital", "other", ""},
        "fund_level": {"central", "province", "city", "county", "township", "superior", "fiscal", "all", ""},
    }
    assert tuple(allowed) == DIMENSIONS
    for row in seed("amount_cues"):
        assert row["code"] in allowed[row["dimension"]], row
        assert row["strength"] in ("strong", "weak"), row


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("amount_cues", ("word", "dimension")),
        ("counters", ("word",)),
        ("units", ("unit",)),
        ("project_words", ("word", "kind")),
    ],
)
def test_no_word_stands_twice(name: str, key: tuple[str, ...]) -> None:
    count = Counter(tuple(row[column] for column in key) for row in seed(name))
    assert [entry for entry, times in count.items() if times > 1] == []


@pytest.mark.parametrize("row", seed("section_names"), ids=lambda row: row["role"])
def test_a_heading_gets_the_role_of_its_row(row: dict[str, str]) -> None:
    assert role_of(row["example"]) == row["role"]
