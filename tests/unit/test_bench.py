"""The generator: the same seed gives the same reports, and what it says a report states stands in the report."""

from __future__ import annotations

import json
import random

import pytest

from bench import generate as generation
from bench.draft import Draft, occurrence
from bench.facts import TABLES, amount, heads
from bench.faults import befall
from bench.finance import draw_accounts, percent_of, split
from bench.generate import Generated, generate, generate_one
from bench.skeletons import SKELETONS
from bench.style import Style, chinese
from dagster_project.reading import read

SEED = 11


@pytest.fixture(scope="module")
def reports() -> list[Generated]:
    return list(generate(80, SEED, inconsistent=0.5))


def test_the_same_seed_gives_the_same_reports(reports: list[Generated]):
    again = list(generate(80, SEED, inconsistent=0.5))
    assert [(r.name, r.data, r.gold) for r in again] == [(r.name, r.data, r.gold) for r in reports]


def test_a_report_does_not_depend_on_how_many_are_asked(reports: list[Generated]):
    assert generate_one(SEED, 41, 0.5).data == reports[41].data


def test_another_seed_gives_other_reports(reports: list[Generated]):
    assert {r.data for r in generate(10, SEED + 1)}.isdisjoint(r.data for r in reports)


def test_quotes_stand_where_the_facts_say(reports: list[Generated]):
    for report in reports:
        text = read(report.name, report.data).text
        for table in TABLES:
            for fact in report.gold[table]:
                if isinstance(fact, str):
                    assert fact in text
                    continue
                starts = [at for at in range(len(text)) if text.startswith(fact["quote"], at)]
                assert fact["occurrence"] < len(starts), fact


def test_what_is_read_is_what_was_written(reports: list[Generated]):
    for report in reports:
        assert read(report.name, report.data).text == report.draft.text


def test_every_skeleton_and_every_table_of_facts_occurs():
    many = list(generate(250, SEED))
    assert {r.gold["report"]["report_type"] for r in many} == {kind for _, kind, _, _ in SKELETONS}
    assert all(any(r.gold[table] for r in many) for table in TABLES)


def test_planted_findings_follow_the_share():
    weaknesses = {"unquantified_target", "nonstandard_bands"}  # these stand in forms and bands without being planted
    planted = {
        share: sum(any(f["rule_id"] not in weaknesses for f in r.gold["findings"]) for r in generate(60, SEED, share))
        for share in (0.0, 0.5, 1.0)
    }
    assert planted[0.0] == 0
    assert planted[0.0] < planted[0.5] < planted[1.0]


def test_parts_add_up():
    rng = random.Random(1)
    for _ in range(50):
        accounts = draw_accounts(rng)
        assert accounts.general + accounts.fund + accounts.other == accounts.budget
        assert accounts.personnel + accounts.operating + accounts.project == accounts.spent
        assert 0 <= accounts.spent <= accounts.adjusted
        assert sum(split(rng, accounts.budget, 4)) == accounts.budget


def test_a_wording_marks_the_clause_that_carries_the_fact():
    draft = Draft(random.Random(1), 2023)
    draft.write(
        "block",
        "全年«a¦预算{sum}»，«b¦在职{n}人»。",
        {"sum": "5万元", "n": 7},
        {"a": amount(50_000, "budget_initial"), "b": heads("staff_on_post", 7)},
    )
    gold = draft.gold()
    assert gold["amounts"][0] | {"occurrence": 0} == {
        "measure": "budget_initial", "category": "total", "fund_type": "all", "fund_level": "all", "amount_yuan": "50000.00",
        "subject": "department", "fiscal_year": 2023, "quote": "预算5万元", "occurrence": 0,
    }  # fmt: skip
    assert gold["staffing"] == [{"measure": "staff_on_post", "count_value": 7, "quote": "在职7人", "occurrence": 0}]


def test_facts_that_a_wording_leaves_out_are_not_expected():
    draft = Draft(random.Random(1), 2023)
    draft.write("block", "«a¦在职7人»。", {}, {"a": heads("staff_on_post", 7), "b": heads("staff_retired", 3)})
    assert len(draft.placed) == 1


def test_facts_follow_their_text_through_page_breaks():
    draft = Draft(random.Random(1), 2023)
    draft.plain("县里的工作按照年初部署稳步推进，" * 4)
    draft.write("block", "«a¦年末在职人员七十二人»。", {}, {"a": heads("staff_on_post", 72)})
    draft.plain("各项工作按期完成。" * 8)
    befall(draft, random.Random(3), {"wrapped"})
    assert "\n" in draft.text
    quote = draft.gold()["staffing"][0]["quote"]
    assert quote.replace("\n", "") == "年末在职人员七十二人"


def test_occurrences_count_overlapping_ones():
    assert occurrence("二二二二", "二二", 2) == 2


def test_figures_are_printed_exactly():
    style = Style(random.Random(1), "万元", True, False, False, "%", False, ("c、", "（c）", "n."), False)
    assert style.figure(123_456_700, "万元") == "12,345.67"
    assert style.figure(0, "万元") == "0"
    assert style.figure(123_456_700, "亿元") == "1.234567"
    assert [chinese(n) for n in (3, 10, 12, 20, 38)] == ["三", "十", "十二", "二十", "三十八"]
    assert str(percent_of(1, 3)) == "33.33"


def test_reports_and_facts_are_written_in_pairs(tmp_path):
    characters = generation.write(5, tmp_path, SEED, 0.3)
    reports = sorted((tmp_path / "reports").iterdir())
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((tmp_path / "gold").iterdir())]
    assert [gold["file"] for gold in golds] == [path.name for path in reports]
    assert characters == sum(len(r.draft.text) for r in generate(5, SEED, 0.3))
