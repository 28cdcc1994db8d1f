"""Titles, the body and its staff, the signature.

Here belongs what stands at a report's two ends. Money belongs into ``money``.
"""

from __future__ import annotations

from bench.context import Report
from bench.facts import Fact, heads
from bench.style import chinese

TITLES = {
    "department_self_evaluation": (
        "{name}{y}年度部门整体支出绩效自评报告", "{name}\n{y}年度部门整体支出绩效自评报告", "{y}年{name}部门整体支出绩效自评报告",
        "{name}部门整体支出绩效自评报告\n（{y}年度）", "{name}关于{y}年度部门整体支出绩效自评情况的报告", "{name}{y}年整体支出绩效评价自评报告",
    ),
    "project_self_evaluation": (
        "{name}{y}年度项目支出绩效自评报告", "{name}\n{y}年度项目支出绩效自评报告", "{name}{y}年项目绩效自评报告",
        "{name}关于{y}年度项目支出绩效自评工作情况的报告",
    ),
    "performance_target": (
        "{name}{y}年度项目支出绩效目标表", "{name}\n{y}年部门预算绩效文本", "{name}{y}年项目绩效目标申报表",
    ),
    "final_account": ("{name}{y}年度部门决算", "{y}年度{name}部门决算公开", "{y}年度\n{name}部门决算公开说明", "{name}{y}年部门决算情况说明"),
    "budget": ("{name}{y}年部门预算", "{y}年{name}部门预算公开说明", "{name}{y}年度部门预算编制说明"),
    "other": ("{name}{y}年直达资金使用情况的报告", "关于{y}年{name}财政直达资金管理使用情况的报告"),
}  # fmt: skip

STAFF: tuple[str, ...] = (
    "{who}«sections¦内设股室{sections}个»，«units¦下属事业单位{units}个»。«posts¦核定编制{posts}名»，其中：«admin¦行政编制{admin}名»，"
    "«inst¦事业编制{inst}名»。«staff¦年末实有在职人员{staff}人»，«retired¦退休人员{retired}人»。",
    "截至{y}年底，{who}«posts¦共有编制{posts}个»（«admin¦行政编制{admin}个»、«inst¦事业编制{inst}个»），«staff¦在职在编人员{staff}人»，"
    "«retired¦离退休人员{retired}人»，«temp¦劳务派遣人员{temp}人»。",
    "人员情况：«posts¦编制数{posts}人»，其中«admin¦行政{admin}人»、«inst¦事业{inst}人»；«staff¦实有在职{staff}人»，"
    "其中«sadmin¦行政{sadmin}人»、«sinst¦事业{sinst}人»；«retired¦退休{retired}人»，«temp¦临聘{temp}人»。",
    "{who}设«sections¦{sections}个内设科室»、«units¦{units}个二级预算单位»。«admin¦行政编制为{admin}名»，«inst¦事业编制为{inst}名»，"
    "«staff¦现有在岗人员{staff}人»，«temp¦外聘人员{temp}名»。",
    "{who}«sections¦下设{sections}个股室»：办公室、财务股、业务股等。«posts¦人员编制总数{posts}名»，«staff¦在编在岗{staff}人»，«temp¦编外聘用{temp}人»。",
    "机构设置及人员：«sections¦内设机构{sections}个»；«units¦所属单位{units}家»；«posts¦编制{posts}名»（«admin¦行政{admin}名»，«inst¦事业{inst}名»）；"
    "«staff¦年末在职职工{staff}名»；«retired¦退休职工{retired}名»。",
    "{who}是政府工作部门，«units¦下辖{units}个事业单位»。{y}年末«posts¦机构编制{posts}名»，«staff¦实有人数{staff}人»，«retired¦另有退休人员{retired}人»。",
)  # fmt: skip

DUTIES = (
    "主要职责是贯彻执行行业法律法规，拟订本地区发展规划并组织实施。", "承担行业管理、公共服务和监督检查等工作。",
    "负责本行政区域内行业发展、行政审批和日常监管。", "统筹推进行业规划、项目建设与服务保障。",
)  # fmt: skip


def title(report: Report) -> None:
    """Write the title, sometimes under the number of an attachment or over a filing date."""
    rng = report.rng
    text = rng.choice(TITLES[report.report_type]).format(name=report.body.name, y=report.year)
    if rng.random() < 0.15:
        report.draft.plain(f"附件{rng.randint(1, 9)}\n\n", kind="fixed")
    mark = "# " if report.style.markdown else ""
    report.draft.plain("\n".join(mark + line for line in text.split("\n")) + "\n\n", kind="fixed")
    if rng.random() < 0.12:
        report.dated = True
        report.draft.plain(f"填报日期：{_date(report)}\n\n", kind="fixed")


def staff(report: Report) -> None:
    """Write duties and staff."""
    rng = report.rng
    admin, inst = rng.randint(5, 60), rng.randint(4, 90)
    posts = admin + inst
    over = report.plant("staff_over_posts")
    on_post = posts + rng.randint(1, 9) if over else posts - rng.randint(0, posts // 6)
    sadmin = min(admin, on_post - 1)
    counts = {
        "sections": rng.randint(2, 14), "units": rng.randint(1, 9), "posts": posts, "admin": admin, "inst": inst, "staff": on_post,
        "sadmin": sadmin, "sinst": on_post - sadmin, "retired": rng.randint(1, 60), "temp": rng.randint(1, 20),
    }  # fmt: skip
    measures = {
        "sections": "internal_sections", "units": "subordinate_units", "posts": "posts_authorised", "admin": "posts_administrative",
        "inst": "posts_institution", "staff": "staff_on_post", "sadmin": "staff_administrative", "sinst": "staff_institution",
        "retired": "staff_retired", "temp": "staff_temporary",
    }  # fmt: skip
    facts: dict[str, Fact] = {name: heads(measures[name], counts[name]) for name in counts}
    wordings = STAFF
    if over:
        # Staff of each kind over the posts of that kind would be findings of their own; only the totals are compared here.
        facts["over"] = report.find("staff_over_posts", str(on_post), str(posts), f"在职{on_post}人，超过编制{posts}名")
        wordings = tuple(w.replace("«staff¦", "«staff,over¦") for w in STAFF if "«posts¦" in w and "«sadmin¦" not in w)
    if rng.random() < 0.6:
        report.draft.plain(rng.choice(DUTIES))
    report.say("staff", wordings, counts | {"who": report.short()}, facts)


def _date(report: Report) -> str:
    """Print the report's date."""
    day = report.date
    digits = "〇一二三四五六七八九"
    return report.rng.choice(
        (
            f"{day.year}年{day.month}月{day.day}日", f"{day.year}年{day.month}月{day.day}日", f"{day.year} 年 {day.month} 月 {day.day} 日",
            f"{''.join(digits[int(c)] for c in str(day.year))}年{chinese(day.month)}月{chinese(day.day)}日", f"{day.year}-{day.month:02}-{day.day:02}",
        )
    )  # fmt: skip


def signature(report: Report) -> None:
    """Write who signs and when, sometimes; the report has a date then."""
    if report.rng.random() < 0.2:
        return
    report.dated = True
    report.draft.plain(f"\n{report.body.name}\n{_date(report)}\n", kind="fixed")
