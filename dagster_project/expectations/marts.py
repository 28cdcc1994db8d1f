"""What must hold in marts before anything is published: contract, keys, evidence, dimensions, completeness, envelopes.

Here belong the expectations on the tables that all facts rest on, and on marts as a whole. Those on single facts
stand in ``marts_facts``. All stop the batch: a mart that is wrong is wrong for every reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dagster_project.expectations import marts_facts, marts_quality
from dagster_project.expectations.contract import mart_contracts
from dagster_project.expectations.definition import Expectation, Owner, Severity, Wording
from dagster_project.expectations.offending import (
    among,
    dangling,
    literal,
    nulls,
    other_columns,
    repeated,
    unknown_words,
    where,
)
from dagster_project.vocabulary import seed

_MODEL = Wording(
    "这是 dbt 模型的缺陷：修正模型后重新加载，已发布的快照不受影响",
    "A fault of a dbt model: mend it and load again; what is published stays as it is.",
)
_REBUILD = Wording(
    "表与契约不符：检查 dbt/models/marts 的契约并全量重建",
    "The table is not that of the contract: check dbt/models/marts and rebuild everything.",
)
_COMPARE = Wording(
    "与上一快照比较：若为预期变化，用 jixiao load --accept-fewer 发布；否则恢复文件或修正抽取规则",
    "Compare with the last snapshot: if the change is meant, publish with jixiao load --accept-fewer;"
    " if not, bring the files back or mend extraction.",
)
_LOOK = Wording("对照原文核实", "Compare with the report.")

_REPORT = ("report_key",)
_LEAST_OF_BEFORE = 0.5
_MOST_OF_BEFORE = 2
# Counts smaller than these rise and fall with single files.
_FEWEST_ROWS = 20
_FEWEST_REPORTS = 10


def expectations(previous_snapshot: Path | None = None) -> tuple[Expectation, ...]:
    """Return all expectations on marts; see ``gate.expectations_of`` for ``previous_snapshot``."""
    return (
        *_schema(),
        *_contracts(),
        *_evidence(),
        *_reports(),
        *_departments(),
        *_projects(),
        *marts_facts.expectations(),
        *marts_quality.expectations(),
        *_envelopes(previous_snapshot),
    )


def _must(id_: str, title: Wording, offending: str, remedy: Wording = _MODEL) -> Expectation:
    return Expectation(id=f"marts.{id_}", title=title, offending=offending, owner=Owner.MODELLING, remedy=remedy)


def _should(id_: str, title: Wording, offending: str, remedy: Wording = _LOOK) -> Expectation:
    return Expectation(
        id=f"marts.{id_}",
        title=title,
        offending=offending,
        severity=Severity.WARNING,
        owner=Owner.MODELLING,
        remedy=remedy,
    )


def _schema() -> Iterator[Expectation]:
    for name, contract in mart_contracts().items():
        yield Expectation(
            id=f"marts.{name}.columns",
            title=Wording(f"{name} 符合契约的列与类型", f"{name} has the columns and types of its contract"),
            offending=other_columns(f"marts.{name}", contract.columns),
            owner=Owner.MODELLING,
            remedy=_REBUILD,
        )


def _contracts() -> Iterator[Expectation]:
    """Keys, required columns and words, as the contracts state them."""
    for name, contract in mart_contracts().items():
        table = f"marts.{name}"
        # A path is a file name that anyone may have chosen: it is not shown.
        shown = tuple(column for column in contract.key if column != "path")
        yield _must(
            f"{name}.key_unique",
            Wording(f"{name} 的键不重复", f"The key of {name} is unique"),
            f"select {', '.join(shown)}, count(*) as rows_found from {table}"
            f" group by {', '.join(contract.key)} having count(*) > 1",
        )
        yield _must(
            f"{name}.required",
            Wording(f"{name} 必填列均有值", f"The required columns of {name} have values"),
            nulls(table, shown, contract.required),
        )
        for column, words in contract.words.items():
            yield _must(
                f"{name}.{column}.known",
                Wording(f"{name}.{column} 在词表内", f"{name}.{column} is a known word"),
                unknown_words(table, shown, column, words),
            )


def _evidence() -> Iterator[Expectation]:
    key = ("evidence_key", "report_key")
    yield _must(
        "evidence.text_exists",
        Wording("出处所属报告有正文", "The report of every evidence has its text"),
        dangling("marts.evidence", key, _REPORT, "marts.report_text"),
    )
    yield _must(
        "evidence.span_in_text",
        Wording("出处在正文之内", "Every span lies in its text"),
        """
        select evidence.evidence_key, evidence.report_key, evidence.char_start, evidence.char_end
        from marts.evidence as evidence
        inner join marts.report_text as report_text using (report_key)
        where not (evidence.char_start >= 0 and evidence.char_start < evidence.char_end
            and evidence.char_end <= length(report_text.text))""",
    )
    yield _must(
        "evidence.quote_is_text",
        Wording("引文与正文逐字一致", "Every quote is the text at its span"),
        """
        select evidence.evidence_key, evidence.report_key, evidence.char_start, evidence.char_end
        from marts.evidence as evidence
        inner join marts.report_text as report_text using (report_key)
        where evidence.quote is distinct from
            substring(report_text.text, evidence.char_start + 1, evidence.char_end - evidence.char_start)""",
    )
    yield _must(
        "evidence.quote_not_blank",
        Wording("引文不为空白", "No quote is blank"),
        where("marts.evidence", key, "trim(quote) = ''"),
    )
    yield _must(
        "evidence.stands_once",
        Wording("同一位置只有一条出处", "A place is one evidence"),
        repeated("marts.evidence", ("report_key", "char_start", "char_end")),
    )


def _reports() -> Iterator[Expectation]:
    table = "marts.dim_report"
    yield _must(
        "dim_report.document_once",
        Wording("一份文档对应一份报告", "A document is one report"),
        repeated(table, ("document_sha256",)),
    )
    yield _must(
        "dim_report.fiscal_year.plausible",
        Wording("报告年度在 1990 年至明年之间", "A fiscal year lies between 1990 and the next year"),
        where(table, (*_REPORT, "fiscal_year"), "fiscal_year not between 1990 and year(current_date) + 1"),
    )
    yield _must(
        "dim_report.report_date.plausible",
        Wording("报告日期在 1990 年以后、一年之内", "A report date lies between 1990 and a year from now"),
        where(
            table,
            (*_REPORT, "report_date"),
            "report_date not between date '1990-01-01' and current_date + interval 1 year",
        ),
    )
    yield _should(
        "dim_report.fiscal_year.found",
        Wording("现行报告的年度已识别", "The fiscal year of a current report is known"),
        where(table, _REPORT, "is_current and fiscal_year is null"),
    )
    yield _should(
        "dim_report.title.found",
        Wording("现行报告的标题已识别", "The title of a current report is known"),
        where(table, _REPORT, "is_current and coalesce(trim(title), '') = ''"),
    )
    yield _must(
        "dim_report.department_exists",
        Wording("报告的部门存在", "The department of a report exists"),
        dangling(table, (*_REPORT, "department_key"), ("department_key",), "marts.dim_department"),
    )
    yield _must(
        "dim_report.text_exists",
        Wording("每份现行报告都有正文", "Every current report has its text"),
        dangling(f"(select * from {table} where is_current)", _REPORT, _REPORT, "marts.report_text"),
    )
    yield _must(
        "dim_report.complete",
        Wording(
            "未隔离的现行文档都是现行报告，反之亦然", "Current documents out of quarantine are the current reports"
        ),
        """
        with expected as (
            select distinct document_sha256
            from raw.document_path
            inner join raw.document using (document_sha256)
            where
                is_current
                and document_sha256 not in (
                    select document_sha256 from raw.quarantine where is_open and document_sha256 is not null
                )
        ),
        found as (select document_sha256 from marts.dim_report where is_current)
        select coalesce(expected.document_sha256, found.document_sha256) as document_sha256,
            found.document_sha256 is null as is_missing
        from expected
        full outer join found on expected.document_sha256 = found.document_sha256
        where expected.document_sha256 is null or found.document_sha256 is null""",
    )
    yield _must(
        "report_text.is_raw_text",
        Wording("正文与入库文本一致", "The published text is the loaded one"),
        """
        select dim_report.report_key
        from marts.dim_report as dim_report
        inner join marts.report_text as report_text using (report_key)
        inner join raw.document as document using (document_sha256)
        where report_text.text is distinct from document.text""",
    )


def _departments() -> Iterator[Expectation]:
    table, key = "marts.dim_department", ("department_key",)
    regions = among(row["region_code"] for row in seed("regions"))
    repeated_bodies = """
        select region_code, count(*) as rows_found
        from marts.dim_department
        where region_code is not null and organ_name is not null
        group by region_code, organ_name
        having count(*) > 1"""
    yield _must(
        "dim_department.region_code.form",
        Wording("区划代码为 6 位数字", "A region code has 6 digits"),
        where(table, (*key, "region_code"), "not regexp_full_match(region_code, '[0-9]{6}')"),
    )
    yield _must(
        "dim_department.region_code.known",
        Wording("区划代码在区划表内", "A region code is a known one"),
        where(table, (*key, "region_code"), f"region_code not in {regions}"),
    )
    yield _must(
        "dim_department.region_named",
        Wording("有区划代码则有区划名称与级别，无则皆无", "A region code comes with its name, and only with it"),
        where(table, (*key, "region_code"), "(region_code is null) <> (region_name is null)"),
    )
    yield _must(
        "dim_department.one_row_per_body",
        Wording("同一区划的同一机构只有一行", "A body of a region is one row"),
        repeated_bodies,
    )
    yield _should(
        "dim_department.name.found",
        Wording("部门名称已识别", "The name of a department is known"),
        where(table, key, "coalesce(trim(department_name), '') = '' or coalesce(trim(organ_name), '') = ''"),
    )


def _projects() -> Iterator[Expectation]:
    table, key = "marts.dim_project", ("project_key",)
    bridge, link = "marts.bridge_report_project", ("report_key", "project_key")
    yield _must(
        "dim_project.department_exists",
        Wording("项目的部门存在", "The department of a project exists"),
        dangling(table, (*key, "department_key"), ("department_key",), "marts.dim_department"),
    )
    yield _must(
        "dim_project.name_not_blank",
        Wording("项目名称与基础名称不为空", "A project has its name and base name"),
        where(table, key, "coalesce(trim(project_name), '') = '' or coalesce(trim(base_project_name), '') = ''"),
    )
    yield _must(
        "dim_project.listed",
        Wording("项目至少由一份报告列出", "A project is listed by a report"),
        dangling(table, key, key, bridge),
    )
    yield _must(
        "bridge_report_project.report_exists",
        Wording("列出项目的报告是现行报告", "A project is listed by a current report"),
        dangling(bridge, link, _REPORT, "(select * from marts.dim_report where is_current)"),
    )
    yield _must(
        "bridge_report_project.project_exists",
        Wording("报告列出的项目存在", "A listed project exists"),
        dangling(bridge, link, key, table),
    )
    yield _must(
        "bridge_report_project.evidence_exists",
        Wording("项目的出处在同一报告中", "The evidence of a listed project is in its report"),
        dangling(bridge, (*link, "evidence_key"), ("evidence_key", "report_key"), "marts.evidence"),
    )
    yield _must(
        "bridge_report_project.ordinal",
        Wording("项目序号从 1 起、同一报告内不重复", "Ordinals count from 1 and stand once in a report"),
        f"select report_key, ordinal, count(*) as rows_found from {bridge}"
        " group by report_key, ordinal having count(*) > 1 or ordinal < 1 or ordinal is null",
    )


def _envelopes(previous_snapshot: Path | None) -> Iterator[Expectation]:
    """Counts of rows, table by table, over the reports that are current now and were in the last snapshot."""
    nothing = "select 0 as rows_before, 0 as rows_now where false"

    def before(name: str) -> str | None:
        path = previous_snapshot / f"{name}.parquet" if previous_snapshot is not None else None
        return f"read_parquet({literal(str(path))})" if path is not None and path.is_file() else None

    reports = before("dim_report")
    counted = f"""
        select * from (
            select
                (select count(*) from {reports} where is_current) as rows_before,
                (select count(*) from marts.dim_report where is_current) as rows_now
        ) as counts
        where rows_before >= {_FEWEST_REPORTS} and """
    yield _must(
        "dim_report.rows.minimum",
        Wording("现行报告数不低于上一快照的一半", "Half of the last snapshot's current reports or more are current"),
        nothing if reports is None else f"{counted} rows_now < {_LEAST_OF_BEFORE} * rows_before",
        _COMPARE,
    )
    yield _should(
        "dim_report.rows.maximum",
        Wording("现行报告数不超过上一快照的两倍", "Current reports are twice those of the last snapshot at most"),
        nothing if reports is None else f"{counted} rows_now > {_MOST_OF_BEFORE} * rows_before",
        _COMPARE,
    )
    for name in marts_facts.fact_tables():
        rows = before(name)
        counted = f"""
            with common as (
                select report_key from marts.dim_report where is_current
                intersect
                select report_key from {reports} where is_current
            )
            select * from (
                select
                    (select count(*) from {rows} where report_key in (from common)) as rows_before,
                    (select count(*) from marts.{name} where report_key in (from common)) as rows_now
            ) as counts
            where rows_before >= {_FEWEST_ROWS} and """
        known = reports is not None and rows is not None
        yield _must(
            f"{name}.rows.minimum",
            Wording(
                f"同样的报告，{name} 行数不低于上一快照的一半",
                f"For the same reports {name} has half of the last snapshot's rows or more",
            ),
            f"{counted} rows_now < {_LEAST_OF_BEFORE} * rows_before" if known else nothing,
            _COMPARE,
        )
        yield _should(
            f"{name}.rows.maximum",
            Wording(
                f"同样的报告，{name} 行数不超过上一快照的两倍",
                f"For the same reports {name} has twice the last snapshot's rows at most",
            ),
            f"{counted} rows_now > {_MOST_OF_BEFORE} * rows_before" if known else nothing,
            _COMPARE,
        )
