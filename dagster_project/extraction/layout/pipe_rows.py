"""Rows that are drawn with pipes: whether a block of them has an edge on the left (| a | b |) or none (a | b, | b for an empty cell).

Here belongs which lines are such rows and where their cells begin and end. What the cells are belongs to the tables.
"""

from __future__ import annotations

from collections.abc import Sequence

_LEAST_PIPES = 2
_LEAST_LINES = 3


def open_rows(lines: Sequence[str]) -> list[str | None]:
    """Return each line's cells, joined by pipes, where it is a row of a block without an edge on the left; null elsewhere.

    There a leading pipe parts an empty cell. A block is a run of lines with pipes, three of which have two or more; it is
    open where some of its lines begin with a pipe and wide ones do not, which numbers its rows, or which draws no edges. An edge on the right that all have is left out.
    """
    found: list[str | None] = [None] * len(lines)
    first: int | None = None
    for number, line in enumerate([*lines, ""]):
        if "|" in line:
            first = number if first is None else first
            continue
        if first is not None:
            block = [row.rstrip() for row in lines[first:number]]
            led = [row.lstrip().startswith("|") for row in block]
            wide = [row.count("|") >= _LEAST_PIPES for row in block]
            bare = any(w and not begins for w, begins in zip(wide, led, strict=True))
            # Where all end with a pipe, the empty cells behind a row may be those of merged ones lost in front of it.
            closed = all(row.endswith("|") and not row.endswith("||") for row in block)
            ragged = not closed and all(begins <= row.endswith("|") for begins, row in zip(led, block, strict=True))
            # A numbered list of which no row begins with a pipe: 序号 | 项目名称 | 金额 |
            even = not any(led) and len({row.count("|") for row in block}) == 1
            numbered = even and len(block) > 1 and block[1].startswith("1 ")
            edgeless = even and not any(row.endswith("|") for row in block)  # pipes between the cells only
            least = _LEAST_LINES - (1 if numbered else 0)  # the head and its only row
            if sum(wide) >= least and bare and (edgeless or ((any(led) or numbered) and not ragged)):
                found[first:number] = [row[:-1] if closed else row for row in block]
        first = None
    return found
