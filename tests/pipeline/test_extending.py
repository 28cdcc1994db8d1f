"""What docs/extending.md says, carried out: its blocks on a copy of the project, and a load through both gates.

Here belongs whether each recipe is complete and gives what it promises. Each assertion looks at one recipe; they share
one load, because that also shows that they do not get in each other's way.
"""

from __future__ import annotations

import os
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
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database that an extended copy of the project publishes from one mail."""
    folder = tmp_path_factory.mktemp("extended")
    tree, landing = folder / "project", folder / "landing"
    made = shutil.ignore_patterns("__pycache__", "target", "logs")
    for part in ("dagster_project", "dbt"):
        shutil.copytree(ROOT / part, tree / part, ignore=made)
    for block in blocks(ROOT / "docs/extending.md"):
        if "file" in block.says:
            apply(block, tree)
    landing.mkdir()
    mail = EmailMessage()
    mail["Subject"] = "绩效自评"
    mail.set_content(REPORT)
    (landing / "自评.eml").write_bytes(mail.as_bytes())
    load = subprocess.run(
        [sys.executable, "-m", "dagster_project.cli", "load", landing, "--home", folder / "home"],
        cwd=tree,
        env=os.environ | {"PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert load.returncode == 0, load.stdout + load.stderr
    return folder / "home" / "published" / "current" / "marts.duckdb"


def one(database: Path, sql: str) -> tuple[object, ...] | None:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchone()


def test_every_recipe_is_tried() -> None:
    assert {block.heading for block in blocks(ROOT / "docs/extending.md") if "file" in block.says} == set(RECIPES)


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
