"""Value cells read by themselves: sign, figure, range, unit; what states no one figure is qualitative."""

from decimal import Decimal

import pytest

from dagster_project.extraction.words.indicator_values import read_operator, read_points, read_value


@pytest.mark.parametrize(
    ("cell", "operator", "number", "unit"),
    [
        ("≥90%", ">=", "90", "%"),
        (">=5次", ">=", "5", "次"),
        ("不少于一次", ">=", "1", "次"),
        ("达到60%", ">=", "60", "%"),
        ("95%以上", ">=", "95", "%"),
        ("大于等于3个", ">=", "3", "个"),
        (">=530元/人*月", ">=", "530", "元/人*月"),
        ("400元/人、天", "=", "400", "元/人、天"),
        ("≤3.9万元", "<=", "3.9", "万元"),
        ("控制在3%以内", "<=", "3", "%"),
        ("24小时内", "<=", "24", "小时"),
        ("不超过3天", "<=", "3", "天"),
        ("3个工作日内", "<=", "3", "个工作日"),
        (">70%", ">", "70", "%"),
        ("小于2起", "<", "2", "起"),
        ("=100%", "=", "100", "%"),
        ("100.0%", "=", "100.0", "%"),
        ("百分之九十", "=", "90", "%"),
        ("4万", "=", "4", "万"),
        ("≥1.2万人", ">=", "1.2", "万人"),
        ("1500元/平方米", "=", "1500", "元/平方米"),
        ("5000元/人/年", "=", "5000", "元/人/年"),
        ("1,200人", "=", "1200", "人"),
        ("十二次", "=", "12", "次"),
        ("每年2次", "=", "2", "次"),
        ("降至2.6%", "=", "2.6", "%"),
        ("已举办14场", "=", "14", "场"),
        ("≥200", ">=", "200", None),
        ("≤12/10万", "<=", "12", "/10万"),
        ("≥90%（上年88%）", ">=", "90", "%"),
    ],
)
def test_a_cell_with_one_figure(cell: str, operator: str, number: str, unit: str | None) -> None:
    value = read_value(cell)
    assert value is not None
    assert (value.operator, value.number, value.unit) == (operator, Decimal(number), unit)


@pytest.mark.parametrize(
    ("cell", "low", "high", "unit"), [("3至5年", 3, 5, "年"), ("90%-95%", 90, 95, "%"), ("55~60座", 55, 60, "座")]
)
def test_a_range(cell: str, low: int, high: int, unit: str) -> None:
    value = read_value(cell)
    assert value is not None
    assert (value.operator, value.number, value.high, value.unit) == ("between", low, high, unit)


@pytest.mark.parametrize(
    "cell",
    [
        "按时完成",
        "长期有效",
        "优良中低差",
        "12月底之前",
        "2021年10月底前",
        "达标",
        "一般",
        "举办14场，培训30人",
        "四季度",
        "1-12月",
    ],
)
def test_a_cell_without_one_figure_is_qualitative(cell: str) -> None:
    value = read_value(cell)
    assert value is not None
    assert (value.operator, value.number) == ("qualitative", None)


@pytest.mark.parametrize("cell", ["", "-", "/", "—", "……", "无"])
def test_an_empty_cell_is_no_value(cell: str) -> None:
    assert read_value(cell) is None


def test_more_than_is_marked() -> None:
    value = read_value("350多人次")
    assert value is not None
    assert (value.more, value.number, value.unit) == (True, 350, "人次")


@pytest.mark.parametrize(
    ("cell", "operator"),
    [("≥", ">="), ("≤", "<="), ("=", "="), ("定性", "qualitative"), ("文字描述", "qualitative"), ("正向", None)],
)
def test_a_column_of_signs(cell: str, operator: str | None) -> None:
    assert read_operator(cell) == operator


@pytest.mark.parametrize(("cell", "points"), [("10", Decimal(10)), ("9.5分", Decimal("9.5")), ("优", None), ("", None)])
def test_points(cell: str, points: Decimal | None) -> None:
    assert read_points(cell) == points
