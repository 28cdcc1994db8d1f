"""How figures are printed: money in 万元, percentages, counts, moments.

Here belongs print only. A null is never printed as a figure: templates say 数据不足 where these return None.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

_WAN = Decimal(10_000)
_ZONE = ZoneInfo("Asia/Shanghai")


def wan(yuan: Decimal | float | None) -> str | None:
    """Yuan as 万元 with two decimals and separators, as budget tables print it."""
    return None if yuan is None else f"{Decimal(str(yuan)) / _WAN:,.2f}"


def count(value: int | float | Decimal | None) -> str | None:
    """A whole number with separators."""
    return None if value is None else f"{int(value):,}"


def percent(value: float | Decimal | None, digits: int = 2) -> str | None:
    """A percentage with its sign: 95.58 as 95.58%."""
    return None if value is None else f"{value:.{digits}f}%"


def plain(value: float | Decimal | None) -> str | None:
    """A number without needless zeros and never in exponents."""
    if value is None:
        return None
    printed = f"{Decimal(str(value)):f}"
    return printed.rstrip("0").rstrip(".") if "." in printed else printed


def moment(value: str) -> str:
    """A moment in ISO 8601 as the time in China, to the minute; what is no moment stays as it is."""
    try:
        return f"{datetime.fromisoformat(value).astimezone(_ZONE):%Y-%m-%d %H:%M}"
    except ValueError:
        return value
