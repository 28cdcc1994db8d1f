"""Records: what no record may say."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dagster_project.extraction.records import RECORD_TYPES, Indicator, ReadingWarning, Staffing, columns

PLACE = {"char_start": 3, "char_end": 9, "value_start": 4, "value_end": 6}
BLANK: dict[str, Any] = dict.fromkeys(column for column in columns(Indicator) if column not in PLACE)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (-1, 2)])
def test_evidence_is_never_empty(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="empty evidence"):
        ReadingWarning(char_start=start, char_end=end, kind="k", message="m")


@pytest.mark.parametrize(("start", "end"), [(2, 5), (4, 10), (5, 5)])
def test_a_value_lies_in_its_evidence(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside its evidence"):
        Staffing(**PLACE | {"value_start": start, "value_end": end}, measure="other", count_value=1, label=None)


def test_an_indicator_states_a_target_or_an_actual() -> None:
    with pytest.raises(ValueError, match="neither target nor actual"):
        Indicator(**PLACE | BLANK | {"indicator_name": "巡查次数"})


def test_a_range_runs_upwards() -> None:
    ends = {"target_operator": "between", "target_value": Decimal(9), "target_value_high": Decimal(8)}
    with pytest.raises(ValueError, match="range turned round"):
        Indicator(**PLACE | BLANK | {"indicator_name": "巡查次数"} | ends)


def test_every_record_type_has_a_table_and_columns_of_known_types() -> None:
    assert len({kind.table for kind in RECORD_TYPES}) == len(RECORD_TYPES)
    for kind in RECORD_TYPES:
        found = columns(kind)
        assert list(found)[:2] == ["char_start", "char_end"]
        assert {python_type for python_type, _ in found.values()} <= {int, str, Decimal, bool}
