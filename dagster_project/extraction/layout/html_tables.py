"""Tables written in HTML inside a report's text: where each stands, its rows and cells, and what stands between the rows.

Here belongs the markup alone; what becomes of the rows belongs to layouts.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.layout.pieces import Span

HTML_TABLE = re.compile(r"<table\b.*?(?:</table>|\Z)", re.DOTALL | re.IGNORECASE)
_HTML_ROW = re.compile(r"<tr\b[^<>]*>(.*?)(?=</tr>|<tr\b|</table>|\Z)", re.DOTALL | re.IGNORECASE)
_HTML_CELL = re.compile(r"<t[dh]\b([^<>]*)>(.*?)(?=</t[dh]>|<t[dh]\b|\Z)", re.DOTALL | re.IGNORECASE)
_HTML_SPAN = re.compile(r"(col|row)span\s*=\s*[\"'“]?(\d{1,3})", re.IGNORECASE)
_MARKUP = re.compile(r"</?(?:table|thead|tbody|tfoot|caption|colgroup|col|tr|t[dh])\b[^<>]{0,400}>", re.IGNORECASE)
_MOST_COLUMNS = 200


def html_rows(folded: str, start: int, end: int) -> list[tuple[Span, list[Span]]]:
    """Return the rows of an HTML table, from their first cell to their last, each with its cells.

    Merged cells are spread out as empty ones so that columns keep their place; words between two cells are a cell.
    """
    rows: list[tuple[Span, list[Span]]] = []
    hanging: dict[int, int] = {}  # column → rows that a cell above still covers
    for row in _HTML_ROW.finditer(folded, start, end):
        marked = list(_HTML_CELL.finditer(folded, row.start(1), row.end(1)))
        if not marked:
            continue
        cells: list[Span] = []
        at = marked[0].start()
        for cell in marked:
            cells += outside_markup(folded, at, cell.start())
            at = cell.end()
            _cover(cells, hanging, cell.start(2))
            left, right = _stripped(folded, *cell.span(2))
            spans = {name: int(number) for name, number in _HTML_SPAN.findall(cell.group(1))}
            for extra in range(min(spans.get("col", 1), 40, max(1, _MOST_COLUMNS - len(cells)))):
                if spans.get("row", 1) > 1:
                    hanging[len(cells)] = spans["row"] - 1
                cells.append((left, right) if extra == 0 else (right, right))
        _cover(cells, hanging, at)
        if any(b > a for a, b in cells):
            rows.append(((marked[0].start(), at), cells))
    return rows


def outside_markup(folded: str, start: int, end: int) -> list[Span]:
    """Return the words of a stretch that no markup of a table holds: a caption, or the text behind a table that is not closed."""
    edges = [start, *(edge for mark in _MARKUP.finditer(folded, start, end) for edge in mark.span()), end]
    found = (_stripped(folded, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True))
    return [(a, b) for a, b in found if a < b]


def _cover(cells: list[Span], hanging: dict[int, int], place: int) -> None:
    """Lay empty cells where those of rows above still stand."""
    while hanging.get(len(cells), 0) > 0 and len(cells) < _MOST_COLUMNS:
        hanging[len(cells)] -= 1
        cells.append((place, place))


def _stripped(folded: str, start: int, end: int) -> Span:
    inner = folded[start:end]
    start += len(inner) - len(inner.lstrip())
    return start, max(start, end - (len(inner) - len(inner.rstrip())))
