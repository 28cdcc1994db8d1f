"""Personal names and telephone numbers covered in what pages and exports show.

Reports name those who wrote, checked and signed them; the warehouse keeps the text as loaded, but nobody needs these
names to check a figure. Each character is covered by one character, so that places in the text stay what they are. Words
that announce a name stand in the vocabulary (person_cues).
"""

from __future__ import annotations

import re
from functools import lru_cache

from dagster_project.vocabulary import words

COVER = "●"
_HAN = "一-鿿"
# Two to four characters, of which the second may stand apart (赵 某), or a name in parts (某某·某某某).
_NAME = rf"(?:[{_HAN}]{{1,8}}(?:[·•][{_HAN}]{{1,8}})+|[{_HAN}][ \u3000]{{1,2}}[{_HAN}]|[{_HAN}]{{2,4}})(?![{_HAN}])"
_SIGNED = r"(?:姓名)?(?:[（(](?:签字|签名|签章|盖章|章|姓名)[）)])?"
_APART = r"[ \u3000]*[:：\t|｜][ \u3000|｜\t]*"
_NUMBER = r"(?:\+?86[- ]?)?\d[\d \-—－/、转]{5,24}\d"
# A mobile number or an identity number wherever it stands; an amount of money has a unit behind it.
_BARE = re.compile(r"(?<![\d.,，])(?:1[3-9]\d{9}|[1-9]\d{16}[\dXx])(?![\d.]|\s*[元万亿])")
_CELL = re.compile(r"[^\t|｜]+")
_BETWEEN = r"[、，,；; \u3000]{1,3}"
_NO_NAMES = ("项目负责人", "单位负责人", "部门负责人", "财务负责人", "签字", "签名", "签章", "盖章")


@lru_cache(maxsize=1)
def _after_cues() -> re.Pattern[str]:
    close, apart = ("|".join(map(re.escape, words("person_cues", kind=kind))) for kind in ("close", "apart"))
    before = rf"(?:(?:{close})(?!员){_SIGNED}(?:{_APART}|[ \u3000]*)|(?:{apart}){_SIGNED}{_APART})"
    # In the head of a form the next word stands where a name could, and behind a name, too.
    name = rf"(?!{'|'.join(map(re.escape, (*words('person_cues'), *_NO_NAMES)))}){_NAME}"
    return re.compile(rf"{before}(?P<covered>{name}(?:{_BETWEEN}{name})*)")


@lru_cache(maxsize=1)
def _phone() -> re.Pattern[str]:
    cues = "|".join(map(re.escape, words("person_cues", kind="phone")))
    return re.compile(rf"(?:{cues})(?:号码)?[ \u3000]*[:：\t|｜]?[ \u3000|｜\t]*(?P<covered>{_NUMBER})")


def masked(text: str | None) -> str:
    """The text with names and numbers covered, as long as before; empty for None."""
    if not text:
        return ""
    # Few texts hold any of the words, and looking for the words alone is far cheaper than for what stands behind them.
    if any(cue in text for cue in words("person_cues")):
        for pattern in (_after_cues(), _phone()):
            text = pattern.sub(_with_covered, text)
        text = _columns_covered(text)
    return _BARE.sub(lambda found: COVER * len(found[0]), text)


def _with_covered(found: re.Match[str]) -> str:
    return found[0][: found.start("covered") - found.start()] + re.sub(rf"[{_HAN}\d·•]", COVER, found["covered"])


def _columns_covered(text: str) -> str:
    """Cells below a heading 姓名 covered, as far as the table goes on."""
    headings = words("person_cues", kind="column")
    if not any(heading in text for heading in headings):
        return text
    covered: list[str] = []
    at: int | None = None
    for line in text.split("\n"):
        cells = list(_CELL.finditer(line))
        heads = [number for number, cell in enumerate(cells) if cell[0].strip() in headings]
        if heads and len(cells) > 1:
            at = heads[0]
        elif len(cells) < 2:
            at = None
        elif at is not None and at < len(cells) and re.fullmatch(rf"\s*{_NAME}\s*", cells[at][0]):
            cell = cells[at]
            line = line[: cell.start()] + re.sub(rf"[{_HAN}]", COVER, cell[0]) + line[cell.end() :]
        covered.append(line)
    return "\n".join(covered)
