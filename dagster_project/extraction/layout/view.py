"""The reading view: the report's text with line wraps, spaces, LaTeX and width folded away, and the way back to its offsets.

Rules match on the view, evidence is stored in offsets of the text: each character of the view knows the half-open range of
the text that it stands for. Here belongs what changes characters; what they mean belongs to the other modules.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence

from dagster_project.extraction.words.values import value

# One to one, so that offsets stay: full-width forms, and the punctuation variants that mean the same in the genre.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {ord(a): ord(b) for a, b in zip("；：（）？！，", "；：（）？！，", strict=True)}
_FOLD |= {ord(a): ord(b) for a, b in zip(";:()?!", "；：（）？！", strict=True)}
_FOLD |= {ord(a): ord(b) for a, b in zip("[【［〖]】］〗", "〔〔〔〔〕〕〕〕", strict=True)}
_FOLD |= {ord(a): ord(b) for a, b in zip("≧⩾≦⩽﹤﹥∶﹪％‰–—―−﹣～∼〜〇Ｏ", "≥≥≤≤<>：%%‰-----~~~零O", strict=True)}
_FOLD |= {ord(a): ord(b) for a, b in zip("\u3000\xa0\u200b\ufeff\u2002\u2003\u2009\x0b\x0c", "         ", strict=True)}
_FOLD |= {ord(a): ord(b) for a, b in zip("«»「」『』＂\u201f", "““““““““", strict=True)}
_FOLD[ord("」")] = _FOLD[ord("』")] = _FOLD[ord("»")] = ord("”")
_FOLDED = {chr(code): chr(to) for code, to in _FOLD.items() if code != to}
_TO_FOLD = re.compile(f"[{re.escape(''.join(_FOLDED))}]")

_RESHAPED = re.compile(r"[\s\\&，,$*_~<{}]")
# One class of characters leads, so that the engine skips what stands between; each branch then looks back at its own.
_SPECIAL = re.compile(
    rf"{_RESHAPED.pattern}"
    r"(?:(?<=\s)(?P<space>\s*)"
    r"|(?<=\\)(?P<latex>(?:[a-zA-Z]+|[%#&_{}]) ?)"
    r"|(?<=&)(?P<entity>(?:nbsp|gt|lt|ge|le|amp)；)"
    r"|(?<=\d，)(?<!\d{4}，)(?P<thousands>(?=(?:\d{3}[，,]){0,4}\d{3}(?:\.\d{1,6})?\s?[万亿千百]?元))"
    r"|(?<=,)(?P<comma>(?<!\d,)|(?!(?:(?<!\d{4},)\n {0,8})?\d{3}(?!\d)))"
    r"|(?P<drop>(?<=[${}])|(?<=\*)\*|(?<=_)_|(?<=~)~|(?<=<)br ?/?>))"
)
_LATEX = {
    "geq": "≥", "ge": "≥", "geqslant": "≥", "leq": "≤", "le": "≤", "leqslant": "≤", "gt": ">", "lt": "<", "%": "%", "sim": "~",
    "times": "×", "approx": "约", "textcircled": "", "pm": "±", "div": "÷", "rightarrow": "→", "cdot": ".",
}  # fmt: skip
_ENTITY = {"nbsp": "", "gt": ">", "lt": "<", "ge": "≥", "le": "≤", "amp": "&"}
_MOST_OFFSETS = 1_000_000  # kept between reports
_KEEPS_SPACE = re.compile(r"[0-9A-Za-z%.,)]")


def is_plain(folded: str) -> bool:
    """Tell whether folded text reads in the view as it stands: nothing in it is left out or written otherwise."""
    return _RESHAPED.search(folded) is None


def fold(text: str) -> str:
    """Fold width and punctuation variants one to one: the result has the same length and the same offsets."""
    for char in set(_TO_FOLD.findall(text)):
        text = text.replace(char, _FOLDED[char])
    return text


@value
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


_offsets = array("l")
_SHOWN = {"comma": "，", "thousands": ",", "drop": ""}  # thousands: 1，205万元 typed with a full-width comma


def _offsets_up_to(length: int) -> array[int]:
    """Return 0, 1, 2 … up to ``length``, from which ranges of offsets are copied as a whole."""
    if length > _MOST_OFFSETS:
        return array("l", range(length + 1))
    if len(_offsets) <= length:
        _offsets.extend(range(len(_offsets), 2 * length + 1))
    return _offsets


def _shown(folded: str, match: re.Match[str], begin: int, stop: int) -> str:
    """Return the one character that the view shows for white space, a sign or a code inside a range, empty for none."""
    kind = match.lastgroup
    if kind == "space":
        blank = match.group()
        if "\t" in blank:
            return "\t"
        start, end = match.span()
        is_inside = "\n" not in blank and begin < start and end < stop
        is_kept = is_inside and _KEEPS_SPACE.match(folded, start - 1) and _KEEPS_SPACE.match(folded, end)
        return " " if is_kept else ""
    if kind == "latex":
        return _LATEX.get(match.group()[1:].strip(), "")
    return _SHOWN[kind] if kind in _SHOWN else _ENTITY[match.group()[1:-1]]


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
    offsets = _offsets_up_to(len(folded) + 1)

    for begin, stop in ranges:
        at = length
        here = begin
        for match in _SPECIAL.finditer(folded, begin, stop):
            start, end = match.span()
            if start > here:
                parts.append(folded[here:start])
                starts += offsets[here:start]
                ends += offsets[here + 1 : start + 1]
                length += start - here
            here = end
            text = _shown(folded, match, begin, stop)
            if text:
                parts.append(text)
                starts.append(start)
                ends.append(end)
                length += 1
        if stop > here:
            parts.append(folded[here:stop])
            starts += offsets[here:stop]
            ends += offsets[here + 1 : stop + 1]
            length += stop - here
        places.append((at, length))
        parts.append("\n")
        starts.append(stop - 1)
        ends.append(stop)
        length += 1
    return View("".join(parts), starts, ends), places
