"""What befalls a finished text: hard wraps, page breaks, widths, spaces, line ends, encodings. Places follow their text.

Here belong changes that leave every fact as it is. Faults of numbering belong to ``context``, false figures to the blocks.
"""

from __future__ import annotations

import random
import re

from bench.draft import Draft

KINDS = (
    "skipped_number",
    "mixed_brackets",
    "other_scheme",
    "wild_marks",
    "wrapped",
    "pages",
    "wide",
    "half_wide",
    "bookmark",
)
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_HALF = str.maketrans("，；：（）", ",;:()")
_FIGURE = re.compile(r"(?<![\d.,])\d+(?:\.\d+)?(?=[个名人座处台次万%])")


def draw_faults(rng: random.Random) -> set[str]:
    """Draw the faults of a report: half of the reports have none."""
    return set(rng.sample(KINDS, rng.choice((0, 0, 0, 1, 1, 2))))


def befall(draft: Draft, rng: random.Random, faults: set[str]) -> None:
    """Change the text of a draft in place."""
    if "wide" in faults:
        draft.text = _FIGURE.sub(lambda m: m.group().translate(_WIDE) if rng.random() < 0.2 else m.group(), draft.text)
    if "half_wide" in faults:
        draft.text = re.sub(
            "[，；：（）]", lambda m: m.group().translate(_HALF) if rng.random() < 0.2 else m.group(), draft.text
        )
    insertions: list[tuple[int, str]] = []
    if "bookmark" in faults:
        insertions.append((draft.text.index("\n"), "[bookmark: _GoBack]"))
    if "wrapped" in faults:
        insertions += [(place, "\n") for place in _prose_places(draft, rng.randint(34, 44))]
    if "pages" in faults:
        places = [place for place in _prose_places(draft, 38) if rng.random() < 0.12][:6]
        insertions += [(place, f"\n\n- {page} -\n\n") for page, place in enumerate(places, 1)]
    if insertions:
        _insert(draft, sorted(dict(insertions).items()))


def _prose_places(draft: Draft, width: int) -> list[int]:
    """Return the places where lines of prose are broken at a width; forms, headings and items' first characters stay whole."""
    fixed = [(s.start, s.end) for s in draft.stretches if s.kind == "fixed"]
    places: list[int] = []
    line_start = 0
    for line in draft.text.splitlines(keepends=True):
        end = line_start + len(line.rstrip("\n"))
        if not any(low < end and line_start < high for low, high in fixed):
            places += (_before_figure(draft.text, place) for place in range(line_start + width, end - 2, width))
        line_start += len(line)
    return places


def _before_figure(text: str, place: int) -> int:
    """Return the place, or the one before the figure that it would cut: no typesetter breaks a number."""
    while text[place] in "0123456789.,%" and text[place - 1] in "0123456789.,":
        place -= 1
    while text[place] == " ":
        place += 1  # a continued line does not begin with a space
    return place


def _insert(draft: Draft, insertions: list[tuple[int, str]]) -> None:
    """Insert pieces of text and move all places; a piece at a fact's edge stays outside of it."""
    pieces: list[str] = []
    position = 0
    for place, text in insertions:
        pieces += (draft.text[position:place], text)
        position = place
    draft.text = "".join(pieces) + draft.text[position:]

    def moved(offset: int, *, closing: bool) -> int:
        return offset + sum(
            len(text) for place, text in insertions if place < offset or (place == offset and not closing)
        )

    for fact in draft.placed:
        fact.start, fact.end = moved(fact.start, closing=False), moved(fact.end, closing=True)
    for stretch in draft.stretches:
        stretch.start, stretch.end = moved(stretch.start, closing=False), moved(stretch.end, closing=True)


def encode(text: str, rng: random.Random) -> bytes:
    """Return the text as bytes: mostly UTF-8, some GB 18030 and UTF-16, some with a byte order mark or CRLF."""
    if rng.random() < 0.2:
        text = text.replace("\n", "\r\n")
    return text.encode(rng.choices(("utf-8", "utf-8-sig", "gb18030", "utf-16"), (70, 10, 15, 5))[0])
