"""The way to the vocabulary: seeds as rows and words."""

from __future__ import annotations

from pathlib import Path

import pytest

from dagster_project import vocabulary


def test_words_come_longest_first_so_that_the_longest_matches() -> None:
    found = vocabulary.words("units", "unit", kind="money")
    assert set(found) >= {"元", "万元"}
    assert list(map(len, found)) == sorted(map(len, found), reverse=True)


def test_a_seed_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        vocabulary.seed("no_such_seed")


@pytest.mark.parametrize("row", ["甲", "甲,乙,丙"])
def test_a_row_with_too_few_or_too_many_cells_is_an_error(
    row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabulary, "SEEDS", tmp_path)
    (tmp_path / "crooked.csv").write_text(f"word,code\n甲,乙\n{row}\n", encoding="utf-8")
    vocabulary.seed.cache_clear()
    with pytest.raises(ValueError, match=r"crooked\.csv, line 3: the row does not have 2 cells"):
        vocabulary.seed("crooked")
