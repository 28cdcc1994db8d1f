"""The amounts of a table that others in their column are parts of: a total, and the budget items above an item by code.

Here belongs which amount is the whole of another by their places in a table. Parts within a sentence belong to
amount_lists.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dagster_project.extraction.records import Amount

_LEVEL = 2  # digits of a code from one level to the next: 208, 20805, 2080505
_CLASS = 3  # digits of the uppermost


@dataclass(slots=True)
class WholeAmounts:
    """The wholes below one head, by the place of their column among those of money."""

    _totals: dict[int, Amount] = field(default_factory=dict)
    _items: dict[str, dict[int, Amount]] = field(default_factory=dict)

    def add_total(self, place: int, amount: Amount) -> None:
        """Note the amount of a row 合计."""
        self._totals[place] = amount

    def add_item(self, code: str, place: int, amount: Amount) -> None:
        """Note the amount of a budget item."""
        self._items.setdefault(code, {})[place] = amount

    def whole_of(self, code: str, place: int) -> Amount | None:
        """Return what an amount of a budget item (no item: empty) is a part of: that of the item above it, else the total."""
        for length in range(len(code) - _LEVEL, _CLASS - 1, -_LEVEL):
            if place in (above := self._items.get(code[:length], {})):
                return above[place]
        return self._totals.get(place)
