"""Projects listed in another order are the same projects with the same facts, and the department's facts do not change."""

from __future__ import annotations

import dataclasses

from facts import FACT_TABLES, SPANS, plain, records_of
from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project.extraction.records import ProjectMention

HEAD = (
    "青禾县水务局2021年度部门整体支出绩效自评报告\n\n一、基本情况\n"
    "2021年年初预算260万元，全年支出258.4万元，预算执行率99.38%。\n\n"
)
TAIL = "\n\n三、评价结论\n部门整体支出自评得分96分，等级为优。\n\n青禾县水务局\n2022年3月8日\n"
PROJECTS = (
    ("渠道清淤项目", "预算52万元，实际支出51.3万元，执行率98.65%。清淤渠道18公里，受益群众满意度96%。自评得分97分。"),
    ("堤防加固工程", "到位资金88.6万元，实际支出88.6万元。计划加固堤防十二公里，实际完成12.5公里。自评得分98.5分。"),
    ("节水宣传经费", "预算9.5万元，支出9.2万元。举办宣传活动6场，发放资料3200份。自评得分95分。"),
    ("泵站改造补助资金", "下达中央资金60万元、县级配套20万元，支出80万元。改造泵站三座，验收合格率100%。"),
)
PARAGRAPHS = "二、项目支出情况\n" + "{}"
SENTENCE = "二、项目支出情况\n项目支出包括{}。"
ORDERS = st.permutations(range(len(PROJECTS)))


def by_subject(text: str) -> tuple[list[str], dict[str | None, list[tuple[object, ...]]]]:
    """Return the names of the projects in their order, and the facts of each subject without places and ordinals."""
    records = records_of(text)
    names = {record.ordinal: record.project_name for record in records if isinstance(record, ProjectMention)}
    found: dict[str | None, list[tuple[object, ...]]] = {}
    for record in records:
        if record.table not in FACT_TABLES or isinstance(record, ProjectMention):
            continue
        fields = [
            (field.name, plain(getattr(record, field.name)))
            for field in dataclasses.fields(record)
            if field.name not in (*SPANS, "project_ordinal", "ordinal")
        ]
        subject = names.get(getattr(record, "project_ordinal", None) or 0)
        found.setdefault(subject, []).append((record.table, *fields))
    return [names[ordinal] for ordinal in sorted(names)], {
        subject: sorted(facts, key=repr) for subject, facts in found.items()
    }


@settings(max_examples=8)
@given(order=ORDERS)
def test_projects_under_headings_keep_their_facts_in_any_order(order: list[int]) -> None:
    def report(places: list[int]) -> str:
        numbers = "一二三四"
        return HEAD + PARAGRAPHS.format(
            "\n".join(f"（{numbers[n]}）{PROJECTS[place][0]}\n{PROJECTS[place][1]}" for n, place in enumerate(places))
        ) + TAIL  # fmt: skip

    first, expected = by_subject(report([0, 1, 2, 3]))
    assert first == [name for name, _ in PROJECTS]
    names, found = by_subject(report(order))
    assert names == [PROJECTS[place][0] for place in order]
    assert found == expected


@settings(max_examples=8)
@given(order=ORDERS)
def test_projects_listed_in_a_sentence_keep_their_sums_in_any_order(order: list[int]) -> None:
    def report(places: list[int]) -> str:
        listed = "、".join(f"{PROJECTS[place][0]}{10 + place}.5万元" for place in places)
        return HEAD + SENTENCE.format(listed) + TAIL

    _, expected = by_subject(report([0, 1, 2, 3]))
    names, found = by_subject(report(order))
    assert names == [PROJECTS[place][0] for place in order]
    labels = {"label", "project_ordinal"}

    def unlabelled(facts: dict[str | None, list[tuple[object, ...]]]) -> dict[str | None, list[tuple[object, ...]]]:
        return {
            subject: sorted(
                (tuple(f for f in fact if not (isinstance(f, tuple) and f[0] in labels)) for fact in rows), key=repr
            )
            for subject, rows in facts.items()
        }  # the first of a list has the words that open it in its label

    assert unlabelled(found) == unlabelled(expected)
