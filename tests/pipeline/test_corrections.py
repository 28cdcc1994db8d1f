"""Reviewed corrections and reviews of findings on a copy of the project: what a line changes, and what stops a load.

Each state of the file costs a load, so that several claims look at one.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

pytestmark = [pytest.mark.slow, pytest.mark.exhaustive]
ROOT = Path(__file__).parents[2]
REPORT = """霍山县林业局2023年度部门整体支出绩效自评报告

一、部门基本情况
行政编制9名，在职人员8人。
二、预算执行情况
全年预算数120.00万元，执行数118.80万元，执行率99.00%。
三、绩效目标完成情况
开展巡护演练5次，目标值≥6次。
四、存在问题
一是档案整理不够及时。
五、改进措施
一是指定专人整理档案。

霍山县林业局
2023年12月5日
（示例文本，单位与数字均为虚构）
"""


class Project:
    """A copy of the project that the test may change, a landing folder with one report, and its HOME."""

    def __init__(self, folder: Path) -> None:
        self.tree, self.landing, self.home = folder / "project", folder / "landing", folder / "home"
        made = shutil.ignore_patterns("__pycache__", "target", "logs")
        for part in ("dagster_project", "dbt"):
            shutil.copytree(ROOT / part, self.tree / part, ignore=made)
        self.file = self.tree / "dbt" / "seeds" / "corrections.csv"
        self.columns = self.file.read_text(encoding="utf-8").strip().split(",")
        self.reviews = self.tree / "dbt" / "seeds" / "finding_reviews.csv"
        self.landing.mkdir()
        (self.landing / "自评.txt").write_text(REPORT, encoding="utf-8")

    def load(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "dagster_project.cli", "load", self.landing, "--home", self.home],
            cwd=self.tree,
            env=os.environ | {"PYTHONPATH": str(self.tree)},
            capture_output=True,
            text=True,
            check=False,
        )

    def correct(self, *lines: dict[str, str]) -> None:
        with self.file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, self.columns)
            writer.writeheader()
            writer.writerows(lines)

    def review(self, *lines: str) -> None:
        self.reviews.write_text("\n".join(["finding_key,state,reviewer,date,note", *lines, ""]), encoding="utf-8")

    def rows(self, sql: str) -> list[dict[str, Any]]:
        database = self.home / "published" / "current" / "marts.duckdb"
        with duckdb.connect(str(database), read_only=True) as connection:
            cursor = connection.execute(sql)
            names = [column[0] for column in cursor.description or []]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("corrected"))
    assert project.file.read_text(encoding="utf-8").count("\n") == 1, "the project ships without corrections"
    done = project.load()
    assert done.returncode == 0, done.stdout + done.stderr
    return project


@pytest.fixture(scope="module")
def before(project: Project) -> dict[str, dict[str, Any]]:
    """Facts as they were read, each under the words of its place."""
    facts = {
        "budget": "fct_amount where measure = 'budget_adjusted'",
        "spent": "fct_amount where measure = 'expenditure'",
        "ratio": "fct_ratio",
        "drill": "fct_indicator where target_value = 6",
        "posts": "fct_staffing where count_value = 9",
    }
    found = {}
    for name, which in facts.items():
        (found[name],) = project.rows(f"from marts.{which}")
    return found


@pytest.fixture(scope="module")
def findings(project: Project) -> dict[str, str]:
    """The keys of the findings as first loaded, by rule."""
    found = project.rows(
        "select rule_id, min(finding_key) as finding_key, any_value(state) as state from marts.fct_finding group by all"
    )
    assert {row["state"] for row in found} == {"open"}
    return {row["rule_id"]: row["finding_key"] for row in found}


@pytest.fixture(scope="module")
def line(before: dict[str, dict[str, Any]]):
    """A sound line on a fact; what is given replaces its cells."""

    def written(fact: str, table: str, field: str, value: str, **cells: str) -> dict[str, str]:
        return {
            "report": before[fact]["report_key"], "fact_table": table, "fact_key": before[fact]["fact_key"],
            "field": field, "original_value": "", "corrected_value": value, "reason": "扫描件第3页写作此数",
            "reviewer": "张三", "corrected_on": "2025-06-30",
        } | cells  # fmt: skip

    return written


@pytest.fixture(scope="module")
def corrected(project: Project, before: dict[str, dict[str, Any]], findings: dict[str, str], line) -> Project:
    project.review(
        f"{findings['missing_section']},accepted,李四,2025-06-30,",
        # The correction below takes this finding away, which is what the review says.
        f"{findings['target_missed']},fixed,李四,2025-07-01,已补做一次",
    )
    (report,) = project.rows("from marts.dim_report")
    project.correct(
        line("budget", "fct_amount", "amount_yuan", "1100000.00", original_value="1200000"),
        line("budget", "fct_amount", "measure", "budget_initial", report=report["document_sha256"]),
        line("drill", "fct_indicator", "target_value", "5", original_value="6.0"),
        line("posts", "fct_staffing", "count_value", "10"),
        line("ratio", "fct_ratio", "fiscal_year", ""),
    )
    done = project.load()
    assert done.returncode == 0, done.stdout + done.stderr
    return project


def test_nothing_is_corrected_where_the_file_is_empty(before: dict[str, dict[str, Any]]) -> None:
    assert {fact["values_as_read"] for fact in before.values()} == {None}


def test_the_corrected_value_is_published_under_the_old_key(
    corrected: Project, before: dict[str, dict[str, Any]]
) -> None:
    key = before["budget"]["fact_key"]
    (fact,) = corrected.rows(f"from marts.fct_amount where fact_key = '{key}'")
    assert (str(fact["amount_yuan"]), fact["measure"], fact["is_primary"]) == ("1100000.00", "budget_initial", True)
    assert fact["evidence_key"] == before["budget"]["evidence_key"]
    assert '"amount_yuan":"1200000.00"' in fact["values_as_read"]
    assert corrected.rows("from marts.fct_ratio")[0]["fiscal_year"] is None
    assert corrected.rows("select count(*) as n from marts.fct_amount where values_as_read is not null") == [{"n": 1}]


def test_what_follows_from_a_value_follows_the_correction(
    corrected: Project, before: dict[str, dict[str, Any]]
) -> None:
    key = before["drill"]["fact_key"]
    assert before["drill"]["attained"] is False
    assert corrected.rows(f"from marts.fct_indicator where fact_key = '{key}'")[0]["attained"] is True
    rules = {row["rule_id"] for row in corrected.rows("from marts.fct_finding")}
    assert "overspent" in rules
    assert "target_missed" not in rules


def test_a_review_is_the_state_of_its_finding_under_the_old_key(corrected: Project, findings: dict[str, str]) -> None:
    told = corrected.rows("select * from marts.fct_finding where state <> 'open'")
    assert [(row["finding_key"], row["state"], row["reviewer"], str(row["reviewed_on"])) for row in told] == [
        (findings["missing_section"], "accepted", "李四", "2025-06-30")
    ]
    assert told[0]["review_note"] is None
    # Everything was built anew, and what was found before is found under the same keys.
    now = {row["finding_key"] for row in corrected.rows("from marts.fct_finding")}
    assert set(findings.values()) - now == {findings["target_missed"]}


def test_every_correction_is_told_with_its_original(corrected: Project, before: dict[str, dict[str, Any]]) -> None:
    told = corrected.rows("from marts.correction_applied order by fact_table, field")
    assert [(row["fact_table"], row["field"], row["original_value"], row["corrected_value"]) for row in told] == [
        ("fct_amount", "amount_yuan", "1200000.00", "1100000.00"),
        ("fct_amount", "measure", "budget_adjusted", "budget_initial"),
        ("fct_indicator", "target_value", "6.0", "5"),
        ("fct_ratio", "fiscal_year", "2023", None),
        ("fct_staffing", "count_value", "9", "10"),
    ]
    assert {(row["reviewer"], str(row["corrected_on"])) for row in told} == {("张三", "2025-06-30")}
    assert told[0]["evidence_key"] == before["budget"]["evidence_key"]


def problems(project: Project, test: str) -> list[str]:
    with duckdb.connect(str(project.home / "warehouse.duckdb"), read_only=True) as connection:
        return [
            row[0]
            for row in connection.execute(f"select problem from test_failures.{test} order by line_no").fetchall()
        ]


def test_a_line_that_is_not_sound_stops_the_load(corrected: Project, findings: dict[str, str], line) -> None:
    key = findings["missing_section"]
    corrected.review(
        f"{key},accepted,李四,2025-06-30,", f"{key},fixed,李四,2025-06-30,", ",accepted,李四,2025-06-30,",
        "a,doubted,李四,2025-06-30,", "b,accepted,,2025-06-30,", "c,false_positive,李四,2025-06-30,",
        "d,accepted,李四,yesterday,",
    )  # fmt: skip
    published = (corrected.home / "published" / "current").readlink()
    corrected.correct(
        line("posts", "fct_staffing", "count_value", "10"),
        line("posts", "fct_poem", "count_value", "10"),
        line("budget", "fct_amount", "is_primary", "true"),
        line("budget", "fct_amount", "evidence_key", "x"),
        line("budget", "fct_amount", "measure", "spending"),
        line("budget", "fct_amount", "amount_yuan", "1,100,000"),
        line("drill", "fct_indicator", "fiscal_year", "202"),
        line("ratio", "fct_ratio", "measure", "share", reason=""),
        line("ratio", "fct_ratio", "ratio_percent", "98", corrected_on="yesterday"),
        line("spent", "fct_amount", "category", "project"),
        line("spent", "fct_amount", "category", "basic"),
        line("spent", "fct_amount", "fund_type", "other", fact_key=""),
    )  # fmt: skip
    done = corrected.load()
    assert done.returncode == 1
    assert "dbt/seeds/corrections.csv, line 3: fact_table must be one of fct_amount" in done.stderr
    assert (corrected.home / "published" / "current").readlink() == published
    found = problems(corrected, "corrections_are_sound")
    assert [int(problem.split("line ")[1].split(":")[0]) for problem in found] == [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]
    for problem, said in zip(
        found,
        (
            "fact_table must be", "field must be one of amount_yuan, ", "field must be one of amount_yuan, ", "one of budget_initial, ",
            "written as decimal", "between 1990 and 2100", "reason and reviewer", "corrected_on must", "more than once",
            "more than once", "fact_key and report",
        ),
        strict=True,
    ):  # fmt: skip
        assert said in problem


def test_a_review_that_is_not_sound_stops_the_load(corrected: Project) -> None:
    """Told by the load of the test before."""
    found = problems(corrected, "finding_reviews_are_sound")
    assert [int(problem.split("line ")[1].split(":")[0]) for problem in found] == [2, 3, 4, 5, 6, 7, 8]
    for problem, said in zip(
        found,
        ("more than once", "more than once", "finding_key must", "accepted, false_positive, fixed", "reviewer", "note must", "date must"),
        strict=True,
    ):  # fmt: skip
        assert said in problem


def test_a_line_that_no_longer_matches_stops_the_load(corrected: Project, line) -> None:
    corrected.review()
    corrected.correct(
        line("posts", "fct_staffing", "count_value", "10", original_value="9"),
        line("budget", "fct_amount", "amount_yuan", "5.00", original_value="1100000.00"),
        line("ratio", "fct_ratio", "measure", "share", original_value="other"),
        line("spent", "fct_amount", "amount_yuan", "5.00", fact_key="gone"),
        line("drill", "fct_indicator", "target_value", "5", report="another"),
        line("spent", "fct_amount", "project_key", "none"),
    )
    done = corrected.load()
    assert done.returncode == 1
    assert "corrections.csv, line 3: amount_yuan is read as 1200000.00 today and not as 1100000.00" in done.stderr
    found = problems(corrected, "corrections_match_facts")
    assert len(found) == 5
    for problem, said in zip(
        found,
        ("1200000.00 today", "execution_rate today", "no current fact gone", "not of the report", "no project none"),
        strict=True,
    ):
        assert said in problem


def test_a_review_that_finds_nothing_stops_the_load(corrected: Project) -> None:
    corrected.correct()
    corrected.review("gone,accepted,李四,2025-06-30,", "mended,fixed,李四,2025-06-30,")
    done = corrected.load()
    assert done.returncode == 1
    assert "dbt/seeds/finding_reviews.csv, line 2: there is no finding gone today" in done.stderr
    assert len(problems(corrected, "finding_reviews_match_findings")) == 1
