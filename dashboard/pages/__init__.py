"""The pages, one module each: what is asked of the marts, and which template shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.responses import Response

from dashboard.pages import reports
from dashboard.view import View

# Addresses that stand in the head of every page, with the word for each.
NAVIGATION: Mapping[str, str] = {"/reports": "reports"}
PAGES: Mapping[str, Callable[[View], Response]] = {
    "/": reports.listing,
    "/reports": reports.listing,
    "/reports/{report_key}": reports.report,
}
