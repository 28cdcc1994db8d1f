"""The vocabulary of regions, organs and money: what the files must hold whatever is added to them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import pairwise

import pytest

from dagster_project.vocabulary import seed


@pytest.fixture(scope="module")
def regions() -> dict[str, dict[str, str]]:
    return {row["region_code"]: row for row in seed("regions")}


@pytest.mark.parametrize(
    ("code", "name", "level", "kind", "city", "province"),
    [
        ("130171", "石家庄高新技术产业开发区", "county", "development_zone", "130100", "130000"),
        ("130273", "唐山高新技术产业开发区", "county", "development_zone", "130200", "130000"),
        ("130609", "徐水区", "county", "district", "130600", "130000"),
        ("310107", "普陀区", "county", "district", "310000", "310000"),
        ("330903", "普陀区", "county", "district", "330900", "330000"),
        ("419001", "济源市", "county", "city", "", "410000"),
        ("441900", "东莞市", "city", "city", "441900", "440000"),
        ("422800", "恩施土家族苗族自治州", "city", "autonomous_city", "422800", "420000"),
    ],
)
def test_regions_stand_where_statistics_put_them(
    regions: dict[str, dict[str, str]], code: str, name: str, level: str, kind: str, city: str, province: str
) -> None:
    row = regions[code]
    assert (row["region_name"], row["admin_level"], row["kind"], row["city_code"], row["province_code"]) == (
        name, level, kind, city, province,
    )  # fmt: skip


def test_every_region_has_a_code_of_six_digits_and_a_parent_that_exists(regions: dict[str, dict[str, str]]) -> None:
    assert len(regions) == len(seed("regions")) > 3300
    for code, row in regions.items():
        assert len(code) == 6
        assert code.isdigit()
        assert row["short_name"]
        assert row["parent_code"] in regions or row["admin_level"] == "province"
    assert sum(row["kind"] == "development_zone" for row in regions.values()) > 100


@pytest.mark.parametrize("name", ["regions_townships", "region_aliases", "document_prefixes"])
def test_words_for_regions_mean_regions_that_exist(regions: dict[str, dict[str, str]], name: str) -> None:
    rows = seed(name)
    assert {row["region_code"] for row in rows} - set(regions) <= {""}
    assert max(Counter(tuple(row.items()) for row in rows).values()) == 1


@pytest.mark.parametrize(
    ("alias", "code"),
    [("平潭综合实验区", "350128"), ("徐水县", "130609"), ("石家庄高新区", "130171"), ("唐山市高新区", "130273")],
)
def test_an_alias_that_names_its_city_means_one_region(alias: str, code: str) -> None:
    assert [row["region_code"] for row in seed("region_aliases") if row["alias"] == alias] == [code]


def test_a_bare_kind_of_zone_means_every_such_zone() -> None:
    codes = {row["region_code"] for row in seed("region_aliases") if row["alias"] == "高新区"}
    assert {"130171", "130273"} < codes
    assert len(codes) > 20


@pytest.mark.parametrize(("prefix", "code"), [("石", "130100"), ("冀", "130000"), ("乐", "511100"), ("国发", "")])
def test_a_document_prefix_names_its_issuers_region(prefix: str, code: str) -> None:
    assert code in {row["region_code"] for row in seed("document_prefixes") if row["prefix"] == prefix}


@pytest.mark.parametrize(
    ("alias", "canonical"),
    [
        ("应急局", "应急管理局"),
        ("安监局", "应急管理局"),
        ("规划与自然资源局", "规划和自然资源局"),
        ("卫健委", "卫生健康委员会"),
        ("政府办", "人民政府办公室"),
        ("法院", "人民法院"),
        ("妇联", "妇女联合会"),
        ("人大", "人大常委会"),
        ("乡政府", "乡人民政府"),
    ],
)
def test_short_and_former_names_of_organs_have_a_canonical_one(alias: str, canonical: str) -> None:
    assert [row["canonical"] for row in seed("organ_aliases") if row["alias"] == alias] == [canonical]


def test_a_canonical_organ_is_not_itself_an_alias_of_another() -> None:
    rows = [row for row in seed("organ_aliases") if row["kind"] != "tail"]
    canonical_of = {row["alias"]: row["canonical"] for row in rows}
    assert len(canonical_of) == len(rows)
    assert {
        row["canonical"] for row in rows if canonical_of.get(row["canonical"], row["canonical"]) != row["canonical"]
    } == set()


@pytest.mark.parametrize(("unit", "factor"), [("元", "1"), ("万元", "10000"), ("亿元", "100000000")])
def test_units_of_money_have_their_factor(unit: str, factor: str) -> None:
    assert [Decimal(row["factor"]) for row in seed("units") if row["unit"] == unit] == [Decimal(factor)]


def test_grade_bands_leave_no_gap() -> None:
    for jurisdiction in {row["jurisdiction"] for row in seed("grade_bands")}:
        bands = sorted(
            (float(row["band_low"]), float(row["band_high"]))
            for row in seed("grade_bands")
            if row["jurisdiction"] == jurisdiction
        )
        assert bands[0][0] == 0
        assert bands[-1][1] == 100
        assert all(lower[1] == upper[0] for lower, upper in pairwise(bands))


def test_required_parts_can_be_present() -> None:
    stated = {"conclusion", "problem", "improvement", "objective", "indicators"}
    assert {row["part"] for row in seed("required_parts")} <= {row["part"] for row in seed("part_roles")} | stated
    roles = {row["role"] for row in seed("section_names")}
    assert {row["role"] for row in seed("part_roles")} <= roles
