"""What docs/extending.md says, carried out: its blocks on a copy of the project, and a load through both gates.

Here belongs whether each recipe is complete and gives what it promises. Each assertion looks at one recipe; they share
one load, because that also shows that they do not get in each other's way.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import duckdb
import pytest

from tests.pipeline.fenced import apply, blocks

pytestmark = [pytest.mark.slow, pytest.mark.exhaustive]
ROOT = Path(__file__).parents[2]
RECIPES = ("A word", "A report format", "A fact", "A rule")
REPORT = """霍山县林业局2023年度部门整体支出绩效自评报告

一、部门基本情况
（一）人员情况。行政编制9名，另有专职护林员6名。
（二）预算执行。根据《项目支出绩效评价管理办法》（财预〔2020〕10号）开展自评，全年预算数120.00万元，执行数118.80万元，执行率99.00%。
二、存在问题
一是档案整理不够及时。
三、改进措施
一是指定专人整理档案。

霍山县林业局
2023年12月5日
（示例文本，单位与数字均为虚构）
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with every block of the page carried out."""
    tree = tmp_path_factory.mktemp("extended") / "project"
    made = shutil.ignore_patterns("__pycache__", "target", "logs")
    for part in ("dagster_project", "dbt", "docs"):
        shutil.copytree(ROOT / part, tree / part, ignore=made)
    shutil.copy(ROOT / ".sqlfluff", tree)
    for block in blocks(ROOT / "docs/extending.md"):
        if "file" in block.says:
            apply(block, tree)
        elif "run" in block.says:
            program, *arguments = shlex.split(block.content.replace("\\\n", " "))
            assert program == ".venv/bin/jixiao"
            done = run(tree, "-m", "dagster_project.cli", *arguments)
            assert done.returncode == 0, done.stdout + done.stderr
    return tree


def run(tree: Path, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=tree,
        env=os.environ | {"PYTHONPATH": str(tree)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def extended(tree: Path) -> Path:
    """The database that an extended copy of the project publishes from one mail."""
    folder, landing = tree.parent, tree.parent / "landing"
    landing.mkdir()
    mail = EmailMessage()
    mail["Subject"] = "绩效自评"
    mail.set_content(REPORT)
    (landing / "自评.eml").write_bytes(mail.as_bytes())
    load = run(tree, "-m", "dagster_project.cli", "load", landing, "--home", folder / "home")
    assert load.returncode == 0, load.stdout + load.stderr
    return folder / "home" / "published" / "current" / "marts.duckdb"


def one(database: Path, sql: str) -> tuple[object, ...] | None:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchone()


def test_every_recipe_is_tried() -> None:
    assert {block.heading for block in blocks(ROOT / "docs/extending.md") if block.says} == set(RECIPES)


def test_a_word_is_read(extended: Path) -> None:
    assert one(extended, "select measure, label from marts.fct_staffing where count_value = 6") == (
        "staff_temporary",
        "专职护林员",
    )


def test_a_format_is_read(extended: Path) -> None:
    assert one(extended, "select source_path, fiscal_year from marts.dim_report") == ("自评.eml", 2023)
    assert one(extended, "select text from marts.report_text") == (REPORT,)


def test_a_fact_leads_to_its_words(extended: Path) -> None:
    found = one(
        extended,
        "select document_number, substring(text, char_start + 1, char_end - char_start) from marts.fct_citation "
        "join marts.evidence using (evidence_key) join marts.report_text on report_text.report_key = evidence.report_key",
    )
    assert found == ("财预〔2020〕10号", "财预〔2020〕10号")


def test_a_rule_is_listed_and_finds(extended: Path) -> None:
    rule = "where rule_id = 'evaluated_too_early'"
    assert one(extended, f"select title, severity from marts.dim_rule {rule}") == ("自评早于年度终了", "warning")
    assert one(extended, f"select outcome, checked from marts.rule_outcome {rule}") == ("fail", 1)
    found = one(
        extended, f"select message, quote from marts.fct_finding join marts.evidence using (evidence_key) {rule}"
    )
    assert found == ("自评报告的日期2023-12-05在所评年度终了之前。", "2023年12月5日")


def test_a_rule_is_written_so_that_it_passes_lint_and_its_cases(tree: Path, extended: Path) -> None:
    audit = tree / "dbt" / "models" / "audit"
    lint = run(tree, "-m", "sqlfluff", "lint", audit / "rule_evaluated_too_early.sql", audit / "rule_check.sql")
    assert lint.returncode == 0, lint.stdout
    work = tree.parent / "dbt-work"
    cases = run(
        tree,
        *("-m", "dbt.cli.main", "test", "--select", "rule_evaluated_too_early,test_type:unit"),
        *("--project-dir", "dbt", "--profiles-dir", "dbt", "--target-path", work, "--log-path", work),
        JIXIAO_DATABASE=str(tree.parent / "home" / "warehouse.duckdb"),
    )
    assert cases.returncode == 0, cases.stdout
    assert "PASS=1 " in cases.stdout
    assert "| `evaluated_too_early` | warning | 自评早于年度终了 | 报告日期 ≤ 年度末 |\n" in (
        tree / "docs" / "rules.md"
    ).read_text(encoding="utf-8")
