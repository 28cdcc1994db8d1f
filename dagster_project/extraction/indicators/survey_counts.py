"""Counts of what was asked, sampled or visited, or by which a sum was reckoned: how work was judged, and no output of it.

Here belongs what tells such counts. What else is no indicator belongs to indicator_filters.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.indicators.indicator_figures import Clause
from dagster_project.extraction.indicators.named_figures import NamedFigure
from dagster_project.extraction.words.figures import COUNT

# 电话随访600人, 抽样调查120户: how a survey was made
_SURVEY = re.compile(
    r"(?:(?:电话(?:随访|回访|调查|访问)|抽样|随机(?:抽取|调查|访问))(?:了|服务对象|群众)?|(?:抽样|问卷|入户)调查了?[\u4e00-\u9fff]{0,5})$"
)
# 对120户果农发放问卷, 回收有效问卷115份: how many were asked
_ANSWERS = re.compile(r"(?:非常|很|十分|比较|较为?|基本|一般|不太?)?(?:满意|了解)(?:的|度)?")  # 回收120份，其中满意98份
_QUESTIONED = re.compile(r"问卷|访谈|样本|调查表")
_RETURNED = re.compile(r"(?:收回|回收|发放)(?:有效)?(?:了)?$")  # 发放问卷320份，收回312份
_NEAR = 10
_ASIDE_REACH = 60
_VISIT_REACH = 30
# 抽查了6个镇42个自然村: where an evaluator looked
_SAMPLED = re.compile(
    r"(?:抽查|抽取|抽选|选取)了?[^，。；]{0,24}\d+个(?:[\u4e00-\u9fff]{0,3}(?:镇|乡|村|县|区|市|街道|社区|项目))"
)
# 经对6个乡镇、18个村、246户农户实地走访
_VISITED = re.compile(r"(?:经|通过)对[^。；]{0,48}(?:走访|核查|访谈|座谈|勘查)")
# 会议费预算2万元，拟召开3次会议，人数200人: what a sum was reckoned by
_OF_FEE = re.compile(r"(?:会议|培训)费[^，。；]{0,12}元，(?:拟|计划|共|全年)?(?:召开|开展|举办)[^。；]{0,30}")

# 全县现有小学38所，其中中心小学9所、教学点5个: what there is, by kind
_STOCK_BY_KIND = re.compile(
    r"[^，。；\d]{0,16}(?:现有|共有|下辖)[^，。；\d]{0,10}(?:学校|小学|中学|学生|学员|幼儿|社区|村|卫生院|卫生室|医院|人口)"
    r"[\d.]{1,9}万?[所人名个家]，其中[^。；]{0,200}"
)


def is_of_survey(named: NamedFigure) -> bool:
    """Tell whether a count is one of those who were asked, or of their answers."""
    if named.figure.kind != COUNT:
        return False
    asked = _SURVEY.search(named.left) or _QUESTIONED.search(named.name) or _QUESTIONED.search(named.right[:_NEAR])
    return bool(asked or _ANSWERS.fullmatch(named.name) or (named.figure.unit == "份" and _RETURNED.search(named.left)))


def is_aside(text: str, clause: Clause) -> bool:
    """Tell whether a count only says where an evaluator looked or what a sum for meetings was reckoned by."""
    if text.find("，其中", clause.sentence, min(clause.figure.start, clause.sentence + _ASIDE_REACH)) >= 0:
        stock = _STOCK_BY_KIND.match(text, clause.sentence, clause.figure.start)
        if stock is not None and stock.end() == clause.figure.start:
            return True
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
