"""The bodies that sign: below the text, before or behind its day, above its annexes.

Here belongs which words are a signature, and how much it says in a letter to other bodies. Titles, labels and what the
running text says of a body belong to organs.py and organ_clauses.py, the day itself to report_dates.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dagster_project.extraction.header.organ_words import (
    first_of_joint,
    last_suffix_end,
    name_ends,
    organ_mention,
    split_region,
)
from dagster_project.extraction.header.title import TitleBlock
from dagster_project.extraction.layout.pieces import Piece
from dagster_project.extraction.records import OrganMention
from dagster_project.extraction.report import Report

WRITER, SIGNATURE, AUTHOR = 2, 5, 6
_EVALUATORS = re.compile(
    r"(?:咨询|评估|评价|会计|审计|造价|资产|管理|顾问|工程|科技)[\u4e00-\u9fff]{0,8}(?:公司|事务所)$|事务所"
)
_REACH = 80
_LONGEST = 60
_DAY_ALONE = re.compile(r"(?:\d{4}|[零一二三四五六七八九]{4})年\S{2,8}日?")
_SIGNED = re.compile(
    r"(?:^|[。；！）\t])(?P<name>[\u4e00-\u9fff]{3,36}?)(?P<date>(?:\d{4}|[零一二三四五六七八九]{4})年[^，。]{2,8}日)?(?P<by>编制?|制)?(?:（?(?:盖|印)?章）?)?[。\s]*$"
)
# On one line only blanks set a signature apart.
_DAY = re.compile(r"20\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日")
_ANNEX = re.compile(r"附件")
_NAME = r"(?P<name>[\u4e00-\u9fff]{3,36})(?:（[盖印]?章）)?"
_NAME_BEFORE = re.compile(rf"(?:^|[\s。]){_NAME}[^\S\t]*$")
_NAMES_BEFORE = re.compile(rf"[\s。]{_NAME}(?:[^\S\t]+(?P<second>[\u4e00-\u9fff]{{4,36}}))?[^\S\t]*$")
_NAME_BEHIND = re.compile(rf"\s+{_NAME}(?=\s*$|\s+附[件表])")
_ENDS = re.compile(r"\s*(?:$|附[件表]|抄送|（此件)")
_ADDRESSED = re.compile(r"(?:^|[\s知函])(?P<to>[\u4e00-\u9fff、，（）]{3,80})：")
_LETTER_HEAD = 200
_FINANCE = re.compile(r"[县区]级财政部门[\s|：]*(?P<name>[\u4e00-\u9fff]{2,24}财政局)")
_HANDED_ON = re.compile(r"(?:下达|拨付|分配|安排)[^。]{0,40}你[局们单委院校厅办站所中镇乡县区市地]|请[你各]")
_HANDED_ON_WITHIN = 800
_SHORTEST = 3


def find_signers(report: Report, block: TitleBlock | None) -> Iterator[OrganMention]:
    """Yield the bodies that sign the report; who signs a letter to other bodies says more than a form annexed to it."""
    rank = WRITER if report.once(_is_letter) else SIGNATURE
    signed = [*_on_lines(report, block), *_within_line(report)]
    for start, end, basis in signed or (_finance_office(report) if rank == WRITER else ()):
        name = report.text[start:end]
        if last_suffix_end(name) < max(_SHORTEST, len(name)) or _EVALUATORS.search(name):
            continue
        end = start + len(first_of_joint(name))  # two sign on one line: the first speaks
        found = organ_mention(report, start, end, basis, AUTHOR if basis == "author" else rank)
        if found:
            yield found


def _is_letter(report: Report) -> bool:
    """Tell whether the report opens with the bodies that it is sent to, and hands money on to them."""
    sent = _ADDRESSED.search(report.text, 0, _LETTER_HEAD)
    to = sent.group("to") if sent else ""
    sends = to.startswith("各") or (last_suffix_end(to) == len(to) and split_region(to)[0] != "")
    return sends and _HANDED_ON.search(report.text, 0, _HANDED_ON_WITHIN) is not None


def _finance_office(report: Report) -> Iterator[tuple[int, int, str]]:
    """Yield the view range of the finance office that a letter's annexed form names for its own level, which wrote the letter."""
    for match in _FINANCE.finditer(report.text):
        yield *match.span("name"), "label"


def _on_lines(report: Report, block: TitleBlock | None) -> Iterator[tuple[int, int, str]]:
    """Yield the view ranges of signatures with lines of their own; those that only tell who made a form (某局制) as its author."""
    outline = report.outline
    texts = report.pieces()
    for place, piece in enumerate(texts):
        words = outline.text(piece)
        if block is not None and block.start <= piece.view_start < block.end:
            continue
        late = place >= len(texts) - 4
        follows = texts[place + 1] if place + 1 < len(texts) else None
        low = max(0, len(words) - _REACH)
        if words.rstrip("。 \t\n")[-1:] not in name_ends():
            continue
        before_date = follows is not None and _DAY_ALONE.fullmatch(outline.text(follows)) is not None
        if len(words) > _LONGEST and not late and not before_date:
            continue
        match = _SIGNED.search(words[low:])
        if not match and (before_date or late):  # the lines above the name may have been joined with it
            low = max(low, _last_line(report, piece) - piece.view_start)
            match = _SIGNED.search(words[low:])
        if not match:
            continue
        dated = bool(match.group("date")) or before_date
        ends = late and follows is None and not words.rstrip().endswith("。")
        if not dated and not match.group("by") and not ends:
            continue
        start = piece.view_start + low + match.start("name")
        basis = "author" if match.group("by") and not dated else "signature"
        yield start, start + len(match.group("name")), basis


def _last_line(report: Report, piece: Piece) -> int:
    """Return the view offset at which the last line of a piece begins in the stored text."""
    start, end = report.span(piece.view_start, piece.view_end)
    return report.outline.view.find(report.outline.folded.rfind("\n", start, end) + 1)


def _within_line(report: Report) -> Iterator[tuple[int, int, str]]:
    """Yield the view ranges of signatures that blanks set apart: beside a day at the end or before annexes, or before these alone."""
    folded, view = report.outline.folded, report.outline.view
    found: list[re.Match[str] | None] = [name for name, _ in report.once(signed_days)]
    for day in _DAY.finditer(folded):
        if _ENDS.match(folded, day.end()):
            found.append(_NAME_BEFORE.search(folded, max(0, day.start() - _REACH), day.start()))
        else:
            found.append(_NAME_BEHIND.match(folded, day.end()))
    for annex in _ANNEX.finditer(folded):
        before = folded[annex.start() - 1 : annex.start()]
        found.append(_with_region(folded, annex.start()) if before.isspace() else None)
    for match in filter(None, found):
        start, end = view.find(match.start("name")), view.find(match.end("name") - 1) + 1
        if report.text[start:end] == match.group("name"):
            yield start, end, "signature"


def signed_days(report: Report) -> list[tuple[re.Match[str], re.Match[str]]]:
    """Return the names with a region, and the days behind them (matches in the stored text), that blanks set apart from all else."""
    folded = report.outline.folded
    return [
        (name, day)
        for day in _DAY.finditer(folded)
        if folded[day.end() : day.end() + 1].isspace() and (name := _with_region(folded, day.start())) is not None
    ]


def _with_region(folded: str, end: int) -> re.Match[str] | None:
    """Return the body with a region that stands before a place, the first of two; null where none does."""
    for pattern in (_NAMES_BEFORE, _NAME_BEFORE):
        found = pattern.search(folded, max(0, end - _REACH), end)
        names = [name for name in found.groups() if name] if found else []
        if names and all(last_suffix_end(name) == len(name) for name in names) and split_region(names[0])[0]:
            return found
    return None
