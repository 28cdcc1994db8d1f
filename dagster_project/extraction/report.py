"""One report as the fact modules see it: outline, tables, figures and whose facts stand where.

Here belongs what several kinds of facts share; each kind's own grammar stands in its module.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from dagster_project.extraction.layout.outline import Outline
from dagster_project.extraction.layout.pieces import Piece
from dagster_project.extraction.layout.tables import Cell, Table
from dagster_project.extraction.records import ProjectMention
from dagster_project.extraction.words.figures import Figures

T = TypeVar("T")
_STOP = re.compile(r"[，。；：\n\t]")
_FULL_STOP = re.compile(r"[。\n]")
_LONGEST_CLAUSE = 120
_SHORTEST_NAME = 4
_SHORTEST_CORE = 3
_KIND = re.compile(r"(?:建设)?(?:项目|工程)$")


def shortens(words: str, name: str) -> bool:
    """Tell whether words are a name with parts left out: 云岭镇灌区项目 for 云岭镇东片中型灌区改造项目."""
    core = _KIND.sub("", words)
    at = name.find(core[:2])
    if at < 0 or len(core) < _SHORTEST_CORE:
        return False
    rest = iter(name[at + 2 :])
    return all(char in rest for char in core[2:])


@dataclass(slots=True)
class Report:
    """A report taken apart. ``subjects``: disjoint original ranges, in order, with the ordinal of the project they speak of."""

    outline: Outline
    tables: list[Table]
    figures: Figures
    projects: list[ProjectMention] = field(default_factory=list)
    subjects: list[tuple[int, int, int]] = field(default_factory=list)
    text: str = field(init=False)  # the view's, on which rules match
    _sentences: list[int] = field(init=False)
    _stops: list[int] = field(init=False)
    _texts: list[Piece] = field(init=False)
    _read: dict[object, object] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Note where sentences and clauses begin, so that no rule has to look back for it."""
        self.text = self.outline.view.text
        self._texts = [piece for piece in self.outline.pieces if piece.kind == "text"]
        self._sentences = [match.end() for match in _FULL_STOP.finditer(self.text)]
        self._stops = [match.end() for match in _STOP.finditer(self.text)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a range of the view into offsets of the report's stored text."""
        view = self.outline.view
        return (view.starts[start], view.ends[end - 1]) if 0 <= start < end else view.span(start, end)

    def worded(self, start: int, end: int) -> str:
        """Return the report's own characters between two offsets of the stored text."""
        return self.outline.original[start:end]

    def once(self, read: Callable[[Report], T]) -> T:
        """Return what ``read`` makes of this report, which several modules ask for; it is read the first time."""
        if read not in self._read:
            self._read[read] = read(self)
        return cast(T, self._read[read])

    def subject_at(self, offset: int) -> int | None:
        """Return the ordinal of the project whose text holds this offset of the stored text, null for the whole department."""
        place = bisect_right(self.subjects, (offset, sys.maxsize, 0)) - 1
        if place < 0:
            return None
        start, end, ordinal = self.subjects[place]
        return ordinal if start <= offset < end else None

    def named(self, words: str) -> int | None:
        """Return the ordinal of the project that words name and nothing else, null where they name none."""
        bare = words.strip("，。：；、和及与 “”")
        return next((project.ordinal for project in self.projects if project.project_name == bare), None)

    def meant(self, words: str) -> int | None:
        """Return the ordinal of the one project that words name in full or by a part of its name, null where none or several."""
        bare = words.strip("，。：；、和及与 “”")
        if len(bare) < _SHORTEST_NAME:
            return None
        exact = self.named(bare)
        if exact is not None:
            return exact
        found = [project.ordinal for project in self.projects if bare in project.project_name]
        found = found or [project.ordinal for project in self.projects if shortens(bare, project.project_name)]
        return found[0] if len(found) == 1 else None

    def sentence_starts(self) -> list[int]:
        """Return where the sentences of the view begin: its own begin, and behind each full stop or line end."""
        return [0, *self._sentences]

    def sentence_start(self, begin: int, at: int) -> int:
        """Return where the sentence of a place begins: behind the last full stop, not before ``begin`` (view offsets)."""
        place = bisect_right(self._sentences, at) - 1
        return max(begin, self._sentences[place]) if place >= 0 else begin

    def sentence_end(self, at: int) -> int:
        """Return where the sentence around an offset of the view ends, its full stop or line end excluded."""
        place = bisect_right(self._sentences, at)
        return self._sentences[place] - 1 if place < len(self._sentences) else len(self.text)

    def own_words(self, begin: int, start: int) -> int:
        """Return where the words of a figure at ``start`` begin: behind the last stop, not before ``begin`` (view offsets)."""
        text, low = self.text, max(begin, start - _LONGEST_CLAUSE)
        end = start - 1 if low < start and text[start - 1] in "，：" else start  # a sign right before it parts nothing
        place = bisect_right(self._stops, end) - 1
        return self._stops[place] if place >= 0 and self._stops[place] > low else low

    def pieces(self) -> list[Piece]:
        """The pieces that are text: headings, paragraphs and list items, in order."""
        return self._texts

    def cell_range(self, cell: Cell) -> tuple[int, int]:
        """Return the view range of a filled cell."""
        view, text = self.outline.view, self.text
        start = view.find(cell.start)
        end = max(start, min(bisect_left(view.starts, cell.end), bisect_right(view.ends, cell.end)))
        while start < end and text[start] in "\t\n ":
            start += 1
        while end > start and text[end - 1] in "\t\n ":
            end -= 1
        return start, end
