"""Projects by layout: text → (name, document number, layout)."""

from __future__ import annotations

import pytest
from report_of import records_of, report_of

from dagster_project.extraction.projects.project_names import clean_name, is_generic, looks_like_project, without_organ
from dagster_project.extraction.projects.projects import find_projects
from dagster_project.extraction.records import ProjectMention

TITLE = "青禾县水务局2021年度部门整体支出绩效自评报告\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目名称\t堤防加固项目\n主管部门\t县水务局\n", [("堤防加固项目", None, "form")]),
        (
            "序号\t项目名称\t预算数\t执行数\n1\t堤防加固\t5\t4\n2\t渠道清淤\t3\t3\n合计\t\t8\t7\n",
            [("堤防加固", None, "list"), ("渠道清淤", None, "list")],
        ),
        ("转移支付（项目）名称\t堤防加固资金\n资金使用单位\t青禾县水务局\n", [("堤防加固资金", None, "form")]),
        (
            "1、堤防加固项目（青财农〔2021〕16号）绩效目标表\n\n项目编码\t41100021P\t项目名称\t堤防加固项目\n一级指标\t二级指标\t三级指标\t指标值\n",
            [("堤防加固项目", "青财农〔2021〕16号", "form")],
        ),
        ("项目名称：堤防加固项目\n年初预算5万元。", [("堤防加固项目", None, "label")]),
        (
            "项目一：青财农〔2021〕16号北山村道路项目，全年预算数5万元。\n项目二：青财农〔2021〕17号南湖清淤补助资金，执行数4万元。",
            [("北山村道路项目", "青财农〔2021〕16号", "label"), ("南湖清淤补助资金", "青财农〔2021〕17号", "label")],
        ),
        (
            "项目名称：青财农〔2021〕16号堤防加固项目\n年初预算5万元。",
            [("堤防加固项目", "青财农〔2021〕16号", "label")],
        ),
        (
            "二、项目支出情况\n（一）堤防加固项目\n年初预算5万元。\n（二）渠道清淤工程\n年初预算3万元。",
            [("堤防加固项目", None, "heading"), ("渠道清淤工程", None, "heading")],
        ),
        (
            "二、项目支出情况\n（一）堤防加固项目（2021年度）项目预算5万元，实际支出4万元。",
            [("堤防加固项目（2021年度）", None, "sentence")],
        ),
        (
            "二、分项绩效目标\n（一）河湖巡查\n绩效目标：每月巡查。\n（二）节水宣传\n绩效目标：举办活动。",
            [("河湖巡查", None, "heading"), ("节水宣传", None, "heading")],
        ),
        (
            "二、项目支出情况\n堤防加固项目：年初预算5万元，实际支出4万元。\n渠道清淤工程：年初预算3万元，实际支出3万元。",
            [("堤防加固项目", None, "paragraph"), ("渠道清淤工程", None, "paragraph")],
        ),
        (
            "二、项目支出情况\n2021年我局项目资金预算9万元。其中：\n1.堤防加固项目预算5万元，支出4万元；\n2.渠道清淤工程预算4万元，支出4万元。",
            [("堤防加固项目", None, "paragraph"), ("渠道清淤工程", None, "paragraph")],
        ),
        ("我局对“堤防加固项目”“渠道清淤工程”2个项目开展绩效自评。", [("堤防加固项目", None, "quoted"), ("渠道清淤工程", None, "quoted")]),
        ("绩效自评结果。\n堤防加固项目绩效自评综述：全年预算数5万元。", [("堤防加固", None, "summary")]),
    ],
)  # fmt: skip
def test_each_layout_names_its_projects(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    found = find_projects(report_of(TITLE + text))
    assert [(p.project_name, p.document_number, p.basis) for p in found] == expected


def test_the_title_may_name_the_project() -> None:
    [project] = find_projects(report_of("青禾县水务局堤防加固项目绩效自评报告\n\n一、项目概况\n预算5万元。"))
    assert (project.project_name, project.basis) == ("堤防加固项目", "title")


@pytest.mark.parametrize(
    "text",
    [
        "我局另配合实施了堤防加固项目。",
        "二、基本支出情况\n基本支出30万元。",
        "项目\t合计\t行政单位\t事业单位\n编制数\t12\t10\t2\n在职人数\t11\t9\t2\n",
        "三、存在的问题\n堤防加固项目：进度偏慢，需加快。\n渠道清淤工程：资料不全，需补齐。",
    ],
)
def test_what_is_only_mentioned_is_no_project(text: str) -> None:
    assert find_projects(report_of(TITLE + text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "三、部门整体支出绩效情况\n（一）困难群众救助。全年发放救助金26万元，救助120人。\n（二）养老服务。建成幸福屋6个，支出9万元。\n",
        "二、直达资金使用成效\n1.通过对困难学生、优抚对象等群体发放生活补助，保障了基本民生。拨付助学经费8万元。\n2.发放就业补助资金4万元，拨付公共卫生补助资金2万元。\n",
        "一、资金到位\n护林补助资金到位46万元，其中：中央财政30万元、省级财政16万元。\n",
        "三、项目绩效情况\n1.产出目标完成情况\n（1）数量目标：绩效目标值是2个。\n（2）成本目标：绩效目标值是10万元，实际完成值为8万元。\n",
    ],
)
def test_what_the_body_does_and_classes_are_no_projects(text: str) -> None:
    assert find_projects(report_of(text)) == []


def test_a_name_told_twice_is_one_project() -> None:
    text = TITLE + "项目名称：堤防加固项目。\n\n项目名称：“堤防加固”项目。\n"
    assert [p.ordinal for p in find_projects(report_of(text))] == [1]


@pytest.mark.parametrize(
    ("listed", "name", "number"),
    [
        ("（一）堤防加固项目", "堤防加固项目", None), ("3.堤防加固项目：", "堤防加固项目", None), ("“堤防加固项目”", "堤防加固项目", None),
        ("堤防加固项目（青财〔2021〕3号）", "堤防加固项目", "青财〔2021〕3号"), ("2021年堤防加固项目", "2021年堤防加固项目", None),
        ("51990021T000000987654-堤防加固项目", "堤防加固项目", None),
    ],
)  # fmt: skip
def test_a_listed_name_is_cleaned(listed: str, name: str, number: str | None) -> None:
    assert clean_name(listed) == (name, number)


def test_names_are_told_from_other_words() -> None:
    assert looks_like_project("农村公路养护资金")
    assert not looks_like_project("基本支出")
    assert is_generic("2021年部门预算项目")
    assert without_organ("青禾县水务局堤防加固项目") == "堤防加固项目"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "4、项目支出情况\n（1）渠道清淤项目。资金到位32万元，支付27万元。\n2、山洪预警经费：年初预算13万元，实际支出12万元。",
            ["渠道清淤项目", "山洪预警经费"],
        ),
        (
            "二、直达资金支出情况\n（一）渠道清淤经费。收到资金11万元，支出10万元。\n（二）水旱抽样调查。到位14万元，支付13万元。",
            ["渠道清淤经费", "水旱抽样调查"],
        ),
        ("二、项目支出情况\n（一）渠道清淤（青财农〔2021〕3号）。预算5万元，支出4万元。\n（二）山洪预警项目。预算3万元，支出3万元。", ["渠道清淤", "山洪预警项目"]),
    ],
)  # fmt: skip
def test_an_item_with_a_mistyped_mark_or_its_money_behind_it_is_a_project(text: str, names: list[str]) -> None:
    assert [project.project_name for project in find_projects(report_of(TITLE + text))] == names


def test_the_word_project_makes_no_other_project() -> None:
    text = "项目名称：堤防加固\n年初预算5万元。\n项目名称：堤防加固项目\n支出4万元。"
    assert [project.project_name for project in find_projects(report_of(TITLE + text))] == ["堤防加固"]


@pytest.mark.parametrize(
    ("text", "name", "places"),
    [
        # a form without edges, a text of goals, a notice, a chapter on a fund
        ("项目绩效自评表项目名称东院区建设补助主管部门青禾县卫健局实施单位青禾县医院执行数7万元。", "东院区建设补助", {"7万元": 1}),
        ("青禾县教育局绩效文本\n\n助学金项目绩效目标：一、绩效目标：1.资助学生21人。\n二、预算规模\n预算数：46万元。", "助学金项目", {"46万元": 1}),
        ("有关情况公示如下： 白石乡垃圾分类项目45万元 1.实施地点：白石乡。 2.建设内容：购置垃圾箱20个，每个5000元。", "白石乡垃圾分类项目", {"5000元": 1}),
        ("一、中央抗旱资金（提水设备租用经费）\n（一）资金下达情况。\n下达资金41万元。", "中央抗旱资金（提水设备租用经费）", {"41万元": 1}),
        # a form behind a letter or behind one on the whole body
        ("青禾县水利局：\n现将水利资金50万元下达给你局。\n附件：绩效目标表\n\n水利资金绩效目标表\n\n项目名称\t主渠清淤工程\n年度资金总额\t48万元", "主渠清淤工程",
         {"50万元": None, "48万元": 1}),
    ],
)  # fmt: skip
def test_what_heads_a_text_names_its_project(text: str, name: str, places: dict[str, int | None]) -> None:
    report = report_of(text)
    assert [p.project_name for p in find_projects(report)] == [name]
    assert {words: report.subject_at(text.index(words)) for words in places} == places


def test_items_of_goals_led_by_names_that_recur_are_projects() -> None:
    text = (
        "下达青禾县龙舞鼓乐（白石龙舞）保护补助4万元，下达青禾县传承人补助-竹编（青禾竹编）2万元。\n（二）绩效目标情况\n"
        "（1）龙舞鼓乐（白石龙舞）：举办展演活动，开展传承培训。\n（2）传承人补助-竹编（青禾竹编）：全年教学活动与传承工作。"
    )
    assert [p.project_name for p in find_projects(report_of(text))] == [
        "龙舞鼓乐（白石龙舞）",
        "传承人补助-竹编（青禾竹编）",
    ]


@pytest.mark.parametrize(
    "title", ["青禾县项目支出绩效自评表", "附件1-2\n部门项目支出绩效自评表", "财政衔接资金实施项目绩效自评表"]
)
def test_a_forms_own_title_adds_no_project(title: str) -> None:
    text = f"{title}\n（2021年度）\n项目名称\t主渠清淤工程\n主管部门\t青禾县水利局\n年度资金总额\t48万元"
    assert [p.project_name for p in find_projects(report_of(text))] == ["主渠清淤工程"]


@pytest.mark.parametrize(
    ("text", "names", "places"),
    [
        # names on lines of their own, or heading sentences, without numbers
        ("青禾县水利局重点项目情况\n主渠清淤工程\n2022年预算安排86万元，清淤8公里。\n节水宣传补贴\n2022年预算安排24万元。\n一、存在的问题\n资金7万元未支付。",
         ["主渠清淤工程", "节水宣传补贴"], {"86万元": 1, "24万元": 2, "7万元": None}),
        ("青禾县水利局情况。 主渠清淤工程 2022年预算安排86万元，清淤8公里。 节水宣传补贴 2022年预算安排24万元。",
         ["主渠清淤工程", "节水宣传补贴"], {"86万元": 1, "24万元": 2}),
        # evaluated one by one
        ("编报目标18个，涉及资金56万元；对主渠清淤项目开展绩效评价，涉及资金8万元，得分91分；对节水宣传工作经费开展绩效评价，得分88分。",
         ["主渠清淤项目", "节水宣传工作经费"], {"56万元": None, "8万元": 1, "88分": 2}),
        # a part on a fund, and one with a page's line end behind its name
        ("青禾县对地方转移支付预算执行情况绩效自评报告\n第一部分 中央抗旱改革发展资金绩效自评\n一、资金下达\n下达41万元。", ["中央抗旱改革发展资金"], {"41万元": 1}),
        ("二、项目情况\n1．主渠清淤工程 2017年度预算安排36万元。\n2．泵站改造项目 \n2017年度预算安排15万元。", ["主渠清淤工程", "泵站改造项目"],
         {"36万元": 1, "15万元": 2}),
        ("专项资金共2项，合计30万元，其中：节水创建专项21万元、河长宣传专项9万元。", ["节水创建专项", "河长宣传专项"], {"21万元": 1, "9万元": 2}),
    ],
)  # fmt: skip
def test_names_head_what_is_told_of_them(text: str, names: list[str], places: dict[str, int | None]) -> None:
    report = report_of(text)
    assert [p.project_name for p in find_projects(report)] == names
    assert {words: report.subject_at(text.index(words)) for words in places} == places


def test_rows_with_pipes_behind_their_cells_alone_are_a_list() -> None:
    text = (
        "序号 | 主管部门 | 项目名称 | 发行金额（亿元） | 评价得分 | 备注 |\n1 | 青禾县水利局 | 主渠清淤工程 | 0.4 | 87 | 重点 |\n"
        "2 | 青禾县水利局 | 泵站改造项目 | 1.3 | 91 | 自评 |\n"
    )
    assert [p.project_name for p in find_projects(report_of(text))] == ["主渠清淤工程", "泵站改造项目"]


def test_items_with_a_year_and_a_sum_are_projects_and_deeds_are_none() -> None:
    text = (
        "三、项目安排情况\n（一）2022年青禾县南湖村牧场建设项目43万元（省级资金43万元）责任单位：南湖乡政府\n"
        "（二）2022年青禾县东岭村厂房项目14万元（省级资金14万元）责任单位：东岭乡政府\n"
    )
    names = [r.project_name for r in records_of(text) if isinstance(r, ProjectMention)]
    assert names == ["2022年青禾县南湖村牧场建设项目", "2022年青禾县东岭村厂房项目"]
    text = "三、资金安排情况\n1.对全县25名护林员按照每人300元标准进行补助，预计投入资金2万元。\n2.支持南湖村发展养殖项目，投入资金3万元。\n"
    assert [r.project_name for r in records_of(text) if isinstance(r, ProjectMention)] == []


def test_whose_money_it_is_and_what_is_arranged_are_no_projects() -> None:
    text = "现将资金分配情况公示如下：\n一、资金来源\n1.省级专项扶贫资金47万元\n2.市级扶贫专项资金66万元\n"
    assert [r.project_name for r in records_of(text) if isinstance(r, ProjectMention)] == []
    text = "现将资金使用方案公示如下。\n一、安排园区改造提升资金183万元。\n二、安排示范点建设资金300万元。其中：东岭村30万元、南湖村270万元。\n"
    assert [r.project_name for r in records_of(text) if isinstance(r, ProjectMention)] == []


def test_a_list_of_projects_with_sums_and_results_on_one_line() -> None:
    text = (
        "评价结果如下： 2023年专项债券项目绩效评价表 单位：亿元 项目名称 债券性质 已发债券规模 自评分数 自评等级 "
        "青禾县医院建设工程 其他专项债券 0.2 96.5 青禾县南湖水厂重建项目 其他专项债券 1.0 92"
    )
    assert [r.project_name for r in records_of(text) if isinstance(r, ProjectMention)] == [
        "青禾县医院建设工程",
        "青禾县南湖水厂重建项目",
    ]
    text = "资金分配表\n序号 | 项目名称 | 建设地点 | 投资规模 | 责任单位 |\n1 | 东岭渠道清淤项目 | 东岭乡 | 24.3 | 水务局 |\n备注：另行公示。\n"
    assert [r.project_name for r in records_of(text) if isinstance(r, ProjectMention)] == ["东岭渠道清淤项目"]


def test_a_title_set_as_a_heading_adds_no_project() -> None:
    text = "## 2021年度水利发展专项资金绩效自评报告\n\n### 一、基本情况\n\n下达资金80万元，用于渠道清淤。\n"
    assert [p.project_name for p in find_projects(report_of(text))] == ["水利发展专项资金"]


def test_headings_among_projects_are_projects_under_goals_too() -> None:
    text = (
        "一、绩效目标分解下达情况\n（一）堤防隐患排查整治\n下达资金50万元，年度目标为排查堤防100公里。\n（二）泵站改造试点\n安排资金30万元。\n"
        "（三）渠道清淤行动\n安排资金20万元。\n"
    )
    names = [p.project_name for p in find_projects(report_of(TITLE + text))]
    assert names == ["堤防隐患排查整治", "泵站改造试点", "渠道清淤行动"]


def test_a_problem_named_like_a_project_is_none() -> None:
    text = "五、存在的问题\n1.业务用房建设资金缺口较大。项目总投资90万元，已到位50万元。\n2.渠道维修资金。年初预算9万元，支出2万元。\n"
    assert find_projects(report_of(TITLE + text)) == []


def test_a_project_named_behind_the_last_item_is_no_note_on_it() -> None:
    text = (
        "三、项目实施情况\n公益性岗位补贴：聘用保洁人员，每人每月补贴500元。\n外出务工交通补助。补助72人，人均补助400元，支出3万元。\n"
        "公益性岗位补贴、外出务工交通补助均已发放。\n四、资金\n项目2个，分别为公益性岗位补贴5万元、外出务工交通补助3万元。\n"
    )
    report = report_of(TITLE + text)
    names = {p.ordinal: p.project_name for p in find_projects(report)}
    assert names[report.subject_at(text.index("400元") + len(TITLE)) or 0] == "外出务工交通补助"
