"""The seeds of the indicators read their own examples."""

import pytest

from dagster_project.extraction.indicators.indicator_tables import header_role
from dagster_project.extraction.words.indicator_classes import IndicatorClass, class_of
from dagster_project.vocabulary import seed


@pytest.mark.parametrize("row", seed("indicator_classes"), ids=lambda row: row["label"])
def test_classes(row: dict[str, str]) -> None:
    assert class_of(row["example"]) == IndicatorClass(row["level1"] or None, row["level2"] or None)


@pytest.mark.parametrize("row", seed("indicator_headers"), ids=lambda row: row["example"])
def test_headers(row: dict[str, str]) -> None:
    assert header_role(row["example"]) == row["role"]


@pytest.mark.parametrize("row", seed("indicator_words"), ids=lambda row: f"{row['kind']} {row['word']}")
def test_words_stand_in_their_examples(row: dict[str, str]) -> None:
    assert row["word"] in row["example"]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("年度\n指标值".replace("\n", ""), "target"),
        ("全年实际完成值", "actual"),
        ("实际完成情况", "actual"),
        ("未完成原因分析", "reason"),
        ("分值（100分）", "weight"),
        ("自评得分", "score"),
        ("绩效指标描述", "description"),
        ("指标值确定依据", "basis"),
        ("项目名称", None),
        ("年初预算数", None),
        ("全年预算数（A）", None),
        ("产出指标", None),
    ],
)
def test_headers_of_other_forms(header: str, role: str | None) -> None:
    assert header_role(header) == role


@pytest.mark.parametrize(
    "label",
    ["产出指标（50分）", "产出指标50分", "效益指标(30分)".translate({40: "（", 41: "）"}), "产出情况", "社会效益分析"],
)
def test_points_and_tails_of_labels_do_not_matter(label: str) -> None:
    assert class_of(label) is not None


@pytest.mark.parametrize("label", ["预算执行率", "项目名称", "决策", "指标", "总分", "质量安全事故率"])
def test_what_names_no_class(label: str) -> None:
    assert class_of(label) is None
