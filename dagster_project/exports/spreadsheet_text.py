"""Which texts a spreadsheet would take for a formula, for everything that writes a csv.

Text of reports is untrusted. In a workbook each cell says what it is; csv has no types, so a text that would be calculated
begins with an apostrophe there.
"""

from __future__ import annotations

import re

# Read by Python and by DuckDB. A sign alone is no formula; signs count in both widths.
FORMULA_START = "^[ \u3000]*[=+@\\t\\r\\n＝＋＠－-](?s:.)"

_FORMULA = re.compile(FORMULA_START)


def inert(value: object) -> object:
    """A text that no spreadsheet takes for a formula; anything else as it is."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
