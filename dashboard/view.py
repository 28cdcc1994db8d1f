"""One request as a page sees it: what was asked, the open snapshot, the language, and how an answer is rendered.

Here belongs what all pages share between query and template. What a page shows stands in its module under ``pages``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dashboard import figures
from dashboard.facts import actual_of, target_of
from dashboard.masking import masked
from dashboard.published import Marts
from dashboard.wording import LANGUAGES, Wording

PAGE_ROWS = 50
STATIC = Path(__file__).with_name("static")
_LANGUAGE_COOKIE = "language"
_LONGEST_WORD = 100  # characters of a search that are looked at
_KEY = re.compile(r"[0-9a-f]{6,64}")


class NotFoundError(Exception):
    """What the address names is not in the current snapshot."""


@dataclass
class Conditions:
    """The conditions of a query, with their parameters."""

    parts: list[str] = field(default_factory=list)
    parameters: list[object] = field(default_factory=list)

    def add(self, condition: str, *parameters: object) -> None:
        """One more condition that must hold."""
        self.parts.append(condition)
        self.parameters += parameters

    def add_one_of(self, column: str, values: Iterable[object]) -> None:
        """The column is one of some values. A list written out lets the database skip what it cannot be in."""
        listed = list(values)
        self.add(f"{column} in ({', '.join('?' * len(listed))})" if listed else "false", *listed)

    def add_words(self, words: str, columns: Sequence[str]) -> None:
        """Each of the words, set apart by spaces, is in one of the columns, whatever the case of its Latin letters."""
        for word in words.split():
            # Lower-casing long columns costs more than all else, and Chinese has no case.
            has_case = word.lower() != word.upper()
            found = [f"contains(lower({column}), ?)" if has_case else f"contains({column}, ?)" for column in columns]
            self.add(" or ".join(found), *[word.lower()] * len(columns))

    @property
    def where(self) -> str:
        """The where clause, or nothing."""
        return f"where {' and '.join(f'({part})' for part in self.parts)}" if self.parts else ""


@dataclass(frozen=True)
class Pager:
    """Which rows of a list are shown: ``page`` from 1."""

    page: int
    total: int

    @property
    def last(self) -> int:
        """Number of the last page."""
        return max(1, -(-self.total // PAGE_ROWS))

    @property
    def limit(self) -> str:
        """The limit clause. A page behind the last one is empty."""
        return f"limit {PAGE_ROWS} offset {(self.page - 1) * PAGE_ROWS}"


class View:
    """One request over one snapshot. Whatever a parameter holds, it is checked here before a query sees it."""

    def __init__(self, request: Request, marts: Marts | None, navigation: Mapping[str, str]) -> None:
        self.request = request
        self._navigation = navigation
        self._marts = marts
        self.asked_language = self.choice("lang", LANGUAGES)
        language = self.asked_language or request.cookies.get(_LANGUAGE_COOKIE, "")
        self.say = Wording(language if language in LANGUAGES else LANGUAGES[0])

    @property
    def marts(self) -> Marts:
        """The open snapshot; pages are asked only where there is one."""
        if self._marts is None:
            raise NotFoundError
        return self._marts

    def text(self, name: str) -> str:
        """A parameter without white space around it, cut to a sensible length; empty where it was not given."""
        return self.request.query_params.get(name, "").replace("\x00", "").strip()[:_LONGEST_WORD]

    def choice(self, name: str, allowed: Sequence[str]) -> str:
        """A parameter that is one of ``allowed``; empty where it is none of them."""
        given = self.text(name)
        return given if given in allowed else ""

    def number(self, name: str) -> int | None:
        """A parameter that is a whole number of at most nine digits; None where it is none."""
        given = self.text(name)
        return int(given) if re.fullmatch(r"[0-9]{1,9}", given) else None

    def key(self, name: str) -> str:
        """A key of the marts from the path or a parameter; raises NotFoundError where it cannot be one."""
        given = str(self.request.path_params.get(name, "") or self.text(name))
        if not _KEY.fullmatch(given):
            raise NotFoundError
        return given

    def pager(self, total: int) -> Pager:
        """The page of a list of ``total`` rows that was asked for."""
        return Pager(max(1, self.number("page") or 1), total)

    def address(self, **changes: object) -> str:
        """This page's address with some parameters changed; None or nothing removes one. The list starts over."""
        kept = {name: value for name, value in self.request.query_params.items() if name not in ("lang", "page")}
        kept |= {name: str(value) for name, value in changes.items()}
        asked = urlencode({name: value for name, value in kept.items() if value not in ("", "None")})
        return self.request.url.path + (f"?{asked}" if asked else "")

    def render(self, template: str, *, status: int = 200, **context: object) -> Response:
        """The page of a template."""
        page = _environment().get_template(template)
        content = page.render(
            context,
            view=self,
            say=self.say,
            navigation=self._navigation,
            marts=self._marts,
            path=self.request.url.path,
            nodata=self.say("no_data"),
            target=lambda row: target_of(row, self.say),
            actual=lambda row: actual_of(row, self.say),
        )
        answer = HTMLResponse(content, status_code=status, headers={"cache-control": "no-store"})
        if self.asked_language:
            answer.set_cookie(_LANGUAGE_COOKIE, self.asked_language, max_age=31_536_000, httponly=True, samesite="lax")
        return answer


def place(report_key: str, key: str | None) -> str:
    """The address of the very place in a report that a fact, finding or evidence rests on."""
    return f"/reports/{report_key}?{urlencode({'at': key})}#here" if key else f"/reports/{report_key}"


def listed(address: str, **parameters: object) -> str:
    """The address of a list with its filters."""
    asked = urlencode({name: value for name, value in parameters.items() if value not in ("", None)})
    return f"{address}?{asked}" if asked else address


@lru_cache(maxsize=64)
def asset(name: str) -> str:
    """The address of a file in ``static``, which changes with its content, so that browsers may keep it for good."""
    return f"/static/{name}?v={sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: Mapping[str, Callable[..., Any]] = {
        "wan": figures.wan,
        "count": figures.count,
        "percent": figures.percent,
        "plain": figures.plain,
        "round2": lambda value: None if value is None else figures.plain(round(value, 2)),
        "moment": figures.moment,
        "masked": masked,
        "query": urlencode,
        "pairs": lambda values: [(value, value) for value in values],
    }
    environment.filters |= filters
    environment.globals |= {"asset": asset, "place": place, "listed": listed}
    return environment
