"""The web application: which address is answered by which page, over the snapshots of one HOME.

Here belongs assembly only, and what is said where no page can answer.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import duckdb
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from dashboard.access import Password, SecurityHeaders
from dashboard.pages import NAVIGATION, PAGES
from dashboard.published import Publication
from dashboard.view import STATIC, NotFoundError, View

_log = logging.getLogger(__name__)
Page = Callable[[View], Response]


class _KeptFiles(StaticFiles):
    """Files whose addresses change with their content, so that browsers may keep them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or an error."""
        answer = await super().get_response(path, scope)
        answer.headers["cache-control"] = "public, max-age=31536000, immutable"
        return answer


_DBT_PAGE = "dbt.html"
# What stands in a gate's page quotes reports: its look stands inside it, and scripts of it never run. The page of dbt holds
# nothing of reports and is a program; it runs in an origin of its own, out of reach of every other page.
_STILL = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"
_PROGRAM = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "connect-src data:; frame-ancestors 'none'; sandbox allow-scripts"
)


class _GatePages(StaticFiles):
    """Static pages that a load wrote."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or an error."""
        answer = await super().get_response(path, scope)
        answer.headers["content-security-policy"] = _PROGRAM if path == _DBT_PAGE else _STILL
        return answer


def build_application(home: Path, password: str = "", hosts: tuple[str, ...] = ("*",)) -> Starlette:
    """The pages over ``home/published``.

    ``password``: asked for where it is not empty. ``hosts``: names that requests may address; others are refused, so
    that a foreign page cannot reach a local server under a name of its own.
    """
    publication = Publication(home / "published")

    def answering(page: Page) -> Callable[[Request], Response]:
        # A plain function, so that Starlette runs it in a thread: queries of one reader do not hold up another.
        def answer(request: Request) -> Response:
            with publication.current() as marts:
                view = View(request, marts, NAVIGATION)
                if marts is None:
                    return view.render("empty.html.j2", home=str(home))
                try:
                    return page(view)
                except NotFoundError:
                    return view.render("missing.html.j2", status=404)
                except (duckdb.CatalogException, duckdb.BinderException):
                    # A table or column is missing: the snapshot was published before there was one, or rolled back to.
                    _log.exception("%s asks for what the snapshot %s does not hold", request.url.path, marts.id)
                    return view.render("outdated.html.j2", status=503, home=str(home))
                except Exception:
                    _log.exception("%s could not be answered", request.url.path)
                    return view.render("failed.html.j2", status=500)

        return answer

    def missing(request: Request, _error: Exception) -> Response:
        with publication.current() as marts:
            return View(request, marts, NAVIGATION).render("missing.html.j2", status=404)

    middleware = [
        Middleware(SecurityHeaders),
        Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
        *([Middleware(Password, password=password)] if password else []),
        Middleware(GZipMiddleware, minimum_size=1000, compresslevel=4),
    ]
    return Starlette(
        routes=[
            *(Route(address, answering(page)) for address, page in PAGES.items()),
            # Browsers ask for it where a page names no icon: those that a load wrote.
            Route("/favicon.ico", lambda _: RedirectResponse("/static/icon.svg")),
            Mount("/static", _KeptFiles(directory=STATIC)),
            Mount("/gates", _GatePages(directory=home / "quality", html=True, check_dir=False)),
        ],
        middleware=middleware,
        exception_handlers={404: missing},
    )
