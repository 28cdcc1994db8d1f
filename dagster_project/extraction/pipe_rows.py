"""Rows that are drawn with pipes: whether a block of them has edges outside (| a | b |) or none (a | b, with | b for an empty first cell).

Here belongs which lines are such rows and where their cells begin and end. What the cells are belongs to the tables.
"""

from __future__ import annotations

from collections.abc import Sequence

_LEAST_PIPES = 2
_LEAST_LINES = 3


def open_rows(lines: Sequence[str]) -> list[bool]:
    """Tell for each line whether it is a row of a block without outer edges: there a leading pipe parts an empty cell.

    A block is a run of lines with pipes, three of which have two or more. It is open where one of its lines does not begin
    with a pipe and one that does lacks the edge at its end.
    """
    found = [False] * len(lines)
    first: int | None = None
    for number, line in enumerate([*lines, ""]):
        if "|" in line:
            first = number if first is None else first
            continue
        if first is not None:
            block = [row.strip() for row in lines[first:number]]
            led = [row for row in block if row.startswith("|")]
            wide = sum(row.count("|") >= _LEAST_PIPES for row in block)
            if wide >= _LEAST_LINES and len(led) < len(block) and any(not row.endswith("|") for row in led):
                found[first:number] = [True] * (number - first)
        first = None
    return found
