"""Scores, grades and bands, problems and improvements.

Here belongs what a report concludes. What was achieved belongs into ``projects`` and ``forms``.
"""

from __future__ import annotations

from decimal import Decimal

from bench.context import Report
from bench.facts import Fact, band, score
from bench.finance import Project, percent_of
from bench.style import rounded

GRADES = {"excellent": ("优", "优秀"), "good": ("良", "良好"), "fair": ("中",), "poor": ("差",)}
NATIONAL = (90, 80, 60)

DEPARTMENT_SCORE: tuple[str, ...] = (
    "{who}部门整体支出绩效«score¦自评得分{s}分，评价等级为“{g}”»。",
    "经综合评定，{who}{y}年度部门整体支出绩效«score¦自评得分为{s}分，等级为{g}»。",
    "对照评价指标逐项打分，«score¦自评总分{s}分，自评结果为“{g}”»。",
    "{y}年度部门整体支出«score¦绩效自评综合得分{s}分，评定等级：{g}»。",
    "«score¦部门整体支出绩效自评{s}分，评为“{g}”等次»。",
    "综上，«score¦自评得分：{s}分，自评等级：{g}»。",
)
PROJECT_SCORE = (
    "«score¦自评得分{s}分»。",
    "«score¦自评得分{s}分，等级为{g}»。",
    "«score¦项目自评得分为{s}分，自评等级为“{g}”»。",
    "«score¦该项目自评{s}分，评价结果为“{g}”»。",
)
BANDS: tuple[str, ...] = (
    "评价等级：«a¦{h}分以上为优»，«b¦{m}—{h}分为良»，«c¦{l}—{m}分为中»，«d¦{l}分以下为差»。",
    "自评等级分为四档：«a¦{h}（含）—100分为优»、«b¦{m}（含）—{h}分为良»、«c¦{l}（含）—{m}分为中»、«d¦{l}分以下为差»。",
)
DISTRIBUTION = (
    "其中：«a¦90分以上的项目{a}个»，«b¦80—90分的项目{b}个»，«c¦60—80分的项目{c}个»，«d¦60分以下的项目{d}个»。",
    "«a¦90分（含）以上{a}个»、«b¦80分（含）至90分{b}个»、«c¦60分（含）至80分{c}个»、«d¦60分以下{d}个»。",
    "自评结果为«a¦“优”的项目{a}个»、«b¦“良”的项目{b}个»、«c¦“中”的项目{c}个»、«d¦“差”的项目{d}个»。",
)
OVERALL_SCORE = ("纳入自评的项目«score¦平均得分{s}分»。", "各项目«score¦自评平均得分为{s}分»。")
PROBLEMS = (
    "部分项目前期论证不够充分，实施中调整较多", "绩效指标设置不够细化，个别指标难以衡量", "资金支付集中在下半年，支出进度不均衡", "基层业务人员不足，政策掌握不够全面",
    "部分设施后期管护责任不明确", "项目档案资料归集不及时", "与相关单位的数据共享不够顺畅", "个别施工单位进度偏慢", "预算编制与实际需求衔接不够紧密",
)  # fmt: skip
IMPROVEMENTS = (
    "加强项目前期论证，提高项目储备质量", "细化量化绩效指标，增强可考核性", "按月通报支出进度，督促尽早形成支出", "分批组织业务培训，提高基层人员能力",
    "落实管护责任单位，建立巡查台账", "规范档案管理，做到随办随归", "推动部门间信息互通，减少重复填报", "完善合同约束条款，加强施工进度管理", "提前谋划预算，做实项目测算",
)  # fmt: skip


def grade_of(points: Decimal, bounds: tuple[int, int, int] = NATIONAL) -> str:
    """Return the grade of a score under bands."""
    high, middle, low = bounds
    return "excellent" if points >= high else "good" if points >= middle else "fair" if points >= low else "poor"


def department_score(report: Report) -> None:
    """Write the bands, sometimes, and the body's score and grade; may contradict itself."""
    rng = report.rng
    bounds = NATIONAL
    if rng.random() < 0.3:
        bounds = rng.choice((NATIONAL, NATIONAL, (90, 75, 60), (85, 75, 60)))
        high, middle, low = bounds
        facts: dict[str, Fact] = {
            "a": band(high, None, "excellent"), "b": band(middle, high, "good"), "c": band(low, middle, "fair"), "d": band(None, low, "poor"),
        }  # fmt: skip
        wordings = BANDS
        if bounds != NATIONAL:
            facts["bad"] = report.find(
                "nonstandard_bands", f"{high}/{middle}/{low}", "90/80/60", "报告自定的等级分档与90/80/60不同"
            )
            wordings = tuple(w.replace("«a¦", "«a,bad¦") for w in BANDS)
        chosen = rng.randrange(2)
        if chosen == 1:
            facts["a"] = band(high, 100, "excellent")
        report.say(f"bands_{chosen}", (wordings[chosen],), {"h": high, "m": middle, "l": low}, facts)
    points = Decimal(rng.randint(840, 966)) / 10
    wordings = DEPARTMENT_SCORE
    facts = {}
    grade = grade_of(points, bounds)
    if report.plant("full_score_with_problems"):
        points, grade = Decimal("99.5"), "excellent"
        facts["bad"] = report.find("full_score_with_problems", "99.5", None, "自评99.5分，同时列出问题")
        ceiling = 90 + percent_of(report.accounts.spent, report.accounts.adjusted) / 10
        if points > ceiling:
            facts["ceiling"] = report.find("score_above_ceiling", "99.5", str(rounded(ceiling)), "得分高于90+10×执行率")
    elif report.plant("grade_mismatch"):
        true = grade
        grade = "good" if grade == "excellent" else "excellent"
        facts["bad"] = report.find(
            "grade_mismatch", GRADES[grade][0], GRADES[true][0], f"{points}分按分档应为{GRADES[true][0]}"
        )
    if facts:
        marks = ",".join(["score", *facts])
        wordings = tuple(w.replace("«score¦", f"«{marks}¦") for w in wordings)
    facts["score"] = score(points, grade, "department")
    values = {"who": report.short(), "s": points, "g": rng.choice(GRADES[grade])}
    report.say("department_score", wordings, values, facts)


def project_score(report: Report, project: Project) -> None:
    """Write a project's own score and grade on its paragraph."""
    chosen = report.rng.randrange(len(PROJECT_SCORE))
    grade = grade_of(project.score)
    facts = {"score": score(project.score, grade if chosen else None, "project")}
    values = {"s": project.score, "g": report.rng.choice(GRADES[grade])}
    report.about(
        project.id, lambda: report.draft.write(f"project_score#{chosen}", PROJECT_SCORE[chosen], values, facts)
    )
    report.draft.plain("\n")


def overall_score(report: Report) -> None:
    """Write the mean of the projects' scores."""
    mean = rounded(sum((p.score for p in report.projects), Decimal(0)) / len(report.projects))
    report.say("overall_score", OVERALL_SCORE, {"s": mean}, {"score": score(mean, None, "projects_overall")})


def distribution(report: Report) -> None:
    """Write how many projects there are and how many in each band; may miscount."""
    grades = [grade_of(p.score) for p in report.projects]
    counts = {mark: grades.count(grade) for mark, grade in zip("abcd", GRADES, strict=True)}
    total = len(grades)
    count_facts: dict[str, Fact] = {}
    head = "{y}年度«n¦纳入绩效自评的项目共{n}个»。"
    if report.plant("count_mismatch"):
        count_facts["bad"] = report.find("count_mismatch", str(total + 1), str(total), "所述项目数与所列项目数不同")
        head = head.replace("«n¦", "«bad¦")
        counts["b"] += 1
        total += 1
    else:
        head = head.replace("«n¦", "").replace("»", "")
    report.say("project_count", (head,), {"n": total}, count_facts, end="")
    chosen = report.rng.randrange(len(DISTRIBUTION))
    bounds = ((90, None), (80, 90), (60, 80), (None, 60))
    worded = chosen == 2
    facts = {
        mark: band(None if worded else low, None if worded else high, grade if worded else None, counts[mark])
        for mark, grade, (low, high) in zip("abcd", GRADES, bounds, strict=True)
    }
    report.say(f"distribution_{chosen}", (DISTRIBUTION[chosen],), counts, facts)


def problems(report: Report) -> None:
    """Write problems as items, or in one line with 一是 and 二是."""
    _items(report, "problems", report.rng.sample(PROBLEMS, report.rng.randint(1, 4)))


def improvements(report: Report) -> None:
    """Write improvements as items, or in one line with 一是 and 二是."""
    _items(report, "improvements", report.rng.sample(IMPROVEMENTS, report.rng.randint(1, 4)))


def _items(report: Report, table: str, items: list[str]) -> None:
    in_line = report.rng.random() < 0.4 and len(items) > 1
    for position, item in enumerate(items):
        if in_line:
            report.draft.plain(f"{'一二三四五'[position]}是")
        elif len(items) > 1:
            report.draft.plain(report.number(2))
        fact = Fact(table)
        report.draft.write(f"{table}_{'in_line' if in_line else 'items'}", "«i¦{text}»", {"text": item}, {"i": fact})
        report.draft.plain("。" if in_line else "。\n")
    if in_line:
        report.draft.plain("\n")
