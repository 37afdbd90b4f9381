"""Where things go in the drawn charts."""

from datetime import date

import pytest

from jobdesk.web import charts


def test_wait_ruler_scale_runs_a_quarter_past_the_longest_usual_wait():
    ruler = charts.wait_ruler(34, 41, 120)
    assert (ruler.days_x, ruler.median_x, ruler.ninetieth_x) == (79.3, 94.7, 269.6)
    assert (ruler.days_label_x, ruler.days_anchor) == (79.3, "t-mid")


@pytest.mark.parametrize(
    ("days", "x", "anchor", "label_x"),
    [(0, 12.5, "t-start", 4.0), (131, 293.9, "t-end", 336.0), (4000, 327.5, "t-end", 336.0)],
)
def test_wait_ruler_keeps_the_point_and_its_label_inside(days, x, anchor, label_x):
    ruler = charts.wait_ruler(days, 41, 120)
    assert (ruler.days_x, ruler.days_anchor, ruler.days_label_x) == (x, anchor, label_x)


def test_wait_ruler_labels_move_apart_when_half_and_one_in_ten_are_close():
    ruler = charts.wait_ruler(10, 20, 24)
    assert ruler.ninetieth_label_x - ruler.median_label_x == pytest.approx(85)


def test_wait_ruler_without_any_usual_wait_can_be_drawn():
    assert charts.wait_ruler(0, 0, 0).median_x == 4.0


def test_bars_scale_to_the_largest_value_or_target():
    drawn = charts.bars([{"label": "a", "value": 50, "target": 100}, {"label": "b", "value": 25}])
    assert [(bar.width, bar.target_x) for bar in drawn] == [(500.0, 1000.0), (250.0, None)]


def test_bars_are_never_wider_than_full():
    assert charts.bars([{"label": "a", "value": 120}], full=100)[0].width == 1000


def test_bars_of_nothing_but_zeros_are_empty():
    assert charts.bars([{"label": "a", "value": 0}])[0].width == 0


def test_line_chart_in_steps_holds_each_value_until_the_next():
    chart = charts.line_chart([(0, 0), (1, 10)], step=True)
    assert chart.line == "40.0,206.0 458.0,206.0 458.0,20.0"


def test_line_chart_band_goes_out_along_the_low_and_back_along_the_high_edge():
    chart = charts.line_chart([(0, 5), (1, 5)], band=[(0, 0, 10), (1, 0, 10)])
    assert chart.band == "40.0,206.0 458.0,206.0 458.0,20.0 40.0,20.0"


def test_line_chart_without_points_is_empty():
    assert charts.line_chart([]).line == ""


def test_wait_bar_is_full_at_the_largest_wait_of_the_column():
    assert charts.wait_bar(60, 120, 120) == charts.WaitBar(median=72, ninetieth=144)


def test_printed_funnel_moves_the_labels_clear_of_long_numbers():
    steps = [{"label": "Residents", "value": 1200, "text": "1 200"}, {"label": "Intake", "value": 170}]
    drawn = charts.printed_funnel(steps)
    assert (drawn.height, drawn.label_x) == (31.0, 18.0)
    assert [row.width for row in drawn.rows] == [170.0, 24.1]


def a_year(**changes) -> dict:
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    span = {"kind": "go", "words": "May work", "title": "May work", "is_provisional": False}
    timeline = {
        "from_on": first,
        "until_on": last,
        "today": date(2026, 7, 1),
        "on": date(2026, 7, 1),
        "next_on": None,
        "spans": [{**span, "from_on": first, "until_on": last}],
        "marks": [],
    }
    return {**timeline, **changes}


def test_course_fills_the_drawing_without_gaps():
    half = {"kind": "wait", "words": "Not yet", "title": "Not yet", "is_provisional": True}
    spans = [
        {**half, "from_on": date(2026, 1, 1), "until_on": date(2026, 6, 30)},
        {**half, "from_on": date(2026, 7, 1), "until_on": date(2026, 12, 31), "is_provisional": False},
    ]
    first, second = charts.course(a_year(spans=spans)).spans
    assert (first.x, round(first.x + first.width, 1)) == (2.0, second.x)
    assert round(second.x + second.width, 1) == 718.0
    assert (first.is_dashed, second.is_dashed) == (True, False)


def test_course_leaves_out_words_that_do_not_fit():
    day = {"kind": "open", "words": "Incomplete", "title": "Incomplete", "is_provisional": False}
    spans = [{**day, "from_on": date(2026, 1, 1), "until_on": date(2026, 1, 3)}]
    (span,) = charts.course(a_year(spans=spans)).spans
    assert (span.words, span.title, span.is_dashed) == ("", "Incomplete", True)


@pytest.mark.parametrize(("on", "words_x"), [(date(2026, 7, 2), 538.5), (date(2026, 10, 1), 180.5)])
def test_course_writes_in_the_widest_part_between_the_upright_lines(on, words_x):
    drawn = charts.course(a_year(today=date(2026, 7, 2), on=on))
    assert [(span.words, span.words_x) for span in drawn.spans] == [("May work", words_x)]


def test_course_leaves_out_words_that_a_line_would_cross():
    long = {"kind": "go", "words": "May work with a permit of the employer alone, until then"}
    span = {**long, "title": "", "is_provisional": False, "from_on": date(2026, 1, 1)}
    drawn = charts.course(a_year(spans=[{**span, "until_on": date(2026, 12, 31)}]))
    assert drawn.spans[0].words == ""


def test_course_marks_today_the_day_asked_and_the_next_change():
    drawn = charts.course(a_year(on=date(2026, 1, 1), next_on=date(2026, 12, 31)))
    assert (drawn.on_x, drawn.next_x, drawn.today_anchor) == (2.0, 716.0, "t-mid")
    drawn = charts.course(a_year(today=date(2026, 1, 2), on=date(2026, 1, 2)))
    assert (drawn.on_x, drawn.next_x, drawn.today_anchor) == (None, None, "t-start")


def test_course_names_the_quarters_that_have_room():
    quarters = [date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1)]
    assert [tick.day for tick in charts.course(a_year()).ticks] == quarters
