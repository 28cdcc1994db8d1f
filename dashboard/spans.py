"""A report's text cut into lines and pieces, so that every span that a fact rests on can be marked where it stands.

Pure: text and spans in, pieces out. Spans may overlap, nest and cross lines. What a mark looks like stands in the
template.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """Code points ``start`` up to ``end`` of the text, marked for ``key``.

    ``kind``: what is stated there. ``is_value``: the figure itself and not the clause around it.
    """

    key: str
    kind: str
    start: int
    end: int
    is_value: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that lie in the same spans. ``spans``: innermost first. ``begins``: those whose first character this is."""

    text: str
    spans: tuple[Span, ...]
    begins: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text with its number from 1, without its line end."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The line's characters."""
        return "".join(piece.text for piece in self.pieces)


def lines(text: str, spans: Sequence[Span]) -> list[Line]:
    """The text's lines. Line feeds apart, the pieces joined are the text. Spans outside of the text or empty are left out."""
    held = sorted(
        (span for span in spans if 0 <= span.start < span.end <= len(text)), key=lambda span: (span.start, -span.end)
    )
    cuts = {0, len(text)}
    for span in held:
        cuts |= {span.start, span.end}
    found: list[Line] = []
    pieces: list[Piece] = []
    active: list[Span] = []
    coming = 0
    # A piece that begins at a line feed is empty on its line, so what begins there is told at the next characters.
    waiting: list[Span] = []
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        active = [span for span in active if span.end > start]
        while coming < len(held) and held[coming].start == start:
            active.append(held[coming])
            waiting.append(held[coming])
            coming += 1
        inner_first = tuple(sorted(active, key=lambda span: (not span.is_value, span.end - span.start)))
        for number, part in enumerate(text[start:end].split("\n")):
            if number:
                found.append(Line(len(found) + 1, tuple(pieces)))
                pieces = []
            if part:
                pieces.append(Piece(part, inner_first, tuple(waiting)))
                waiting = []
    found.append(Line(len(found) + 1, tuple(pieces)))
    return found
