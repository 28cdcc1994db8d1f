"""Soft wraps: whether a line goes on with the sentence above it, or begins something new.

Here belongs the judgement of two neighbouring lines, also over a page's edge. Which lines are text at all belongs to line_pieces.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.words.numbering import mark_at

SENTENCE_ENDS = "。！？；：!?;:"
_WRAP_WIDTH = 18
_MARGIN = 12  # by how much lines of one paragraph may differ in width; a Chinese character counts two
_STOPS = re.compile(r"[，。；,;]")
_LOOK_BACK = 400  # characters of a paragraph that tell whether the next line goes on with it
_PAGE_WIDTH = 14
_SPACED_CELLS = re.compile(r"\S(?:\s{2,}|\u3000+)\S")
_HEADING_TAIL = re.compile(
    r"(?:情况|说明|结论|分析|问题|措施|建议|目标|概况|概述|职责|职能|设置|构成|结果|原因|背景|内容|依据|过程|方法|等级|评价|应用|事项|经费|支出|收入|效益|指标|产出|管理)$"
)
_LABEL = re.compile(
    r"(?:年度|部门|项目)?(?:绩效|总体|预期|实施|主要|存在|改进|评价|填报|联系|项目)[\u4e00-\u9fff]{1,6}："
)
_LABELLED = re.compile(r"[\u4e00-\u9fff（）]{2,10}：\s?\S")  # 项目名称：某桥维修⏎资金构成：…: a label a line
# A figure that a page's edge cut in two: 收入合计8,⏎795.61万元, 支出3.⏎5万元.
_FIGURE_BEGUN = re.compile(r"[\u4e00-\u9fff”]\s?(?:\d{1,3},)*\d{1,3}(?:,|(?<=\d)\.)$")
_SUM_BEGUN = re.compile(r"\d\s?[万亿]$")  # 购置费75万⏎元，
_FIGURE_ENDED = re.compile(r"(?:\d{3}[,.])*\d{1,6}\s?(?:[万亿千]?元|%)")
_CLOSES = re.compile(
    r"综上|总之|总的来|总体[来上]|通过对|经(?:综合)?(?:自评|评价|评定|打分)"
)  # a paragraph that closes a list
# …（项）”12万元，主要用于：⏎社区学校的运营: a colon behind which no list opens
_PROSE_COLON = re.compile(r"(?:用于|原因(?:主要)?[是为]?)：$")
# What the paragraph of a budget item says of it once its use is told: 年初预算为 5 万元，支出决算为 4 万元
_OF_ITEM = re.compile(
    r"(?:年初|全年|调整后?)?预算数?[为是]|(?:支出)?决算数?(?:[为是]|[大小等高低]于)|完成(?:年初|全年)?预算"
)
_ITEM_NAMED = re.compile(r"[类款项]\s?）")
# The lines above a table of accounts: its name, the body that drew it up and the unit of its sums
_TABLE_NAME = re.compile(
    r"(?:(?:19|20)\d{2}\s?年度?)?[^，。；：\d]{2,40}(?:预算|决算|收支|支出|收入)[^，。；：\d]{0,16}表"
)
_DRAWN_UP = re.compile(r"(?:编制|填报|公开)(?:部门|单位)：|单位：\s?(?:人民币)?[百千万亿]{0,2}元$")
_UNIT_NOTED = re.compile(r"单位：\s?(?:人民币)?[百千万亿]{0,2}元$")
_SIGNATURE = re.compile(
    r"\s*(?:\d{4}|[二〇零一九]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?\s*"
)


def goes_on(folded: str, start: int, end: int, marked: bool, line: str, blank_before: bool) -> bool:
    """Tell whether a line goes on with the sentence above it, which stands in a range of the folded text.

    ``marked``: a number mark opens the range; ``blank_before``: blank lines part the line from it.
    """
    above = folded[max(start, end - _LOOK_BACK) : end].rstrip()
    last = above.rsplit("\n", 1)[-1].strip()
    if not last or (last[-1] in SENTENCE_ENDS and last[-1] not in "：；"):
        of_item = not blank_before and _OF_ITEM.match(line) is not None and _ITEM_NAMED.search(above) is not None
        return bool(line) and (line[0] in "。，、；）”" or of_item)
    if line[0] in "。，、；）”%的" or (last[-1] in "万亿" and line[0] == "元" and _SUM_BEGUN.search(last)):
        return True
    if _DRAWN_UP.match(line) or _UNIT_NOTED.search(last) or (line.endswith("表") and _TABLE_NAME.fullmatch(line)):
        return False
    if len(last) >= _WRAP_WIDTH and _PROSE_COLON.search(last) and not (blank_before or _LABEL.match(line)):
        return True
    labels = _LABEL.match(line) or (_LABELLED.match(last) and _LABELLED.match(line))
    if last[-1] in "：；" or (last[-1] not in "，、" and labels) or (blank_before and _CLOSES.match(line)):
        return False
    if last[-1] in ",." and _FIGURE_BEGUN.search(last) and _FIGURE_ENDED.match(line):
        return True
    if marked and (mark := mark_at(folded, start, end)) is not None and mark.end >= end:
        return True  # a number mark alone on its line
    is_heading = marked and end - start <= _LOOK_BACK and _is_heading(above)
    if is_heading or _SIGNATURE.fullmatch(line) or _are_spaced_rows(last, line):
        return False
    if last[-1] in "，、" or last[-1] in "（“《≥≤<>=":
        return True
    heading = marked and "\n" not in above and not _STOPS.search(last)
    if heading and len(line.encode("gbk", "replace")) > len(last.encode("gbk", "replace")) + _MARGIN:
        return False  # a line that is wrapped is as wide as those below it
    if blank_before:  # a page break inside a sentence; a title has no stops
        in_sentence = len(last) >= _PAGE_WIDTH and any(c in above for c in "，。；")
        return (in_sentence and any(c in line for c in "，。；%")) or last[-1] in "≥≤<>="
    return len(last) >= _WRAP_WIDTH


def _is_heading(above: str) -> bool:
    """Tell whether a marked line ends as headings do, without a stop in it."""
    return "\n" not in above and _HEADING_TAIL.search(above) is not None and not any(c in above for c in "，,。；")


def _are_spaced_rows(last: str, line: str) -> bool:
    """Tell whether blanks part both lines into cells."""
    return len(last.split()) > 1 and _SPACED_CELLS.search(last) is not None and _SPACED_CELLS.search(line) is not None
