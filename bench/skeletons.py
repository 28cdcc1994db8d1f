"""Which blocks make which kind of report, and in what order, for several provinces' outlines.

Here belongs the order alone. A skeleton is a function that writes on a report; the titles of its chapters vary here, what stands
under them belongs into ``blocks``.
"""

from __future__ import annotations

from collections.abc import Callable

from bench.blocks import accounts, forms, money, opening, projects, results
from bench.context import Report

Skeleton = Callable[[Report], None]


def _pick(report: Report, *titles: str) -> str:
    return report.rng.choice(titles)


def _listed(report: Report, *, with_money: bool = True) -> None:
    """Write all projects as paragraphs, sometimes each with its score."""
    scored = report.rng.random() < 0.3
    for project in report.projects:
        projects.paragraph(report, project, with_money=with_money)
        if scored:
            report.draft.text = report.draft.text[:-1]
            results.project_score(report, project)


def department_northern(report: Report) -> None:
    """基本情况 → 自评工作 → 目标实现 → 结论 → 问题 → 措施."""
    opening.title(report)
    report.heading(1, _pick(report, "部门基本情况", "基本情况", "部门概况"))
    report.run_in(2, _pick(report, "部门概况", "机构人员情况"))
    opening.staff(report)
    report.run_in(2, _pick(report, "部门收支情况", "部门预决算情况"))
    money.budget(report)
    money.spending(report)
    report.run_in(2, _pick(report, "绩效目标设立情况", "绩效指标"))
    projects.targets(report, report.projects[0].works)
    report.heading(1, _pick(report, "自评工作开展情况", "绩效自评工作情况"))
    report.draft.plain("成立自评工作小组，收集佐证材料，逐项核对指标完成情况。\n")
    money.execution(report)
    report.heading(1, _pick(report, "绩效目标实现情况", "绩效目标完成情况分析"))
    _listed(report)
    _conclude(report)


def department_southern(report: Report) -> None:
    """概况 → 资金收支 → 绩效管理 → 指标分析 by class → 评价结论 → 问题 → 建议."""
    opening.title(report)
    report.heading(1, _pick(report, "部门（单位）概况", "单位基本情况"))
    report.run_in(2, _pick(report, "机构组成和人员概况", "人员概况"))
    opening.staff(report)
    report.heading(1, _pick(report, "部门资金收支情况", "部门财政资金收支情况"))
    report.run_in(2, "资金收入情况")
    money.budget(report)
    report.run_in(2, "资金支出情况")
    money.change(report)
    money.execution(report)
    report.heading(1, _pick(report, "部门整体绩效分析", "履职完成情况"))
    for project in report.projects[:1]:
        works = tuple(sorted(project.works, key=lambda w: list(projects.LABELS).index(w.level2)))
        projects.outputs(report, works, labelled=True)
    report.heading(1, _pick(report, "项目支出情况", "重点项目实施情况"))
    _listed(report)
    _conclude(report)


def department_table(report: Report) -> None:
    """概况 → 收支 → detail table of projects → 结论 → 问题 → 措施."""
    opening.title(report)
    report.heading(1, "部门概况")
    opening.staff(report)
    report.heading(1, "部门收支情况")
    money.budget(report)
    money.spending(report)
    money.execution(report)
    report.heading(1, "项目支出情况")
    forms.details(report)
    report.heading(1, "绩效目标完成情况")
    _listed(report, with_money=False)
    _conclude(report)


def _conclude(report: Report) -> None:
    report.heading(1, _pick(report, "评价结论", "自评结论", "评价结论和等级"))
    results.department_score(report)
    report.heading(1, _pick(report, "存在的问题", "存在问题", "存在的主要问题"))
    results.problems(report)
    report.heading(1, _pick(report, "改进措施", "下一步改进措施", "有关建议"))
    results.improvements(report)
    opening.signature(report)


def project_listed(report: Report) -> None:
    """组织开展 → 目标实现, a paragraph a project → 问题 → 措施."""
    opening.title(report)
    report.heading(1, _pick(report, "自评工作组织开展情况", "绩效自评组织情况"))
    results.distribution(report)
    report.heading(1, _pick(report, "绩效目标实现情况", "项目绩效目标完成情况"))
    _listed(report)
    report.heading(1, "评价结论")
    results.overall_score(report)
    _project_end(report)


def project_forms(report: Report) -> None:
    """组织开展 → a form a project → 问题 → 措施."""
    opening.title(report)
    report.heading(1, "自评工作组织开展情况")
    report.draft.plain("按照统一部署，各项目承担股室对照年初目标逐项自评。\n")
    report.heading(1, "项目自评情况")
    for project in report.projects[:2]:
        forms.self_evaluation(report, project)
    report.projects = report.projects[:2]
    _project_end(report)


def _project_end(report: Report) -> None:
    report.heading(1, _pick(report, "存在的问题", "存在问题及原因"))
    results.problems(report)
    report.heading(1, _pick(report, "改进措施", "整改措施"))
    results.improvements(report)
    opening.signature(report)


def targets_filed(report: Report) -> None:
    """总体目标 → a target form a project."""
    opening.title(report)
    report.heading(1, "总体目标")
    report.draft.plain("围绕年度中心工作，保障各项任务按期完成。\n")
    report.heading(1, "绩效指标")
    for project in report.projects:
        forms.target_form(report, project)


def final_account(report: Report) -> None:
    """概况 → 说明 by chapters → 预算绩效."""
    opening.title(report)
    report.heading(1, "部门概况")
    opening.staff(report)
    report.heading(1, "收入决算情况说明")
    accounts.revenue(report)
    report.heading(1, "支出决算情况说明")
    accounts.expense(report)
    if report.rng.random() < 0.6:
        money.change(report)
    report.heading(1, "“三公”经费决算说明")
    accounts.three_public(report)
    report.heading(1, "机关运行经费支出情况说明")
    accounts.running(report)
    report.heading(1, "政府采购支出情况说明")
    accounts.procurement(report)
    report.heading(1, "预算绩效管理工作开展情况")
    _listed(report)
    opening.signature(report)


def budget(report: Report) -> None:
    """概况 → 收支预算 → 科目 → 三公 → 政府采购 → 绩效目标."""
    opening.title(report)
    report.heading(1, "部门概况")
    opening.staff(report)
    report.heading(1, "收支预算总体情况")
    accounts.budget_total(report)
    report.heading(1, "一般公共预算支出情况")
    accounts.budget_items(report)
    report.heading(1, "“三公”经费预算情况")
    accounts.three_public(report)
    report.heading(1, "政府采购预算情况")
    accounts.procurement(report)
    report.heading(1, "绩效目标设置情况")
    for project in report.projects:
        report.draft.plain(f"{report.number(2)}{project.name}：")
        report.about(project.id, lambda p=project: projects.targets(report, p.works))  # type: ignore[misc]


def direct_funds(report: Report) -> None:
    """下达情况 → a paragraph a fund → 问题 → 打算."""
    opening.title(report)
    report.heading(1, "直达资金下达情况")
    projects.direct_total(report)
    report.heading(1, "直达资金支出情况")
    for project in report.projects:
        projects.direct_item(report, project)
    report.heading(1, "存在的问题")
    results.problems(report)
    report.heading(1, "下一步工作措施")
    results.improvements(report)
    opening.signature(report)


SKELETONS: tuple[tuple[Skeleton, str, int, frozenset[str]], ...] = (
    (department_northern, "department_self_evaluation", 18, frozenset({"staff_over_posts", "sum_mismatch", "overspent", "ratio_mismatch", "full_score_with_problems", "grade_mismatch", "target_missed"})),
    (department_southern, "department_self_evaluation", 18, frozenset({"staff_over_posts", "sum_mismatch", "overspent", "ratio_mismatch", "change_mismatch", "direction_mismatch", "full_score_with_problems", "grade_mismatch", "target_missed"})),
    (department_table, "department_self_evaluation", 10, frozenset({"staff_over_posts", "sum_mismatch", "overspent", "ratio_mismatch", "full_score_with_problems", "grade_mismatch"})),
    (project_listed, "project_self_evaluation", 16, frozenset({"count_mismatch", "target_missed"})),
    (project_forms, "project_self_evaluation", 12, frozenset({"target_missed"})),
    (targets_filed, "performance_target", 10, frozenset({"plan_incomplete"})),
    (final_account, "final_account", 12, frozenset({"staff_over_posts", "change_mismatch", "direction_mismatch"})),
    (budget, "budget", 8, frozenset({"staff_over_posts"})),
    (direct_funds, "other", 6, frozenset({"target_missed"})),
)  # fmt: skip
