"""Sections: text → (level, title, parent) through right and faulty numbering, and the role of a heading."""

from __future__ import annotations

import pytest

from dagster_project.extraction.layout.outline import outline, role_of


def tree(text: str) -> list[tuple[int, str, str | None]]:
    sections = outline(text).sections
    return [(s.level, s.title, None if s.parent_no is None else sections[s.parent_no].title) for s in sections]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "一、概况\n（一）职能\n1.供水\n2.防汛\n（二）人员\n二、收支",
            [(1, "概况", None), (2, "职能", "概况"), (3, "供水", "职能"), (3, "防汛", "职能"), (2, "人员", "概况"), (1, "收支", None)],
        ),
        ("一、概况\n二、收支\n二、结论", [(1, "概况", None), (1, "收支", None), (1, "结论", None)]),
        ("一、概况\n三、收支", [(1, "概况", None), (1, "收支", None)]),
        ("第一部分 概况\n一、职能\n第二部分 收支", [(1, "概况", None), (2, "职能", "概况"), (1, "收支", None)]),
        ("1.概况\n（1）职能\n2.收支", [(1, "概况", None), (2, "职能", "概况"), (1, "收支", None)]),
        ("# 概况\n一、职能\n# 收支", [(1, "概况", None), (2, "职能", "概况"), (1, "收支", None)]),
        ("1.供水\n2.防汛\n1.城区\n2.农村\n3.灌溉",
         [(1, "供水", None), (1, "防汛", None), (2, "城区", "防汛"), (2, "农村", "防汛"), (1, "灌溉", None)]),
        ("二、情况\n（一）供水。全年。\n二）防汛。全年。\n（三）护岸。全年。", [(1, "情况", None), (2, "供水", "情况"), (2, "防汛", "情况"), (2, "护岸", "情况")]),
        # marks of the wrong kind that count on: an item among items, a chapter among chapters
        ("一、项目\n4.修渠\n5.植树\n（六）护岸\n7、清淤\n二、结论",
         [(1, "项目", None), (2, "修渠", "项目"), (2, "植树", "项目"), (2, "护岸", "项目"), (2, "清淤", "项目"), (1, "结论", None)]),
        ("三、情况\n（一）目标\n3.修渠\n4.植树\n五、护岸\n（二）管理",
         [(1, "情况", None), (2, "目标", "情况"), (3, "修渠", "目标"), (3, "植树", "目标"), (3, "护岸", "目标"), (2, "管理", "情况")]),
        ("二、目标质量\n三、存在问题\n（四）整改措施\n", [(1, "目标质量", None), (1, "存在问题", None), (1, "整改措施", None)]),
    ],
)  # fmt: skip
def test_headings_nest(text: str, expected: list[tuple[int, str, str | None]]) -> None:
    found = tree(text)
    if text.endswith("3.灌溉"):  # which of the two lists goes on is open; the tree must hold both
        assert [title for _, title, _ in found] == [title for _, title, _ in expected]
        assert found[:4] == expected[:4]
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("（一）部门职能 县水务局负责供水。", "部门职能"),
        ("（一）部门职能。县水务局负责供水。", "部门职能"),
        ("（一）部门职能：县水务局负责供水。", "部门职能"),
        ("一、收支情况\n本年。", "收支情况"),
        ("3.支出5万元。", ""),
        ("（1）修渠，护林。", ""),
    ],
)
def test_a_heading_run_together_with_text_ends_where_its_words_do(text: str, title: str) -> None:
    parts = outline(text)
    assert parts.title(parts.pieces[0]) == title


def test_lists_that_start_anew_without_end_stay_shallow() -> None:
    text = "\n".join("1.供水\n2.防汛" for _ in range(200))
    assert max(level for level, _, _ in tree(text)) <= 4


@pytest.mark.parametrize(
    ("title", "role"),
    [("存在的问题及改进措施", "problem_and_improvement"), ("存在的不足", "problem"), ("下一步工作打算", "improvement"),
     ("绩效目标完成情况", "attainment"), ("部门概况", "overview"), ("后记", None)],
)  # fmt: skip
def test_the_words_of_a_heading_give_its_role(title: str, role: str | None) -> None:
    assert role_of(title) == role
