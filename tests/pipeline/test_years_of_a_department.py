"""Reports of several years come together: one department whatever it calls itself, one project whatever its year or slice.

Here belongs what only several reports of one body show, by a small load of fictional ones: the keys that join the years,
and the rules that compare them. What each rule makes of its rows is shown by the unit tests beside the rules' models.
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from tests.conftest import Warehouse

pytestmark = [pytest.mark.slow, pytest.mark.exhaustive]

COPIED = (
    "1.部分项目的产出指标没有量化到具体数字，年终难以准确衡量各项工作完成的质量和实际效果。\n"
    "2.预算执行进度前慢后快，第四季度集中支付的比例偏高，资金使用的均衡性还有待进一步提高。\n"
)
OF_ITS_OWN = "1.年初测算偏粗，年中追加较多。\n"
REPORT = """{title}

一、部门基本情况

（一）基本情况。{body}为行政单位。
（二）收支情况。{year}年度部门总支出{spent}。

二、项目绩效目标完成情况

（一）{project}
项目预算20万元，实际支出18万元。产出指标：巡查河道次数目标值≥{target}次，实际完成{actual}次；演练场次目标值=4场，实际完成4场。

三、评价结论

自评得分92分，等级为优。

四、存在问题

{problems}
五、改进措施

加强统筹。

{body}
{signed}
"""

# file, title, body, year, whole expenditure, project, target, actual, problems
REPORTS = (
    ("water_2021", "青川县水务局2021年度部门整体支出绩效自评报告", "青川县水务局", 2021, "286.40万元",
     "2021年河道巡查项目", 30, 31, OF_ITS_OWN),
    ("water_2022", "青川县水务局（本级）2022年度整体支出绩效自评报告", "青川县水务局", 2022, "301.20万元",
     "河道巡查项目（2022年县级配套）", 40, 60, COPIED),
    ("water_2023", "2023年度\n青川县水务局部门整体支出\n绩效自评报告", "青川县水务局", 2023, "293.70元",
     "“河道巡查”项目2023年中央资金", 40, 45, COPIED),
    ("safety_2017", "青川县安全生产监督管理局2017年度部门整体支出绩效自评报告", "青川县安全生产监督管理局", 2017,
     "190.00万元", "矿山检查项目", 9, 9, OF_ITS_OWN),
    ("safety_2019", "青川县应急局2019年度部门整体支出绩效自评报告", "青川县应急局", 2019, "210.00万元",
     "2019年矿山检查项目", 9, 9, COPIED),
    ("party_2021", "中共青川县委组织部2021年度部门整体支出绩效自评报告", "中共青川县委组织部", 2021, "80.00万元",
     "党员教育项目", 5, 5, OF_ITS_OWN),
    ("party_2022", "中国共产党青川县委员会组织部2022年度部门整体支出绩效自评报告", "中国共产党青川县委员会组织部", 2022,
     "82.00万元", "党员教育项目（2022年）", 5, 5, OF_ITS_OWN),
    ("nowhere_1", "2021年度部门整体支出绩效自评报告", "水务局", 2021, "70.00万元", "河道巡查项目", 5, 5, OF_ITS_OWN),
    ("nowhere_2", "2022年度部门整体支出绩效自评报告", "水务局", 2022, "71.00万元", "河道巡查项目", 5, 5, OF_ITS_OWN),
)  # fmt: skip


@pytest.fixture(scope="module")
def marts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("years")
    landing = folder / "landing"
    landing.mkdir()
    for name, title, body, year, spent, project, target, actual, problems in REPORTS:
        text = REPORT.format(
            title=title, body=body, year=year, spent=spent, project=project, target=target, actual=actual,
            problems=problems, signed=f"{year + 1}年3月8日",
        )  # fmt: skip
        (landing / f"{name}.txt").write_text(text, encoding="utf-8")
    warehouse = Warehouse.of(landing, folder / "home")
    assert warehouse.load(), f"the load did not go through; see {warehouse.home.logs}"
    with duckdb.connect(str(warehouse.current.database), read_only=True) as connection:
        yield connection


def departments(marts: duckdb.DuckDBPyConnection, prefix: str) -> list[tuple[str, str | None]]:
    """The departments of the reports whose file begins so."""
    return marts.execute(
        "select distinct organ_name, region_code, department_key from marts.dim_report"
        " join marts.dim_department using (department_key) where starts_with(source_path, ?) order by all",
        [prefix],
    ).fetchall()


@pytest.mark.parametrize(("prefix", "organ"), [("water", "水务局"), ("safety", "应急管理局"), ("party", "组织部")])
def test_the_years_of_a_body_are_one_department(marts: duckdb.DuckDBPyConnection, prefix: str, organ: str) -> None:
    assert [row[:2] for row in departments(marts, prefix)] == [(organ, "510822")]


def test_bodies_of_one_name_without_a_region_are_never_merged(marts: duckdb.DuckDBPyConnection) -> None:
    assert [row[:2] for row in departments(marts, "nowhere")] == [("水务局", None)] * 2


def test_the_name_before_a_reform_is_kept_with_its_place(marts: duckdb.DuckDBPyConnection) -> None:
    found = marts.execute(
        "select organ_text, quote from marts.dim_report join marts.evidence on organ_evidence_key = evidence_key"
        " where source_path = 'safety_2017.txt'"
    ).fetchall()
    assert [(name, name in quote) for name, quote in found] == [("安全生产监督管理局", True)]


@pytest.mark.parametrize(
    ("prefix", "base"), [("water", "河道巡查项目"), ("safety", "矿山检查项目"), ("party", "党员教育项目")]
)
def test_the_years_and_slices_of_a_project_share_its_base_name(
    marts: duckdb.DuckDBPyConnection, prefix: str, base: str
) -> None:
    found = marts.execute(
        "select distinct base_project_name from marts.dim_project join marts.bridge_report_project using (project_key)"
        " join marts.dim_report using (report_key) where starts_with(source_path, ?)",
        [prefix],
    ).fetchall()
    years = marts.execute(
        "select count(*), count(distinct base_project_key) from marts.mart_project_year"
        " where region_code is not null and base_project_name = ?",
        [base],
    ).fetchall()
    assert found == [(base,)]
    assert years == [(sum(name.startswith(prefix) for name, *_ in REPORTS), 1)]


@pytest.mark.parametrize(
    ("rule", "reports"),
    [
        ("target_below_prior_actual", ["water_2023.txt"]),
        ("copied_from_prior_year", ["water_2023.txt"]),
        ("copied_across_departments", ["water_2022.txt", "water_2023.txt"]),
        ("target_unchanged", ["water_2023.txt"]),
        ("unit_outlier", ["water_2023.txt"]),
    ],
)
def test_rules_compare_the_years_of_a_department(
    marts: duckdb.DuckDBPyConnection, rule: str, reports: list[str]
) -> None:
    found = marts.execute(
        "select distinct source_path from marts.fct_finding join marts.dim_report using (report_key)"
        " where rule_id = ? order by 1",
        [rule],
    ).fetchall()
    assert [path for (path,) in found] == reports
