"""Problems, improvements and objectives in words."""

from __future__ import annotations

from dagster_project.extraction.narratives.narratives import find_narratives
from dagster_project.extraction.projects.projects import find_projects
from tests.unit.report_of import report_of


def items(text: str) -> list[tuple[str, str]]:
    return [(m.kind, m.text) for m in find_narratives(report_of(text))]


def test_numbered_items_without_their_numbers():
    text = "三、存在的问题\n1．档案不够规范。\n2．批复时间较晚。\n四、改进措施\n（1）加强档案管理，责任到岗。\n（2）提前编报项目计划。\n"
    assert items(text) == [
        ("problem", "档案不够规范"), ("problem", "批复时间较晚"),
        ("improvement", "加强档案管理，责任到岗"), ("improvement", "提前编报项目计划"),
    ]  # fmt: skip


def test_items_counted_inside_a_paragraph():
    text = "四、改进措施\n一是健全机制。要明确责任分工。二是封闭运行。三是严格审核把关。\n某县水利局\n2021年4月9日\n"
    assert items(text) == [
        ("improvement", "健全机制。要明确责任分工"), ("improvement", "封闭运行"), ("improvement", "严格审核把关"),
    ]  # fmt: skip


def test_a_section_of_both_is_sorted_out_by_wording():
    text = "五、存在的问题及改进措施\n指标体系不够健全，进一步细化评价标准。加强跟踪督办。\n"
    assert items(text) == [
        ("problem", "指标体系不够健全"), ("improvement", "进一步细化评价标准"), ("improvement", "加强跟踪督办"),
    ]  # fmt: skip


def test_labels_inside_a_paragraph():
    text = "2.项目分析\n项目已完工。主要问题有：设备到货较迟，安装进度滞后；运维人员不足。主要改进措施如下：一是建立工作专班；二是优化采购流程。后续开展验收。\n"
    assert items(text) == [
        ("problem", "设备到货较迟，安装进度滞后"), ("problem", "运维人员不足"),
        ("improvement", "建立工作专班"), ("improvement", "优化采购流程"),
    ]  # fmt: skip


def test_objectives_of_work_items():
    text = "二、分项绩效目标\n（一）供水管理\n绩效目标：保障城乡供水安全稳定。\n绩效指标：覆盖率达到60%。\n"
    assert items(text) == [("objective", "保障城乡供水安全稳定")]


def test_no_problem_is_no_item():
    assert items("三、存在的问题\n无。\n四、下一步改进措施\n暂无。\n") == []


def test_a_sentence_that_there_is_none_is_no_item():
    assert items("三、存在的问题\n没有存在明显问题。\n四、改进措施\n暂无相关建议。\n") == []


def test_a_signature_is_no_item():
    assert items("四、改进措施\n加强预算管理工作。\n青川县水利局\n2021年4月9日\n") == [
        ("improvement", "加强预算管理工作")
    ]


def test_problems_inside_a_projects_paragraph_and_signatures_with_dates() -> None:
    text = (
        "青禾县水务局2021年度部门整体支出绩效自评报告\n\n一、项目支出情况\n（一）渠道清淤项目\n年初预算5万元，支出4万元。"
        "发现的问题及原因：一是测绘深度不够；二是施工组织不力。\n（二）堤防加固项目\n年初预算3万元，支出3万元。\n\n"
        "二、改进措施\n加强进度管理。\n\n青禾土家族苗族自治县农业农村和水务服务保障局\n2022-03-08\n"
    )
    report = report_of(text)
    find_projects(report)
    assert [(r.kind, r.text, r.project_ordinal) for r in find_narratives(report)] == [
        ("problem", "测绘深度不够", 1),
        ("problem", "施工组织不力", 1),
        ("improvement", "加强进度管理", None),
    ]


def test_a_numbered_item_is_one_with_its_first_sentence() -> None:
    text = "三、存在的问题\n（一）预算编制不精准。年初预算与决算差异较大。\n2.人员力量不足。\n四、改进措施\n（1）加快进度。按月调度。\n"
    assert items(text) == [
        ("problem", "预算编制不精准。年初预算与决算差异较大"), ("problem", "人员力量不足"), ("improvement", "加快进度。按月调度"),
    ]  # fmt: skip


def test_labels_part_problems_and_proposals_in_one_section() -> None:
    text = "六、存在问题和建议\n存在问题：一是前期谋划不足，推迟开工；二是档案收集不完整。\n建议：一是安排前期经费，二是购买农业保险。\n"
    assert items(text) == [
        ("problem", "前期谋划不足，推迟开工"), ("problem", "档案收集不完整"),
        ("improvement", "安排前期经费"), ("improvement", "购买农业保险"),
    ]  # fmt: skip
