"""How a table stands in a text: tabs, pipes, HTML, one cell a line, or cells parted by spaces.

Here belongs the rendering of rows of cells, with the facts that each row carries. Which cells a form has belongs into
``blocks.forms``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bench.context import Report
from bench.facts import Fact

LAYOUTS = ("tab", "pipe", "html", "flattened")


@dataclass(slots=True)
class Row:
    """Cells of a row, and the facts that it carries from cell ``first`` to cell ``last`` (inclusive)."""

    cells: list[str]
    facts: list[Fact] = field(default_factory=list)
    first: int = 0
    last: int = -1


def write_table(report: Report, block: str, rows: list[Row], layout: str) -> None:
    """Write a table; every row's facts are marked over the row's cells that carry them."""
    width = max(len(row.cells) for row in rows)
    draft = report.draft
    if layout == "html":
        draft.plain("<table>\n", kind="fixed")
    for number, row in enumerate(rows):
        cells = row.cells + [""] * (width - len(row.cells) if layout in ("pipe", "html") else 0)
        last = row.last if row.last >= 0 else max(i for i, cell in enumerate(cells) if cell)
        facts = {f"f{i}": fact for i, fact in enumerate(row.facts)}
        marked = [cell.replace("{", "{{").replace("}", "}}") for cell in cells]
        if facts:
            marked[row.first] = f"«{','.join(facts)}¦{marked[row.first]}"
            marked[last] += "»"
        draft.write(f"{block}@{layout}", _line(marked, layout), {}, facts, kind="fixed")
        if layout == "pipe" and number == 0:
            draft.plain("| " + " | ".join("---" for _ in cells) + " |\n", kind="fixed")
    draft.plain("</table>\n\n" if layout == "html" else "\n", kind="fixed")


def _line(cells: list[str], layout: str) -> str:
    """Return one row's text."""
    if layout == "tab":
        return "\t".join(cells) + "\n"
    if layout == "pipe":
        return "| " + " | ".join(cells) + " |\n"
    if layout == "html":
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"
    return "\n".join(f"\t{cell}" for cell in cells) + "\n\n"
