"""Whatever the text: reading it never fails, every place lies in it, and no money is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from facts import records_of
from hypothesis import example, given
from hypothesis import strategies as st

from dagster_project.extraction.layout.outline import outline
from dagster_project.extraction.layout.view import fold
from dagster_project.extraction.records import Amount, Indicator, Mention, Record, Section
from dagster_project.extraction.words.figures import MONEY, Figures
from dagster_project.resources.record_rows import RecordRows

# What reports are made of, whole and broken, in any order.
SCRAPS = [
    "一、", "（一）", "1.", "2、", "（3）", "①", "# ", "第二部分", "基本情况", "存在的问题", "项目支出情况", "绩效目标：", "项目名称：",
    "堤防加固项目", "“", "”", "（", "）", "《", "其中：", "分别为", "如下：", "比上年", "增加", "减少", "年初预算", "支出", "到位资金", "基本支出",
    "三公经费", "人员编制", "在职", "5人", "12.5万元", "1,205.60元", "1，205万元", "８亿元", "０", "≥95%", "不少于", "百分之九十", "十二次", "两个",
    "个百分点", "3-5", "2021年", "2021年度", "〔2021〕6号", "3月", "1月5日", "自评得分", "96分", "优秀", "一级指标", "二级指标", "三级指标", "指标值",
    "产出指标", "数量指标", "满意度", "万元", "单位：万元", "合计", "\t", "\n", "\n\n", "  ", "\u3000", "，", "。", "；", "：", "、", "|", "<table>",
    "<tr>", "<td colspan=3>", "</td>", "</table>", "$\\geq 90\\%$", "&nbsp;", "**", "某某县水务局", "青禾县", "abc", "-", "/", "……", ".", "\ufeff",
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(SCRAPS), max_size=60).map("".join),
    st.text(max_size=200),
    st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=4)), max_size=40).map("".join),
)


# Cells one a line, two tables with only labels between them.
COLUMNS = "决算数 一、教育支出 806.50 三、科学支出 12.35 决算数 97.10 项目 科目 类款项 名称 合计 教育支出 5.20 3.10 2.10".replace(
    " ", "\n\n"
)


@given(text=TEXTS)
@example(text="")
@example(text="\ufeff\n \t")
@example(text="----")
@example(text="<table><tr>")
def test_every_place_lies_in_the_text(text: str) -> None:
    for record in records_of(text):
        assert 0 <= record.char_start < record.char_end <= len(text)
        if isinstance(record, Mention):
            assert record.char_start <= record.value_start < record.value_end <= record.char_end


@given(text=TEXTS)
def test_every_record_can_be_stored(text: str) -> None:
    RecordRows().add("0" * 64, records_of(text))


@given(text=TEXTS)
@example(text=COLUMNS)
def test_the_view_knows_where_its_characters_come_from(text: str) -> None:
    parts = outline(text)
    view = parts.view
    assert len(view.text) == len(view.starts) == len(view.ends)
    assert len(fold(text)) == len(text) == len(parts.folded)
    at = 0
    for start, end in zip(view.starts, view.ends, strict=True):
        assert 0 <= start < end <= len(text)
        assert start >= at
        at = start
    for char, start in zip(view.text, view.starts, strict=True):
        assert not char.isdigit() or char == parts.folded[start]
    for piece in parts.pieces:
        assert 0 <= piece.start < piece.end <= len(text)
        assert piece.view_start <= piece.title_end <= piece.view_end
    for before, piece in pairwise(parts.pieces):
        assert before.end <= piece.start


@given(text=TEXTS)
def test_sections_form_a_tree(text: str) -> None:
    sections = [record for record in records_of(text) if isinstance(record, Section)]
    for number, section in enumerate(sections):
        assert section.section_no == number
        if section.parent_no is None:
            assert section.level == 1
        else:
            parent = sections[section.parent_no]
            assert section.parent_no < number
            assert section.level == parent.level + 1
            assert parent.char_start <= section.char_start < section.char_end <= parent.char_end


def uncovered_money(text: str, records: list[Record]) -> list[str]:
    parts = outline(text)
    covered = set()
    for record in records:
        if isinstance(record, Amount):
            covered.update(range(record.value_start, record.value_end))
        elif isinstance(record, Indicator):
            covered.update(range(record.char_start, record.char_end))
    money = Figures(parts.view.text).between(0, len(parts.view.text), MONEY)
    spans = [parts.view.span(figure.start, figure.end) for figure in money]
    return [text[start:end] for start, end in spans if start not in covered]


@given(text=TEXTS)
def test_no_money_is_lost(text: str) -> None:
    assert uncovered_money(text, records_of(text)) == []


def test_no_money_of_a_report_is_lost_or_told_twice(report_text: str) -> None:
    records = records_of(report_text)
    assert uncovered_money(report_text, records) == []
    places = [(r.value_start, r.value_end) for r in records if isinstance(r, Amount)]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("text", ["12345678901234567890123万元", "编制12人，账号6222021234567890123，预算5万元"])
def test_a_run_of_digits_that_is_no_quantity_spoils_nothing(text: str) -> None:
    RecordRows().add("0" * 64, records_of(text))
