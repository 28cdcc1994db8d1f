"""The pages, one module each: what is asked of the marts, and which template shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.responses import Response

from dashboard.pages import departments, findings, indicators, overview, projects, quality, reports
from dashboard.view import View

# Addresses that stand in the head of every page, with the word for each.
NAVIGATION: Mapping[str, str] = {
    "/": "overview",
    "/departments": "departments",
    "/projects": "projects",
    "/indicators": "indicators",
    "/findings": "findings",
    "/reports": "reports",
    "/quality": "quality",
}
PAGES: Mapping[str, Callable[[View], Response]] = {
    "/": overview.overview,
    "/departments": departments.listing,
    "/departments/{department_key}": departments.profile,
    "/projects": projects.listing,
    "/projects/{project_key}": projects.project,
    "/indicators": indicators.listing,
    "/findings": findings.listing,
    "/findings.xlsx": findings.workbook,
    "/findings.csv": findings.table,
    "/findings/{finding_key}": findings.finding,
    "/reports": reports.listing,
    "/reports/{report_key}": reports.report,
    "/quality": quality.quality,
}
