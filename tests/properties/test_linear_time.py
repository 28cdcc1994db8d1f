"""Time grows with the length of the text, whatever the text: twice as much takes about twice as long.

Only ratios are compared, the best of several runs, never times: other processes may run beside the tests.
"""

from __future__ import annotations

import time
from math import inf

import pytest
from facts import records_of

# Shapes that make a careless rule look back, nest or try again; each unit is repeated until the text is long enough.
SHAPES = {
    "one long line": "甲乙丙丁戊己庚辛",
    "digits": "7",
    "digits in threes": "123 ",
    "digits with commas": "123,",
    "brackets": "（",
    "quotes": "“",
    "titles": "《",
    "full stops": "。",
    "dashes": "-",
    "spaces before a word": " ",
    "tabs": "5\t",
    "pipes": "|项目|5|\n",
    "parts": "其中",
    "parts with money": "其中5万元，",
    "headings with the sum of their items": "\n（一）养老类共计2个项目，共计5万元\n1、某站建设项目5万元",
    "goals on lines of their cell": "\n目标\t甲\n\t目标1：清淤5座\n目标2：培训6人\t目标1：甲\n目标2：乙",
    "times within which a thing is done": "绩效指标：接报后5分钟内到场；",
    "heads of sums that lack their first cell": "|预算执行情况|年初预算|预算执行数|预算执行率|\n|总额|5|5|50%|\n",
    "parts of a class of works": "、甲镇敬老院项目5万元",
    "classes of works": "\n1.养老类5万元。包括：甲镇敬老院项目3万元、乙镇敬老院项目2万元；",
    "rates in a list": "、小学5元",
    "goals before what was done": "绩效目标为治理坡地5亩，实际",
    "quoted projects with scores": "“某某经费”项目支出5万元，分数为90分；",
    "labels": "项目名称：",
    "rates with signs": "满意度≥90%",
    "labels on lines": "项目名称：\n",
    "counted projects": "共有8个支出项目，其中：",
    "labels of indicators": "三级指标：清淤长度 指标值：5公里 ",
    "scores in a list": "得分分别为：甲90分，",
    "scores without the word for them": "，甲乙丙丁项目90分",
    "uses in brackets": "资金主要用于：甲乙丙丁（5万元），",
    "named projects": "\n项目名称：某某水渠建设工程，预算5万元",
    "projects by parts of their names": "\n甲湖项目支出5万元，乙湖水渠建设项目完成清淤",
    "headings": "\n1. 水渠工程",
    "lists that start anew": "\n1.甲乙丙\n2.丁戊己",
    "headings of all kinds": "\n一、甲乙\n（一）丙丁\n1.戊己\n（1）庚辛\n①壬癸",
    "money": "支出5万元，",
    "changes": "比上年增长5%，",
    "adjustments in a list": "主要是调增甲收入5万元、乙收入6万元、",
    "lists in lists": "\n一、甲支出5万元。其中：\n（一）乙支出6万元。其中：",
    "feet of pages": "单位：万元 第 2 页,共 9 页 ",
    "stocks by kind": "现有学校5所，其中小学4所（含民办3所）、",
    "blank rows of an account": "\n预算数\n5\n6\n一、甲收入\n二、乙支出\n三、丙收入\n四、丁支出\n五、戊收入",
    "counts": "完成培训5次，",
    "lists of units": "单位名称 编制人数 在职人数 局机关 8 ",
    "heads of lists of units": "单位名称 编制 在职 编制 ",
    "staff": "编制5人，在职6人，",
    "people who are no staff": "培训5人，",
    "sums shared out in brackets": "5万元（甲馆2万元、乙站3万元），",
    "items of several marks": "\n3.甲乙治理：安排5万元\n（4）丙丁（安排5万元）\n5，戊己庚辛项目，安排5万元",
    "pairs among problems": "目标5场，实际完成6场，",
    "hired people": "聘用核查员5人、驾驶员3人，",
    "numbers of documents": "市财资环〔2023〕5号下达5万元，",
    "basic spending beside projects": "基本支出5，",
    "scores": "自评得分95分，优秀，",
    "scores of unnamed projects": "项目得分95分。",
    "scores of named projects": "甲乙丙丁项目得分95分；",
    "plans and results": "计划培训甲乙5人，截至5月底已培训甲丙5次，",
    "lists whose parts head paragraphs": "其中：甲渠清淤工程5万元，乙渠养护任务6万元。\n1、甲渠清淤工程：完成\n2乙渠养护任务：完成\n",
    "levels behind sums": "5万元（县级安排），衔接资金到位5万元，",
    "months of progress": "支出进度达到50%，9月底前达到75%，",
    "due dates": "时效指标：各项工作于5月底前完成，",
    "numbers without rings": "①甲乙丙丁5万元；2戊己庚辛5万元；",
    "payments in a list": "支付、利息5万元",
    "bands": "10个项目为优秀，",
    "digits with blanks": "5 5",
    "sums in steps": "五十万",
    "numbers in order": "5、",
    "cells below a unit": "单位：万元 支出 5.5 ",
    "cells without a unit": "预算数 5.5 ",
    "sources side by side": "\n中央财政：5 中央财政：5",
    "heads and cells": "名称 预算数 支出数 甲乡 5 6 ",
    "rows of too few cells": "\n甲乡 预算数 支出数\n乙乡 5 6\n丙乡 5",
    "names in order": "甲、乙分别为5万元、6万元，",
    "respective lists opened again": "如下：支出5万元",
    "soft wraps": "\n" + "甲" * 40 + "，",
    "cells by lines": "\n\t某某\n乙",
    "table rows": "\n预算数\t执行数\n5\t6",
    "wide table": "预算数\t",
    "rows of HTML": "<tr><td rowspan=9 colspan=9>5</td></tr>",
    "open tags": "<tr <td ",
    "percentages in Chinese": "百分之",
    "ranges": "5-",
    "days and signatures": " 某某县水利局 2021年3月4日 附件 ",
    "bodies in titles": "《某某县水利局内设机构方案》，",
    "LaTeX": "$\\geq 90\\%$",
    "back slashes": "\\",
    "entities": "&nbsp;",
    "dotted leaders": "甲甲……",
    "document numbers": "〔2023〕",
    "organs": "某某县水务局",
    "years": "2023年",
    "indicator labels": "数量指标：",
    "quoted projects": "“甲甲甲”、",
    "codes in columns": "\n208 05 01 甲乙 5 5",
    "torn labels": "\n绩效\n指标\n数量指标 甲乙丙 ≥5（次）",
    "items that go on": "\n甲（项）5万元，主要用于：\n年初预算为5万元。",
    "projects counted as firstly": "一是甲乙丙丁项目，预算5万元；",
    "names above their sums": "\n1.甲乙丙丁工程\n投资：5万元",
    "items with money behind a comma": "\n1.甲乙丙丁戊，预算5万元",
    "sources beside their sums": "省财政 5 省财政 ",
    "those who were visited": "经对5户，",
    "classes behind headings": "完成情况 数量指标：",
    "money with its source behind": "下达5万元中央资金用于",
    "numbered tables": " 序号 项目 金额 1 甲乙 5 2 丙丁 6",
    "rows of one number": "1 甲乙 5 ",
    "even rows": "项目名称 预算数 决算数 甲 5 6 乙 7 8 ",
    "rows of units": "单位名称 编制数 在职人数 甲 5 6 乙 7 8 9 ",
    "lists of units up to one that fails": "单位名称 编制数 在职人数 甲 5 6 ",
}
LENGTH = 40_000  # long enough for what looks back in C to show
OPENINGS = {
    "parts of a class of works": "用于以下项目：1.养老类5万元。包括：丙镇敬老院项目5万元",
    "rates in a list": "标准为年生均小学5元",
    "basic spending beside projects": "项目名称：甲路灯项目\n项目名称：乙水渠项目\n",
    "rows of one number": "序号 项目 金额 ",
    "rows of HTML": "<table>",
    "open tags": "<table>",
    "torn labels": "项目名称 甲项目\n一级指标 二级指标 三级指标 指标值",
}

CLOSINGS = {"lists of units up to one that fails": "9"}


def seconds(text: str) -> float:
    start = time.process_time()
    records_of(text)
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_takes_about_twice_as_long(shape: str) -> None:
    unit, opening = SHAPES[shape], OPENINGS.get(shape, "")
    closing = CLOSINGS.get(shape, "x")
    text = opening + unit * (LENGTH // len(unit)) + closing
    double = opening + unit * (2 * LENGTH // len(unit)) + closing
    records_of(unit)  # the vocabulary is read once
    once = twice = inf
    for _ in range(8):  # a busy machine slows runs down, not the best of them
        once, twice = min(once, seconds(text)), min(twice, seconds(double))
        if twice < 3 * max(once, 0.01):
            return
    raise AssertionError(f"{shape}: {LENGTH} characters take {once} s, twice as many {twice} s")
