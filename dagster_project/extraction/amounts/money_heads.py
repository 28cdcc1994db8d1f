"""The head of a table of money: which columns hold which money, and what else it says of the rows below.

Here belongs telling the row of a head and reading it. What one head says by itself belongs to money_columns.py, the levels
of a table of accounts to account_tables.py, the rows below to amount_tables.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import takewhile

from dagster_project.extraction.layout.money_columns import Column, column_of, merged, with_parts
from dagster_project.extraction.layout.table_columns import heads_list, names_block
from dagster_project.extraction.layout.tables import Cell
from dagster_project.extraction.words.form_words import kinds_of, names_project
from dagster_project.extraction.words.money_values import SOURCE, labelled_value, labelled_values, sum_in

_SOURCE = re.compile(r"来源|级次|性质|级别|层级")
_NAMES_PROJECTS = re.compile(r"(?:项目|专项).{0,4}名称.*")
_PERCENT = re.compile(r"\d{1,3}(?:\.\d+)?%")  # 执行数 | 36 | 执行率 | 90%
_SUMS = ("budget_initial", "budget_adjusted", "funds_received", "expenditure")
_LONGEST_HEAD = 16
_LEAST_OF_BLOCK = 2  # its name, and a column


@dataclass(frozen=True, slots=True)
class MoneyHead:
    """The columns that a row heads, in one level or together with the row above it."""

    columns: dict[int, Column] = field(default_factory=dict)
    names: int | None = None  # the column of a list's names: what stands behind it describes them
    sources: frozenset[int] = frozenset()  # the columns of what says whose the money is
    lead: str = ""  # what calls the money itself (资金情况): the label of a row that has none
    lists_projects: bool = False
    executes: bool = False  # whether one of the columns is 执行数, as in a form of self-evaluation
    spends: bool = False  # whether 支出 stands beside money received or a rate of execution: spent, whatever the title

    @property
    def first(self) -> int:
        """The first column that holds money, 0 where none does."""
        return min(self.columns, default=0)

    def describes(self, cell: Cell) -> bool:
        """Tell whether the words of a cell describe what the name before it names, and are no label themselves."""
        return self.names is not None and cell.column > self.names and cell.column not in self.sources


def open_head(
    row: list[Cell],
    around: tuple[list[Cell], list[Cell]],
    columns: dict[int, Column],
    *,
    of_accounts: bool,
    has_levels: bool,
) -> MoneyHead | None:
    """Read a row that heads a block of columns; null where it heads none.

    ``around``: the rows before and behind it, empty where none stands there; ``columns``: those that are headed so far;
    ``of_accounts``: the table is one of accounts; ``has_levels``: their header is known.
    """
    above, below = around
    if not of_accounts and any(sum_in(c.text) and (h := columns.get(c.column)) and h.measure for c in row):
        return None  # 渠道清淤 | 清理淤积支出 | 36 | 完成支付: words beside a sum of the column above
    heads = _heads(row, has_levels)
    block = _block(row, heads, [] if of_accounts else below)
    if block is not None:
        heads = {c: _of_block(h, block) for c, h in heads.items() if h is not block}
    if len(heads) < 2 and not (heads and (block is not None or heads_list(cell.text for cell in row))):
        return None
    is_second = columns and len(_heads(above, has_levels)) >= 2
    upper = _over_blanks(columns, above, heads) if is_second else _spanned(above, has_levels)
    columns = {c: merged(upper.get(c), h) for c, h in heads.items()}
    covered = {cell.column for cell in row if not cell.text}  # by the cells of the upper row
    columns.update({c: h for c, h in upper.items() if c not in columns and (c >= len(row) or c in covered)})
    columns = with_parts(columns)
    named = (*above, *row) if upper else row
    edge = min(heads) if upper else max(columns)  # what stands before the columns of the lower row leads both
    return MoneyHead(
        columns,
        names=next((c.column for c in named if kinds_of(c.text) & {"work", "project"}), None),
        sources=frozenset(c.column for c in named if _SOURCE.search(c.text)),
        lead=next(
            (c.text for c in named if c.column < edge and "lead" in kinds_of(c.text)), block.text if block else ""
        ),
        lists_projects=any(_NAMES_PROJECTS.fullmatch(c.text) for c in row),
        executes=any(h.measure == "expenditure" and "执行" in h.text for h in columns.values()),
        spends=any(h.measure == "funds_received" or h.ratio == "execution_rate" for h in columns.values()),
    )


def _over_blanks(columns: dict[int, Column], above: list[Cell], heads: dict[int, Column]) -> dict[int, Column]:
    """Return the columns of a head's upper row with those that its merged cells cover: 基本支出 | | | 项目支出 | |, over 合计 | …"""
    result, last = dict(columns), None
    for cell in above:
        last = columns.get(cell.column) if cell.text else last
        if not cell.text and last is not None and cell.column in heads:
            result[cell.column] = last
    return result


def _block(row: list[Cell], heads: dict[int, Column], below: list[Cell]) -> Column | None:
    """Return what the first cell of a head says of the block that it names, of the columns beside it and of none below
    itself: 预算执行情况（万元） | 预算数 | 执行数, 支出明细预算 | 支出内容 | 金额."""
    if len(heads) < _LEAST_OF_BLOCK or min(heads) != row[0].column:
        return None
    stands_beside = bool(below) and not below[0].text and any(sum_in(cell.text) for cell in below)
    return heads[min(heads)] if stands_beside or (len(heads) > 2 and names_block(row[0].text)) else None


def _of_block(head: Column, block: Column) -> Column:
    """Complete a column by its block's name: the unit, and the stage of the money that 金额 or 资金总额 leaves open."""
    silent = head.measure in (None, "funding") and head.ratio is None and block.measure != "funding"
    measure = block.measure if silent else head.measure
    return replace(head, unit=head.unit or block.unit, measure=measure)


def _heads(row: list[Cell], has_levels: bool) -> dict[int, Column]:
    """Return what the cells of a row head, by column; empty for a row of labels with their values."""
    values = sum(bool(sum_in(c.text) or _PERCENT.fullmatch(c.text)) for c in row)
    if values >= 2 or (values and sum_in(next(c.text for c in reversed(row) if c.text))):
        return {}
    if values and (has_levels or all(sum_in(c.text) or SOURCE.fullmatch(c.text) for c in row if c.text)):
        return {}  # 上年结转 | 0 | 结转下年: a row of both sides, one of them blank; so with 市财政 | 40 | 市财政 |
    if names_project([cell.text for cell in row if cell.text]):
        return {}
    return {
        cell.column: head
        for cell in row
        if not (labelled_value(cell.text) or labelled_values(cell.text)) and (head := column_of(cell.text)) is not None
    }


def _spanned(row: list[Cell], has_levels: bool) -> dict[int, Column]:
    """Return the only head of a row of labels, with the empty cells that it covers: 任务名称 | 主要内容 | 预算金额 | (…)."""
    heads = _heads(row, has_levels)
    if len(heads) != 1:
        return {}
    ((place, head),) = heads.items()
    if head.measure not in _SUMS or len(head.text) > _LONGEST_HEAD:
        return {}
    if any(kinds_of(cell.text) & {"project", "label"} for cell in row[:place]):
        return {}
    covered = takewhile(lambda cell: not cell.text, row[place + 1 :])
    return {place: head, **{cell.column: head for cell in covered}}
