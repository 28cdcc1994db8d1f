"""A figure of money with its own words and what they have been found to say.

Here belongs what the readers of words fill in. Who reads what belongs to amount_words.py, fund_levels.py and amount_measures.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from dagster_project.extraction.words.figures import Figure


@dataclass(slots=True)
class Statement:
    """A figure with its own words (view offsets) and what they have been found to say; null: not said."""

    figure: Figure
    head: int
    sentence: int
    words: str
    bare: str
    only_measure: bool
    piece: int = 0  # where its paragraph or list item begins
    measure: str | None = None
    strong: bool = False
    category: str | None = None
    fund_type: str | None = None
    fund_level: str | None = None

    @property
    def no_fund(self) -> bool:
        """Neither a fund nor a level is said."""
        return self.fund_type is None and self.fund_level is None
