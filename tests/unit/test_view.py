"""The reading view: what is folded away, and the way back."""

from __future__ import annotations

import pytest

from dagster_project.extraction.layout.outline import outline
from dagster_project.extraction.layout.view import fold


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("支出１２．５万元", "支出12.5万元"),
        ("共 计 5 万 元", "共计5万元"),
        ("完成 3 4 项", "完成3 4项"),
        ("共安排资金\n十万元整，用于修渠", "共安排资金\n十万元整，用于修渠"),
        ("县水务局承担全县农村供水保障工作，负责\n水库安全", "县水务局承担全县农村供水保障工作，负责水库安全"),
        ("支出1,205.6万元,完成", "支出1,205.6万元，完成"),
        ("支出1，205.6万元，完成", "支出1,205.6万元，完成"),
        ("修渠12，500米长", "修渠12，500米长"),
        (r"完成率$\geq 90\%$。", "完成率≥90%。"),
        ("完成率&gt;90%", "完成率>90%"),
        ("达≧90％", "达≥90%"),
        ("**重点**工作", "重点工作"),
        ("[2021]6号", "〔2021〕6号"),
        ("“甲”和「乙」", "“甲”和“乙”"),
        ("(一)概况:略", "（一）概况：略"),
    ],
)
def test_the_view_reads_as_meant(text: str, view: str) -> None:
    assert outline(text).view.text == view + "\n"


def test_folding_keeps_every_offset() -> None:
    text = "（１，２）％［甲］\u3000～"
    assert len(fold(text)) == len(text)


def test_a_range_of_the_view_leads_back_to_the_text() -> None:
    text = "支出 １ ２\u3000万元。"
    view = outline(text).view
    at = view.text.index("万元")
    start, end = view.span(at, at + 2)
    assert text[start:end] == "万元"
    assert view.find(start) == at


@pytest.mark.parametrize(("start", "end"), [(3, 3), (-1, 2), (0, 99)])
def test_a_range_outside_the_view_is_an_error(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no range of the view"):
        outline("支出").view.span(start, end)
