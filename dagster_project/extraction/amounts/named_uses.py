"""Whether the words before a figure of money name a use or a fund of their own, and no class of expense and no source.

Here belongs what makes such a name. What it is told of (class, measure, project) belongs to amount_gaps.py and amount_words.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.amounts.statements import Statement
from dagster_project.extraction.projects.project_names import is_common_name

# 社区治理创建项目支出5万元: the spending of one work by its name
OF_NAMED_WORK = re.compile(
    r"[\u4e00-\u9fff]{4}(?<!基本)(?<!设施)(?<!能力)(?:建设|改造|治理|整治|创建|试点|示范|修缮|维修|采购|购置|补助|救助|培训|计划|行动)项目支出$"
)
_FUND_NAME = re.compile(
    r"[\u4e00-\u9fff]{3,}(?:补助|奖补|专项|补贴|保险)(?:资金|经费|补助)?(?:实际|累|共|领域资金)*(?:支出|发放|拨付)?(?:-[\u4e00-\u9fff]{1,6})?$"
)
_USE = re.compile(r"(?P<name>[\u4e00-\u9fff“”]{2,24}(?:经费|费|补助|补贴))(?:支出)?(?:预算|安排){1,2}$")
_CLASSES = re.compile(r"(?:运转|运行|人员|公用|办公|项目|专项|业务|行政|人头|部门|单位|财政|三公”?)(?:经费|费|补助)$")
# 其中：小流域治理工程70万元，水库维修养护6万元: what a part of a sum is for
_USE_OF_LIST = re.compile(
    r"[\u4e00-\u9fff）]{2,}(?:项目|工程|建设|改造|治理|整治|养护|维护|维修|维养|修缮|修复|防治|防控|管理|改革|扶持|发展|提升|保护|监测|推广|示范|培训|服务|救助|供养|低保|保障|"
    r"采购|购置|普查|试点|搬迁|绿化|补贴|补助|奖补|奖励|资助|贴息|补偿|经费|费用|费|助学金|公益岗|任务|转移支付|福利|工作|类|资金)(?:（[^（）]{1,16}）)?(?:支出)?$"
)
_NO_USE = re.compile(
    r"中央|省级|自治区级?|市级|县级|区级|本级|上级|地方|配套|自筹|自有|财政|预算|收入|结转|结余|债券|国债|拨款|(?:一般性?|专项|均衡性|共同财政事权|上级|各项)转移支付|^转移支付|预备费|直达|第[一二三四五]批|其他资金|社会资金|用于|整合|统筹|已|未|实际|完成|总投资"
)
# 市级老年设施改造: a use by its own name, before which its level stands
_LED_BY_LEVEL = re.compile(r"(?:省|市|县|区|州|旗)级(?P<name>[\u4e00-\u9fff]{6,})$")
_GIVEN = re.compile(r"(?:财政)?(?:已|全部)?(?:下拨|拨付|下达)(?:资金)?$")
_ARRANGED = re.compile(r"^(?:安排|争取|落实)")
# 发放城市低保金80万元, 向困难群众发放慰问金5万元
_HANDED_OUT = re.compile(r"(?:发放|兑付|兑现)[\u4e00-\u9fff“”]{2,14}(?:(?<!资)金|补贴|补助|费|款)$")


def names_use(said: Statement) -> bool:
    """Tell whether a planned sum is that of one named use of the department's money (征兵工作经费预算5万元)."""
    use = _USE.search(said.bare)
    return use is not None and not is_common_name(use["name"]) and not _CLASSES.search(use["name"])


def names_funds(said: Statement) -> bool:
    """Tell whether a figure of the whole department is about single funds (a 科目-like name, or several with their sum)."""
    if said.words.count("、") >= 2 and any(word in said.words for word in ("合计", "共计", "总计")):
        return True
    return _FUND_NAME.search(said.bare) is not None


def names_use_of_list(said: Statement) -> bool:
    """Tell whether the words of a part name what it is for, and neither whose money it is nor what was done with it."""
    # 上级资金用于甲工程支出3万元, 健身运动经费财政下拨3万元: neither whose money it is nor what was done with it
    bare, words = (_GIVEN.sub("", whole.rpartition("用于")[2]) for whole in (said.bare, said.words))
    if _USE_OF_LIST.search(bare) is None:
        return False
    if _NO_USE.search(words) is None:
        return True
    # 市级老年设施改造60万元: the level of a use that is named
    led = _LED_BY_LEVEL.match(bare)
    return led is not None and not is_common_name(led["name"]) and _NO_USE.search(led["name"]) is None


def names_one_use(said: Statement) -> bool:
    """Tell whether a part of a fund's money is named at all, by neither its source nor what was done with it."""
    return len(said.bare) > 2 and _NO_USE.search(said.words) is None


def names_arranged_use(said: Statement) -> bool:
    """Tell whether a sum is what one named use is given (安排园区改造提升资金8万元), and not the money of all of them."""
    if _HANDED_OUT.search(said.bare) is not None:
        return True
    bare = _ARRANGED.sub("", said.bare, count=1)
    return bare != said.bare and names_use_of_list(said) and not is_common_name(bare)
