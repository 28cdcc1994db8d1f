"""The title of a report among the lines that a web page or a printed page sets around it."""

from __future__ import annotations

import pytest

from dagster_project.extraction.header.header import find_header
from dagster_project.extraction.header.title import head_lines, page_date_label, title_block
from dagster_project.vocabulary import seed
from tests.unit.report_of import report_of


def title(text: str) -> str | None:
    block = title_block(report_of(text))
    return block.text if block else None


@pytest.mark.parametrize(
    "text",
    [
        "索引号：0012 | 主题分类：财政 | 体裁分类 | 财政预算、决算 |\n云岭县水利局2023年度部门决算\n一、概况\n略。\n",
        "当前位置：首页>财政预算>部门预算\n云岭县水利局2023年度部门决算\n来源：云岭县财政局 浏览次数：12\n一、概况\n略。\n",
        "[ 索引号 ] 0012/2024 [ 发布机构 ] 云岭县财政局\n[ 标 题 ] 云岭县水利局2023年度部门决算\n一、概况\n略。\n",
        "县水利局2023年度决算\n发布日期：2024-09-01\n云岭县水利局2023年度部门决算\n目录\n一、概况\n略。\n",
        "060012云岭县水利局2023年度部门决算\n一、概况\n略。\n",
    ],
)
def test_the_lines_of_a_web_page_are_no_title(text: str):
    assert title(text) == "云岭县水利局2023年度部门决算"


def test_a_title_is_found_in_a_page_that_stands_on_one_line():
    text = (
        "政府信息公开 云岭县水利局2023年度部门决算 索引号：yl/2024-00045 时间：2024-08-01 来源：云岭县水利局 "
        "第一部分 部门概况 一、部门职责 二、机构设置 第二部分 2023年度部门决算表 一、收入支出决算总表 "
        "二、收入决算表 三、支出决算表 四、财政拨款收入支出决算总表 五、一般公共预算财政拨款支出决算表"
    )
    assert title(text) == "云岭县水利局2023年度部门决算"


def test_a_printed_page_s_blanks_around_a_year_part_no_title():
    text = (
        "云岭县水利局 2023 年度整体支出 绩效自评报告 根据县财政局的通知要求，我单位及时布置自评工作，明确人员分工，"
        "落实主体责任，认真开展自评，经查看账册、走访现场，形成本评价报告。"
    )
    assert title(text) == "云岭县水利局2023年度整体支出绩效自评报告"


def test_a_title_may_go_on_in_a_line_that_names_a_kind_itself():
    text = "云岭县水利局2023年度部门预算\n执行情况绩效自评整改报告\n一、概况\n略。\n"
    found = {mention.field: mention.value for mention in find_header(report_of(text))}
    assert found["title"] == "云岭县水利局2023年度部门预算执行情况绩效自评整改报告"
    assert found["report_type"] == "department_self_evaluation"


def test_a_heading_that_a_page_lists_is_no_line_of_the_head():
    lines = head_lines(report_of("• 部门决算\n• 发布机构\n云岭县人民政府办公室\n云岭县水利局\n一、概况\n"))
    assert [line.text for line in lines][-1] == "云岭县水利局"
    assert "部门决算" not in {line.text for line in lines}


@pytest.mark.parametrize(
    "line", ["发布日期：2024-09-01", "公开时间：2024年9月1日", "发布日期\n2024-09-01", "日期：2024年09月01日"]
)
def test_a_date_of_the_page_is_not_the_report_s(line: str):
    text = f"云岭县水利局2023年度部门决算\n{line}\n目录\n一、概况\n本年收入10万元。\n"
    assert "report_date" not in {mention.field for mention in find_header(report_of(text))}


def test_every_label_of_a_page_is_known_where_its_date_stands():
    for row in seed("page_furniture"):
        if row["kind"] == "date_label":
            assert page_date_label().search(row["example"].split("2", 1)[0]), row


def test_the_cells_of_a_form_below_its_title_are_no_title():
    text = "2022年度市级专项资金绩效自评表\n\n专项资金名称\n\n渠道清淤专项资金\n\n主管部门\n\n云岭县水利局\n\n资金情况（万元）\n\n年初预算数\n\n执行数\n"
    assert title(text) == "2022年度市级专项资金绩效自评表"
