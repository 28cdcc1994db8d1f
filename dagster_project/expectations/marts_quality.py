"""What must hold in the marts about quality: that they tell of every report, and count what there is.

Here belong the expectations on ``mart_report_quality``. Whether a report was read well is no matter of a gate: the last one
only warns where reading as a whole has become worse than anything known.
"""

from __future__ import annotations

from collections.abc import Iterator

from dagster_project.expectations.definition import Expectation, Owner, Severity, Wording
from dagster_project.expectations.offending import where

_MODEL = Wording(
    "这是 dbt 模型的缺陷：修正模型后重新加载，已发布的快照不受影响",
    "A fault of a dbt model: mend it and load again; what is published stays as it is.",
)
_LOOK = Wording(
    "看 mart_report_quality 中未读数字最多的报告：是否有新的体裁或表格",
    "Look at the reports with the most unread figures in mart_report_quality: is there a new form or kind of table?",
)
_TABLE, _KEY = "marts.mart_report_quality", ("report_key",)
_PERCENTS = (
    "covered_text_percent", "placed_amount_percent", "placed_ratio_percent", "placed_indicator_percent", "placed_percent",
)  # fmt: skip
_COUNTS = (
    "amount_count", "ratio_count", "plan_count", "indicator_count", "score_count", "score_band_count", "staffing_count",
    "narrative_count",
)  # fmt: skip
# Of the figures in texts; generated reports leave none unread, real ones those of laws and background.
_MOST_UNREAD = 0.5
_FEWEST_FIGURES = 100


def expectations() -> Iterator[Expectation]:
    """Yield the expectations on the marts about quality."""
    yield _must(
        "complete",
        Wording("每份现行报告有且只有一行质量", "Every current report has its row about quality, and no other has"),
        f"""
        select coalesce(reports.report_key, quality.report_key) as report_key, quality.report_key is null as is_missing
        from (select * from marts.dim_report where is_current) as reports
        full outer join {_TABLE} as quality on reports.report_key = quality.report_key
        where reports.report_key is null or quality.report_key is null""",
    )
    yield _must(
        "percent.range",
        Wording("比例在 0 至 100 之间", "Shares lie between 0 and 100 per cent"),
        where(_TABLE, _KEY, " or ".join(f"{column} not between 0 and 100" for column in _PERCENTS)),
    )
    yield _must(
        "facts.add_up",
        Wording("各类事实之和为事实条数", "The facts by kind add up to all facts"),
        where(_TABLE, (*_KEY, "fact_count"), f"fact_count <> {' + '.join(_COUNTS)}"),
    )
    yield _must(
        "figures.unread",
        Wording("未读数字不多于正文数字", "No more figures are unread than there are"),
        where(_TABLE, (*_KEY, "figure_count"), "unread_figure_count not between 0 and figure_count"),
    )
    yield Expectation(
        id="marts.mart_report_quality.figures.read",
        title=Wording("全部报告的半数以上数字有依据", "Most figures of all reports have evidence"),
        offending=f"""
        select * from (
            select sum(figure_count) as figures, sum(unread_figure_count) as unread from {_TABLE}
        ) as counts
        where figures >= {_FEWEST_FIGURES} and unread > {_MOST_UNREAD} * figures""",
        severity=Severity.WARNING,
        owner=Owner.EXTRACTION,
        remedy=_LOOK,
    )


def _must(check: str, title: Wording, offending: str) -> Expectation:
    return Expectation(
        id=f"marts.mart_report_quality.{check}",
        title=title,
        offending=offending,
        owner=Owner.MODELLING,
        remedy=_MODEL,
    )
