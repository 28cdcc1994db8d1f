"""Stops: the signs that part clauses and sentences.

Here belongs finding them. Which signs end what a rule asks for is for each rule to say.
"""

from __future__ import annotations


def behind_last(text: str, stops: str, low: int, high: int) -> int:
    """Return where the text goes on behind the last of some signs in a range, ``low`` where the range holds none."""
    at = low
    for stop in stops:
        found = text.rfind(stop, at, high)
        if found >= 0:
            at = found + 1
    return at
