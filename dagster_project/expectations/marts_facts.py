"""What must hold in the fact tables of marts, and in findings and rule outcomes.

Here belong the expectations on facts: whose they are, where they stand, their words and ranges, and that none is lost
between raw and marts. A range that only a fault of the report breaks is a warning; what reports get wrong is the
business of the audit rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from dagster_project.expectations.contract import mart_contracts
from dagster_project.expectations.definition import Expectation, Owner, Severity, Wording
from dagster_project.expectations.offending import dangling, where

_MODEL = Wording(
    "这是 dbt 模型的缺陷：修正模型后重新加载，已发布的快照不受影响",
    "A fault of a dbt model: mend it and load again; what is published stays as it is.",
)
_LOOK = Wording("对照原文核实：原文如此则无需处理", "Compare with the report: if it says so, nothing is to be done.")
# Raw table → mart of the same grain: a record of a current report is one fact.
_GRAIN = {
    "amount": "fct_amount",
    "ratio": "fct_ratio",
    "disbursement_plan": "fct_disbursement_plan",
    "indicator": "fct_indicator",
    "score": "fct_score",
    "score_band": "fct_score_distribution",
    "staffing": "fct_staffing",
    "narrative": "fct_narrative",
}
_WIDE = {"mart_indicator_result": "fct_indicator", "mart_finding_detail": "fct_finding"}
# What makes two statements the same fact: of them the first is primary, and no other.
_SAME_FACT = {
    "fct_amount": (
        "report_key", "project_key", "fiscal_year", "measure", "category", "fund_type", "fund_level", "amount_yuan",
    ),
    "fct_ratio": ("report_key", "project_key", "fiscal_year", "measure", "ratio_percent"),
    "fct_score": ("report_key", "project_key", "scope", "score", "score_operator", "grade"),
    "fct_staffing": ("report_key", "measure", "count_value"),
}  # fmt: skip
# Figures that the words do not class are told apart by more than their columns: they may have several primaries.
_UNCLASSED = {"fct_amount": "amount_yuan is null", "fct_staffing": "measure = 'other'"}


def fact_tables() -> tuple[str, ...]:
    """Return the names of the fact tables that hold statements of reports."""
    return tuple(name for name in _GRAIN.values() if name in mart_contracts())


def expectations() -> tuple[Expectation, ...]:
    """Return the expectations on the fact tables; on findings and outcomes where the contract has them."""
    found = (*_of_every_fact(), *_primaries(), *_losses(), *_wide(), *_figures(), *_findings())
    return tuple(expectation for expectation in found if expectation.id.split(".")[1] in mart_contracts())


def _must(id_: str, title: Wording, offending: str) -> Expectation:
    return Expectation(id=f"marts.{id_}", title=title, offending=offending, owner=Owner.MODELLING, remedy=_MODEL)


def _should(id_: str, title: Wording, offending: str) -> Expectation:
    return Expectation(
        id=f"marts.{id_}",
        title=title,
        offending=offending,
        severity=Severity.WARNING,
        owner=Owner.EXTRACTION,
        remedy=_LOOK,
    )


def _of_every_fact() -> Iterator[Expectation]:
    current = "(select * from marts.dim_report where is_current)"
    for name, contract in mart_contracts().items():
        if "evidence_key" not in contract.columns or not name.startswith("fct_"):
            continue
        table, key = f"marts.{name}", contract.key
        yield _must(
            f"{name}.report_current",
            Wording(f"{name} 只含现行报告", f"{name} is of current reports only"),
            dangling(table, (*key, "report_key"), ("report_key",), current),
        )
        yield _must(
            f"{name}.evidence_exists",
            Wording(f"{name} 的出处在同一报告中", f"The evidence of {name} is in its report"),
            dangling(table, (*key, "evidence_key"), ("evidence_key", "report_key"), "marts.evidence"),
        )
        if "department_key" in contract.columns:
            yield _must(
                f"{name}.department_of_report",
                Wording(f"{name} 的部门即报告的部门", f"The department of {name} is that of its report"),
                f"""
                select {", ".join(f"fact.{column}" for column in key)}, fact.report_key, fact.department_key
                from {table} as fact
                inner join marts.dim_report as report using (report_key)
                where fact.department_key is distinct from report.department_key""",
            )
        if "project_key" in contract.columns:
            yield _must(
                f"{name}.project_of_report",
                Wording(f"{name} 的项目由其报告列出", f"The project of {name} is one of its report"),
                dangling(table, (*key, "project_key"), ("report_key", "project_key"), "marts.bridge_report_project"),
            )


def _primaries() -> Iterator[Expectation]:
    for name, same in _SAME_FACT.items():
        unclassed = _UNCLASSED.get(name, "false")
        primaries = "count(*) filter (where is_primary)"
        yield _must(
            f"{name}.one_primary",
            Wording(f"{name} 同一事实恰有一行为主", f"Of one fact {name} has one primary row"),
            f"select report_key, count(*) as rows_found, {primaries} as primaries from marts.{name}"
            f" group by {', '.join(same)}"
            f" having {primaries} = 0 or ({primaries} > 1 and not ({unclassed}))",
        )


def _wide() -> Iterator[Expectation]:
    """A wide mart of the grain of a fact table has its rows, each once."""
    for name, facts in _WIDE.items():
        (key,) = mart_contracts()[facts].key
        yield _must(
            f"{name}.complete",
            Wording(f"{name} 与 {facts} 的行一一对应", f"{name} has the rows of {facts}"),
            f"select coalesce(wide.{key}, fact.{key}) as {key}, wide.{key} is null as is_missing"
            f" from marts.{name} as wide full join marts.{facts} as fact on wide.{key} = fact.{key}"
            f" where wide.{key} is null or fact.{key} is null",
        )


def _losses() -> Iterator[Expectation]:
    for raw, name in _GRAIN.items():
        yield _must(
            f"{name}.complete",
            Wording(f"{name} 与抽取结果一一对应", f"{name} has one row for each record of extraction"),
            f"""
            with stated as (
                select report.report_key, count(*) as records
                from raw.{raw} as record
                inner join marts.dim_report as report using (document_sha256)
                where report.is_current
                group by report.report_key
            ),
            published as (select report_key, count(*) as facts from marts.{name} group by report_key)
            select coalesce(stated.report_key, published.report_key) as report_key, records, facts
            from stated
            full outer join published on stated.report_key = published.report_key
            where coalesce(records, 0) <> coalesce(facts, 0)""",
        )


def _figures() -> Iterator[Expectation]:
    key = ("fact_key", "report_key")
    for name in ("fct_amount", "fct_ratio", "fct_indicator"):
        yield _should(
            f"{name}.fiscal_year.plausible",
            Wording(f"{name} 的年度在 1990 年至明年之间", f"The year of {name} lies between 1990 and the next year"),
            where(f"marts.{name}", (*key, "fiscal_year"), "fiscal_year not between 1990 and year(current_date) + 1"),
        )
    yield _should(
        "fct_amount.amount_yuan.plausible",
        Wording("金额不超过 10 万亿元", "An amount is below 10^13 yuan"),
        where("marts.fct_amount", (*key, "amount_yuan"), "abs(amount_yuan) >= 1e13"),
    )
    yield _should(
        "fct_ratio.ratio_percent.plausible",
        Wording("百分比不超过 ±100000", "A percentage lies between -100000 and 100000"),
        where("marts.fct_ratio", (*key, "ratio_percent"), "abs(ratio_percent) > 100000"),
    )
    yield _must(
        "fct_disbursement_plan.month",
        Wording("支出计划月份为 1 至 12", "The month of a plan is 1 to 12"),
        where("marts.fct_disbursement_plan", (*key, "checkpoint_month"), "checkpoint_month not between 1 and 12"),
    )
    yield _should(
        "fct_disbursement_plan.percent",
        Wording("支出计划在 0 至 100% 之间", "A plan lies between 0 and 100 %"),
        where("marts.fct_disbursement_plan", (*key, "planned_percent"), "planned_percent not between 0 and 100"),
    )
    yield _should(
        "fct_disbursement_plan.rises",
        Wording("累计支出计划逐月不降", "A cumulative plan does not fall"),
        "select fact_key, report_key, checkpoint_month from marts.fct_disbursement_plan"
        " qualify planned_percent < lag(planned_percent) over"
        " (partition by report_key, project_key order by checkpoint_month)",
    )
    yield _must(
        "fct_indicator.target_has_value",
        Wording("定量目标有数值，区间目标有上下限", "A quantified target has its figure, a range has both"),
        where(
            "marts.fct_indicator",
            (*key, "target_operator"),
            "(target_operator <> 'qualitative' and target_value is null)"
            " or (target_operator = 'between' and (target_value_high is null or target_value_high < target_value))",
        ),
    )
    yield _must(
        "fct_indicator.target_or_actual",
        Wording("指标有目标值或完成值", "An indicator has a target or an actual"),
        where("marts.fct_indicator", key, "target_operator is null and actual_value is null and actual_text is null"),
    )
    yield _should(
        "fct_indicator.level_inferred",
        Wording("每个指标都推断出了级次", "The level of every indicator is inferred"),
        where("marts.fct_indicator", key, "level1_inferred is null or level2_inferred is null"),
    )
    yield _must(
        "fct_indicator.attained_decided",
        Wording("是否达标只在目标与完成值俱全时判定", "Attainment is decided only where target and actual stand"),
        where(
            "marts.fct_indicator",
            key,
            "attained is not null and (target_operator is null or (actual_value is null and actual_text is null))",
        ),
    )
    yield _should(
        "fct_score.plausible",
        Wording("得分在 0 至 150 之间", "A score lies between 0 and 150"),
        where("marts.fct_score", (*key, "score"), "score not between 0 and 150"),
    )
    yield _must(
        "fct_score.score_or_grade",
        Wording("评价结果有分数或等级", "A result has a score or a grade"),
        where("marts.fct_score", key, "score is null and grade is null"),
    )
    yield _must(
        "fct_score_distribution.range",
        Wording("分数段下限不高于上限", "A band's low end is not above its high end"),
        where("marts.fct_score_distribution", key, "band_low > band_high or project_count < 0"),
    )
    yield _must(
        "fct_staffing.not_negative",
        Wording("人数不为负", "A head count is not negative"),
        where("marts.fct_staffing", (*key, "count_value"), "count_value < 0"),
    )
    yield _must(
        "fct_narrative.text_not_blank",
        Wording("叙述条目有文字", "A narrative has words"),
        where("marts.fct_narrative", key, "trim(text) = ''"),
    )


def _findings() -> Iterator[Expectation]:
    outcome = ("report_key", "rule_id")
    yield _must(
        "fct_finding.rule_exists",
        Wording("问题所依据的规则存在", "The rule of a finding exists"),
        dangling("marts.fct_finding", ("finding_key", "rule_id"), ("rule_id",), "marts.dim_rule"),
    )
    yield _must(
        "fct_finding.places_exist",
        Wording("问题的全部出处在同一报告中", "All places of a finding are in its report"),
        """
        select finding_key, place.evidence_key
        from (select finding_key, report_key, unnest(evidence_keys) as evidence_key from marts.fct_finding) as place
        where not exists (
            select 1 from marts.evidence as evidence
            where evidence.evidence_key = place.evidence_key and evidence.report_key = place.report_key
        )""",
    )
    yield _must(
        "fct_finding.related_places_exist",
        Wording(
            "问题在其他报告中的出处均在现行报告中",
            "The places of a finding in other reports are there, and not in its own",
        ),
        """
        select finding_key, place.evidence_key
        from (
            select finding_key, report_key, unnest(related_evidence_keys) as evidence_key from marts.fct_finding
        ) as place
        where not exists (
            select 1 from marts.evidence as evidence
            where evidence.evidence_key = place.evidence_key and evidence.report_key <> place.report_key
        )""",
    )
    yield _must(
        "rule_health.counts_add_up",
        Wording("规则运行情况的份数相加等于现行报告数", "The counts of a rule's health come to the current reports"),
        """
        select rule_id, report_count
        from marts.rule_health
        where
            report_count <> fail_count + pass_count + not_applicable_count + insufficient_data_count
            or report_count <> (select count(*) from marts.dim_report where is_current)""",
    )
    yield _must(
        "rule_outcome.rule_exists",
        Wording("结论所依据的规则存在", "The rule of an outcome exists"),
        dangling("marts.rule_outcome", outcome, ("rule_id",), "marts.dim_rule"),
    )
    yield _must(
        "rule_outcome.complete",
        Wording("每份现行报告对每条规则都有结论", "Every current report has an outcome of every rule"),
        """
        select report.report_key, rule.rule_id
        from marts.dim_report as report
        cross join marts.dim_rule as rule
        where
            report.is_current
            and not exists (
                select 1 from marts.rule_outcome as outcome
                where outcome.report_key = report.report_key and outcome.rule_id = rule.rule_id
            )""",
    )
    yield _must(
        "rule_outcome.agrees_with_findings",
        Wording("结论为不通过当且仅当有问题", "An outcome is a failure where there is a finding, and only there"),
        """
        select outcome.report_key, outcome.rule_id, outcome.outcome
        from marts.rule_outcome as outcome
        where (outcome.outcome = 'fail') <> exists (
            select 1 from marts.fct_finding as finding
            where finding.report_key = outcome.report_key and finding.rule_id = outcome.rule_id
        )""",
    )
    yield _must(
        "rule_outcome.checked",
        Wording("通过的规则确有比较", "A rule that passes has compared something"),
        where("marts.rule_outcome", outcome, "checked < 0 or (outcome = 'pass' and checked = 0)"),
    )
