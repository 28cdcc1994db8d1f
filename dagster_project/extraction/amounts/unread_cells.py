"""Figures of money tables that no reader took: the last look at a report, so that no figure vanishes in silence.

Here belongs what can be said of such a figure by its place alone: below a note of the unit (单位：万元) it is money of no
measure; below words that head money without a unit it is a warning of where to look. What tables mean belongs to the
readers before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dagster_project.extraction.amounts.table_words import TOTAL
from dagster_project.extraction.claims import Places
from dagster_project.extraction.layout.money_columns import column_of
from dagster_project.extraction.records import Amount, ReadingWarning, Record
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.account_cells import ITEM_CODE, LINE_HEAD
from dagster_project.extraction.words.column_words import counts_things, no_money
from dagster_project.extraction.words.form_words import kinds_of
from dagster_project.extraction.words.numerals import YEAR_NUMBER, parse_number

_NUMBER = r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,8})?"
_EVENT = re.compile(
    r"(?=[单（。分得权指一二三评行栏率占比%预决执金资合支收\d+\-])(?:(?P<note>单[ \t]{0,8}位[ \t]{0,4}：?[ \t]{0,4}(?:人民币[ \t]?)?[（(]?[ \t]{0,2}(?P<unit>亿元|百万元|万元|千元|百元|元)(?![\u4e00-\u9fff]))"
    r"|(?P<aside>（(?:单位：)?(?P<its>亿元|百万元|万元|千元|元)）)"
    r"|(?P<stop>。|单[ \t]{0,8}位：[（(]?[人个名辆台户家所](?![\u4e00-\u9fff]))"
    r"|(?P<judged>分值|得分|权重|指标值|[一二三]级指标|评分标准)"
    r"|(?P<lines>行[ \t]?次|栏[ \t]?次)"
    r"|(?P<rates>率|占比|比重|%)"
    r"|(?P<head>预算数|决算数|执行数|金[ \t]{0,4}额|资金总额|合[ \t]{0,4}计|支出表|收入表|支出|收入)"
    rf"|(?P<cell>(?<![^\s|>：]){_NUMBER}(?![^\s|<]|\n[.%])))"
)
_CELL = re.compile(rf"(?<![^\s|>：]){_NUMBER}(?![^\s|<])")
_GAP = re.compile(r"(?:[\s|]|[-—]{1,2}(?=\s)|<[^<>\n]{1,80}>)*")
_NEXT = re.compile(r"[\s|]*(\S?)")
_COUNTED_BY = frozenset("页年月日人个辆台套次批%名户万亿元分项家件条岁天期届号张间栋亩吨")
_CODE_PART = re.compile(r"\d{2}")
_MOST_PARTS = 2  # behind the first three digits of a code
_NO_SUM = re.compile(r"(?:%）?|月(?:底|份)?)$")  # 资金支出计划（%）, 6月底
_WHOLE = re.compile(r"\d+")
_LABEL_EDGE = re.compile(r"[\s|>]")
_GRID = re.compile(r"[\t|<]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_REACH = 6000  # how far below its note a unit holds
_HEAD_REACH = 400  # and words that head money without a unit
_LONGEST_LABEL = 40
_EDGE_REACH = 8
_LABEL_AFTER = re.compile(r"[ |]{1,8}[\u4e00-\u9fff（]")
_MOST_LINES = 200  # a table's lines are numbered up to here
_NEAR = 200  # warnings as near as this are about one table
_LIKELY_MONEY = 3  # figures in a row beside scores: a project with its budget, what was paid and more
_UNIT_MISSING = (
    "此处的数字像是金额，但没有注明金额单位，未作为金额读取；请在原文表格上方补写“单位：万元”之类的单位说明后重新装载。"
)
_COLUMN_UNKNOWN = (
    "此处的数字像是金额，但所在的列认不出来，未作为金额读取；请核对原文表格的表头与各列是否对齐，修正后重新装载。"
)


@dataclass(slots=True)
class _Scope:
    """What holds where the text is being read: the unit and where it was noted, what the header's words name."""

    unit: str | None = None
    since: int = 0
    head: int = -_HEAD_REACH
    is_judged: bool = False
    has_rates: bool = False
    has_lines: bool = False
    is_settled: bool = False  # figures have followed the header


@dataclass(slots=True)
class _Run:
    """Figures that follow each other with nothing but the edges of cells between them, and the words before them.

    ``begin``: where the words before them may begin. They are read once it is known that no record holds the figures.
    """

    begin: int
    cells: list[tuple[int, int, str]]
    label: str = ""
    label_start: int = 0


def find_unread_cells(report: Report, records: list[Record]) -> Iterator[Amount | ReadingWarning]:
    """Yield an amount for each figure below a unit that no record holds, and warnings for those without one."""
    folded = report.outline.folded
    if _CELL.search(folded) is None:
        return
    places = Places(records, _serial_numbers(report))
    warning: ReadingWarning | None = None
    for scope, run in _runs(folded):
        for found in _read(report, places, scope, run):
            if isinstance(found, Amount):
                yield found
            elif warning is not None and warning.kind == found.kind and found.char_start - warning.char_end <= _NEAR:
                warning = _warning(warning.char_start, found.char_end, found.kind, found.message)
            else:
                if warning is not None:
                    yield warning
                warning = found
    if warning is not None:
        yield warning


def _serial_numbers(report: Report) -> Iterator[tuple[int, int]]:
    """Yield the places of the numbers that count the rows of a list (序号, 行次; 合计 | 3 | 79.3), which are no sums."""
    for table in report.tables:
        columns: set[int] = set()
        head = 0
        for number, row in enumerate(table.rows):
            lines = {cell.column for cell in row if cell.text == LINE_HEAD}
            if lines:
                columns = lines
            elif row and "number" in kinds_of(row[0].text):
                columns, head = {row[0].column}, number
            elif columns and TOTAL.search(next((cell.text for cell in row if cell.text), "")):
                counted = [cell for cell in row if cell.text == str(number - head - 1)]
                yield from ((cell.start, cell.end) for cell in counted[:1])
            for cell in row if columns else ():
                if cell.column in columns and _WHOLE.fullmatch(cell.text):
                    yield cell.start, cell.end


def _runs(folded: str) -> Iterator[tuple[_Scope, _Run]]:
    """Yield the runs of figures in order, each with what holds for it."""
    scope = _Scope()
    run: _Run | None = None
    at = 0  # behind the last figure, note or stop
    for match in _EVENT.finditer(folded):
        kind = match.lastgroup
        start, end = match.span()
        if kind == "cell":
            if run is not None and _GAP.fullmatch(folded, run.cells[-1][1], start) is not None:
                run.cells.append((start, end, match.group()))
            else:
                if run is not None:
                    yield scope, run
                run = _Run(at, [(start, end, match.group())])
            at = end
            continue
        if run is not None and kind != "head":
            yield scope, run
            run, scope.is_settled = None, True
        scope, at = _entered(scope, match, at)
    if run is not None:
        yield scope, run


def _entered(scope: _Scope, match: re.Match[str], at: int) -> tuple[_Scope, int]:
    """Return what holds behind a note, a head or a stop, and where the words before the next figure begin (``at``: so far)."""
    kind = match.lastgroup
    start, end = match.span()
    if kind == "note":
        return _Scope(match["unit"], start, scope.head), end
    if kind == "stop":
        return _Scope(), end
    if kind == "aside":
        if scope.unit is None or scope.is_settled:
            scope = replace(scope, unit=match["its"], since=start, is_settled=False)
        return scope, end
    if kind == "head":
        scope.head = start
    else:
        scope.is_judged = scope.is_judged or kind == "judged"
        scope.has_lines = scope.has_lines or kind == "lines"
        scope.has_rates = scope.has_rates or kind == "rates"
    return scope, at


def _label(folded: str, begin: int, stop: int) -> tuple[int, str]:
    """Return the words right before a figure and where they begin."""
    begin = max(begin, stop - _LONGEST_LABEL)
    edges = [edge.end() for edge in _LABEL_EDGE.finditer(folded, begin, stop) if _HAN.search(folded, edge.end(), stop)]
    begin = edges[-1] if edges else begin
    words = folded[begin:stop]
    return begin + len(words) - len(words.lstrip()), words.strip()


def _read(report: Report, places: Places, scope: _Scope, run: _Run) -> Iterator[Amount | ReadingWarning]:
    """Yield what the figures of a run are that no record holds."""
    folded = report.outline.folded
    if all(places.hold(start) for start, _, _ in run.cells):
        return
    run.label_start, run.label = _label(folded, run.begin, run.cells[0][0])
    cells = _of_money(folded, scope, run)
    held = [places.hold(cell[0]) for cell in cells]
    left = [
        cell
        for place, cell in enumerate(cells)
        if not held[place] and not (place and held[place - 1] and _is_repeated(folded, cells[place - 1], cell))
    ]
    if not left:
        return
    first, last = left[0][0], left[-1][1]
    below = scope.unit is not None and first - scope.since <= _REACH
    if below and not scope.is_judged:
        if scope.has_rates and len(cells) > 1 and left[-1] is cells[-1] and _is_share(left[-1][2]):
            yield _warning(left[-1][0], last, "table_column_unknown", _COLUMN_UNKNOWN)
            left = left[:-1]
        yield from (_amount(report, scope, run, cell) for cell in left)
    elif below and len(left) == len(cells) and (_says_money(run.label, plainly=False) or len(cells) >= _LIKELY_MONEY):
        yield _warning(first, last, "table_column_unknown", _COLUMN_UNKNOWN)
    elif not below and not scope.is_judged and first - scope.head <= _HEAD_REACH:
        yield _warning(first, last, "money_unit_missing", _UNIT_MISSING)


def _of_money(folded: str, scope: _Scope, run: _Run) -> list[tuple[int, int, str]]:
    """Return the figures of a run that can be money: no codes, years, line numbers or counts."""
    cells = run.cells
    after = _NEXT.match(folded, cells[-1][1])
    follows = after.group(1) if after is not None else ""
    if counts_things(run.label) or no_money(run.label) or _NO_SUM.search(run.label):
        return []
    if follows in _COUNTED_BY and follows:
        cells = cells[:-1]
    elif _HAN.match(follows):
        cells = cells[: len(cells) - _code_ahead([text for _, _, text in cells])]
    cells = cells[_column_numbers([text for _, _, text in cells]) :]
    while scope.has_lines and cells and _WHOLE.fullmatch(cells[0][2]) and int(cells[0][2]) <= _MOST_LINES:
        cells = cells[1:]  # the line's number, behind those of lines that are left blank
    while len(cells) > 1 and ITEM_CODE.fullmatch(cells[0][2]) and len(cells[0][2]) > 3:
        cells = cells[1:]
    if scope.has_lines:
        cells = [cell for cell in cells if not _opens_line(folded, cell)]
    cells = [
        cell
        for cell in cells
        if not YEAR_NUMBER.fullmatch(cell[2])
        and not (folded.endswith("- ", 0, cell[0]) and folded.startswith(" -", cell[1]))
    ]
    if any(not _WHOLE.fullmatch(text.lstrip("-+")) for _, _, text in cells):
        return cells
    return cells if _says_money(run.label, plainly=scope.unit is not None) else []


def _code_ahead(texts: list[str]) -> int:
    """Return how many figures a run ends with that are the code of the item behind it: 20805, or 208 05 01 in parts."""
    parts = 0
    while parts < min(_MOST_PARTS, len(texts) - 1) and _CODE_PART.fullmatch(texts[-1 - parts]):
        parts += 1
    return parts + 1 if texts and ITEM_CODE.fullmatch(texts[-1 - parts]) else 0


def _opens_line(folded: str, cell: tuple[int, int, str]) -> bool:
    """Tell whether a whole number opens a line, before the label that stands in it: 9 | 九、卫生健康支出."""
    start, end, text = cell
    edge = folded[max(0, start - _EDGE_REACH) : start].rstrip("| ")
    return edge.endswith("\n") and _WHOLE.fullmatch(text) is not None and _LABEL_AFTER.match(folded, end) is not None


def _says_money(label: str, *, plainly: bool) -> bool:
    """Tell whether the words before a figure are about money; ``plainly``: 合计 or 金额 alone is enough."""
    column = column_of(label)
    if column is None or column.ratio is not None:
        return False
    return plainly or any((column.measure, column.category, column.fund_type, column.fund_level))


def _column_numbers(texts: list[str]) -> int:
    """Return how many figures a run opens with only count the columns: 1 2 3 …."""
    counted = 0
    while counted < len(texts) and texts[counted] == str(counted + 1):
        counted += 1
    return counted if counted > 1 else 0


def _is_repeated(folded: str, before: tuple[int, int, str], cell: tuple[int, int, str]) -> bool:
    """Tell whether a cell of a grid is the one before it again, written once for each column that a merged cell covers."""
    return before[2] == cell[2] and _GRID.search(folded, before[1], cell[0]) is not None


def _is_share(text: str) -> bool:
    number = parse_number(text)
    return number is not None and abs(number) <= 100


def _amount(report: Report, scope: _Scope, run: _Run, cell: tuple[int, int, str]) -> Amount:
    start, end, text = cell
    number = parse_number(text)
    if number is None:
        raise ValueError(f"no number: {text!r}")
    return Amount(
        char_start=run.label_start if run.label else start, char_end=end, value_start=start, value_end=end,
        project_ordinal=report.subject_at(start), number=number, unit=scope.unit, unit_basis="table", measure=None, category=None,
        fund_type=None, fund_level=None, fiscal_year=None, label=run.label or None, part_of_start=None,
    )  # fmt: skip


def _warning(start: int, end: int, kind: str, message: str) -> ReadingWarning:
    return ReadingWarning(char_start=start, char_end=end, kind=kind, message=message)
