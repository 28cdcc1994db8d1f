"""The reading view: the report's text with line wraps, spaces, LaTeX and width folded away, and the way back to its offsets.

Rules match on the view, evidence is stored in offsets of the text: each character of the view knows the half-open range of
the text that it stands for. Here belongs what changes characters; what they mean belongs to the other modules.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

# One to one, so that offsets stay: full-width forms, and the punctuation variants that mean the same in the genre.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {ord(a): ord(b) for a, b in zip("；：（）？！，", "；：（）？！，", strict=True)}
_FOLD |= {ord(a): ord(b) for a, b in zip(";:()?!", "；：（）？！", strict=True)}
_FOLD |= {ord(a): ord(b) for a, b in zip("[【［〖]】］〗", "〔〔〔〔〕〕〕〕", strict=True)}
_FOLD |= {ord(a): ord(b) for a, b in zip("≧⩾≦⩽﹤﹥∶﹪％‰–—―−﹣～∼〜〇Ｏ", "≥≥≤≤<>：%%‰-----~~~零O", strict=True)}
_FOLD |= {ord(a): ord(b) for a, b in zip("\u3000\xa0\u200b\ufeff\u2002\u2003\u2009\x0b\x0c", "         ", strict=True)}
_FOLD |= {ord(a): ord(b) for a, b in zip("«»「」『』＂\u201f", "““““““““", strict=True)}
_FOLD[ord("」")] = _FOLD[ord("』")] = _FOLD[ord("»")] = ord("”")

_SPECIAL = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<latex>\\(?:[a-zA-Z]+|[%#&_{}]) ?)"
    r"|(?P<entity>&(?:nbsp|gt|lt|ge|le|amp)；)"
    r"|(?P<thousands>(?<=\d)(?<!\d{4})，(?=(?:\d{3}[，,]){0,4}\d{3}(?:\.\d{1,6})?\s?[万亿千百]?元))"
    r"|(?P<comma>(?<!\d),|,(?!\d{3}(?!\d)))"
    r"|(?P<drop>\$|\*\*|__|~~|<br ?/?>|[{}])"
)
_LATEX = {
    "geq": "≥", "ge": "≥", "geqslant": "≥", "leq": "≤", "le": "≤", "leqslant": "≤", "gt": ">", "lt": "<", "%": "%", "sim": "~",
    "times": "×", "approx": "约", "textcircled": "", "pm": "±", "div": "÷", "rightarrow": "→", "cdot": ".",
}  # fmt: skip
_ENTITY = {"nbsp": "", "gt": ">", "lt": "<", "ge": "≥", "le": "≤", "amp": "&"}
_KEEPS_SPACE = re.compile(r"[0-9A-Za-z%.,)]")


def fold(text: str) -> str:
    """Fold width and punctuation variants one to one: the result has the same length and the same offsets."""
    return text.translate(_FOLD)


@dataclass(frozen=True, slots=True)
class View:
    """``text[i]`` stands for ``original[starts[i]:ends[i]]``; offsets never decrease."""

    text: str
    starts: array[int]
    ends: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a non-empty range of the view into one of the original text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no range of the view: {start}..{end} of {len(self.text)}")
        return self.starts[start], self.ends[end - 1]

    def find(self, offset: int) -> int:
        """Return the first place of the view that stands for the text at ``offset`` or after it."""
        return bisect_right(self.ends, offset)


def build_view(folded: str, ranges: Sequence[tuple[int, int]]) -> tuple[View, list[tuple[int, int]]]:
    """Write the given ranges of the folded text as one line each; return the view and where each range stands in it.

    White space inside a range is dropped where it only wraps a line or spaces characters out, is kept as one space between
    two figures or Latin words, and as a tab where it holds one (a cell's edge).
    """
    parts: list[str] = []
    starts: array[int] = array("l")
    ends: array[int] = array("l")
    places: list[tuple[int, int]] = []
    length = 0

    def put(text: str, start: int, end: int) -> None:
        nonlocal length
        parts.append(text)
        starts.extend([start] * len(text))
        ends.extend([end] * len(text))
        length += len(text)

    for begin, stop in ranges:
        at = length
        here = begin
        for match in _SPECIAL.finditer(folded, begin, stop):
            start, end = match.span()
            if start > here:
                parts.append(folded[here:start])
                starts.extend(range(here, start))
                ends.extend(range(here + 1, start + 1))
                length += start - here
            here = end
            kind = match.lastgroup
            if kind == "space":
                blank = match.group()
                if "\t" in blank:
                    put("\t", start, end)
                elif (
                    "\n" not in blank
                    and begin < start
                    and end < stop
                    and _KEEPS_SPACE.match(folded[start - 1])
                    and _KEEPS_SPACE.match(folded[end])
                ):
                    put(" ", start, end)
            elif kind == "latex":
                put(_LATEX.get(match.group()[1:].strip(), ""), start, end)
            elif kind == "entity":
                put(_ENTITY[match.group()[1:-1]], start, end)
            elif kind == "comma":
                put("，", start, end)
            elif kind == "thousands":  # 1，205万元 typed with a full-width comma
                put(",", start, end)
        if stop > here:
            parts.append(folded[here:stop])
            starts.extend(range(here, stop))
            ends.extend(range(here + 1, stop + 1))
            length += stop - here
        places.append((at, length))
        put("\n", stop - 1, stop)
    return View("".join(parts), starts, ends), places
