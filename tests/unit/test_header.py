"""The report header: title, type, year and date of the layouts that the genre has."""

from __future__ import annotations

import re

import pytest

from dagster_project.extraction.header.header import find_header
from dagster_project.extraction.header.title import type_of_title
from dagster_project.vocabulary import seed
from tests.unit.report_of import report_of


def best(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for mention in sorted(find_header(report_of(text)), key=lambda m: (m.rank, m.value_start)):
        found.setdefault(mention.field, mention.value)
    return found


@pytest.mark.parametrize(
    ("title", "report_type"),
    [
        ("云岭县水利局2023年度部门整体支出绩效自评报告", "department_self_evaluation"),
        ("2022年度机关整体支出绩效评价报告", "department_self_evaluation"),
        ("2021年度预算项目绩效自评工作报告", "project_self_evaluation"),
        ("项目支出绩效自评表", "project_self_evaluation"),
        ("2024年部门预算绩效文本", "performance_target"),
        ("项目支出绩效目标申报表", "performance_target"),
        ("农村饮水安全项目财政重点绩效评价报告", "performance_evaluation"),
        ("云岭县水利局2023年度部门决算", "final_account"),
        ("2019年部门预算编制说明", "budget"),
        ("项目支出绩效运行监控报告", "other"),
        ("关于青川县2022年预算执行情况和2023年预算草案的报告", "other"),
        ("青川县2023年部门预算草案说明", "budget"),
        ("扶贫项目绩效自评抽查情况的报告", "performance_evaluation"),
        ("惠民惠农补贴资金专项检查报告", "other"),
        ("青川县2023年上半年财政收支情况", "other"),
        ("绩效目标自评表", "project_self_evaluation"),
        ("青川县2021年度预算绩效工作开展情况说明", "other"),
        ("木鱼镇2020年度通村道路工程绩效自评报告", "project_self_evaluation"),
        ("2022年项目支出绩效情况表", "project_self_evaluation"),
        ("2023年度新增债券项目绩效评价情况", "performance_evaluation"),
    ],
)
def test_a_title_states_the_type(title: str, report_type: str):
    found = type_of_title(title)
    assert found is not None
    assert found.report_type == report_type


def test_every_cue_matches_its_example():
    for row in seed("report_type_cues"):
        text = row["example"]
        assert re.search(row["pattern"], text) or row["place"] != "title", row
        if row["place"] == "title":
            found = type_of_title(text)
            assert found is not None, row
            assert found.report_type == row["report_type"], row


def test_a_title_may_span_lines_with_the_body_above_it():
    found = best("# 云岭县水利局\n\n## 2023 年度整体支出绩效自评报告\n\n一、基本情况\n")
    assert found["title"] == "云岭县水利局2023年度整体支出绩效自评报告"
    assert found["fiscal_year"] == "2023"


def test_words_for_the_kind_may_be_broken_by_a_line():
    found = best("云岭县2023年度部门整体支出\n绩效自评报告\n一、基本情况\n")
    assert found["title"] == "云岭县2023年度部门整体支出绩效自评报告"
    assert found["report_type"] == "department_self_evaluation"


def test_page_furniture_is_no_part_of_the_title():
    found = best("监督索引号5301\n云岭县水利局2023年度部门决算\n目录\n第一部分 部门概况\n")
    assert found["title"] == "云岭县水利局2023年度部门决算"


def test_an_evaluation_by_the_body_itself_is_a_self_evaluation():
    own = "2022年度农田项目绩效评价报告\n一、概况\n我局对本项目开展自评。\n"
    others = "2022年度农田项目绩效评价报告\n一、概况\n受县财政局委托，第三方机构对项目开展评价。\n"
    assert best(own)["report_type"] == "project_self_evaluation"
    assert best(others)["report_type"] == "performance_evaluation"


@pytest.mark.parametrize(
    ("text", "report_type", "year"),
    [
        (
            "二、单位基本情况 列入2013年部门决算编制范围的单位见下表。\n三、2013年决算收支总体情况 略",
            "final_account",
            "2013",
        ),
        ("一、机关运行经费支出情况\n2022年度机关运行经费支出8万元，比2021年度增加1万元。\n", "final_account", "2022"),
        ("一、2023年“三公”经费预算情况说明\n2023年预算数为5万元，与2022年预算持平。\n", "budget", "2023"),
        (
            "三、存在的问题\n（一）预算编制不够精准。\n经2021年度绩效自评，自评得分94分。\n",
            "department_self_evaluation",
            "2021",
        ),
        (
            "一、三公经费支出与年初预算对比情况\n2018年度公务接待费支出3万元，接待12批次，年初预算4万元。\n",
            "final_account",
            "2018",
        ),
        ("2019年度三公经费预算为9万元，2019年公务接待费决算为4万元。\n", "final_account", "2019"),
        ("一、2024年部门预算编制情况及说明\n1.本级预算收支安排如下表。\n", "budget", "2024"),
        ("二、2023年财政预算草案\n2023年全县一般公共预算收入完成5亿元。请予审议。\n", "other", "2023"),
        ("二、抽查结果\n2020年共抽查项目8个，抽查结果如下表。\n", "performance_evaluation", "2020"),
        (
            "一、绩效目标下达情况\n2023年资金已下达。\n（一）产出指标完成情况\n按时完成。自评得分98分。\n",
            "project_self_evaluation",
            "2023",
        ),
        (
            "现将2021年度高标准农田建设资金绩效自评情况报告如下：\n一、概况\n我局2021年支出6万元。\n",
            "project_self_evaluation",
            "2021",
        ),
        (
            "一、机关运行经费安排情况说明\n2021年政府采购预算总额9万元，与2020年持平。\n",
            "budget",
            "2021",
        ),
        ("特制定如下资金使用计划。\n该项目2021年投资6万元，该项目位于木鱼镇。\n", "other", "2021"),
        ("2.项目绩效目标分析\n本项目2019年拨付20万元，2018年立项。\n", "project_self_evaluation", "2019"),
    ],
)
def test_without_a_title_headings_and_body_decide(text: str, report_type: str, year: str):
    found = best(text)
    assert found["report_type"] == report_type
    assert found["fiscal_year"] == year


@pytest.mark.parametrize(
    "text",
    [
        "云岭县水利局成立于1989年，现有12人。\n",
        "2010年11月15日核定了本局的职责。\n",
        "本局设立于2012年。\n",
        "我校是2020年新增预算单位。\n",
    ],
)
def test_a_year_of_the_past_is_no_fiscal_year(text: str):
    assert "fiscal_year" not in best("一、基本情况\n" + text)


def test_a_title_may_word_its_year_in_chinese_digits():
    assert best("云岭县水利局二〇二一年度部门决算\n\n一、收入支出情况\n支出90.4万元。\n")["fiscal_year"] == "2021"


def test_a_weak_title_yields_to_what_the_text_evaluates():
    title = "青川县民政局2021年救助资金使用情况报告\n"
    assert best(title + "一、资金分配\n已分配8万元。\n")["report_type"] == "other"
    assert best(title + "一、产出指标完成情况\n救助90人。\n")["report_type"] == "project_self_evaluation"


def test_an_evaluation_s_headings_are_those_of_a_self_evaluation_too():
    text = "三、评价结论\n本项目自评得分95分。\n四、绩效评价工作开展情况\n略。\n"
    assert best(text)["report_type"] == "project_self_evaluation"
    others = "一、评价结论\n受县财政局委托，第三方机构对资金开展评价，得分95分。\n二、绩效评价工作开展情况\n已自评。\n"
    assert best(others)["report_type"] == "performance_evaluation"


def test_the_last_of_a_title_s_span_of_years_counts():
    assert best("青川县2021—2022年农田建设资金绩效评价报告\n一、概况\n")["fiscal_year"] == "2022"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("一、项目自评情况\n截至11月底，于2022年12月8日拨付项目资金6万元。\n", "2022"),
        ("部门决算公开说明\n发布日期：2023-09-12\n一、概况\n我局设3个股室。\n", "2022"),
        ("部门预算公开说明\n发布日期：2023-02-12\n一、概况\n我局设3个股室。\n", "2023"),
        ("部门预算公开说明\n发布日期：2023-12-12\n一、概况\n我局设3个股室。\n", None),
        ("今年以来收到直达资金8万元。截至2022年4月30日，已全部分配。\n", "2022"),
        ("直达资金使用情况\n更新时间：2021-10-09\n今年以来共下达资金8万元。\n", "2021"),
    ],
)
def test_a_day_tells_the_year_where_nothing_else_does(text: str, year: str | None):
    assert best(text).get("fiscal_year") == year


def test_the_last_day_of_a_year_is_that_of_its_account():
    assert best("一、基本情况\n2023年12月31日，本局资产总额8万元。\n")["fiscal_year"] == "2023"


def test_a_line_break_makes_no_filing_date():
    assert "report_date" not in best("云岭县水利局2021年度决算公开报告\n时间：2022-09-26 浏览量：\n一、概况\n")


def test_nothing_is_claimed_where_nothing_tells_the_type():
    assert "report_type" not in best("直达资金共下达100万元，支出率100%。\n")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("标题\n正文。\n云岭县水利局\n2024年3月9日\n", "2024-03-09"),
        ("标题\n正文。\n云岭县水利局\n二〇二四年三月十二日\n", "2024-03-12"),
        ("标题\n正文。 云岭县水利局2022年1月6日", "2022-01-06"),
        ("标题 现下达资金8万元。 广元市财政局 2022年1月6日 2022年某安排表 序号 1", "2022-01-06"),
        ("标题 正文见后。 附件： 2022年1月6日 云岭县水利局", "2022-01-06"),
        ("填报单位：某局\t填报日期：2021年5月8日\n", "2021-05-08"),
        ("填报日期：2021年5月8日\n正文。\n某局\n2021年6月2日\n", "2021-06-02"),
        ("报告日期:2019-06-18\n", "2019-06-18"),
    ],
)
def test_the_later_of_signing_and_filing_is_the_report_date(text: str, day: str):
    assert best(text)["report_date"] == day


@pytest.mark.parametrize(
    "text", ["资料统计至2024年3月9日", "2024年3月9日设备验收，投入使用。", "某局\n2024年3月\n", "2024年13月45日\n"]
)
def test_other_dates_are_none(text: str):
    assert "report_date" not in best("某局2023年部门决算\n" + text)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("项目起止时间 2019.1.1~2019.12.31 计划安排资金（万元） 12.5\n2020年10月20日\n", "2019"),
        ("（一）收入较2016年增加3万元。\n（二）支出与2015年持平。\n", "2017"),
        ("2024年实施项目5个（含2023年转列项目2个、含2023年结转项目1个）。\n", "2024"),
        ("按照《关于下达补助资金的通知》（青财社〔2019〕8号）执行。\n", "2019"),
        ("根据《关于开展绩效自评工作的通知》（青财绩〔2021〕8号）开展。\n", "2020"),
        ("云岭县2019年清淤项目绩效自评\n2021年度项目支出绩效自评表\n填报单位：某局\n", "2021"),
        ("云岭镇2022年绩效评价结果公开\n财政项目支出绩效自评表\n（2021年度）\n项目名称：清淤\n", "2021"),
        ("2017青川县档案馆决算\n一、概况\n2018年9月公开。\n", "2017"),
        ("列入《区2019年政府投资项目计划》。2021年专项债8万元已到位。\n", "2021"),
    ],
)
def test_the_year_where_no_title_states_it(text: str, year: str):
    assert best(text)["fiscal_year"] == year


@pytest.mark.parametrize(
    ("text", "report_type"),
    [
        ("（一）主要职能。木鱼镇政府执行上级决定。\n（二）2017年重点工作完成情况\n略。\n", "final_account"),
        ("一、2020年全区收支决算\n收支相抵，年终结余3万元。\n", "other"),
        ("我局组织开展了重点项目绩效评价工作，具体评价结果如下。\n", "performance_evaluation"),
        ("自评工作：本项目绩效自评完成，工程已完工。\n", "project_self_evaluation"),
        ("现将市博物馆2026年部门预算予以公开。\n", "budget"),
        ("其中：列入2018年部门预算编制范围的单位详细情况见下表：略。\n", "budget"),
        ("市本级“三公”经费支出预算安排情况如下：公务接待费6万元。\n", "budget"),
        ("对补助资金项目开展绩效评价，现将自评情况报告如下：安排项目9个。\n", "project_self_evaluation"),
        (
            "财政支出政策绩效评价报告\n评价方式：单位自评√ 财政部门评价□\n评价机构：中介机构√\n",
            "project_self_evaluation",
        ),
        ("某局2021年度部门整体支出绩效评价报告\n第三方民意调查显示满意。\n", "department_self_evaluation"),
        ("2020年度县级专项资金绩效目标自评表专项资金名称储备粮主管部门青川县商务局\n", "project_self_evaluation"),
    ],
)
def test_the_type_of_a_window_without_a_title(text: str, report_type: str):
    assert best(text)["report_type"] == report_type


def test_the_cover_of_a_form_is_dated_above_the_office_that_made_it():
    assert best("评价机构：部门评价组 2020年10月20日 某省财政厅（制） 一、项目信息\n")["report_date"] == "2020-10-20"
