"""Head counts and unit counts of the organisation, in sentences, tables and run-in lists."""

from __future__ import annotations

import pytest

from dagster_project.extraction.records import Staffing
from dagster_project.extraction.staffing.staffing_tables import measure_of
from dagster_project.extraction.staffing.staffing_words import last_cue
from dagster_project.extraction.staffing.unit_lists import find_unit_lists
from dagster_project.vocabulary import seed
from tests.unit.report_of import records_of, report_of


def counts(text: str) -> list[tuple[str, int]]:
    return [(item.measure, item.count_value) for item in records_of(text) if isinstance(item, Staffing)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("核定编制19名，其中行政编制12名，事业编制7名；年末在职人员18人，退休人员5人。",
         [("posts_authorised", 19), ("posts_administrative", 12), ("posts_institution", 7), ("staff_on_post", 18),
          ("staff_retired", 5)]),
        ("编制27人，其中行政编制18人、事业编制9人；实有人员25人，其中行政16人、事业9人。",
         [("posts_authorised", 27), ("posts_administrative", 18), ("posts_institution", 9), ("staff_on_post", 25),
          ("staff_administrative", 16), ("staff_institution", 9)]),
        ("在职人员编制66人（含参公管理事业编制5人）。在职实有63人。离退休人员30人，其中：离休0人，退休30人。",
         [("posts_authorised", 66), ("posts_civil_service_managed", 5), ("staff_on_post", 63), ("staff_retired", 30),
          ("staff_retired_veteran", 0), ("staff_retired", 30)]),
        ("现有人员205人。其中，局机关在职113人、服务中心10人。", [("staff_on_post", 205), ("staff_on_post", 113), ("other", 10)]),
        ("在职在编人员45人，包括：行政在职在编人员3人、全额事业在职在编42人。",
         [("staff_on_post", 45), ("staff_administrative", 3), ("staff_institution", 42)]),
        ("招录劳务派遣人员16人，其中巡查员12人，值班员4人。", [("staff_temporary", 16), ("other", 12), ("other", 4)]),
        ("雇佣门卫3人，为3名门卫发放工资。", [("staff_temporary", 3), ("staff_temporary", 3)]),
        ("行政编制15名，设局长1名、副局长3名。", [("posts_administrative", 15), ("other", 1), ("other", 3)]),
        ("单位编制数22，在职人数21。", [("posts_authorised", 22), ("staff_on_post", 21)]),
        ("全馆在职人员30人，其中正高职称2名，副高职称5名，中级职称11名；大专以上学历26人。",
         [("staff_on_post", 30), ("other", 2), ("other", 5), ("other", 11), ("other", 26)]),
        ("内设办公室等5个科室、4个管理所，下属事业单位两个。",
         [("internal_sections", 5), ("other", 4), ("subordinate_units", 2)]),
        ("县残疾人联合会内设科室3个。", [("internal_sections", 3)]),
        ("退休职工18人，其中离休人员4人，比上年减少1人。", [("staff_retired", 18), ("staff_retired_veteran", 4)]),
        ("共有内设机构9个，其中：行政部室4个；业务部室5个。",
         [("internal_sections", 9), ("other", 4), ("other", 5)]),
        ("卫生院下设独立编制机构1个，其中行政机构0个。", [("subordinate_units", 1), ("other", 0)]),
        ("项目主要依靠全县15家乡镇卫生院、90家村卫生室实施。", []),
        ("我院辖18个村卫生室。", [("subordinate_units", 18)]),
        ("在职教师32人（跟岗1人，交流2人）。", [("staff_on_post", 32), ("other", 1), ("other", 2)]),
        ("年末人数77人，其中在职人员62人，退休人员15人。",
         [("other", 77), ("staff_on_post", 62), ("staff_retired", 15)]),
        ("本院内设机构11个，设法庭4个。", [("internal_sections", 11), ("other", 4)]),
        ("下设3个二级预算单位。", [("subordinate_units", 3)]),
        ("局机关内设四科一室。", [("internal_sections", 4), ("internal_sections", 1)]),
        ("编制人数小计30人，其中：全部补助事业编制人数30人。", [("posts_authorised", 30), ("posts_institution", 30)]),
        ("参照公务员管理的事业编制人数3人，自收自支编制人数5人。", [("posts_civil_service_managed", 3), ("posts_institution", 5)]),
        ("实有人数小计41人，其中：全额补助事业在职人数28人，离休人数小计0人，退休人数小计13人。",
         [("other", 41), ("staff_institution", 28), ("staff_retired_veteran", 0), ("staff_retired", 13)]),
        ("财政供给人员21人，其中在职16人，退休5人。", [("other", 21), ("staff_on_post", 16), ("staff_retired", 5)]),
        ("事业编制14人（其中：参照公务员法管理9人）。在职10人，其中：事业10人（其中：参照公务员法管理7人）。",
         [("posts_institution", 14), ("posts_civil_service_managed", 9), ("staff_on_post", 10), ("staff_institution", 10),
          ("other", 7)]),
        ("部门决算汇编范围的独立核算单位2个。", [("other", 2)]),
        ("局下属1家机关和1家事业单位。", [("other", 1), ("subordinate_units", 1)]),
        ("年末实有人数60人，其中：在职人员40人，均为事业人员；退休人员20人。同等待遇非在编人员5人。",
         [("other", 60), ("staff_on_post", 40), ("staff_retired", 20), ("staff_temporary", 5)]),
        ("我局所属单位9家参加了部门决算。", [("subordinate_units", 9)]),
        ("教职工81人。（其中，专任教师70人，校医3人，工勤人员8人；退休人员11人。",
         [("staff_on_post", 81), ("other", 70), ("other", 3), ("other", 8), ("staff_retired", 11)]),
        ("编制15人，其中：专技岗7人，管理岗位5人，工勤岗3人。",
         [("posts_authorised", 15), ("other", 7), ("other", 5), ("other", 3)]),
    ],
)  # fmt: skip
def test_sentences(text: str, expected: list[tuple[str, int]]):
    assert counts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "培训在职教师350人次，慰问退休干部25人。",
        "救助困难群众80人，受益学生2300人。",
        "聘请法律顾问1名。",
        "检查企业30家，整改问题12个。",
        "因本年退休2人，人员减少1名。",
        "实有车辆编制3辆。",
        "编报绩效目标的项目11个。",
        "明年将招聘6名毕业生，将有2名教师退休。",
    ],
)
def test_served_groups_changes_and_other_counts_are_none(text: str):
    assert counts(text) == []


def test_leaders_one_by_one_and_units_by_kind():
    text = "某局行政编制9名。设主任1名，由县领导兼任；副主任3名（其中分管日常工作的副主任1名）；督查员2名（副科级）。"
    assert counts(text) == [
        ("posts_administrative", 9), ("other", 1), ("other", 3), ("other", 1), ("other", 2),
    ]  # fmt: skip
    assert counts("行政编制9名。全年任命乡镇站所长6名。") == [("posts_administrative", 9)]
    assert counts("下属医疗卫生单位7个，其中县级医院2个、乡镇卫生院5个。") == [
        ("subordinate_units", 7), ("other", 2), ("other", 5),
    ]  # fmt: skip
    assert counts("在职教师36人，物业公司教师4人，退休人员9人，小学生300余人。") == [
        ("staff_on_post", 36), ("other", 4), ("staff_retired", 9),
    ]  # fmt: skip
    assert counts("实有人数51人（其中：在职人员50人，聘用1人），退休人员12人。")[0] == ("staff_on_post", 51)
    assert counts("共设有6个内设机构：即办公室；1个副科级事业单位。") == [
        ("internal_sections", 6),
        ("subordinate_units", 1),
    ]
    assert counts("街道内设 6 个办公室：党政办公室、财政办公室。另有两个派出法庭位于上湾镇。") == [
        ("internal_sections", 6), ("other", 2),
    ]  # fmt: skip
    assert counts("共有工作人员43人，其中行政编制15人、事业编制28人。") == [
        ("staff_on_post", 43), ("posts_administrative", 15), ("posts_institution", 28),
    ]  # fmt: skip
    assert counts("将本局事业编制调整为5名。总编制数9人，其中参公管理事业编制数4人，自收自支编制数5人。") == [
        ("posts_institution", 5), ("posts_authorised", 9), ("posts_civil_service_managed", 4), ("posts_institution", 5),
    ]  # fmt: skip
    assert counts("全院总职工数为96人，其中：在编49人，同工同酬14人。") == [
        ("staff_on_post", 96), ("other", 49), ("other", 14),
    ]  # fmt: skip
    assert counts("机构改革后，共审核21个预算单位绩效目标。") == []
    assert counts("内设综合办公室、财务所等5个机构。") == [("internal_sections", 5)]
    assert counts("本级单位的单位性质为事业单位，经费管理方式全额，数量1个。") == [("other", 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在职在编人员61人，包括：行政在职在编人员0人、全额事业在职在编61人。",
         [("staff_on_post", 61), ("staff_administrative", 0), ("staff_institution", 61)]),
        ("政法专项编制24人、机关后勤服务人员2人、事业编制6人。",
         [("posts_administrative", 24), ("other", 2), ("posts_institution", 6)]),
        ("事业编制（参公）11名，行政编制（含工勤）9名，离退休17。",
         [("posts_civil_service_managed", 11), ("posts_administrative", 9), ("staff_retired", 17)]),
        ("内设机构9个，其中：管理部室4个，包括：办公室、财务部；业务部室5个，包括：采编部。",
         [("internal_sections", 9), ("other", 4), ("other", 5)]),
        ("卫生院下设独立编制机构1个，其中行政机构0个。", [("subordinate_units", 1), ("other", 0)]),
        ("局下辖“7个大队、2个中队、1个服务中心”。", [("other", 7), ("other", 2), ("other", 1)]),
        ("现有人员194人，其中局本级87人（在职在编69人、退休人员18人）。",
         [("other", 194), ("other", 87), ("staff_on_post", 69), ("staff_retired", 18)]),
        ("一、概况\n①局机关内设股室7\n②局直属单位3\n", [("internal_sections", 7), ("subordinate_units", 3)]),
        ("执法勤务机构10个，内设股级机构23个。年末实有人数22人，援藏干部1人。",
         [("other", 10), ("internal_sections", 23), ("staff_on_post", 22), ("other", 1)]),
        ("年末人数57人，其中在职41人，退休16人。", [("other", 57), ("staff_on_post", 41), ("staff_retired", 16)]),
        ("区委组织部内设科室11个；抽调借用人员5人，全年发展党员312名。", [("internal_sections", 11), ("other", 5)]),
        ("行政编制22人，事业编制16人，合计38人；公益岗4人。",
         [("posts_administrative", 22), ("posts_institution", 16), ("posts_authorised", 38), ("other", 4)]),
        ("在职人数23人，其中在岗人数21人；遗嘱补助2人。", [("staff_on_post", 23), ("other", 21), ("other", 2)]),
        ("实有人数9人。其中：在职人员6人，退休3人。", [("other", 9), ("staff_on_post", 6), ("staff_retired", 3)]),
        ("现有人数29人其中：在职编制18人；离退休11人。", [("other", 29), ("staff_on_post", 18), ("staff_retired", 11)]),
        ("核定编制在职人员为26人，年末实有在职人员为24人。", [("posts_authorised", 26), ("staff_on_post", 24)]),
        ("现有编制36人，其中事业编制34人。另有事业控制编制2人。",
         [("posts_authorised", 36), ("posts_institution", 34), ("other", 2)]),
        ("内设机构包括：8个党政机构、2个执法机构、7个直属事业单位。下设水文站3个。",
         [("internal_sections", 8), ("other", 2), ("subordinate_units", 7), ("subordinate_units", 3)]),
        ("下属二级预算单位11个，其中行政单位1个，参公管理的事业单位7个，其他事业单位3个。",
         [("subordinate_units", 11), ("other", 1), ("other", 7), ("other", 3)]),
        ("共有8个独立编制事业单位，其中局机关为行政单位，直属单位7个。", [("other", 8), ("subordinate_units", 7)]),
        ("本局吸纳入党积极分子3人，1人进入预备党员行列，转正党员1名。", []),
    ],
)  # fmt: skip
def test_what_stands_beside_a_count_says_whose_it_is(text: str, expected: list[tuple[str, int]]) -> None:
    assert counts(text) == expected


def test_a_list_run_into_one_line():
    text = "二、基本情况 见下表: 单位名称 经费来源 编制数 在职人数 局机关 财政拨款 31 30 水文站 财政核拨 9 8 办公室 财政核拨 / / 三、总结"
    assert counts(text) == [
        ("posts_authorised", 31), ("staff_on_post", 30), ("posts_authorised", 9), ("staff_on_post", 8),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("编制情况表 单位名称 编制人数 在职人数 退休人数 局机关 8 7 3 水文站 - 5 0 合计 8 12 3 三、总结",
         [8, 7, 3, 5, 0, 8, 12, 3]),
        ("单位名称\n\n编制人数\n\n在职人数\n\n局机关\n\n8\n\n7\n\n水文站\n\n5\n\n3\n", [8, 7, 5, 3]),
        ("单位名称 |\n编制人数 |\n在职人数 |\n局机关 |\n8 |\n7 |\n", [8, 7]),
        ("序号 单位名称 单位性质 编制数 实有人数\n1 局机关 行政 8 7\n2 水文\n监测站 事业 5 3\n三、总结", [8, 7, 5, 3]),
        ("单位名称 经费性质 人员编\n制数 在职\n人数 局机关 财政核拨 8 7 三、总结", [8, 7]),
        ("单位名称 编制人数 在职人数 局机关 8 7.5", []),
        ("单位名称 金额 局机关 8", []),
    ],
)  # fmt: skip
def test_a_list_of_units_whatever_sets_its_cells_apart(text: str, expected: list[int]):
    assert [count.count_value for count in find_unit_lists(report_of(text), measure_of)] == expected


def test_columns_and_labelled_cells():
    table = "单位名称\t编制人数\t实有人数\t退休人数\n局机关\t22\t21\t5\n合计\t22\t21\t5\n"
    assert counts(table)[:3] == [("posts_authorised", 22), ("staff_on_post", 21), ("staff_retired", 5)]
    assert counts("人员编制\t21\t实有人数\t20\n职能\t管理\t地址\t城关\n") == [
        ("posts_authorised", 21),
        ("staff_on_post", 20),
    ]
    assert counts("一、概况\n人员编制 |\n21\n实有人数 |\n20\n|||\n") == [
        ("posts_authorised", 21),
        ("staff_on_post", 20),
    ]
    assert counts("一、概况\n\n人员编制\n\n21\n\n实有人数\n\n20\n") == [("posts_authorised", 21), ("staff_on_post", 20)]


def test_a_heading_before_the_count_says_nothing_of_it():
    assert counts("人员情况及增减变动原因：档案馆总编制9人。机构数1个，车辆编制2个。") == [("posts_authorised", 9)]


def test_a_part_in_post_and_units_told_by_themselves_in_a_bracket():
    assert counts("在职人数47人，其中在岗人数45人。") == [("staff_on_post", 47), ("other", 45)]
    bracket = "本部门共有7个预算单位（其中局机关为参公事业单位，直属单位6个）。"
    assert counts(bracket)[-1] == ("subordinate_units", 6)


def test_rows_that_have_lost_cells_are_not_counted():
    head = "单位名称\t供养人数\t实有学生数\t在职人员\t离退休人员\t小计\t行政\t事业\t小计\t离休\t退休\n"
    assert counts(f"单位：人、辆\n{head}县档案馆\t74\t52\t37\t22\t1\t21\n县方志馆\t39\t28\t17\t11\t2\t9\n") == []


def test_a_table_that_parts_each_count_by_kind_of_body():
    head = "项目\t合计\t行政单位\t财政拨款事业单位\t\n\t\t\t参（依）公管理\t其他\n"
    rows = "编制数\t26\t20\t6\t\n在职人数\t23\t18\t5\t\n其中：在岗人数\t22\t17\t5\t\n离退休人数\t9\t9\t\t\n"
    assert counts(f"单位：人\n{head}{rows}") == [
        ("posts_authorised", 26), ("posts_administrative", 20), ("posts_institution", 6),
        ("staff_on_post", 23), ("staff_administrative", 18), ("staff_institution", 5),
        ("other", 22), ("other", 17), ("other", 5),
        ("staff_retired", 9), ("other", 9),
    ]  # fmt: skip


def test_every_cue_is_found_in_its_example():
    for row in seed("staffing_cues"):
        stem = row["example"].rstrip("0123456789人名个家")
        cue = last_cue(stem, row["unit"])
        assert cue is not None, row
        assert (cue.word, cue.measure) == (row["word"], row["measure"]), row


def test_columns_by_kind_of_body_with_one_that_is_managed_like_civil_servants() -> None:
    text = "人员情况表\n项目\t合计\t行政单位\t参公单位\t事业单位\n编制人数\t48\t21\t9\t18\n在职人数\t44\t20\t8\t16\n"
    assert counts(text) == [
        ("posts_authorised", 48), ("posts_administrative", 21), ("posts_civil_service_managed", 9), ("posts_institution", 18),
        ("staff_on_post", 44), ("staff_administrative", 20), ("other", 8), ("staff_institution", 16),
    ]  # fmt: skip
