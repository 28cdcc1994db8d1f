"""Projects of tables: forms (项目名称 | name) and lists with a column of names."""

from __future__ import annotations

import re

from dagster_project.extraction.layout.tables import Cell, Table
from dagster_project.extraction.projects.project_candidates import Candidate, Candidates, add
from dagster_project.extraction.projects.project_names import clean_name, is_no_name, names_other_things
from dagster_project.extraction.report import Report
from dagster_project.extraction.words.form_words import kinds_of
from dagster_project.extraction.words.money_values import sum_in

_LIST_HEAD = re.compile(r"预算|决算|金额|资金|执行|支出|数$|得分|等级|序号|单位|率")
_FUND_HEAD = re.compile(r"^[合总]计$|基金|拨款|公共预算")
_BUDGETED = re.compile(r"预算|金额|支出|投入")  # a task or an activity with money of its own is a project
_LIST_ROWS_ABOVE, _MOST_ROWS_ABOVE = 6, 24  # of a list's head; a list of works may stand inside a form
_NEAR_PIECES = 8
_TITLE_ABOVE = 200  # characters between a form's title and its name
_CAPTION = re.compile(r"表$|表（[^（）]*）$")
_ACCOUNTS = re.compile(
    r"编制人?数|在职人|离退休|因公出国|公务接待|用车购置|财政拨款收入|基本支出|年末结转|本年(?:收入|支出)|(?:收入|支出)[合总]计"
    r"|(?:一般公共服务|公共安全|教育|科学技术|社会保障和就业|卫生健康|农林水|住房保障)支出$"
)
_LEAST_HEADS = 2  # 一级指标, 二级指标: of a form's indicators
_NEAR_CELLS = 40  # merged cells are spread out as empty ones
_NAME_CELL = re.compile(
    r"(?:单位名称[、/])?(?:项目|专项|政策|资金|项目支出|预算项目|转移支付|财政专项|专项资金|二级项目|明细项目)?（?(?:项目|专项|政策|资金)?）?名称(?:（.{1,8}）)?"
)
_NO_NAME_AFTER = re.compile(
    r"名称|编码|序号|文号|部门$|^(?:建设|实施|项目)(?:地点|内容|规模|性质|单位|主体|年限|期限)|^债券(?:性质|类型)|预算数|金额|类别$|绩效目标$|绩效指标$|级指标$"
)
_LABELLED_NAME = re.compile(r"项目名称[：](.{2,})")
_NUMBERED_WORK = re.compile(r"项目支出\s?(?:\d{1,2}|[一二三四五六七八九十])[：、](?P<name>[^，。；：]{4,40})")
_NAMES_PROJECT = ("项目", "二级项目", "明细项目", "专项", "政策", "资金", "（项", "转移", "预算项", "财政专")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_NUMBER = re.compile(r"[-\d.,%]*")


def from_tables(report: Report, found: Candidates) -> None:
    """Forms (项目名称 | name) and lists (a column 项目名称). A form goes on in the tables behind it until another begins."""
    form: Candidate | None = None
    last = -1
    after_another = False
    for table in report.tables:
        if form is not None and not _goes_on(report, last, table.first):
            form = None
        before, form = form, _from_table(report, table, found, form)
        if form is not None and before is None and after_another and not form.begins:
            form.begins = table.caption[0].start if table.caption else table.row_span(0)[0]
        after_another = after_another or (form is None and any(_heads_indicators(row) for row in table.rows))
        last = table.last


def _goes_on(report: Report, last: int, first: int) -> bool:
    """Tell whether only the words of a form's cells stand between two tables, and no heading or caption."""
    between = report.outline.pieces[last + 1 : first]
    return len(between) <= _NEAR_PIECES and not any(
        (piece.mark is not None and piece.mark.kind in ("han", "part", "hash"))
        or _CAPTION.search(report.outline.text(piece))
        for piece in between
    )


def _from_table(report: Report, table: Table, found: Candidates, form: Candidate | None) -> Candidate | None:
    """Add the projects of a table, whose first rows belong to ``form``; return the form that is open at its end."""
    _add_numbered(table, found)
    column, header_row = _name_column(table)
    if column is not None and header_row is not None:
        _add_list(table, found, column, header_row)
        return None
    blocks = _indicator_list(table)
    if blocks is not None:
        _add_blocks(table, found, *blocks)
        return None
    return _add_forms(report, table, found, form)


def _add_list(table: Table, found: Candidates, column: int, header_row: int) -> None:
    """Add the projects below the head of their names; a list inside a form ends where the form goes on."""
    head = table.rows[header_row][column].text
    works = header_row >= _LIST_ROWS_ABOVE or head == "名称" or "work" in kinds_of(head)
    for number in range(header_row + 1, len(table.rows)):
        row = table.rows[number]
        if works and any(c.text in ("一级指标", "二级指标") for c in row):
            break
        is_whole = len(row) >= len(table.rows[header_row]) or column == 0
        cell = row[column] if column < len(row) and is_whole else None
        if cell is None or not _names_project(row, cell, column, works=works):
            continue
        item = add(found, cell.text, cell.start, cell.end, "list")
        if item is not None:
            item.ranges.append(table.row_span(number))


def _names_project(row: list[Cell], cell: Cell, column: int, *, works: bool) -> bool:
    """Tell whether a cell below the head of names holds one. ``works``: works of all kinds are listed, projects with their sum."""
    if not cell.text or is_no_name(cell.text) or not _WORDS.search(cell.text):
        return False
    if works and (names_other_things(cell.text) or not any(sum_in(c.text) for c in row)):
        return False
    return not any(is_no_name(c.text) and c.text and not _NUMBER.fullmatch(c.text) for c in row[: column + 1])


def _add_forms(report: Report, table: Table, found: Candidates, form: Candidate | None) -> Candidate | None:
    """Add the projects that label their name, each with the rows up to the next one's; return the one open at the end."""
    open_item = form
    # the words between its tables, such as a goal in a line of its own, are the form's as well
    begin = form.ranges[-1][1] if form is not None else next(c.start for row in table.rows for c in row if c.text)
    for number, row in enumerate(table.rows):
        named = _form_name(row)
        if named is None:
            continue
        if open_item is not None:
            open_item.ranges.append((begin, table.row_span(number)[0]))
        _, cell = named
        item = add(found, cell.text, cell.start, cell.end, "form")
        if item is not None:
            item.document_number = item.document_number or _number_above(report, item.name, cell.start)
            begin = table.row_span(number)[0]
            if open_item is None:
                item.begins = _behind_cut_off_form(table, number)
            if open_item is None and table.caption:
                begin = table.caption[-1].start if number <= 2 and _caption_is_form(report, table) else begin
            open_item = item
    if open_item is not None:
        last = [c for row in table.rows for c in row if c.text][-1]
        open_item.ranges.append((begin, last.end))
    return open_item


def _add_numbered(table: Table, found: Candidates) -> None:
    """Add the projects that cells number as such: 项目支出1：渠道管护专项, among the tasks of a department's form."""
    for number, row in enumerate(table.rows):
        for cell in row:
            match = _NUMBERED_WORK.fullmatch(cell.text) if cell.text.startswith("项目") else None
            item = add(found, match["name"], cell.start, cell.end, "list") if match is not None else None
            if item is not None:
                item.ranges.append(table.row_span(number))


def _number_above(report: Report, name: str, start: int) -> str | None:
    """Return the document number that a form's title attaches to the name which its first rows repeat without it."""
    view = report.outline.view
    at = view.find(start)
    title = report.text.rfind(f"{name}（", max(0, at - _TITLE_ABOVE), at)
    if title < 0:
        return None
    end = report.text.find("号）", title, at)
    return clean_name(report.text[title : end + 2])[1] if end > 0 else None


def _behind_cut_off_form(table: Table, number: int) -> int:
    """Return where the form whose name stands in a row begins, where the end of another one stands above it, else 0."""
    begin = 0
    for above in reversed(table.rows[:number]):
        filled = [cell for cell in above if cell.text]
        if len(filled) == 1 and _CAPTION.search(filled[0].text):
            begin = filled[0].start
        elif begin and _heads_indicators(above):
            return begin
    return 0


def _heads_indicators(row: list[Cell]) -> bool:
    return sum("级指标" in c.text or c.text in ("指标名称", "指标值") for c in row) >= _LEAST_HEADS


def _indicator_list(table: Table) -> tuple[int, int] | None:
    """Return the column and the row of 项目名称 over blocks of indicators: 项目名称 | 总体绩效目标 | 一级指标 | …"""
    for number, row in enumerate(table.rows[:_LIST_ROWS_ABOVE]):
        below = table.rows[number + 1] if number + 1 < len(table.rows) else []
        if below and below[0].text:
            below = []  # a form's 项目名称 | its name, and the head of its indicators in the next row
        level = next((cell.column for cell in row if cell.text == "一级指标"), None)
        if level is None and all(cell.text != "一级指标" for cell in below):
            continue
        # in the first column, or before the classes: 单位名称 | 项目名称 | 预算数 | 年度目标 | 一级指标 | …
        named = next((cell for cell in row[: level or 1] if _NAME_CELL.fullmatch(cell.text)), None)
        if named is not None:
            return named.column, number + 1 + (level is None)
    return None


def _add_blocks(table: Table, found: Candidates, column: int, first: int) -> None:
    """Add the projects of a list of indicators: each holds from its name to the next one."""
    item: Candidate | None = None
    for number in range(first, len(table.rows)):
        cell = next((c for c in table.rows[number] if c.column == column and c.text), None)
        if cell is not None and not is_no_name(cell.text) and not _heads_names(table, number, column):
            item = add(found, cell.text, cell.start, cell.end, "list")
        if item is not None and any(c.text for c in table.rows[number]):
            item.ranges.append(table.row_span(number))


def _heads_names(table: Table, number: int, column: int) -> bool:
    """Tell whether a name stands alone in its row, with another right below it: the body whose projects follow."""
    row, below = table.rows[number], table.rows[number + 1 : number + 2]
    named_below = any(cell.column == column and cell.text for following in below for cell in following)
    return named_below and sum(bool(cell.text) for cell in row) == 1


def _caption_is_form(report: Report, table: Table) -> bool:
    return bool(re.search(r"表$|表（", report.outline.text(table.caption[-1])))


def _form_name(row: list[Cell]) -> tuple[Cell, Cell] | None:
    for place, cell in enumerate(row):
        if not cell.text.startswith(_NAMES_PROJECT):
            continue
        if _NAME_CELL.fullmatch(cell.text.rstrip("：")):
            after = next((c for c in row[place + 1 : place + 1 + _NEAR_CELLS] if c.text), None)
            if after is not None and not _NO_NAME_AFTER.search(after.text):
                return cell, after
        match = _LABELLED_NAME.match(cell.text)
        if match:
            return cell, Cell(cell.row, cell.column, cell.end - len(match.group(1)), cell.end, match.group(1))
    return None


def _tells_content(row: list[Cell]) -> bool:
    """Tell whether a head names what is done beside its names: 名称 | 主要实施内容 | 拟投入的资金."""
    return any("beside" in kinds_of(cell.text) for cell in row)


def _lists_below(table: Table, number: int) -> bool:
    """Tell whether a row inside a form heads a list: two columns of money or more, and sums in the row below only."""
    heads = sum("money" in kinds_of(c.text) or _BUDGETED.search(c.text) is not None for c in table.rows[number])
    sums = [sum(sum_in(c.text) is not None for c in row) for row in table.rows[number : number + 2]]
    return heads >= _LEAST_HEADS and not sums[0] and sums[1] > 0


def _name_column(table: Table) -> tuple[int | None, int | None]:
    """Return the column and row of a list table's header 项目名称: figures or further columns stand beside it, names below."""
    for number, row in enumerate(table.rows[:_MOST_ROWS_ABOVE]):
        if number + 1 == len(table.rows) or any(c.text in ("一级指标", "二级指标") for c in row):
            continue
        heads: list[Cell] | None = None
        for cell in row:
            names_work = "work" in kinds_of(cell.text) or (cell.text == "名称" and _tells_content(row))
            if number >= _LIST_ROWS_ABOVE and not (names_work or _lists_below(table, number)):
                continue
            if names_work and any(_BUDGETED.search(c.text) for c in row):
                return cell.column, number
            if (_NAME_CELL.fullmatch(cell.text) and cell.text != "名称") or cell.text in (
                "项目",
                "项目内容",
                "具体项目",
            ):
                two_sided = sum(c.text == "项目" for c in row) > 1
                if cell.text == "项目" and (
                    two_sided or any(_ACCOUNTS.search(c.text) for below in table.rows for c in below)
                ):
                    return None, None  # 项目 heads the items of an account or of a staffing table
                heads = [c for c in row if _LIST_HEAD.search(c.text)] if heads is None else heads
                if cell.text == "项目名称" and sum(_FUND_HEAD.search(c.text) is not None for c in row) > 1:
                    return cell.column, number
                if len(heads) - (cell in heads[:3]) >= 2:
                    return cell.column, number
    return None, None
