"""Places as evidence of a report's region."""

from __future__ import annotations

import time
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dagster_project.extraction.header.places import find_organs_and_places
from dagster_project.extraction.header.places_lexicon import TOWNSHIP, chains, find_names, townships
from dagster_project.extraction.records import PlaceMention
from dagster_project.vocabulary import seed
from tests.unit.report_of import report_of


def places(text: str) -> set[tuple[str, str, str, int]]:
    return {
        (m.place_text, m.region_code, m.kind, m.candidates)
        for m in find_organs_and_places(report_of(text))
        if isinstance(m, PlaceMention)
    }


def test_a_region_is_narrowed_by_the_one_before_it():
    assert places("2023年，北京市朝阳区司法局收入预算10万元。\n") == {("朝阳区", "110105", "organ_region", 1)}


def test_an_ambiguous_name_yields_every_region():
    found = places("朝阳区司法局2023年度部门决算\n一、概况\n")
    assert {(code, count) for _, code, _, count in found} == {("110105", 2), ("220104", 2)}


def test_a_namesake_in_another_region_is_a_superior_body():
    found = places("一、概况\n绵阳市民政局批复了方案。\n绵阳市涪城区民政局\n2021年4月9日\n")
    assert ("绵阳市", "510700", "superior_body", 1) in found
    assert ("涪城区", "510703", "signature", 1) in found


def test_an_autonomous_prefecture_is_not_the_city_of_its_name():
    assert places("临夏州民政局2022年度部门决算\n一、概况\n") == {("临夏州", "622900", "organ_region", 1)}


def test_a_township_places_its_government():
    assert ("棠溪镇", "341702", "organ_region", 1) in places("棠溪镇人民政府2022年度部门决算\n一、概况\n")


def test_a_document_number_s_prefix_names_the_issuer_s_region():
    found = places("某局2023年度部门决算\n一、概况\n根据文件（甘财预〔2021〕17号）精神开展。\n")
    assert {(text, code) for text, code, kind, _ in found if kind == "document_prefix"} >= {("甘", "620000")}


def test_the_region_of_a_party_body_stands_before_the_committee():
    found = places("一、概况\n中共绵阳市涪城区委组织部内设办公室。\n")
    assert ("涪城区", "510703", "organ_region", 1) in found


def test_a_branch_lies_in_the_district_that_it_is_named_after():
    found = places("绵阳市公安局涪城区分局2022年度部门决算\n一、概况\n")
    assert ("涪城区", "510703", "organ_region", 1) in found
    assert ("绵阳市", "510700", "title", 1) in found


def test_the_only_region_of_the_report_s_own_level_is_told_from_its_bodies():
    text = "根据绵阳市涪城区人民政府的意见，我局向涪城区财政局申请经费，我区按绵阳市财政局要求办理。\n"
    assert ("涪城区", "510703", "same_level_body", 1) in places(text)
    assert not any(kind == "same_level_body" for _, _, kind, _ in places(text + "我区与青羊区财政局会商。\n"))
    assert ("涪城区", "510703", "same_level_body", 1) in places(text.replace("我区", "我们"))


def test_the_region_of_the_own_level_is_told_from_its_parts_and_from_the_province():
    text = "我市下达资金：涪城区8万元，游仙区6万元；绵阳市项目已完工。我市按要求办理。\n"
    found = {(name, kind) for name, _, kind, _ in places(text)}
    assert ("绵阳市", "same_level_body") in found
    assert not {("涪城区", "body"), ("游仙区", "body")} & found
    assert ("四川省", "body") not in {(n, k) for n, _, k, _ in places("县财政下达资金，用于四川省某某公司项目。\n")}
    assert ("四川省", "body") in {(n, k) for n, _, k, _ in places("用于四川省某某公司项目。\n")}


def test_one_county_whose_bodies_are_named_without_those_of_another_city_counts():
    assert ("青川县", "510822", "same_level_body", 1) in places("行使青川县人民政府授予的权力。\n")
    assert ("青川县", "510822", "same_level_body", 1) in places("经青川县水利局报广元市人民政府同意。\n")
    assert ("青川县", "510822", "superior_body", 1) in places("青川县水利局学员8人，绵阳市民政局学员6人。\n")
    assert ("青川县", "510822", "superior_body", 1) in places("青川县水利局学员8人，苍溪县民政局学员6人。\n")


def test_a_zone_without_a_code_lies_in_the_city_named_before_it():
    found = places("按照《绵阳经济开发区预算管理办法》执行。\n")
    assert found == {("绵阳经济开发区", "510700", "body", 1)}
    form = "自评表\n单位名称\t绵阳市民政局经开区分局\t填报时间\t2023年1月2日\n"
    assert ("经开区", "510700", "organ_region", 1) in places(form)


def test_the_region_inside_the_name_of_a_party_committee_is_the_body_s_own():
    assert ("广元市", "510800", "organ_region", 1) in places("民盟广元市委会2015年部门预算属于市本级预算。\n")


def test_an_office_that_watches_over_a_province_names_it():
    found = places("财政部四川监管局：\n现报告如下：我区收到资金8万元。\n朝阳区财政局\n2023年9月7日\n")
    assert ("四川", "510000", "superior_body", 1) in found


def test_a_township_with_the_name_of_a_county_is_not_that_county():
    assert places("华亭镇人民政府：\n现拨付资金8万元。\n") == set()
    text = "棠溪卫生院2021年度部门决算\n棠溪镇中心卫生院现有职工9人。\n"
    assert {code for _, code, _, _ in places(text)} == {"341702"}


def test_a_body_named_by_its_level_lies_in_the_one_region_around_the_places():
    form = "项目支出绩效自评表\n主管部门\t省商务厅\n地址\t绵阳市涪城区一号\n"
    assert any(code == "510000" and kind == "same_level_body" for _, code, kind, _ in places(form))


def test_the_bureau_that_a_school_belongs_to_tells_its_region():
    found = places("本园位于涪城区，是绵阳市教育局直属管理的公办幼儿园。\n")
    assert ("绵阳市", "510700", "chief_body", 1) in found


def test_a_place_that_is_visited_is_no_evidence():
    assert places("组织人员赴涪城区学习经验。\n") == set()


def test_a_blank_opens_a_word_that_the_text_goes_on_without():
    assert ("南县", "430921", "organ_region", 1) in places("政务公开 南县水利局2022年度部门决算\n一、概况\n")


def test_words_that_only_look_like_places_are_none():
    for text in (
        "提高安全管理水平",
        "形成县级方案",
        "维护和平安定",
        "通过公安工作",
        "完成安装调试",
        "主城区环境",
        "全市和县级部门",
    ):
        assert chains(text) == [], text


def test_short_names_count_before_a_body_of_the_region():
    assert [place.codes for chain in chains("在涪城区委领导下") for place in chain] == [("510703",)]


def test_time_grows_with_the_text_only():
    text = "绵阳市涪城区民政局认真开展安全检查，和平区、高新区、南县也派员参加。" * 50
    chains(text)
    start = time.process_time()
    chains(text * 10)
    assert time.process_time() - start < 1.0


def test_every_township_is_found_by_how_its_name_ends() -> None:
    for name in townships():
        assert [(place.text, place.kind) for place in find_names(f"，{name}，")] == [(name, TOWNSHIP)], name


_REGIONS = {row[column] for row in seed("regions") for column in ("region_name", "short_name")}
_NAMES = (
    {name for name in _REGIONS if len(name) > 1} | {row["alias"] for row in seed("region_aliases")} | {*townships()}
)
_PARTS = [name[:cut] for name in sorted(_NAMES)[::97] for cut in (2, 3, len(name))]


@given(st.lists(st.sampled_from([*_PARTS, "镇", "乡", "街道", "木", "，"]), max_size=8).map("".join))
def test_the_names_are_the_leftmost_and_longest_of_regions_and_townships(text: str) -> None:
    every = _NAMES & {text[a:b] for a, b in combinations(range(len(text) + 1), 2)}
    expected, at = [], 0
    while at < len(text):
        longest = max((name for name in every if text.startswith(name, at)), key=len, default="")
        expected += [longest] if longest else []
        at += len(longest) or 1
    assert [place.text for place in find_names(text)] == expected


def test_the_publisher_of_a_page_places_a_body_without_a_region():
    found = places("发布机构： 天祝县文化局 发布日期： 2018-01-20 2018年图书馆部门预算公开说明 一、部门职责 略。\n")
    assert ("天祝县", "620623", "publisher", 1) in found


def test_a_city_among_those_that_set_the_policies_is_not_the_body_s_own():
    found = places("第一部分 林业局概况 一、职能 贯彻国家、省、青岛市有关方针政策；拟订全市规划。全市工作。\n")
    assert ("青岛市", "370200", "superior_body", 1) in found


def test_a_province_cited_beside_the_bodies_of_its_city_decides_nothing():
    found = places("按照《广元市财政局关于转发四川省省直机关经费管理办法的通知》执行。\n")
    assert ("四川省", "510000", "superior_body", 1) in found


def test_a_report_of_a_city_that_names_only_its_counties_lies_in_the_city():
    found = places("一、概况\n我市在青川县、苍溪县实施项目，我市已完工。\n")
    assert {code for _, code, kind, _ in found if kind == "same_level_body"} == {"510800"}


def test_the_slogan_of_a_place_names_it():
    assert ("青川", "510822", "body", 1) in places("各位代表：围绕“幸福青川”建设目标，县委正确领导。\n")


def test_an_office_of_an_autonomous_region_lies_in_the_one_whose_counties_it_names():
    found = places("一、概况\n自治区水利厅内设办公室。资金下达南宁市良庆区9万元，柳州市8万元。\n")
    assert ("柳州市", "450000", "same_level_body", 1) in found
