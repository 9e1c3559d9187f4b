"""The geometry of charts."""

import pytest

from common import charts


def test_bars_share_one_scale_and_the_longest_fills_the_room():
    chart = charts.bar_chart(
        [("One", [("french", 4, "4"), ("japanese", 2, "2")]), ("Two", [("french", 1, "1")])]
    )

    lengths = [bar.length for row in chart.rows for bar in row.bars]

    assert lengths == [452.0, 226.0, 113.0]
    assert chart.height > max(bar.y for row in chart.rows for bar in row.bars)


def test_bars_of_nothing_have_no_length():
    assert charts.bar_chart([("None", [("french", 0, "0")])]).rows[0].bars[0].length == 0


def test_line_starts_on_the_floor_and_its_highest_point_is_at_the_top():
    chart = charts.line_chart([("a", ""), ("b", ""), ("c", "")], [("french", "France", [0, 1, 2])])

    ys = [point.y for point in chart.lines[0].points]

    assert ys == [chart.floor, 98.0, charts.LABEL_HEIGHT]
    assert chart.lines[0].path.count(" ") == 2


def test_narrow_line_names_every_second_tick_and_what_is_below_once():
    quarters = [
        ("Q1", "2025"),
        ("Q2", "2025"),
        ("Q3", "2025"),
        ("Q4", "2025"),
        ("Q1", "2026"),
        ("Q2", "2026"),
    ]
    series = [("french", "France", [0] * 6)]

    narrow = charts.line_chart(quarters, series, width=charts.NARROW)

    assert [(tick.text, tick.below) for tick in narrow.ticks] == [("Q2", "2025"), ("Q4", ""), ("Q2", "2026")]
    assert len(charts.line_chart(quarters, series).ticks) == 6
    assert max(point.x for point in narrow.lines[0].points) < charts.NARROW


def test_last_figures_of_lines_that_end_together_stand_apart():
    assert charts.apart([100, 98, 150]) == [114, 98, 150]


def test_series_needs_a_value_for_every_tick():
    with pytest.raises(ValueError, match="every tick"):
        charts.line_chart([("a", ""), ("b", "")], [("french", "France", [1])])


def test_heat_is_nothing_for_nothing_and_most_for_the_most():
    cells = charts.heat_levels([[0, 1], [5, 10]])

    assert [[cell.level for cell in row] for row in cells] == [[0, 1], [3, 5]]
    assert charts.heat_levels([[0]])[0][0].level == 0
