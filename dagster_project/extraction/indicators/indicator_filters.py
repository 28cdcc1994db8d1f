"""What a named figure must be to count as an indicator: an output, a rate or a result, not staff, money or a date.

Here belongs what the contract leaves out (own staff, honours, planning bases, evaluation work), each reason a function with
a name, and the order in which they are asked. Counts of a survey belong to survey_counts.py, percentages to
indicator_rates.py; how a sentence is read, to indicator_clauses.py.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dagster_project.extraction.indicators.indicator_names import any_of, left_name, verb_pattern
from dagster_project.extraction.indicators.indicator_rates import (
    WORK_OF_GOALS,
    counts_rate,
    is_of_economy,
    is_rate_of_money,
    names_rate,
)
from dagster_project.extraction.indicators.named_figures import OF_PIECES, NamedFigure
from dagster_project.extraction.indicators.survey_counts import is_of_survey
from dagster_project.extraction.words.figures import COUNT, PERCENT, PLAIN
from dagster_project.extraction.words.indicator_classes import class_of
from dagster_project.vocabulary import words

_OF_NONE = re.compile(any_of("none"))
_LONGEST_NAME = 60
_SHORT = 4
_PLACES = frozenset({"村", "镇", "乡", "县", "户"})
_OF_TIME = re.compile(r"(?:时间|时长|年限|期限|天数|周期|时限|工期|寿命|学时|课时|时|住院日)$")
_EACH_PERIOD = re.compile(r"每[周天日月年][^，。；]{2,10}$")  # 每周免费开放60小时: how much, and not how long
_OWN_STAFF = re.compile(
    r"(?:我|本)(?:局|单位|部门|委|院|校|中心|办|镇|乡|街道|馆|站|所|队).{0,8}人员$"
    r"|^总?(?:卫生|专业|医疗)(?:技术)?人员$|^(?:工作|执法|在岗|干部|内勤|一线|辅助|服务|管理|技术|专业)?(?:人员|职工|干部|队员|职员|民警|教师|教职工)$"
)
_PAY = re.compile(r"工资|社保|缴纳保险|劳务|工作人员")
_DUTY = re.compile(r"应达到|至少应|应当|需要|须|不得")
_ORDER = re.compile(r"第\s?$")
_GIVEN = re.compile(
    r"(?:下达|拨付|安排|追加|拨入|划拨)[^，。；]{0,30}(?:资金|预算|指标|经费|补助)"
)  # 省财政厅2次下达资金
_FOR_THOSE = re.compile(r"[\u4e00-\u9fff]{1,10}(?:经费|资金|补助|补贴)")
_ATTRIBUTE = re.compile(
    r"(?:以上|以下|及以上|及以下|以内)?的(?=[\u4e00-\u9fff\d]|$)(?!年度|年初|目标|指标|任务|计划|预期|要求)"
)
_OF_GROUP, _GROUP = ("人", "岁", "层", "级"), re.compile(r"[\u4e00-\u9fff]{2}")
_PER_HEAD = re.compile(r"人均|户均")
_PAID_FOR = re.compile(r"(?:支出|投入|花费|共计|合计|计|价值)$")  # 购置诊断仪一台支出128万元
# How many projects money was given to, or an evaluator looked at, is no output: 实施项目15个, 年中增加8个项目, 抽查到村项目8个.
_OF_PROJECT = re.compile(r"[\u4e00-\u9fff]{2,}项目$")
_PROJECTS = re.compile(
    r".{0,20}(?:抽[查取样][^，。；]{0,16}项目|项目抽[查取样]).{0,6}|.{0,40}(?:实施|安排|共有|涉及|设置|申报|批复|增加|预算|纳入|年中)[^，。；]{0,12}项目|年中(?:增加|追加)|.{0,24}项目(?:合计|共计|总计)"
)
_OF_WRITINGS = frozenset({"套", "份", "本", "册", "部", "张", "幅", "篇", "卷"})
_WRITTEN = re.compile(r"编制(?=[\u4e00-\u9fff]{2,})(?!人|数(?!据)|总)")  # 编制规划文本1套: no posts
# 编制农业、旅游2个规划, 完成纲要编制1个: texts that are written
_DRAFTED = re.compile(
    r"编制(?!人|数(?!据)|总)[^，。；]{0,40}(?:规划|预案|报告|纲要|标准|指南|目录)|(?:规划|预案|报告|纲要|标准|指南|目录)(?:文本)?的?编制"
)
_TIMES = ("次", "场次", "场", "批次")
# 组织消防队员集训3次: who took part in what is counted
_TAUGHT = re.compile(r"(?:干部职工|队员|(?:工勤|临聘|工作)人员)(?=[\u4e00-\u9fff]{2})")
_OF_WORKS = frozenset({"段", "处", "座", "条", "公里", "千米", "km"})
# 其中2个未达到标准: what was found wanting
_NOT_DONE = re.compile(r"(?:仍|还|尚)?(?:未(?!发生|成年|出现|婚)|没有|不符合)")
_LEFT_OVER = ("剩余", "其余", "余下", "剩下", "另有")  # 剩余3公里转入下年实施
# 全县共有供水站126座: what there is, not what was done
_STOCK = re.compile(r"(?:现有|共有|拥有|建有|设有|原有)[^，。；]{2,}$")
# 其中：执法执勤用车9辆; 部门预算安排购置车辆2辆: the body's own assets
_OWN_VEHICLES = re.compile(r"用车$|(?:共有|安排购置)(?:更新)?(?:公务)?(?:车辆|用车)$")
_NOTICE = re.compile(r"(?:下发|印发|发出|签发|制发|送达)[^，。；]{0,12}(?:通知书?|通报|文件|方案)")
_AGAINST = re.compile(
    r"[与比较](?:上年度?|去年|往年|上一年)(?:同期)?(?:相比)?(?=新增|增|减|多|少|下降|上升|提高|提升|降低)"
)
# 安全生产领导小组召开会议4次: who did it
_GROUP_MEETS = re.compile(r"[\u4e00-\u9fff]{0,12}(?:领导|工作|专项)小组(?=召开|开展|组织|举办)")
_REASON = re.compile(r"(?:原因(?:是|为|：)|由于)[^，。；]*$")  # 原因是新增委员25名
_BARE_MEASURE = frozenset({"时间", "期限", "时限", "数量", "标准", "比例"})
# 高于全省平均水平4.3个百分点: where a rate stands among others, no result of its own.
_AHEAD = re.compile(
    r"(?:高|低|快|慢|领先|超)[于出过]?[^，。；]{0,14}(?:平均|序时|同期|进度|水平|(?:控制|规定|限额)标准)"
    # 较目标值高出6个百分点, 超任务43%: what target and actual differ by
    r"|[^，。；]{0,14}(?:[较比](?:年初|年度|预期|既定)?(?:目标|计划|任务)[值数]?[^，。；]{0,4}|超额?(?:任务|目标|计划)[值数量]?|超额|[高低]出)"
)
_AHEAD_WORD = re.compile("[高低快慢领超较比]")  # one of them stands in whatever the pattern above matches
# 比上年增长3.8%, 各下降5%: a comparison that names nothing is no result of its own
_NOTHING_NAMED = re.compile(
    r"(?:按?(?:可比|同口径|不变价)(?:口径|价格)?|(?:[比较与同]|同比|环比)(?:(?:19|20)\d{2}年|上年|去年|上一年|年初)?(?:度|同期|决算|预算|执行)?数?(?:相比)?|各)?"
    r"(?:增加|增长|减少|下降|降低|上升)了?"
)
# 已建水池一座, 发展油菜1000亩
_BUILT = re.compile(r"[已共]建(?!档|立|议|制)[\u4e00-\u9fff]{2,8}$|^(?:大力|积极|新)?发展[\u4e00-\u9fff]{2,8}$")
# 全年完成门诊3万人次, 路基已完成3公里
_COMPLETED = re.compile(r"完成[\u4e00-\u9fff]{2,10}$|[\u4e00-\u9fff]{2,10}(?:已|全部|累计)+完成$")
# 实施村容整治项目140个: works of one kind, counted
_WORKS_OF_KIND = re.compile(
    r"(?:实施|完成|建设|新建|新?引进|谋划|包装|签约|储备)(?!.*(?:预算|资金|专项|财政|绩效|重点|部门|支出|转移支付|涉农|补助|各类|上级|评价|子项))[\u4e00-\u9fff]{4,14}项目|新引进[\u4e00-\u9fff]{2,8}项目"
    r"|(?:全年)?实施[省市县区]级重点项目"
)
_WANTING = re.compile(r"(?:审计|监督检查|凭证|评价|财务|账)[^，。；]{0,16}问题$")
_PAYS = frozenset({"支付", "拨付", "缴纳", "结算"})
_PROJECT = re.compile(r"(?:重点|实施|子)?项目")
_TITLES = re.compile(r"《[^《》]{1,60}》")  # 制定《…资金管理办法》等制度5项: what it is called says nothing of it


def counts(named: NamedFigure) -> bool:
    """Tell whether a named figure is an indicator."""
    if any(is_none(named) for is_none in _NONE_ANYWHERE):
        return False
    if named.stretch.labelled:
        return _counts_below_label(named)
    if any(is_none(named) for is_none in _NONE_WITHOUT_LABEL):
        return False
    worded, named = named.name, _without_asides(named)
    if named.figure.kind == PERCENT and WORK_OF_GOALS.fullmatch(named.name):
        return True  # 绩效目标填报比例100%: how far the work on goals got
    if _is_stock(named):
        return False
    written = (named.figure.unit in _OF_WRITINGS and _WRITTEN.search(named.name) is not None) or (
        "编制" in named.left + named.name and _DRAFTED.search(named.left + named.name) is not None
    )
    named = _without_titles(named, written=written)
    if any(is_none(named) for is_none in _NONE_BY_WORDS):
        return False
    if named.figure.kind == PERCENT:
        return counts_rate(named)
    if named.figure.kind == PLAIN:
        return names_rate(named.name)
    return not _is_base(named) and (written or _counts_thing(named, worded))


def _has_no_name(named: NamedFigure) -> bool:
    return not (1 if named.name in _PLACES else 2) <= len(named.name) <= _LONGEST_NAME


def _is_ordinal(named: NamedFigure) -> bool:
    return "第" in named.left and _ORDER.search(named.left) is not None


def _gives_money(named: NamedFigure) -> bool:
    if named.first and named.left.startswith(("安排", "下达", "拨付")) and _FOR_THOSE.match(named.right):
        return True  # 安排全县204个村运转经费
    if named.figure.unit in ("批", "笔", "批次") and named.name.endswith(("资金", "经费", "预算")):
        return True  # 下达补助资金3批
    # most patterns that begin behind a figure are told from its first character: they are asked of every figure
    return named.right[:1] in "下拨安追划" and _GIVEN.match(named.right) is not None


def _is_class(named: NamedFigure) -> bool:
    name = named.name
    return name.endswith("指标") and not named.goal and (class_of(name) is not None or name.endswith("级指标"))


def _says_what_like(named: NamedFigure) -> bool:
    """Tell whether a figure says what something is like: 日处理能力30吨以上的设施, 80-89岁."""
    if named.right[:1] in "以及的" and _ATTRIBUTE.match(named.right):
        return True
    if named.figure.unit in _OF_GROUP and named.figure.op_end > named.figure.end and _GROUP.match(named.right):
        return True  # 消除56人以上大班额
    return named.figure.unit == "岁" and not named.name.endswith(("年龄", "寿命"))


def _is_phrase(named: NamedFigure) -> bool:
    """Tell whether a number in words belongs to a phrase (一次性, 两级): it counts only as 检查十二次, with nothing behind it."""
    if named.figure.number_text[:1].isdigit() or named.first:
        return False
    follows = named.follows
    if follows and not _PAID_FOR.match(follows):
        return True
    is_deed = verb_pattern().search(named.name) is not None or _BUILT.search(named.left) is not None
    return not (is_deed or named.stretch.labelled or named.chained)


def _counts_projects(named: NamedFigure) -> bool:
    """Tell whether a figure counts the projects that money was given to or an evaluator looked at."""
    if named.figure.unit not in OF_PIECES or named.is_asked or _WORKS_OF_KIND.fullmatch(named.left):
        return False
    name = named.name
    if _WORKS_OF_KIND.fullmatch(name):
        return False
    return _PROJECTS.fullmatch(name) is not None or (
        _OF_PROJECT.match(name) is not None and not (named.first or verb_pattern().match(name))
    )


def _is_reason(named: NamedFigure) -> bool:
    return ("因" in named.left or "由" in named.left) and _REASON.search(named.left) is not None


def _is_own_vehicle(named: NamedFigure) -> bool:
    return named.figure.unit == "辆" and not named.stretch.labelled and _OWN_VEHICLES.search(named.name) is not None


def _is_wanting(named: NamedFigure) -> bool:
    """Tell whether a count is of what was not done or found wrong, or of a kind: 其中产业类4个; 检查中发现问题2个."""
    name = named.name
    if named.figure.unit == "个" and name == "整改" and not named.is_asked:
        return True  # 发现问题8个，已整改6个
    if name in _LEFT_OVER or (named.figure.kind == COUNT and name[0] in "仍还尚未没不" and _NOT_DONE.match(name)):
        return True
    is_kind = named.figure.unit in OF_PIECES and (name.endswith("类") or _WANTING.search(name) is not None)
    return is_kind and not named.is_asked


def _is_ahead(named: NamedFigure) -> bool:
    return _AHEAD_WORD.search(named.name) is not None and _AHEAD.match(named.name) is not None


_NONE_ANYWHERE = (
    _has_no_name,
    _is_ordinal,
    _gives_money,
    _is_class,
    _says_what_like,
    _is_phrase,
    _counts_projects,
    _is_reason,
    _is_own_vehicle,
    is_of_survey,
    _is_wanting,
    _is_ahead,
)


def _counts_below_label(named: NamedFigure) -> bool:
    """Tell whether a figure below a label of indicators is one: all are but rules and times."""
    if named.is_actual and (named.name in _BARE_MEASURE or (named.lasts and named.figure.high is not None)):
        return False  # 公示时间不少于7天, 给予2-12个月补助: a rule, not what was done
    timed = _OF_TIME.search(named.name) or verb_pattern().search(named.name) or named.figure.operator != "="
    return "连续" not in named.name and (not named.lasts or bool(timed))


def _is_part_of_one(named: NamedFigure) -> bool:
    """Tell whether a figure says how many something is made of: 基本公共卫生服务7个项目."""
    return named.figure.unit in ("个", "类", "项") and named.right.startswith("项目") and named.is_actual


def _names_nothing(named: NamedFigure) -> bool:
    return named.figure.kind == PERCENT and _NOTHING_NAMED.fullmatch(named.name) is not None


def _is_of_money_or_project(named: NamedFigure) -> bool:
    if named.figure.kind == COUNT and named.name in _PAYS:
        return True  # 用于支付6家公司养护费
    return is_rate_of_money(named.name) or (named.first and _PROJECT.fullmatch(named.name) is not None)


_NONE_WITHOUT_LABEL = (_is_part_of_one, _names_nothing, _is_of_money_or_project)


def _without_asides(named: NamedFigure) -> NamedFigure:
    """Return a figure without the words that say with what it is compared, who did it and by which notice."""
    name, left = named.name, named.left
    both = name + left  # a character that is in neither spares the two searches for what begins with it
    patterns = [_NOTICE] if named.figure.kind == COUNT and ("发" in both or "送" in both) else []
    # 办理案件168件，比上年增长12%; 火化率较上年提高6个百分点
    if (named.figure.kind in (COUNT, PERCENT) or named.chained) and "年" in both:
        patterns.append(_AGAINST)
    for pattern in patterns:
        name, left = pattern.sub("", name), pattern.sub("", left)
    if is_of_economy(name):  # 农民人均收入 is a result, 人均 in any other name a base
        name, left = _PER_HEAD.sub("", name), _PER_HEAD.sub("", left)
    if "组" in both:
        name, left = _GROUP_MEETS.sub("", name), _GROUP_MEETS.sub("", left)
    return named if name == named.name and left == named.left else replace(named, name=name, left=left)


def _is_stock(named: NamedFigure) -> bool:
    if named.first or named.stretch.attains or named.goal or named.stretch.side == "target":
        return False
    return _STOCK.search(named.left) is not None


def _without_titles(named: NamedFigure, *, written: bool) -> NamedFigure:
    """Return a figure without titles and those taught in its words, nor 编制 where something is ``written``."""
    name, left = named.name, named.left
    if written:
        name, left = name.replace("编制", ""), left.replace("编制", "")
    if named.figure.unit in _TIMES:
        name, left = _TAUGHT.sub("", name), _TAUGHT.sub("", left)
    if "》" in left:
        name, left = _TITLES.sub("", name), _TITLES.sub("", left)
    return named if name == named.name and left == named.left else replace(named, name=name, left=left)


def _holds_word_of_none(named: NamedFigure) -> bool:
    """Tell whether the words around a figure hold one that speaks of no output (dbt/seeds/indicator_words.csv, none)."""
    name = "" if named.name in named.left else named.name
    follows = named.follows[:12].removeprefix("户均").removeprefix("人均")  # 带动农户86户户均增收2600元
    return _OF_NONE.search(f"{name}\n{named.left}\n{follows}") is not None


def _is_own_staff(named: NamedFigure) -> bool:
    if named.figure.unit not in ("人", "名"):
        return False
    return _OWN_STAFF.search(named.name) is not None or _PAY.search(named.right[:12]) is not None


def _is_duration(named: NamedFigure) -> bool:
    if named.lasts and _EACH_PERIOD.search(named.left):
        return False
    return named.lasts and (named.first or not _OF_TIME.search(named.name))


def _is_duty(named: NamedFigure) -> bool:
    return named.is_actual and _DUTY.search(named.left) is not None


_NONE_BY_WORDS = (_holds_word_of_none, _is_own_staff, _is_duration, _is_duty)


def _is_base(named: NamedFigure) -> bool:
    """Tell whether a count is what something was reckoned by: 按120人标准测算."""
    left, right = named.left, named.right
    return (
        right.startswith(("为标准", "测算", "计算"))
        or left.startswith(("以", "按", "按照"))
        or left.endswith(("以", "按"))
    )


def _counts_thing(named: NamedFigure, worded: str) -> bool:
    """Tell whether a count is of what was planned or done: by where it stands, else by words for a deed.

    What has both sides is an indicator whatever it is called. ``worded``: its name with what is said aside in it.
    """
    stretch, figure, name = named.stretch, named.figure, named.name
    if named.has_other_side or named.goal or stretch.side == "target" or stretch.attains:
        return True
    if named.chained or named.first or (figure.operator != "=" and len(name) >= _SHORT):
        return True
    return (
        name in words("indicator_words", kind="deed")
        or verb_pattern().search(worded) is not None
        or _leads_list(named.left, worded)
        or _BUILT.search(named.left) is not None
        or _COMPLETED.search(named.left) is not None
        or (figure.unit in _OF_WORKS and name.endswith("工程"))
    )


def _leads_list(left: str, name: str) -> bool:
    """Tell whether a deed leads the list of which a name is the last: 查处贪污、挪用等案件."""
    listed, joined, _ = left.rpartition(f"等{name}")
    return bool(joined) and verb_pattern().match(left_name(listed)[0]) is not None
