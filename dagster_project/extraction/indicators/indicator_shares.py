"""Percentages of a task or of all that was to be done, whose words are no rate: 占年度任务的100%, 100%足额发放补贴.

Here belongs when such a percentage is an indicator and what it is called. Rates belong to indicator_clauses.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.indicators.indicator_figures import ACTUAL_MARK, Clause
from dagster_project.extraction.indicators.indicator_names import left_name, of_what
from dagster_project.extraction.indicators.indicator_sides import Statement
from dagster_project.extraction.indicators.labelled_stretches import Stretch
from dagster_project.extraction.words.figures import PERCENT

# 实际完成数占年度目标任务的100%
OF_TASK = re.compile(
    r"(?:占|(?<=率)为|(?<=率)是)(?:全年|年度|年初|总|计划|目标|任务)*(?:计划|目标|任务)(?:数|量|总数)?的?$"
)
# 完成年度指标值的108%: how far what was told before got
_TASK_DONE = re.compile(
    r"(?P<name>(?:超额)?完成(?![^，。；]{0,12}(?:预算|投资|支出|收入|资金))[\u4e00-\u9fff]{0,10}(?:任务|目标|指标|计划)(?:值|数|量|总量)?)的$"
)
# 培训2399人，完成目标任务数2000人的120%: the task is the target of what was told before
TASK_OF = re.compile(
    r"(?P<name>(?:超额)?完成[\u4e00-\u9fff]{0,8}?(?:任务|目标|计划|指标)(?:任务)?(?:数|值|量|人数|总数)?)$"
)
# 100%及时、足额发放救助资金: all of it, before the deed
_ALL_DONE = re.compile(
    r"(?P<name>(?:及时|足额|全部|按时|按期|准确|规范|全额|全面|有效)[、和]?[^，。；\n]{2,40}|(?:完成|落实|覆盖|兑现|发放|到位|保障)[^，。；、\n]{3,40})"
)
_LONGEST_LEAD = 12
_FULL = 100


def of_all(text: str, clause: Clause, found: list[Statement], stretch: Stretch) -> Statement | None:
    """Read a percentage that says what was done in full or of a task, whose words are no rate; null where it is another."""
    figure = clause.figure
    if figure.kind != PERCENT or figure.operator != "=":
        return None
    task = OF_TASK.search(clause.left)
    if task is not None:
        name, skipped = left_name(clause.left[: task.start()])
        if task.group()[0] != "占":  # 完成率为年度目标的104%
            name = of_what(name, found[-1].name) if found else name
            return Statement(name, clause.start + skipped, figure.op_end, None, figure)
        start = clause.start + (0 if "实际" in clause.left[:skipped] else skipped)
        whole = text[start : clause.start + task.start()] if name else found[-1].name if found else ""
        name = whole + clause.left[task.start() :].removesuffix("的")
        return Statement(name, start, figure.op_end, None, figure) if whole else None
    if clause.left == "的" and clause.before is not None:
        of_task = TASK_OF.search(text, clause.sentence, clause.before.op_start)
        if of_task is not None:  # 完成市下达任务2000人的120%
            return Statement(of_task.group("name"), of_task.start(), figure.op_end, None, figure)
    reached = _TASK_DONE.search(clause.left) if stretch.side == "actual" else None
    if reached is not None:
        return Statement(reached.group("name"), clause.start + reached.start(), figure.op_end, None, figure)
    done = _ALL_DONE.match(clause.right) if figure.number == _FULL and (stretch.labelled or stretch.attains) else None
    lead = left_name(clause.left)[0]
    if (
        done is not None
        and stretch.side == "actual"
        and not ACTUAL_MARK.search(clause.left)
        and len(lead) <= _LONGEST_LEAD
    ):
        name = lead + done.group("name").rstrip("的、")
        return Statement(name, clause.start, figure.op_end + done.end(), None, figure, first=True)
    return None
