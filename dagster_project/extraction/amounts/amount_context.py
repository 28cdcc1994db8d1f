"""What the figures of a piece have settled for the one that follows: open lists and brackets, the last amount, the topic.

Here belongs that state. Opening and closing lists belongs to amount_lists.py, what an amount takes over from the state to
amount_inheritance.py; what pieces hand on to each other, to carried_lists.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dagster_project.extraction.amounts.amount_governors import Governor
from dagster_project.extraction.records import Amount

# Money of another government: what is spent or split of it stays its money.
OF_OTHERS = ("superior", "central", "province", "city")


@dataclass(slots=True)
class Brackets:
    """The brackets before a figure: what stands before them, and whether they hold the innermost list."""

    before: Amount | None = None  # the amount before the last opening one; of a difference, what it is of
    around: Amount | None = None  # the amount whose brackets are open
    hold_list: bool = False

    def read(self, between: str, last: Amount | None, topic: Amount | None) -> None:
        """Take in the words between the last amount and the next figure."""
        opened, closed = between.rfind("（"), between.rfind("）")
        if opened >= 0:
            self.before = topic if last is not None and last.measure == "change" else last
        if opened >= 0 or closed >= 0:
            self.around = last if opened > closed else None

    def placed(self, amount: Amount) -> Amount:
        """Return an item of a list as part of the item in whose brackets it stands: 本年支出90万元（基本支出60万元，…），结余2万元."""
        item = self.around
        if item is None or amount.part_of_start is None or amount.part_of_start != item.part_of_start:
            return amount
        return replace(amount, part_of_start=item.value_start)


@dataclass(slots=True)
class Context:
    """What the figures before have settled: the open lists (their wholes, innermost last), the last figure, the sentence's topic.

    A list opened by 其中 ends with its sentence; one opened by 如下 or by a piece that ends in a colon goes on.
    """

    lists: list[tuple[Amount, bool]] = field(default_factory=list)
    respective: list[tuple[int, int]] = field(default_factory=list)  # names still to be matched by 分别
    brackets: Brackets = field(default_factory=Brackets)
    last: Amount | None = None
    last_end: int = 0
    topic: Amount | None = None
    opened: Amount | None = None  # the first whole of the piece
    added: bool = False  # sums have been added to it
    broken_down: bool = False  # the piece breaks down the revenue of a named budget
    item: Amount | None = None  # the first amount behind the last semicolon
    issued: Amount | None = None  # money handed on, whose shares may follow line by line
    stated: Amount | None = None  # the last whole that is neither a difference nor what is left of another
    siblings: int = 0  # the amounts since the last full stop that are parts of nothing
    parts: int = 0  # and those that are parts
    latest_year: int = 0  # of the amounts so far
    levels: list[tuple[int, str | None]] = field(default_factory=list)  # of the money received so far, with its place
    governor: Governor | None = None  # of a list of named sums that no sum opens
    fund: str | None = None  # that the sentence above names for its items
    headed: bool = False  # the open list stands below a heading that states its sum
    noted: Amount | None = None  # the whole of the list whose item the piece adds a note to
    reasoned: bool = False  # the last figure is what a difference before it consists of
    compared: bool = False  # the figure is one of the year before, named for comparison: the next one is not about it

    def has_several_levels(self, sentence_start: int) -> bool:
        """Tell whether a sentence has named the money of more than one level so far: what is spent of it belongs to none."""
        return len({level for at, level in self.levels if at >= sentence_start}) > 1

    def level_in(self, sentence_start: int) -> str | None:
        """Return the one level whose money its sentence is about so far: 收到中央资金300万元，支出289万元."""
        found = {level for at, level in self.levels if at >= sentence_start}
        level = found.pop() if len(found) == 1 else None
        return level if level in OF_OTHERS else None
