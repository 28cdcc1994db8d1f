"""Tables written in HTML inside a report's text: where each stands, and its rows and cells.

Here belongs the markup alone; what becomes of the rows belongs to pieces.py.
"""

from __future__ import annotations

import re

Span = tuple[int, int]

HTML_TABLE = re.compile(r"<table\b.*?(?:</table>|\Z)", re.DOTALL | re.IGNORECASE)
_HTML_ROW = re.compile(r"<tr\b[^<>]*>(.*?)(?=</tr>|<tr\b|</table>|\Z)", re.DOTALL | re.IGNORECASE)
_HTML_CELL = re.compile(r"<t[dh]\b([^<>]*)>(.*?)(?=</t[dh]>|<t[dh]\b|\Z)", re.DOTALL | re.IGNORECASE)
_HTML_SPAN = re.compile(r"(col|row)span\s*=\s*[\"'“]?(\d{1,3})", re.IGNORECASE)
_MOST_COLUMNS = 200


def html_rows(folded: str, start: int, end: int) -> list[tuple[Span, list[Span]]]:
    """Return the rows of an HTML table, merged cells spread out as empty ones so that columns keep their place."""
    rows: list[tuple[Span, list[Span]]] = []
    hanging: dict[int, int] = {}  # column → rows that a cell above still covers
    for row in _HTML_ROW.finditer(folded, start, end):
        cells: list[tuple[int, int]] = []

        def cover(cells: list[tuple[int, int]], place: int) -> None:
            while hanging.get(len(cells), 0) > 0 and len(cells) < _MOST_COLUMNS:
                hanging[len(cells)] -= 1
                cells.append((place, place))

        for cell in _HTML_CELL.finditer(folded, row.start(1), row.end(1)):
            cover(cells, cell.start(2))
            left, right = cell.span(2)
            inner = folded[left:right]
            left += len(inner) - len(inner.lstrip())
            right = max(left, right - (len(inner) - len(inner.rstrip())))
            spans = {name: int(number) for name, number in _HTML_SPAN.findall(cell.group(1))}
            for extra in range(min(spans.get("col", 1), 40, max(1, _MOST_COLUMNS - len(cells)))):
                if spans.get("row", 1) > 1:
                    hanging[len(cells)] = spans["row"] - 1
                cells.append((left, right) if extra == 0 else (right, right))
        cover(cells, row.end(1))
        if any(b > a for a, b in cells):
            rows.append((row.span(1), cells))
    return rows
