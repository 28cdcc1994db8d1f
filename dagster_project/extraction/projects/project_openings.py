"""What tells that a name which leads a heading or a paragraph is one of a project: what stands right behind it, and where.

Which headings and paragraphs are asked belongs to project_texts.py and project_paragraphs.py.
"""

from __future__ import annotations

import re

from dagster_project.extraction.projects.project_names import (
    is_common_name,
    names_other_things,
)
from dagster_project.extraction.records import Section
from dagster_project.extraction.report import Report

DONE_TO = re.compile(
    r"通过|(?:发放|拨付|下达|兑付|统筹|积极|严格|加大|加强|争取|收到)(?=[^，。；]{4})|对(?![口外接])|为(?!民)|向(?![阳上])|(?:支持|安排|补助)(?=[^，。；]{4})|用于"
)
PLAIN_TAIL = re.compile(r"(?:项目|工程|资金|经费|专项|补助|奖补|补贴|建设|改造)(?:（[^（）]{1,14}）)?$")
# A project's money right after its name (NAME。全年预算数5万元，…), and the items of accounts that read alike but are none.
_OPENS_WITH_MONEY = re.compile(
    r"[\s：。；]{0,3}(?:该?项目)?(?:\d{4}年度?)?(?:年初|全年|调整后?|当年|本年)?(?:下达|收到|安排|批复|到位)?(?:上级|财政|项目|专项)?"
    r"(?:(?:预算|资金|投资|经费|总投资|总资金)[^，。；：\d\n]{0,10}|(?<=到位)|(?<=下达)|(?<=收到))\d[\d,.]*\s?(?:万|亿)?元"
)
_ACCOUNT_ITEM = re.compile(r"支出$|事务$|运行$|（[类款项目]）|\d{7}")
_OF_PROJECTS = re.compile(r"项目|绩效|专项|直达|自评")
# A target right after the name of a work item, under a heading about targets (NAME：完成审计≥14个；…).
_OPENS_WITH_TARGET = re.compile(
    r"[：][^，。；：\n]{2,24}?(?:≥|≤|[><=]|不少于|不低于|不超过|达到|至少|控制在|大于|小于|高于)?\d[\d,.]*[^，。；\n]{0,8}[；。，]"
)
CLASS_WORD = re.compile(r"数量|质量|时效|成本|效益|效果|影响|满意|目标|产出")


def tells_of_projects(chain: list[Section]) -> bool:
    """Tell whether a heading around is about projects or funds."""
    return any(_OF_PROJECTS.search(section.title) for section in chain)


def opens_with_money(report: Report, title: str, at: int, chain: list[Section]) -> bool:
    """Tell whether a name under a heading about projects or their results is followed by its money (``at``: in the view)."""
    return (
        not names_other_things(title)
        and not is_common_name(title)
        and not _ACCOUNT_ITEM.search(title)
        and tells_of_projects(chain)
        and _OPENS_WITH_MONEY.match(report.text, at, at + 60) is not None
    )


def opens_with_target(report: Report, title: str, at: int, chain: list[Section]) -> bool:
    """Tell whether a name under a heading about targets is followed by one (``at``: the view offset of the colon)."""
    return (
        bool(chain)
        and chain[0].role == "target"
        and not names_other_things(title)
        and not CLASS_WORD.search(title)
        and _OPENS_WITH_TARGET.match(report.text, at, at + 60) is not None
    )
