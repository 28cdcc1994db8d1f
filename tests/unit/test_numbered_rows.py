"""Tables of accounts that number their lines, with blank cells lost."""

from __future__ import annotations

from tests.unit.report_of import report_of

HEAD = (
    "收入支出决算总表 | |||||\n部门：山塘局 | 金额单位：万元 | ||||\n收入 | 支出 | ||||\n"
    "项目 | 行次 | 决算数 | 项目 | 行次 | 决算数 |\n"
)


def rows(text: str) -> list[list[str]]:
    return [[cell.text for cell in row] for table in report_of(text).tables for row in table.rows]


def test_blank_cells_are_given_back_by_the_numbers_of_the_lines():
    found = rows(
        f"{HEAD}一、财政拨款收入 | 1 | 42.38 | 一、外交支出 | 35 | |\n"
        "二、事业收入 | 2 | 二、国防支出 | 36 | ||\n"
        "3 | 三、教育支出 | 37 | 8.00 | ||\n"
    )
    assert found[-3:] == [
        ["一、财政拨款收入", "1", "42.38", "一、外交支出", "35", ""],
        ["二、事业收入", "2", "", "二、国防支出", "36", ""],
        ["", "3", "", "三、教育支出", "37", "8.00"],
    ]


def test_the_head_of_a_sum_says_of_which_side_it_is() -> None:
    assert ["项目", "行次", "收入决算数", "项目", "行次", "支出决算数"] in rows(
        f"{HEAD}一、拨款 | 1 | 42.38 | 一、外交 | 35 | |\n"
    )


def test_a_row_whose_numbers_do_not_run_on_is_left_as_it_is() -> None:
    found = rows(f"{HEAD}一、财政拨款收入 | 1 | 42.38 | 一、外交支出 | 35 | |\n说明 | 12 | 36 | 9 | ||\n")
    assert [cell for cell in found[-1] if cell] == ["说明", "12", "36", "9"]
