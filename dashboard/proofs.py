"""Which report an evidence key of a wide mart belongs to, so that its figure can lead to the sentence.

Wide marts name the evidence of each figure, and all reports of the row; which of them holds which evidence is asked here
for the rows of one page at a time.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.published import Marts, Row
from dashboard.view import Conditions, place


class Proofs:
    """Addresses of the sentences that figures rest on."""

    def __init__(self, marts: Marts, rows: Sequence[Row]) -> None:
        """``rows``: with ``report_keys``, and evidence in columns that end in ``_evidence_key`` or ``_evidence_keys``."""
        self._reports: dict[str, str] = {}
        several: list[Row] = []
        for row in rows:
            if len(row["report_keys"] or ()) == 1:
                self._reports |= {key: row["report_keys"][0] for name in row for key in _keys(row, name)}
            else:
                several.append(row)
        wanted = Conditions()
        wanted.add_one_of("report_key", sorted({key for row in several for key in row["report_keys"] or ()}))
        wanted.add_one_of("evidence_key", sorted({key for row in several for name in row for key in _keys(row, name)}))
        if several:
            found = marts.rows(f"select evidence_key, report_key from marts.evidence {wanted.where}", wanted.parameters)
            self._reports |= {row["evidence_key"]: row["report_key"] for row in found}

    def of(self, row: Row, figure: str) -> str:
        """The address for ``row[figure]``; empty where it rests on no single sentence."""
        # A rate is recomputed; what it leads to is the spending that it is taken of.
        name = {"execution_rate_percent": "execution_expenditure"}.get(figure, figure.removesuffix("_yuan"))
        for column in (f"{name}_evidence_key", f"{name}_evidence_keys"):
            for key in _keys(row, column):
                if report := self._reports.get(key):
                    return place(report, key)
        return ""


def _keys(row: Row, column: str) -> tuple[str, ...]:
    held = row.get(column)
    if held and column.endswith("_evidence_keys"):
        return tuple(held)
    return (str(held),) if held and column.endswith("_evidence_key") else ()
