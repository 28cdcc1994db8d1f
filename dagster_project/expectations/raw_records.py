"""What must hold in the raw tables of facts: what extraction stated, as worded, with its spans.

Here belong the expectations on records. All of level report: a report whose records break them goes to quarantine,
and the load goes on. Only a record of a document that does not exist stops the batch.
"""

from __future__ import annotations

from collections.abc import Iterator

from dagster_project.expectations.contract import words
from dagster_project.expectations.definition import Expectation, Level, Owner, Severity, Wording
from dagster_project.expectations.offending import dangling, nulls, repeated, unknown_words, where
from dagster_project.extraction.records import (
    MEASURES_OF_AMOUNT,
    MEASURES_OF_RATIO,
    OPERATORS,
    RECORD_TYPES,
    Mention,
    Record,
    columns,
)
from dagster_project.vocabulary import seed

_MEND = Wording(
    "这是抽取程序的缺陷：按样例中的位置修正对应规则，并提升抽取版本后重新加载",
    "A fault of extraction: mend the rule for the place in the sample, raise the extraction version and load again.",
)
_LOOK = Wording(
    "对照原文核实：原文如此则无需处理，否则修正抽取规则",
    "Compare with the text: if it says so, nothing is to be done; if not, mend the rule of extraction.",
)
_ORPHANED = Wording(
    "抽取结果与文档不同步：重新抽取全部文档", "Records and documents are out of step: extract all documents again."
)
_SPAN = ("document_sha256", "char_start", "char_end")
_VALUE = ("document_sha256", "value_start", "value_end")
_YEARS = "not between 1990 and year(current_date) + 1"
# Words that a column may have; a column that is null says that the clause does not word it.
_VOCABULARIES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("header_mention", "field", ("title", "report_type", "fiscal_year", "report_date")),
    ("amount", "measure", MEASURES_OF_AMOUNT),
    ("amount", "category", words("fct_amount", "category")),
    ("amount", "fund_type", words("fct_amount", "fund_type")),
    ("amount", "fund_level", words("fct_amount", "fund_level")),
    ("amount", "unit", tuple(row["unit"] for row in seed("units"))),
    ("ratio", "measure", MEASURES_OF_RATIO),
    ("indicator", "target_operator", OPERATORS),
    ("indicator", "actual_operator", OPERATORS),
    ("indicator", "level1", words("fct_indicator", "level1")),
    ("indicator", "level2", words("fct_indicator", "level2")),
    ("score", "scope", words("fct_score", "scope")),
    ("score", "grade", words("fct_score", "grade")),
    ("score_band", "grade", words("fct_score_distribution", "grade")),
    ("staffing", "measure", words("fct_staffing", "measure")),
    ("narrative", "kind", words("fct_narrative", "kind")),
)


def expectations() -> tuple[Expectation, ...]:
    """Return the expectations on all raw tables of facts."""
    return (*_of_every_table(), *_vocabularies(), *_header(), *_sections(), *_places(), *_figures(), *_items())


def _report(id_: str, title: Wording, offending: str) -> Expectation:
    return Expectation(
        id=f"raw.{id_}", title=title, offending=offending, level=Level.REPORT, owner=Owner.EXTRACTION, remedy=_MEND
    )


def _doubt(id_: str, title: Wording, offending: str) -> Expectation:
    return Expectation(
        id=f"raw.{id_}",
        title=title,
        offending=offending,
        severity=Severity.WARNING,
        level=Level.REPORT,
        owner=Owner.EXTRACTION,
        remedy=_LOOK,
    )


def _of_every_table() -> Iterator[Expectation]:
    for record_type in RECORD_TYPES:
        name, table = record_type.table, f"raw.{record_type.table}"
        yield Expectation(
            id=f"{table}.document_exists",
            title=Wording(f"{name} 所属文档存在", f"The document of every {name} exists"),
            offending=dangling(table, _SPAN, ("document_sha256",), "raw.document"),
            owner=Owner.OPERATIONS,
            remedy=_ORPHANED,
        )
        yield _report(
            f"{name}.not_null",
            Wording(f"{name} 必填列均有值", f"The required columns of {name} have values"),
            nulls(table, _SPAN, ("document_sha256", *_required(record_type))),
        )
        yield _report(
            f"{name}.span_in_text",
            Wording(f"{name} 的出处在正文之内", f"The evidence of every {name} lies in its text"),
            f"""
            select {", ".join(f"record.{column}" for column in _SPAN)}
            from {table} as record
            inner join raw.document as document using (document_sha256)
            where not (record.char_start >= 0 and record.char_start < record.char_end
                and record.char_end <= document.char_count)""",
        )
        if issubclass(record_type, Mention):
            yield _report(
                f"{name}.value_in_evidence",
                Wording(f"{name} 的数值在其出处之内", f"The value of every {name} lies in its evidence"),
                where(
                    table,
                    _VALUE,
                    "not (char_start <= value_start and value_start < value_end and value_end <= char_end)",
                ),
            )
            yield _report(
                f"{name}.stated_once",
                Wording(f"{name} 没有完全相同的记录", f"No {name} stands twice"),
                f"select document_sha256, count(*) as rows_found from {table} group by document_sha256,"
                f" {', '.join(columns(record_type))} having count(*) > 1",
            )
        if "project_ordinal" in columns(record_type):
            yield _report(
                f"{name}.project_exists",
                Wording(f"{name} 所属项目已识别", f"The project of every {name} is one of its report"),
                f"""
                select {", ".join(f"record.{column}" for column in _VALUE)}
                from {table} as record
                where
                    record.project_ordinal is not null
                    and not exists (
                        select 1 from raw.project_mention as project
                        where
                            project.document_sha256 = record.document_sha256
                            and project.ordinal = record.project_ordinal
                    )""",
            )


def _required(record_type: type[Record]) -> tuple[str, ...]:
    return tuple(name for name, (_, nullable) in columns(record_type).items() if not nullable)


def _vocabularies() -> Iterator[Expectation]:
    for name, column, known in _VOCABULARIES:
        yield _report(
            f"{name}.{column}.known",
            Wording(f"{name}.{column} 在词表内", f"{name}.{column} is a known word"),
            unknown_words(f"raw.{name}", _VALUE, column, known),
        )


def _header() -> Iterator[Expectation]:
    table = "raw.header_mention"
    yield _report(
        "header_mention.report_type.known",
        Wording("报告类型在词表内", "A report type is a known one"),
        unknown_words(
            f"(select * from {table} where field = 'report_type')",
            (*_VALUE, "field"),
            "value",
            words("dim_report", "report_type"),
        ),
    )
    yield _report(
        "header_mention.fiscal_year.plausible",
        Wording("报告年度在 1990 年至明年之间", "A fiscal year lies between 1990 and the next year"),
        where(table, _VALUE, f"field = 'fiscal_year' and coalesce(try_cast(value as integer), 0) {_YEARS}"),
    )
    yield _report(
        "header_mention.report_date.plausible",
        Wording("报告日期是 1990 年以后的日期", "A report date is a date since 1990"),
        where(
            table,
            _VALUE,
            "field = 'report_date' and (try_cast(value as date) is null or"
            " try_cast(value as date) not between date '1990-01-01' and current_date + interval 1 year)",
        ),
    )
    yield _doubt(
        "document.something_found",
        Wording("现行报告中抽取到了内容", "Extraction found something in a current report"),
        """
        select distinct document.document_sha256
        from raw.document as document
        inner join raw.document_path as document_path using (document_sha256)
        where
            document_path.is_current
            and not exists (select 1 from raw.amount as a where a.document_sha256 = document.document_sha256)
            and not exists (select 1 from raw.indicator as i where i.document_sha256 = document.document_sha256)
            and not exists (select 1 from raw.narrative as n where n.document_sha256 = document.document_sha256)
            and not exists (select 1 from raw.score as s where s.document_sha256 = document.document_sha256)""",
    )


def _sections() -> Iterator[Expectation]:
    key = ("document_sha256", "section_no")
    yield _report(
        "section.number_unique",
        Wording("同一报告的章节号不重复", "A section stands once in its report"),
        repeated("raw.section", key),
    )
    yield _report(
        "section.parent_exists",
        Wording("上级章节存在且在前", "The parent of a section stands before it"),
        """
        select section.document_sha256, section.section_no
        from raw.section as section
        where
            section.parent_no is not null
            and not exists (
                select 1 from raw.section as parent
                where
                    parent.document_sha256 = section.document_sha256
                    and parent.section_no = section.parent_no
                    and parent.section_no < section.section_no
            )""",
    )
    yield _report(
        "section.heading_in_section",
        Wording("标题在章节范围之内", "A heading lies in its section"),
        where(
            "raw.section",
            key,
            "not (char_start <= heading_start and heading_start <= heading_end and heading_end <= char_end)",
        ),
    )


def _places() -> Iterator[Expectation]:
    yield _report(
        "place_mention.region_code_form",
        Wording("区划代码为 6 位数字", "A region code has 6 digits"),
        where("raw.place_mention", _VALUE, "not regexp_full_match(region_code, '[0-9]{6}')"),
    )
    yield _report(
        "place_mention.candidates",
        Wording("候选区划数不小于 1", "A place may mean one region or more"),
        where("raw.place_mention", (*_VALUE, "candidates"), "candidates < 1"),
    )


def _figures() -> Iterator[Expectation]:
    yield _doubt(
        "amount.plausible_size",
        Wording("金额不超过 10 万亿元", "An amount is below 10^13 yuan"),
        f"""
        select record.document_sha256, record.value_start, record.value_end, record.number
        from raw.amount as record
        inner join (values {", ".join(f"('{row['unit']}', {row['factor']}::double)" for row in seed("units"))})
            as unit (unit, factor) using (unit)
        where abs(record.number::double * unit.factor) >= 1e13""",
    )
    yield _doubt(
        "amount.unit_stated",
        Wording("金额带有单位", "An amount has a unit"),
        where("raw.amount", _VALUE, "unit is null"),
    )
    yield _report(
        "amount.part_of_exists",
        Wording("其中项所属总额存在", "The amount that another is part of exists"),
        """
        select part.document_sha256, part.value_start, part.value_end, part.part_of_start
        from raw.amount as part
        where
            part.part_of_start is not null
            and not exists (
                select 1 from raw.amount as whole
                where whole.document_sha256 = part.document_sha256 and whole.value_start = part.part_of_start
            )""",
    )
    for name in ("amount", "ratio", "indicator"):
        yield _doubt(
            f"{name}.fiscal_year.plausible",
            Wording(f"{name} 的年度在 1990 年至明年之间", f"The year of {name} lies between 1990 and the next year"),
            where(f"raw.{name}", (*_VALUE, "fiscal_year"), f"fiscal_year {_YEARS}"),
        )
    yield _doubt(
        "ratio.plausible_size",
        Wording("百分比不超过 ±100000", "A percentage lies between -100000 and 100000"),
        where("raw.ratio", (*_VALUE, "number"), "abs(number) > 100000"),
    )
    yield _report(
        "disbursement_plan.month",
        Wording("支出计划月份为 1 至 12", "The month of a plan is 1 to 12"),
        where("raw.disbursement_plan", (*_VALUE, "checkpoint_month"), "checkpoint_month not between 1 and 12"),
    )
    yield _doubt(
        "disbursement_plan.percent",
        Wording("支出计划在 0 至 100% 之间", "A plan lies between 0 and 100 %"),
        where("raw.disbursement_plan", (*_VALUE, "number"), "number not between 0 and 100"),
    )
    yield _doubt(
        "staffing.plausible_size",
        Wording("人数在 0 至 100 万之间", "A head count lies between 0 and a million"),
        where("raw.staffing", (*_VALUE, "count_value"), "count_value not between 0 and 1000000"),
    )


def _items() -> Iterator[Expectation]:
    yield _report(
        "indicator.target_or_actual",
        Wording("指标有目标值或完成值", "An indicator has a target or an actual"),
        where("raw.indicator", _VALUE, "target_operator is null and actual_value is null and actual_text is null"),
    )
    yield _report(
        "indicator.range",
        Wording("区间目标上下限齐全且有序", "A range has both ends, the low one first"),
        where(
            "raw.indicator",
            _VALUE,
            "(target_operator = 'between' and (target_value is null or target_value_high is null))"
            " or target_value > target_value_high",
        ),
    )
    yield _doubt(
        "indicator.points",
        Wording("指标得分不超过权重", "An indicator's score is not above its weight"),
        where("raw.indicator", (*_VALUE, "weight", "score"), "weight < 0 or score > weight"),
    )
    yield _report(
        "score.score_or_grade",
        Wording("评价结果有分数或等级", "A result has a score or a grade"),
        where("raw.score", _VALUE, "score is null and grade is null"),
    )
    yield _doubt(
        "score.plausible_size",
        Wording("得分在 0 至 150 之间", "A score lies between 0 and 150"),
        where("raw.score", (*_VALUE, "score"), "score not between 0 and 150"),
    )
    yield _report(
        "score_band.range",
        Wording("分数段下限不高于上限", "A band's low end is not above its high end"),
        where("raw.score_band", (*_VALUE, "band_low", "band_high"), "band_low > band_high or project_count < 0"),
    )
    yield _report(
        "narrative.text_not_blank",
        Wording("叙述条目有文字", "A narrative has words"),
        where("raw.narrative", (*_VALUE, "kind"), "trim(text) = '' or ordinal < 1"),
    )
    yield _report(
        "project_mention.name_not_blank",
        Wording("项目名称不为空、序号从 1 起", "A project has a name and an ordinal from 1"),
        where("raw.project_mention", (*_VALUE, "ordinal"), "trim(project_name) = '' or ordinal < 1"),
    )
