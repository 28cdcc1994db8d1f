"""Number marks: text → (kind, count), and where a line holds a further one."""

from __future__ import annotations

import pytest

from dagster_project.extraction.layout.view import fold
from dagster_project.extraction.words.numbering import inner_marks, mark_at


@pytest.mark.parametrize(
    ("line", "kind", "number"),
    [
        ("第二部分 收支情况", "part", 2), ("十一、附件", "han", 11), ("二.概况", "han", 2), ("三：概况", "han", 3),
        ("（一）职能", "han_paren", 1), ("( 四 )职能", "han_paren", 4), ("3.职能", "arabic", 3), ("12、职能", "arabic", 12),
        ("1.2021年工作", "arabic", 1), ("（5）职能", "arabic_paren", 5), ("6）职能", "arabic_paren", 6), ("③职能", "circled", 3),
        ("⑿职能", "arabic_paren", 12), ("㈦职能", "han_paren", 7),
        ("B.职能", "letter", 2), ("## 职能", "hash", None), ("## 一、职能", "han", 1),
    ],
)  # fmt: skip
def test_marks_open_a_piece(line: str, kind: str, number: int | None) -> None:
    folded = fold(line)
    mark = mark_at(folded, 0, len(folded))
    assert mark is not None
    assert (mark.kind, mark.number) == (kind, number)


@pytest.mark.parametrize("line", ["3.5万元", "2021年", "一般公共预算", "十二项任务", "100、", "，一、", ""])
def test_figures_and_words_are_no_marks(line: str) -> None:
    folded = fold(line)
    assert mark_at(folded, 0, len(folded)) is None


@pytest.mark.parametrize(
    ("line", "openings"),
    [
        ("概况。二、收支", ["二、"]),
        ("目标：1.修渠；2.护林", ["1.", "2."]),
        ("目标：⑴修渠；⑵护林", ["⑴", "⑵"]),
        ("修渠5.6公里；护林", []),
        ("见附件（二）说明", []),
        ("依照第（二）项办理", []),
        ("完成。①修渠。②护林", ["①", "②"]),
    ],
)
def test_marks_inside_a_line_open_further_pieces(line: str, openings: list[str]) -> None:
    folded = fold(line)
    assert [folded[at : at + len(o)] for at, o in zip(inner_marks(folded, 0, len(folded)), openings, strict=True)] == [
        fold(opening) for opening in openings
    ]
