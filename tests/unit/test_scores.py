"""Stated evaluation results."""

from __future__ import annotations

import pytest
from report_of import records_of

from dagster_project.extraction.records import Score
from dagster_project.extraction.scores.scores import find_scores
from dagster_project.vocabulary import seed
from tests.unit.report_of import report_of


def scores(text: str) -> list[tuple[str, float | None, str | None, str | None]]:
    return [
        (m.scope, None if m.score is None else float(m.score), m.score_operator, m.grade)
        for m in find_scores(report_of(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("部门整体支出绩效自评得分96.5分，评价等级为“优”。", [("department", 96.5, "=", "excellent")]),
        ("2020年度整体支出绩效自评得分85分以上，评价结果为良。", [("department", 85, ">=", "good")]),
        ("满分100分，我单位部门整体支出自评得分为98分，自评等级为优秀。", [("department", 98, "=", "excellent")]),
        ("综合评价结论为“良”，我局整体自评得分83分。", [("department", 83, "=", "good")]),
        ("本年度项目综合评价为良好。", [("projects_overall", None, None, "good")]),
        ("纳入自评的项目7个，平均得分95.6分。", [("projects_overall", 95.6, "=", None)]),
        ("该项目最终得分75分，评价等级为中。", [("project", 75, "=", "fair")]),
        ("综合得分：94.6\n", [("department", 94.6, "=", None)]),
        ("部门整体自评综合得分94.6分，等级“优”。", [("department", 94.6, "=", "excellent")]),
        ("部门整体自评综合得分94.6分，等级优秀。", [("department", 94.6, "=", "excellent")]),
        ("通过公正的评价，得出综合评价结果为：优秀。", [("department", None, None, "excellent")]),
        ("本项目得分仅为71.5分，为“中”。", [("project", 71.5, "=", "fair")]),
        ("本项目立项6分，时效目标10分，服务对象满意度15分，总得分90。", [("project", 90, "=", None)]),
        (
            "投入指标得分14分，产出指标得分28.5分，合计42.5分，评价等级“优秀”。",
            [("department", 42.5, "=", "excellent")],
        ),
        ("（三）自评得分\n\n96.8分，等级“优”。", [("department", 96.8, "=", "excellent")]),
        ("该项目决策得分20分、管理得分24分、绩效得分50.5分，综合得分94.5分。", [("project", 94.5, "=", None)]),
    ],
)
def test_results(text: str, expected: list[tuple[str, float | None, str | None, str | None]]):
    assert scores(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "其中：投入10分，过程得分18分，产出得分48.2分。",
        "其中资金管理20分得20分，产出50分得48.5分，满意度10分得10分。",
        "预算执行率得分9.8分，扣0.2分。",
        "全年执行数90万元，执行率98%，扣分0.4分，得分19.6分。",
        "评价等级分为优、良、中、差四个等级。",
        "被县委评为优秀单位，年度考核为优秀等次。",
        "80分以上的9个，评级为“优”的项目6个。",
        "得分≥88分为优秀；70≤得分<88分为良好。",
        "评价采取百分制，满分100分。",
        "目标合理性本项目满分3分，得3分，得分原因为：设置合理。",
        "本级投入只增不减。（自评得分5分）",
        "2021年度自评项目14个，自评得分均在90分以上。",
    ],
)
def test_parts_bands_and_honours_are_none(text: str):
    assert scores(text) == []


def test_the_total_row_of_a_score_table():
    text = (
        "项目支出绩效自评表\n项目名称\t公路养护\n一级指标\t二级指标\t三级指标\t指标值\t完成值\t分值\t得分\n"
        "产出指标\t数量指标\t里程\t≥3公里\t3公里\t50\t48\n总分\t\t\t\t\t100\t97.50\n"
    )
    assert [found[1] for found in scores(text)] == [97.5]
    assert [found[1] for found in scores(text.replace("总分\t\t\t\t\t100\t97.50", "总分\t100\t98"))] == [98]


def test_a_form_s_conclusion_and_the_grade_that_is_ticked():
    form = "项目名称\t公路养护\n评价结论\t项目自评得分99分，资金使用合规。\n"
    assert [found[1] for found in scores(form)] == [99]
    label = "项目名称\t公路养护\t自评总分（分）\t92.6\n主管部门\t某县交通局\n"
    assert [found[1] for found in scores(label)] == [92.6]
    table = "项目名称\t公路养护\n自评得分\t91\n自评等级\t优秀☑ 良好□ 合格□ 不合格□\n"
    assert [found[1:] for found in scores(table)] == [(91, "=", "excellent")]


def test_a_name_that_ends_in_funds_is_no_part_of_a_score():
    text = "项目名称\t困难学生救助资金\n自评情况\n困难学生救助资金自评得分96分，评价等级为“优”。\n"
    records = records_of(text)
    assert [(m.score, m.grade) for m in records if isinstance(m, Score)] == [(96, "excellent")]
    assert scores("经评价，该专项资金综合得分84分，评价等级为“良”。其中资金得分20分。")[0][1:] == (84, "=", "good")


def test_the_score_of_the_one_project_that_a_text_is_about():
    text = "青禾县2021年度项目支出绩效自评结论\n本项目总投资48万元，已使用29万元。自评得分88分，等级为“良”。\n"
    assert [found[0] for found in scores(text)] == ["project"]


def test_parts_before_their_sum_and_a_result_of_the_body_behind_those_of_projects():
    assert scores("项目决策得分20分、项目管理得分24分、项目绩效得分50.5分，综合得分94.5分。") == [
        ("projects_overall", 94.5, "=", None)
    ]
    text = (
        "2022年度绩效自评报告\n1、检测经费：该项目预算12万元。自评得分98分。\n2、防疫项目：该项目预算8万元。自评得分99分。\n"
        "通过自评，我局项目支出综合得分92分，评价结果为优。\n"
    )
    found = [(m.scope, m.score) for m in records_of(text) if isinstance(m, Score)]
    assert found == [("project", 98), ("project", 99), ("projects_overall", 92)]


def test_what_single_indicators_got_is_no_result():
    text = "预算完成率为97.6%，得4.8分；预算调整率24%，扣1分，得2分；三公经费控制率78%，得5分。自评得分为94.8分。"
    assert [found[1] for found in scores(text)] == [94.8]
    assert [found[1] for found in scores("目标合理性满分3分，得3分。服务对象满意度15分，总得分90。")] == [90]
    parts = (
        "整体支出自评得分98分，其中预算执行情况得分9.8分，整体绩效得分88.2分，评定等级为优秀。群众满意度测评得分92分。"
    )
    assert scores(parts) == [("department", 98, "=", "excellent")]
    assert scores("12个项目平均分94.7分。") == [("projects_overall", 94.7, "=", None)]


def test_quoted_projects_with_a_score_each():
    text = "“甲网格运行维护”项目自评97分，“乙设施建设”项目因征地未完成年度目标，自评78分。\n"
    found = [(m.scope, m.project_ordinal, m.score) for m in records_of(text) if isinstance(m, Score)]
    assert found == [("project", 1, 97), ("project", 2, 78)]


def test_a_list_of_projects_with_their_grades_alone():
    text = "序号\t项目名称\t资金量（万元）\t评价等级\n1\t物业专项经费\t20\t良\n2\t体育扶持资金\t14\t中\n"
    found = [(m.scope, m.score, m.grade) for m in records_of(text) if isinstance(m, Score)]
    assert found == [("project", None, "good"), ("project", None, "fair")]


def test_a_sum_of_money_is_no_total_row():
    assert scores("项目\t预算\t决算\n合计\t100\t97\n") == []


def test_every_grade_word_is_read():
    for row in seed("grade_words"):
        assert scores(f"部门整体支出自评等级为“{row['word']}”。") == [("department", None, None, row["grade"])], row


def test_a_list_of_projects_with_a_column_of_grades_alone() -> None:
    text = (
        "评价结果如下：\n序号 | 单位 | 项目名称 | 资金量（万元） | 评价等级\n"
        "1 | 青禾县水务局 | 渠道清淤专项 | 205 | 良\n2 | 青禾县水务局 | 堤防加固项目 | 14 | 中\n"
    )
    found = [one for one in records_of(text) if isinstance(one, Score)]
    assert [(one.project_ordinal, one.score, one.score_operator, one.grade) for one in found] == [
        (1, None, None, "good"),
        (2, None, None, "fair"),
    ]


def test_scores_named_one_by_one_are_each_its_own_projects() -> None:
    text = (
        "青禾县水务局2021年度水利发展专项资金绩效自评报告\n\n一、资金情况\n安排项目2个：渠道清淤项目5万元、城南堤防加固项目3万元。\n二、自评结论\n"
        "自评总得分94分，等级为“优”。其中，渠道清淤项目得分97分，城南堤防加固项目得分86分、等级“良”。\n单个项目自评得分为：渠道清淤96分、城南堤防85分。\n"
    )
    found = [(one.project_ordinal, one.score, one.grade) for one in records_of(text) if isinstance(one, Score)]
    assert found == [(1, 94, "excellent"), (2, 97, None), (3, 86, "good"), (2, 96, None), (3, 85, None)]


@pytest.mark.parametrize("text", ["对自评得分低于80分的项目压减预算10%。", "水质改善情况定性评价为“较好”。"])
def test_a_threshold_for_projects_and_a_verdict_on_one_indicator_are_none(text: str) -> None:
    assert scores(text) == []


def test_the_projects_of_a_score_are_told_behind_its_grade() -> None:
    text = (
        "青禾县水务局2021年度水利发展资金绩效自评报告\n\n一、资金情况\n安排项目2个：渠道清淤补助6万元、堤防加固补助4万元。\n"
        "二、自评结论\n自评得分84.5分，自评等级为“良”。其中：渠道清淤补助88分、堤防加固补助79分。\n"
    )
    found = [one for one in records_of(text) if isinstance(one, Score)]
    assert {(one.project_ordinal, one.score) for one in found} == {(1, 84.5), (2, 88), (3, 79)}
