"""Pages over snapshots that hold what nobody should trust, none at all, or another one a moment later."""

from __future__ import annotations

import csv
import io
import json
import shutil
import urllib.error
import urllib.request
from base64 import b64encode

import duckdb
import openpyxl
import pytest

from dagster_project.resources.snapshots import Snapshots
from tests.browser.conftest import served

pytestmark = pytest.mark.slow
SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>\"'{{7*7}}"
FORMULA = '=HYPERLINK("http://example.invalid","点我")'


def snapshot_of(home, name, *statements):
    """A copy of the current snapshot under another name, changed, and made current."""
    snapshots = Snapshots(home / "published")
    current = snapshots.current()
    folder = snapshots.folder / name
    shutil.copytree(current.path, folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"snapshot": name}))
    with duckdb.connect(str(folder / "marts.duckdb")) as connection:
        for statement, *parameters in statements:
            connection.execute(statement, parameters)
    made = next(snapshot for snapshot in snapshots.all() if snapshot.id == name)
    snapshots.switch(made)


@pytest.fixture
def home(samples, tmp_path):
    """The published part of the samples' HOME, to be changed."""
    shutil.copytree(samples.home.published, tmp_path / "home" / "published", symlinks=True)
    return tmp_path / "home"


def test_script_and_markup_of_reports_are_text(chromium, home, opened):
    tables = {
        "dim_report": ("title",),
        "dim_department": ("department_name", "organ_name", "region_name", "province_name"),
        "mart_coverage": ("region_name", "province_name"),
        "dim_project": ("project_name",),
        "mart_department_year": ("department_name",),
        "mart_project_year": ("base_project_name", "department_name"),
        "mart_indicator_result": ("indicator_name", "target_text", "department_name", "project_name"),
        "mart_finding_detail": ("message", "quote", "department_name", "project_name", "report_title", "rule_title"),
        "fct_finding": ("message",),
        "fct_indicator": ("indicator_name",),
        "bridge_report_path": ("path",),
        "evidence": ("section_path",),
    }
    snapshot_of(
        home,
        "90000101T000000000Z-hostile0",
        *((f"update {table} set {column} = ?", SCRIPT) for table, columns in tables.items() for column in columns),
        ("update report_text set text = ? || text", SCRIPT),
    )
    with served(home) as address:
        tab = opened(address)
        for path in ("/", "/departments", "/projects", "/indicators", "/findings", "/reports", "/quality"):
            page = tab.go(path)
            assert "alert(" in page.locator("main").inner_text() or path == "/quality"
            if link := page.locator("main tbody a[href*='/']").first.get_attribute("href"):
                assert tab.go(link).locator("h1").inner_text()
        assert page.locator("img").count() == 0
        report = page.request.get(f"{address}/findings").text()
        assert "<script>alert" not in report
        policy = page.request.get(f"{address}/").headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy


def test_formulas_of_reports_are_text_in_exports(chromium, home, opened):
    snapshot_of(
        home,
        "90000101T000000000Z-formula0",
        ("update mart_finding_detail set message = ?, quote = ?, department_name = ?", FORMULA, f"@{FORMULA}", "+1+1"),
        ("update mart_finding_detail set operands_text = ?", "填报人：赵某某 13812345678"),
    )
    with served(home) as address:
        page = opened(address).go("/findings")
        book = openpyxl.load_workbook(io.BytesIO(page.request.get(f"{address}/findings.xlsx").body()))
        cells = [cell for row in book.active.iter_rows(min_row=2) for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
        assert FORMULA in {cell.value for cell in cells}
        assert all(cell.hyperlink is None for cell in cells)
        lines = list(
            csv.DictReader(io.StringIO(page.request.get(f"{address}/findings.csv").body().decode("utf-8-sig")))
        )
        assert {(row["说明"], row["原文引文"], row["单位全称"]) for row in lines} == {
            (f"'{FORMULA}", f"'@{FORMULA}", "'+1+1")
        }
        assert {row["所据各处原文"] for row in lines} == {"填报人：●●● ●●●●●●●●●●●"}


def test_an_empty_warehouse_is_told_with_what_to_do(chromium, empty_warehouse, opened):
    with served(empty_warehouse.home.root) as address:
        tab = opened(address)
        for path in ("/", "/findings", "/reports/0123456789abcdef"):
            page = tab.go(path)
            assert "尚未发布数据" in page.locator("h1").inner_text()
            assert "jixiao load" in page.locator("pre").inner_text()


def test_a_snapshot_of_an_older_version_is_told_with_what_to_do(chromium, home, opened):
    snapshot_of(home, "90000101T000000000Z-older000", ("drop table mart_coverage",))
    with served(home) as address:
        tab = opened(address)
        page = tab.go("/")
        assert "旧版本" in page.locator("h1").inner_text()
        assert "jixiao load" in page.locator("pre").inner_text()
        assert page.request.get(f"{address}/reports").ok
        assert all("503" in trouble for trouble in tab.troubles)
        tab.troubles.clear()


def test_a_page_goes_on_when_another_snapshot_is_published(chromium, home, opened):
    with served(home) as address:
        page = opened(address).go("/findings")
        before = page.locator("footer code").inner_text()
        snapshot_of(
            home, "90000101T000000000Z-another0", ("delete from mart_finding_detail where severity <> 'error'",)
        )
        page.locator("a.proof-quote").first.click()
        page.wait_for_url("**/reports/**")
        assert page.locator(".m.here").first.is_visible()
        assert page.locator("footer code").inner_text() == "90000101T000000000Z-another0" != before
        page.go_back()
        page.reload()
        assert "警告 0" in page.locator(".tools").inner_text()
        shutil.rmtree(home / "published")
        assert "尚未发布数据" in page.goto(f"{address}/").text()


def test_a_password_is_asked_for_where_one_is_set(chromium, home, opened):
    with served(home, JIXIAO_PASSWORD="绩效-1") as address:
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(f"{address}/findings.csv")
        wrong = urllib.request.Request(address, headers={"Authorization": "Basic " + b64encode(b"u:no").decode()})
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(wrong)
        page = opened(address, http_credentials={"username": "u", "password": "绩效-1"}).go("/")
        assert page.locator("h1").inner_text().startswith("总览")


def test_a_foreign_name_of_a_local_server_is_refused(chromium, home):
    with served(home) as address, pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(urllib.request.Request(address, headers={"Host": "example.invalid"}))
