"""Whose report it is."""

from __future__ import annotations

import pytest

from dagster_project.extraction.header.organ_words import last_suffix_end, split_region
from dagster_project.extraction.header.organs import find_organs
from dagster_project.vocabulary import seed
from tests.unit.report_of import report_of


def best(text: str) -> tuple[str | None, str] | None:
    found = sorted(find_organs(report_of(text)), key=lambda m: (m.rank, m.value_start))
    return (found[0].region_text, found[0].organ_text) if found else None


@pytest.mark.parametrize(
    ("name", "region", "organ"),
    [
        ("绵阳市涪城区民政局", "绵阳市涪城区", "民政局"),
        ("高新区住建局", "高新区", "住建局"),
        ("涪城区金家林工业园区管理委员会", "涪城区", "金家林工业园区管理委员会"),
        ("阿坝州生态环境局", "阿坝州", "生态环境局"),
        ("涟水县高沟镇人民政府", "涟水县", "高沟镇人民政府"),
        ("县人大常委会", "县", "人大常委会"),
        ("中共青川县委组织部", "青川县", "组织部"),
        ("青川县委办公室", "青川", "县委办公室"),
        ("市场监督管理局", "", "市场监督管理局"),
        ("北京师范大学", "", "北京师范大学"),
        ("双江拉祜族佤族布朗族傣族自治县民政局", "双江拉祜族佤族布朗族傣族自治县", "民政局"),
        ("中国共产党青川县委员会组织部", "青川县", "组织部"),
        ("中共绵阳市涪城区委统一战线工作部", "绵阳市涪城区", "统一战线工作部"),
        ("中国共产党青川县纪律检查委员会", "青川县", "纪律检查委员会"),
        ("双江县民政局", "双江县", "民政局"),
    ],
)
def test_the_region_stands_before_the_body(name: str, region: str, organ: str):
    words, at = split_region(name)
    assert (words, name[at:]) == (region, organ)


def test_every_suffix_ends_its_example_and_no_body_ends_in_the_barred_ones():
    for row in seed("organ_suffixes"):
        if row["kind"] == "none":
            end = last_suffix_end(row["example"])
            at = row["example"].find(row["word"])
            assert not at < end <= at + len(row["word"]), row
        else:
            assert last_suffix_end(row["example"]) == len(row["example"]), row


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青川县水利局2023年度部门整体支出绩效自评报告\n一、概况\n按照县财政局要求开展自评。\n", ("青川县", "水利局")),
        ("2021年湛江市人民政府行政服务中心部门决算\n目录\n", ("湛江市", "人民政府行政服务中心")),
        ("绵阳市公安局涪城区分局2019年决算公开报告\n一、概况\n", ("涪城区", "公安分局")),
        ("共青团青川县委员会2023年度部门决算\n一、概况\n", ("青川县", "共青团委员会")),
        ("政协泾源县委员会办公室2021年度部门决算\n", ("泾源县", "政协委员会办公室")),
        ("四川省2024年省级部门整体支出绩效自评报告\n（四川省统计局）\n一、概况\n", ("四川省", "统计局")),
        ("2022年度部门整体支出绩效自评报告\n单位名称（盖章）：青川县交通运输局\n一、概况\n", ("青川县", "交通运输局")),
        ("项目支出绩效自评表\n主管部门\t219-青川县教育局\t实施单位\t219001-青川县第一小学\n", ("青川县", "第一小学")),
        (
            "2023年度预算项目绩效自评报告\n一、概况\n根据青川县财政局要求开展。\n青川县水利局\n2024年3月2日\n",
            ("青川县", "水利局"),
        ),
        ("二、单位基本情况 青川县人民法院包括立案庭等13个科室。\n", ("青川县", "人民法院")),
        ("（一）项目绩效 棠溪镇无重点支出项目。\n", (None, "棠溪镇人民政府")),
        ("2023年度政协绵阳市涪城区部门决算\n一、概况\n", ("绵阳市涪城区", "政协")),
        ("公告：青川县残疾人联合会本级2022年度部门决算\n一、概况\n", ("青川县", "残疾人联合会")),
        ("目 录\n青川县人民检察院\n为规范资金管理，我院开展了自评。\n", ("青川县", "人民检察院")),
        ("（二）机构设置\n青川县水利局正科级行政单位，内设办公室。\n", ("青川县", "水利局")),
        ("为加强青川县乔庄镇人民政府（以下简称“本单位”）资金管理，特开展自评。\n", ("青川县", "乔庄镇人民政府")),
        ("二、基本情况\n纳入决算汇编范围的单位共1个，包括：青川县木鱼镇中心学校。\n", ("青川县", "木鱼镇中心学校")),
        ("一、概况 说明如下 青川县第一幼儿园位于县城，现有教职工9人。\n", ("青川县", "第一幼儿园")),
        ("二、部门概况\n县委党校设办公室、教务股2个股室。\n", ("县", "党校")),
        ("附表1（单位：元）青川县司法局\n", ("青川县", "司法局")),
        ("一、部门职责\n青川县司法局（简称县司法局）是县政府工作部门。\n", ("青川县", "司法局")),
        ("第一部分 人社局概况\n一、部门职责\n略。\n", (None, "人社局")),
        ("一、改进措施\n按县财政局要求，青川县司法局将进一步加强管理。\n", ("青川县", "司法局")),
        ("第一部分 青川县司法局部门（单位）概况\n一、部门职责\n略。\n", ("青川县", "司法局")),
        ("2020年度\n四川省青川县木鱼镇部门决算\n一、概况\n", ("四川省青川县", "木鱼镇人民政府")),
        ("中共广元市委广元市人民政府信访局2022年度决算\n一、概况\n", ("广元市", "信访局")),
        ("绵阳市涪城区人民政府城厢街道办事处2019年度部门决算\n一、概况\n", ("绵阳市涪城区", "城厢街道办事处")),
        ("广元市人民政府 青川县审计局2021年度部门决算 来源：青川县审计局\n一、概况\n", ("青川县", "审计局")),
        ("青川县水利局（青川县河长制办公室） 2021年度部门决算\n一、概况\n", ("青川县", "水利局")),
    ],
)
def test_the_report_s_own_body(text: str, expected: tuple[str | None, str]):
    assert best(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "省教育厅共下达我市资金70万元。\n",
        "其中：人民医院门诊楼300万元、冷链中心20万元。\n",
        "提高本部门管理水平，项目单位配合。\n",
        "本项目向青川县财政局申请经费5万元。\n",
        "本单位下属事业单位：法律援助中心、矫正中心。\n",
    ],
)
def test_superior_and_mentioned_bodies_are_not_the_report_s_own(text: str):
    assert best(text) is None
