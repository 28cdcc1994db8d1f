"""The pages over the samples, as a person uses them."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest

from tests.browser.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.slow
DEEP = {
    "department": "select department_key from marts.mart_department_year order by finding_count desc, 1 limit 1",
    "project": "select base_project_key from marts.mart_project_year order by indicator_count desc, 1 limit 1",
    "report": "select report_key from marts.fct_finding group by 1 order by count(*) desc, 1 limit 1",
    "finding": "select finding_key from marts.fct_finding order by 1 limit 1",
}
LISTS = ("/", "/departments", "/projects", "/indicators", "/findings", "/reports", "/quality")


def number(text):
    return float(re.sub(r"[^\d.]", "", text))


def tile(page, label):
    return page.locator(".tile", has=page.locator(f"dt:text-is('{label}')")).locator("dd").first.inner_text()


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_each_page_opens_and_fits(pages, opened, ask, width):
    tab = opened(pages, width)
    deep = [f"/{kind}s/{ask(sql)[0][0]}" for kind, sql in DEEP.items()]
    for path in (*LISTS, *deep):
        page = tab.go(path)
        assert page.locator("h1").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than the screen"
        assert not tab.troubles, path


def test_a_chart_is_drawn_with_the_figures_of_its_table(pages, opened, ask):
    page = opened(pages).go("/")
    chart = page.locator(".chart", has_text="问题分布")
    assert chart.locator("canvas").count() == 1
    chart.locator("summary").click()
    shown = {
        row.split("\t")[0]: sum(map(int, row.split("\t")[1:]))
        for row in chart.locator("tbody").inner_text().split("\n")
    }
    stated = dict(ask("select rule_title, count(*) from marts.mart_finding_detail group by 1"))
    assert shown == {title: stated[title] for title in shown}
    assert len(shown) == 10


def test_the_overview_equals_the_marts(pages, opened, ask):
    page = opened(pages).go("/")
    ((reports, findings),) = ask("select sum(report_count), sum(finding_count) from marts.mart_coverage")
    ((spent, rate),) = ask(
        "select sum(expenditure_yuan), 100 * sum(execution_expenditure_yuan) / sum(execution_budget_yuan) "
        "from marts.mart_department_year"
    )
    assert number(tile(page, "现行报告")) == reports
    assert number(tile(page, "问题清单")) == findings
    assert number(tile(page, "支出（万元）")) == pytest.approx(float(spent) / 10_000, abs=0.005)
    assert number(tile(page, "预算执行率")) == pytest.approx(float(rate), abs=0.005)


def test_a_departments_figures_equal_the_marts_and_what_is_unknown_is_no_zero(pages, opened, ask):
    ((key, year, spent),) = ask(
        "select department_key, fiscal_year, expenditure_yuan from marts.mart_department_year "
        "where expenditure_yuan is not null and carryover_yuan is null order by finding_count desc, 1 limit 1"
    )
    page = opened(pages).go(f"/departments/{key}")
    cells = (
        page.locator("table", has_text="结转结余")
        .locator("tbody tr", has_text=str(year))
        .locator("td")
        .all_inner_texts()
    )
    assert number(cells[4]) == pytest.approx(float(spent) / 10_000, abs=0.005)
    assert cells[5] == "数据不足"
    assert "少于 5 个不作排名" in page.locator("main").inner_text()
    assert page.locator("th", has_text="名次").count() == 0


def test_indicators_equal_the_marts(pages, opened, ask):
    page = opened(pages).go("/indicators?level2=quantity")
    ((every, missed, share),) = ask(
        "select count(*), count(*) filter (not attained), 100 * count(*) filter (is_quantified) / count(*) filter (has_target)::double "
        "from marts.mart_indicator_result where level2 = 'quantity'"
    )
    assert number(tile(page, "指标数")) == every
    assert number(tile(page, "未达成")) == missed
    assert number(tile(page, "指标量化率")) == pytest.approx(share, abs=0.05)


def lands_on_its_sentence(page, ask):
    """The open page is a report, scrolled to a highlighted place that is the quote of what was asked for."""
    asked = parse_qs(urlsplit(page.url).query)["at"][0]
    quotes = ask("select quote from marts.evidence where evidence_key = ?", asked) or ask(
        """select quote from marts.evidence join (
            select evidence_key from marts.fct_finding where finding_key = $1
            union all select evidence_key from marts.fct_amount where fact_key = $1
            union all select evidence_key from marts.fct_indicator where fact_key = $1
            union all select evidence_key from marts.fct_narrative where fact_key = $1) using (evidence_key)""",
        asked,
    )
    here = page.locator(".m.here")
    here.first.wait_for()
    assert "".join(here.all_text_contents()) == quotes[0][0].replace("\n", "")
    top = here.first.bounding_box()["y"]
    assert 0 <= top <= page.viewport_size["height"]
    return quotes[0][0]


@pytest.mark.parametrize("path", ["/departments?sort=findings", "/projects", "/indicators", "/findings", "/quality"])
@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_click_on_a_figure_ends_at_the_highlighted_sentence(pages, opened, ask, path, width):
    page = opened(pages, width).go(path)
    page.locator("main a.proof, main a.proof-quote").first.click()
    page.wait_for_url("**/reports/**")
    lands_on_its_sentence(page, ask)


def test_from_a_highlighted_figure_back_to_the_fact_and_its_project(pages, opened, ask):
    ((report, fact, project),) = ask(
        "select report_key, fact_key, project_key from marts.fct_amount where project_key is not null order by 2 limit 1"
    )
    page = opened(pages).go(f"/reports/{report}?at={fact}#here")
    figure = page.locator(f".m.v[data-keys~='{fact}']").first
    figure.hover()
    assert page.locator(".card-over").is_visible()
    figure.click()
    told = page.locator(f"#f-{fact}")
    assert told.is_visible()
    ((base,),) = ask(
        "select base_project_key from marts.mart_project_year where list_contains(project_keys, ?)", project
    )
    ((name,),) = ask("select base_project_name from marts.mart_project_year where base_project_key = ? limit 1", base)
    told.locator("a[href^='/projects/']").click()
    page.wait_for_url("**/projects/**")
    assert page.locator("h1").inner_text() == name


def test_every_fact_of_a_report_is_marked_at_its_place(pages, opened, ask):
    ((report, text),) = ask(
        "select report_key, text from marts.report_text where report_key = (select report_key from marts.fct_amount "
        "group by 1 order by count(*) desc, 1 limit 1)"
    )
    page = opened(pages).go(f"/reports/{report}")
    assert "\n".join(page.locator(".line").all_text_contents()).strip() == text.strip()
    for key, value in ask(
        "select fact_key, substring(text, value_start + 1, value_end - value_start) from marts.fct_amount "
        "join marts.report_text using (report_key) where report_key = ?",
        report,
    ):
        marked = page.locator(f".m.v[data-keys~='{key}']").all_text_contents()
        assert "".join(marked) == value


def test_filters_narrow_the_list_and_their_address_can_be_shared(pages, opened, ask):
    tab = opened(pages)
    page = tab.go("/findings")
    page.locator("select[name=severity]").select_option("error")
    page.wait_for_url("**severity=error**")
    page.locator("select[name=rule]").select_option("overspent")
    page.wait_for_url("**rule=overspent**")
    ((errors,),) = ask("select count(*) from marts.fct_finding where severity = 'error' and rule_id = 'overspent'")
    assert page.locator("tbody tr").count() == errors
    shared = opened(pages).go(urlsplit(page.url)._replace(scheme="", netloc="").geturl())
    assert shared.locator("tbody").inner_text() == page.locator("tbody").inner_text()


def test_projects_are_found_by_words(pages, opened, ask):
    ((name,),) = ask(
        "select base_project_name from marts.mart_project_year order by length(base_project_name) desc, 1 limit 1"
    )
    page = opened(pages).go("/projects")
    page.fill("input[name=q]", f"{name[:2]} {name[-2:]}")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    assert name in page.locator("tbody").inner_text()
    assert page.locator("tbody tr").count() < ask("select count(*) from marts.mart_project_year")[0][0]


def test_the_working_paper_and_the_csv_hold_what_the_list_shows(pages, opened, ask, tmp_path):
    page = opened(pages, accept_downloads=True).go("/findings?severity=warning")
    files = {}
    for words in ("导出底稿 xlsx", "导出 csv"):
        with page.expect_download() as coming:
            page.get_by_text(words).click()
        files[words] = tmp_path / coming.value.suggested_filename
        coming.value.save_as(files[words])
    sheet, table = files.values()
    stated = {row[0] for row in ask("select message from marts.fct_finding where severity = 'warning'")}
    book = [[cell.value for cell in row] for row in openpyxl.load_workbook(sheet).active.iter_rows()]
    assert {row[book[0].index("说明")] for row in book[1:]} == stated
    assert {row[0] for row in book[1:]} == {"警告"}
    lines = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert {row["说明"] for row in lines} == stated
    assert len(lines) == len(book) - 1


def test_the_language_is_kept_from_page_to_page(pages, opened):
    page = opened(pages).go("/")
    page.get_by_text("English").click()
    assert page.locator("h1").inner_text().startswith("Overview")
    page.locator("nav a[href='/findings']").click()
    assert page.locator("h1").inner_text().startswith("Findings")
    assert "Parts do not add up" in page.locator("td.name a[href^='/findings/']").all_inner_texts()
    page.locator("a.language").click()
    assert page.locator("h1").inner_text().startswith("问题清单")


def test_paper_has_no_navigation(pages, opened, ask):
    page = opened(pages).go(f"/departments/{ask(DEEP['department'])[0][0]}")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert page.locator("h1").is_visible()


def test_what_is_not_there_is_told(pages, opened):
    tab = opened(pages)
    for path in ("/nowhere", "/reports/0123456789abcdef", "/departments/--", "/findings/%27%20or%201=1"):
        assert "没有这一页" in tab.go(path).locator("h1").inner_text()
    assert all("404" in trouble for trouble in tab.troubles)
    tab.troubles.clear()


def test_models_and_the_lineage_of_columns_are_a_click_away(pages, opened, browser):
    page = opened(pages).go("/quality")
    page.get_by_role("link", name="列的来源").click()
    assert page.locator("h2", has_text="mart_department_year").count() == 1
    # dbt's own page loads icons by addresses that its template leaves open: what it complains about is not ours.
    context = browser.new_context()
    models = context.new_page()
    answer = models.goto(f"{pages}/gates/dbt.html#!/model/model.jixiao.mart_department_year")
    assert "sandbox" in answer.headers["content-security-policy"]
    models.get_by_text("execution_rate_percent").first.wait_for()
    context.close()
