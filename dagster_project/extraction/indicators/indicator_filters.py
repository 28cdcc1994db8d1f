"""What a named figure must be to count as an indicator: an output, a rate or a result, not staff, money or a date.

Here belongs what the contract leaves out (own staff, honours, planning bases, evaluation work, percentages of money).
How a sentence is read belongs to indicator_clauses.py.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dagster_project.extraction.indicators.indicator_context import Stretch
from dagster_project.extraction.indicators.indicator_figures import Clause
from dagster_project.extraction.indicators.indicator_names import any_of, left_name, verb_pattern
from dagster_project.extraction.words.figures import COUNT, PERCENT, PLAIN, Figure
from dagster_project.extraction.words.indicator_classes import class_of
from dagster_project.vocabulary import words

_LONGEST_NAME = 60
_FULL, _LEAST_DEED = 100, 6
_PLACES = frozenset({"村", "镇", "乡", "县", "户"})
_DURATION = frozenset({"年", "天", "个月", "月", "周", "岁", "度", "小时", "分钟", "工作日", "个工作日"})
_ORDINAL = frozenset({"届", "期"})
_OF_TIME = re.compile(r"(?:时间|时长|年限|期限|天数|周期|时限|工期|寿命|学时|课时|时|住院日)$")
_RATE = re.compile(
    r"(?:率|度|比例|比重|程度|比|面|水平|性|下降|上升|增长|提高|提升|降低|减少|增产|增收|增效|减排|节水|节能|任务|指标|目标|进度|完成|系数|指数)$"
)
_OWN_STAFF = re.compile(
    r"(?:我|本)(?:局|单位|部门|委|院|校|中心|办|镇|乡|街道|馆|站|所|队).{0,8}人员$"
    r"|^总?(?:卫生|专业|医疗)(?:技术)?人员$|^(?:工作|执法|在岗|干部|内勤|一线|辅助|服务|管理|技术|专业)?(?:人员|职工|干部|队员|职员|民警|教师|教职工)$"
)
_IN_TIME = re.compile(r"(?:按时|及时|按期|准时)[^，。；]{0,4}率$")  # 补贴按时拨付率: how the work was done
_OTHER_SIDE = re.compile(
    r"，(?:(?:完成|达到|超过|高于|低于|未达到?)?(?:年初|年度|计划)?目标(?:值|数)|实际(?:完成|达到|新增)?)"
)
_PAY = re.compile(r"工资|社保|缴纳保险|劳务|工作人员")
_DUTY = re.compile(r"应达到|至少应|应当|需要|须|不得")
_ORDER = re.compile(r"第\s?$")
_GIVEN = re.compile(
    r"(?:下达|拨付|安排|追加|拨入|划拨)[^，。；]{0,30}(?:资金|预算|指标|经费|补助)"
)  # 省财政厅2次下达资金
_ATTRIBUTE = re.compile(
    r"(?:以上|以下|及以上|及以下|以内)?的(?=[\u4e00-\u9fff\d]|$)(?!年度|年初|目标|指标|任务|计划|预期|要求)"
)
_PER_HEAD = re.compile(r"人均|户均")
_PAID_FOR = re.compile(r"(?:支出|投入|花费|共计|合计|计|价值)$")  # 购置诊断仪一台支出128万元
_FOR = re.compile(r"(?:为|对|向|给)(?:(?:我|全|本|各|辖)?[区县市省镇乡局校院]?(?:内)?|[^，。；]{2,30}条件的)$")
# How many projects money was given to, or an evaluator looked at, is no output: 实施项目15个, 年中增加8个项目, 抽查到村项目8个.
_OF_PROJECT = re.compile(r"[\u4e00-\u9fff]{2,}项目$")
_PROJECTS = re.compile(
    r".{0,20}(?:抽[查取样][^，。；]{0,16}项目|项目抽[查取样]).{0,6}|.{0,40}(?:实施|安排|共有|涉及|设置|申报|批复|增加|预算|纳入|年中)[^，。；]{0,12}项目|年中(?:增加|追加)"
)
_TIMES = frozenset({"次", "场次", "场", "批次"})
_REGIONS, _MORE_OF_REGIONS = ("省", "市", "县", "区"), ("级", "市空", "区空", "市水", "市环")
_CONCRETE = frozenset({"家", "户", "名", "所", "处", "座", "条", "人", "位"})
_ALL_OUT = re.compile(
    r"[\u4e00-\u9fff]{2,20}?(?:全部|均已?|已全部)(?:脱贫|退出|搬迁|入住|享受|达标|参保)"
)  # 89户建档立卡户全部退出
_ALL_BUILT = re.compile(
    r"(?!项目|子项|单位)[\u4e00-\u9fff]{2,10}?(?:项目)?(?:全部|均已?|已全部|已)(?:完工|竣工|建成|投入使用|通过验收)"
)  # 14个老旧小区全部完工
_PROJECTS_DONE = re.compile(
    r"项目(?:均|已|都|全部|基本|满分|按期|如期)*(?:完成|达标|达成|实现|完工)"
)  # 等3个项目满分完成
_OF_WRITINGS = frozenset({"套", "份", "本", "册", "部", "张", "幅", "篇", "卷"})
_WRITTEN = re.compile(r"编制(?=[\u4e00-\u9fff]{2,})(?!人|数|总)")  # 编制规划文本1套: no posts
_OF_WORKS = frozenset({"段", "处", "座", "条", "公里", "千米", "km"})
_OF_PIECES = frozenset({"个", "项", "类", "批", "件", "家"})
# 电话随访600人, 抽样调查120户: how a survey was made
_SURVEY = re.compile(
    r"(?:电话(?:随访|回访|调查|访问)|抽样(?:调查)?|问卷调查|随机(?:抽取|调查|访问)|入户调查)(?:了|服务对象|群众)?$"
)
# 对120户果农发放问卷, 回收有效问卷115份: how many were asked
_QUESTIONED = re.compile(r"问卷|访谈|样本|调查表")
_RETURNED = re.compile(r"(?:收回|回收|发放)(?:有效)?(?:了)?$")  # 发放问卷320份，收回312份
_NEAR = 10
_ASIDE_REACH = 60
_VISIT_REACH = 30
# 其中2个未达到标准: what was found wanting
_NOT_DONE = re.compile(r"(?:仍|还|尚)?(?:未(?!发生|成年|出现|婚)|没有|不符合)")
# 抽查了6个镇42个自然村: where an evaluator looked
_SAMPLED = re.compile(
    r"(?:抽查|抽取|抽选|选取)了?[^，。；]{0,24}\d+个(?:[\u4e00-\u9fff]{0,3}(?:镇|乡|村|县|区|市|街道|社区|项目))"
)
# 经对6个乡镇、18个村、246户农户实地走访
_VISITED = re.compile(r"(?:经|通过)对[^。；]{0,48}(?:走访|核查|访谈|座谈|勘查)")
# 全县共有供水站126座: what there is, not what was done
_STOCK = re.compile(r"(?:现有|共有|拥有|建有|设有|原有)[^，。；]{2,}$")
# 其中：执法执勤用车9辆; 部门预算安排购置车辆2辆: the body's own assets
_OWN_VEHICLES = re.compile(r"用车$|(?:共有|安排购置)(?:更新)?(?:公务)?(?:车辆|用车)$")
# 会议费预算2万元，拟召开3次会议，人数200人: what a sum was reckoned by
_OF_FEE = re.compile(r"(?:会议|培训)费[^，。；]{0,12}元，(?:拟|计划|共|全年)?(?:召开|开展|举办)[^。；]{0,30}")
WORK_OF_GOALS = re.compile(r"绩效(?:目标|自评|监控|评价)?[^，。；]{0,8}(?:率|比例)$")
_NOTICE = re.compile(r"(?:下发|印发|发出|签发|制发|送达)[^，。；]{0,12}(?:通知书?|通报|文件|方案)")
_AGAINST = re.compile(
    r"[与比较](?:上年度?|去年|往年|上一年)(?:同期)?(?:相比)?(?=新增|增|减|多|少|下降|上升|提高|提升|降低)"
)
# 安全生产领导小组召开会议4次: who did it
_GROUP_MEETS = re.compile(r"[\u4e00-\u9fff]{0,12}(?:领导|工作|专项)小组(?=召开|开展|组织|举办)")
_REASON = re.compile(r"(?:原因(?:是|为|：)|由于)[^，。；]*$")  # 原因是新增委员25名
_BARE_MEASURE = frozenset({"时间", "期限", "时限", "数量", "标准", "比例"})
_SHARE = re.compile(r"[\u4e00-\u9fff]{2,}占(?:全部|全年|总)?[\u4e00-\u9fff]{2,}$")
# 高于全省平均水平4.3个百分点: where a rate stands among others, no result of its own.
_AHEAD = re.compile(
    r"(?:高|低|快|慢|领先|超)[于出过]?[^，。；]{0,14}(?:平均|序时|同期|进度|水平)"
    # 较目标值高出6个百分点, 超任务43%: what target and actual differ by
    r"|[^，。；]{0,14}(?:[较比](?:年初|年度|预期|既定)?(?:目标|计划|任务)[值数]?[^，。；]{0,4}|超额?(?:任务|目标|计划)[值数量]?|超额|[高低]出)"
)
_AHEAD_WORD = re.compile("[高低快慢领超较比]")  # one of them stands in whatever the pattern above matches
# 比上年增长3.8%, 各下降5%: a comparison that names nothing is no result of its own
_NOTHING_NAMED = re.compile(
    r"(?:按?(?:可比|同口径|不变价)(?:口径|价格)?|(?:[比较与同]|同比|环比)(?:(?:19|20)\d{2}年|上年|去年|上一年|年初)?(?:度|同期|决算|预算|执行)?数?(?:相比)?|各)?"
    r"(?:增加|增长|减少|下降|降低|上升)了?"
)
_RATE_OF = re.compile(r"[^，。；：]*率(?:为|是|达到?|均)?$")  # 抽查的8个小区合格率100%: of how many the rate is
_RATE_OF_MONEY = re.compile(r"(?:资金)?(?:使用|控制|节约|拨付|下达)率")
# 已建水池一座, 发展油菜1000亩
_BUILT = re.compile(r"[已共]建(?!档|立|议|制)[\u4e00-\u9fff]{2,8}$|^(?:大力|积极|新)?发展[\u4e00-\u9fff]{2,8}$")
# 全年完成门诊3万人次, 路基已完成3公里
_COMPLETED = re.compile(r"完成[\u4e00-\u9fff]{2,10}$|[\u4e00-\u9fff]{2,10}(?:已|全部|累计)+完成$")
_COMPLETED_PART = re.compile(r"完成了?[\u4e00-\u9fff]{0,10}(?:工程|建设|任务|工作量|建设内容)的?$")  # 完成主体工程的90%
# 实施村容整治项目140个: works of one kind, counted
_WORKS_OF_KIND = re.compile(
    r"(?:实施|完成|建设|新建|引进)(?!.*(?:预算|资金|专项|财政|绩效|重点|部门|支出|转移支付|涉农|补助|各类|上级|评价|子项))[\u4e00-\u9fff]{4,14}项目"
    r"|(?:全年)?实施[省市县区]级重点项目"
)
_WANTING = re.compile(r"(?:审计|监督检查|凭证|评价|财务|账)[^，。；]{0,16}问题$")
_NO_FEE = re.compile(r"免费|消费|浪费")  # 场馆免费开放率: 费 that is no sum
_PROJECT = re.compile(r"(?:重点|实施|子)?项目")
# 旅游收入增长12%, 游客接待量同比增长8.5%: what a result is about is no money of the body
_OF_ECONOMY = re.compile(
    r"(?:旅游|集体|农[民户牧]|村民|居民|群众|贫困[户人]|脱贫|户均|人均|经营|营业|销售|企业)[^，。；]{0,8}(?:收入|收益|利润|结案|办案)"
    r"|可支配收入|产值|产量|增加值|生产总值|零售|进出口|[客流访]量|人数|人次|数量|面积|案件|事故|发案|诉讼|排放|能耗|销量|交易额|消费"
)
_TITLES = re.compile(r"《[^《》]{1,60}》")  # 制定《…资金管理办法》等制度5项: what it is called says nothing of it
_UP_TO_STOP = re.compile(r"[^，、。；：\n]*")


@lru_cache(maxsize=8)
def _pattern(kind: str, tail: str = "") -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(kind)}){tail}")


def counts_first(figure: Figure, left: str, right: str, *, listed: bool) -> bool:
    """Tell whether a figure before its noun counts an output: 购置18辆特种车辆 does, 三个方面 does not.

    ``listed``: the figure before it in the same list counts one.
    """
    if figure.kind != COUNT or _is_abstract(figure, right) or (right.startswith("门") and figure.unit == "部"):
        return False
    if figure.unit in _TIMES and verb_pattern().match(right) and not left.strip("，先后累计共全年多达已"):
        return True  # 先后6次开展集中学习
    if figure.unit in ("户", "人") and _ALL_OUT.match(right):
        return True
    if _PROJECTS_DONE.match(right):
        return False
    if not left and _ALL_BUILT.match(right):
        return True
    if right.rstrip("，。、").endswith(("各", "每")) or _RATE_OF.fullmatch(right):
        return False
    # 序厅、开放区等28个展区: among the words of a list only a leading one is what was done.
    verb = verb_pattern().match(left_name(left)[0]) if left.endswith("等") else verb_pattern().search(left)
    if not figure.number_text[:1].isdigit():
        close = verb_pattern().search(left[-4:])
        return figure.number >= 2 and figure.unit not in _ORDINAL and close is not None and not left.endswith("等")
    return verb is not None or listed or (_FOR.search(left) is not None and not left.endswith("等"))


def _is_abstract(figure: Figure, right: str) -> bool:
    """Tell whether what a figure stands before is no thing that was done: 三个方面, 5个县; 27个县级以上水源地 and 12家重点企业 are."""
    found = _pattern("abstract").match(right)
    if found is None:
        return False
    rest = right[found.end() :]
    if found.group() in _REGIONS:
        return not rest.startswith(_MORE_OF_REGIONS)
    return not (found.group() == "重点" and figure.unit in _CONCRETE and "\u4e00" <= rest[:1] <= "\u9fff")


def counts(
    figure: Figure,
    name: str,
    left: str,
    right: str,
    stretch: Stretch,
    *,
    first: bool,
    chained: bool,
    goal: bool = False,
) -> bool:
    """Tell whether a named figure is an indicator.

    ``chained``: one before it in the sentence is; ``first``: it stands before its noun; ``goal``: it is called a target.
    """
    behind = right[:1]  # most patterns that begin here are told from it: this is asked of every figure with words
    if (
        not (1 if name in _PLACES else 2) <= len(name) <= _LONGEST_NAME
        or ("第" in left and _ORDER.search(left))
        or (behind in "下拨安追划" and _GIVEN.match(right))
        or (name.endswith("指标") and not goal and (class_of(name) or name.endswith("级指标")))
    ):
        return False
    follows = _up_to_stop(right)
    if (behind in "以及的" and _ATTRIBUTE.match(right)) or (figure.unit == "岁" and not name.endswith("年龄")):
        return False  # 日处理能力30吨以上的设施, 80-89岁: what something is like
    # 一次性, 两级: a number in words counts only as 检查十二次, with nothing behind it.
    if (
        not figure.number_text[:1].isdigit()
        and not first
        and (
            (follows and not _PAID_FOR.match(follows))
            or not (verb_pattern().search(name) or _BUILT.search(left) or stretch.labelled or chained)
        )
    ):
        return False
    has_other_side = behind == "，" and _OTHER_SIDE.fullmatch(right) is not None
    asked = goal or stretch.labelled or has_other_side
    if (
        not asked
        and figure.unit in _OF_PIECES
        and not _WORKS_OF_KIND.fullmatch(left)
        and (_PROJECTS.fullmatch(name) or (_OF_PROJECT.match(name) and not (first or verb_pattern().match(name))))
    ):
        return False
    if ("因" in left or "由" in left) and _REASON.search(left):
        return False
    if figure.unit == "辆" and not stretch.labelled and _OWN_VEHICLES.search(name):
        return False
    if figure.kind == COUNT and (_SURVEY.search(left) or _QUESTIONED.search(name) or _QUESTIONED.search(right[:_NEAR])):
        return False
    if figure.kind == COUNT and figure.unit == "份" and _RETURNED.search(left):
        return False
    if figure.kind == COUNT and name[0] in "仍还尚未没不" and _NOT_DONE.match(name):
        return False
    if not asked and figure.unit in _OF_PIECES and (name.endswith("类") or _WANTING.search(name)):
        return False  # 实施项目9个，其中产业类4个; 检查中发现问题2个
    lasts = figure.kind == COUNT and figure.unit in _DURATION
    if _AHEAD_WORD.search(name) and _AHEAD.match(name):
        return False
    if stretch.labelled:
        if stretch.side == "actual" and (name in _BARE_MEASURE or (lasts and figure.high is not None)):
            return False  # 公示时间不少于7天, 给予2-12个月补助: a rule, not what was done
        timed = _OF_TIME.search(name) or verb_pattern().search(name) or figure.operator != "="
        return "连续" not in name and (not lasts or bool(timed))
    if figure.unit in ("个", "类", "项") and right.startswith("项目") and stretch.side == "actual":
        return False  # 基本公共卫生服务7个项目: how many it is made of
    if figure.kind == PERCENT and _NOTHING_NAMED.fullmatch(name):
        return False
    if (name.endswith("率") and _RATE_OF_MONEY.fullmatch(name)) or (first and _PROJECT.fullmatch(name)):
        return False
    both = name + left  # a character that is in neither spares the two searches for what begins with it
    if figure.kind == COUNT and ("发" in both or "送" in both):
        name, left = _NOTICE.sub("", name), _NOTICE.sub("", left)
    # 办理案件168件，比上年增长12%; 火化率较上年提高6个百分点
    if (figure.kind in (COUNT, PERCENT) or chained) and "年" in both:
        name, left = _AGAINST.sub("", name), _AGAINST.sub("", left)
    if is_of_economy(name):  # 农民人均收入 is a result, 人均 in any other name a base
        name, left = _PER_HEAD.sub("", name), _PER_HEAD.sub("", left)
    if "组" in both:
        name, left = _GROUP_MEETS.sub("", name), _GROUP_MEETS.sub("", left)
    if figure.kind == PERCENT and WORK_OF_GOALS.fullmatch(name):
        return True  # 绩效目标填报比例100%: how far the work on goals got
    if not (first or stretch.attains or goal or stretch.side == "target") and _STOCK.search(left):
        return False
    written = figure.unit in _OF_WRITINGS and _WRITTEN.search(name) is not None
    if written:
        name, left = _WRITTEN.sub("", name), _WRITTEN.sub("", left)
    if "》" in left:
        name, left = _TITLES.sub("", name), _TITLES.sub("", left)
    if _pattern("none").search(f"{'' if name in left else name}\n{left}\n{follows[:12]}"):
        return False
    if figure.unit in ("人", "名") and (_OWN_STAFF.search(name) or _PAY.search(right[:12])):
        return False
    if (lasts and (first or not _OF_TIME.search(name))) or (stretch.side == "actual" and _DUTY.search(left)):
        return False
    if figure.kind == PERCENT:
        share = _SHARE.search(name) if "占" in name else None
        plain = _NO_FEE.sub("", re.sub(r"(?<=[\u4e00-\u9fff])占比$", "", name))  # 护理型床位占比
        money = _pattern("money").search(plain.replace("占", "") if share else plain)
        performs = _pattern("performance", "$").search(name) or _IN_TIME.search(name)
        # 项目开展符合实际情况100%: what was attained in full, named by the deed
        in_full = (
            stretch.attains and figure.number == _FULL and len(name) >= _LEAST_DEED and verb_pattern().search(name)
        )
        in_part = _COMPLETED_PART.search(left)
        return bool(_RATE.search(name) or share or in_full or in_part) and bool(
            performs or not money or is_of_economy(name)
        )
    if figure.kind == PLAIN:
        return bool(_RATE.search(name))
    if (
        right.startswith(("为标准", "测算", "计算"))
        or left.startswith(("以", "按", "按照"))
        or left.endswith(("以", "按"))
    ):
        return False
    # 走访农户141户，目标值128户; 促成就业90人，实际完成95人: what has both sides is an indicator whatever it is called.
    if has_other_side:
        return True
    if goal or stretch.side == "target" or stretch.attains or (figure.operator != "=" and len(name) >= 4) or chained:
        return True
    return (
        first
        or written
        or name in words("indicator_words", kind="deed")
        or verb_pattern().search(name) is not None
        or _BUILT.search(left) is not None
        or _COMPLETED.search(left) is not None
        or (figure.unit in _OF_WORKS and name.endswith("工程"))
    )


def is_aside(text: str, clause: Clause) -> bool:
    """Tell whether a count only says where an evaluator looked or what a sum for meetings was reckoned by."""
    begin, end = max(clause.sentence, clause.figure.start - _ASIDE_REACH), clause.figure.end + _NEAR
    words_around = text[begin:end]
    patterns = [_SAMPLED] if "抽" in words_around or "选取" in words_around else []
    if "费" in words_around:
        patterns.append(_OF_FEE)
    if "经对" in words_around or "通过对" in words_around:
        patterns.append(_VISITED)
        end += _VISIT_REACH
    return any(
        match.start() < clause.figure.start <= match.end()
        for pattern in patterns
        for match in pattern.finditer(text, begin, end)
    )


def is_of_economy(words: str) -> bool:
    """Tell whether words name what a result is measured by outside the body: 旅游收入, 村集体收入, 接待量."""
    return _OF_ECONOMY.search(words) is not None


def _up_to_stop(text: str) -> str:
    match = _UP_TO_STOP.match(text)
    return match.group() if match else ""
