"""Where things go in the drawn charts: numbers in, coordinates out. Knows no Django and no words.

The templates in ``templates/components/`` (wait_ruler, chart_*) draw with these, on screen and in print.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

# The wait ruler is drawn 340 units wide, its scale from 4 to 336.
RULER_START, RULER_WIDTH = 4.0, 332.0
# The line chart is drawn 470 by 236 units; these are the edges of its plot.
LEFT, RIGHT, TOP, BOTTOM = 40.0, 458.0, 20.0, 206.0


@dataclass(frozen=True)
class WaitRuler:
    """Positions on the wait ruler, in its own units."""

    median_x: float
    ninetieth_x: float
    days_x: float
    median_label_x: float
    ninetieth_label_x: float
    days_label_x: float
    days_anchor: str


def wait_ruler(days: float, median: float, ninetieth: float) -> WaitRuler:
    """Place a wait of ``days`` between what half and what nine in ten took (all in days).

    The scale runs a quarter past the longest usual wait; a longer wait stays at the end of it.
    Labels move apart rather than overlap or leave the drawing.
    """
    longest = max(ninetieth, median, 1) * 1.25

    def at(value: float) -> float:
        return round(RULER_START + RULER_WIDTH * min(max(value, 0) / longest, 1), 1)

    days_x = min(max(at(days), RULER_START + 8.5), RULER_START + RULER_WIDTH - 8.5)
    ninetieth_label = min(at(ninetieth), 290.0)
    median_label = max(min(at(median), ninetieth_label - 85), 30.0)
    if days_x < 45:
        anchor, label_x = "t-start", RULER_START
    elif days_x > 290:
        anchor, label_x = "t-end", RULER_START + RULER_WIDTH
    else:
        anchor, label_x = "t-mid", days_x
    return WaitRuler(
        median_x=at(median),
        ninetieth_x=at(ninetieth),
        days_x=days_x,
        median_label_x=median_label,
        ninetieth_label_x=ninetieth_label,
        days_label_x=label_x,
        days_anchor=anchor,
    )


@dataclass(frozen=True)
class Bar:
    """A bar of a chart in words: ``width`` and ``target_x`` out of 1,000."""

    label: str
    value: float
    width: float
    sub: str = ""
    text: str = ""
    url: str = ""
    kind: str = ""
    target_x: float | None = None


def bars(items: Iterable[dict], full: float | None = None) -> list[Bar]:
    """Scale values to bars; ``full`` is the value of a full bar, by default the largest value or target."""
    items = list(items)
    top = full or max([each["value"] for each in items] + [each.get("target") or 0 for each in items] + [1])

    def share(value: float) -> float:
        return round(1000 * min(value / top, 1), 1)

    return [
        Bar(
            label=each["label"],
            value=each["value"],
            width=share(each["value"]),
            sub=each.get("sub", ""),
            text=each.get("text", ""),
            url=each.get("url", ""),
            kind=each.get("kind", ""),
            target_x=None if each.get("target") is None else share(each["target"]),
        )
        for each in items
    ]


@dataclass(frozen=True)
class Tick:
    """A mark beside an axis."""

    at: float
    text_at: float
    words: str
    anchor: str = "t-mid"


@dataclass(frozen=True)
class Mark:
    """A point of the line that carries words."""

    x: float
    y: float
    text_x: float
    text_y: float
    words: str


@dataclass(frozen=True)
class LineChart:
    """Points as SVG wants them, and what stands beside the axes."""

    line: str
    band: str
    second: str
    x_ticks: list[Tick]
    y_ticks: list[Tick]
    marks: list[Mark]


Point = tuple[float, float]


def line_chart(
    points: Sequence[Point],
    *,
    band: Sequence[tuple[float, float, float]] = (),
    second: Sequence[Point] = (),
    step: bool = False,
    x_labels: Sequence[tuple[float, str]] = (),
    y_labels: Sequence[tuple[float, str]] = (),
    marks: Sequence[tuple[float, float, str]] = (),
    x_max: float | None = None,
    y_max: float | None = None,
) -> LineChart:
    """Lay out a line chart that starts at 0.

    ``band`` is (x, low, high); ``step`` holds each value until the next.
    """
    right = x_max or max([x for x, _ in points] + [value for value, _ in x_labels] + [1])
    top = y_max or max(
        [y for _, y in points] + [value for value, _ in y_labels] + [high for *_, high in band] + [1]
    )

    def x_at(value: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * value / right, 1)

    def y_at(value: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * value / top, 1)

    def drawn(line: Sequence[Point]) -> list[Point]:
        return [(x_at(x), y_at(y)) for x, y in (_stepped(line) if step else line)]

    low = drawn([(x, below) for x, below, _ in band])
    high = drawn([(x, above) for x, _, above in band])
    return LineChart(
        line=_pairs(drawn(points)),
        band=_pairs(low + high[::-1]),
        second=_pairs(drawn(second)),
        x_ticks=[
            Tick(
                x_at(value),
                226,
                words,
                "t-end" if x_at(value) > RIGHT - 20 else "t-mid",
            )
            for value, words in x_labels
        ],
        y_ticks=[Tick(y_at(value), y_at(value) + 4, words) for value, words in y_labels],
        marks=[Mark(x_at(x), y_at(y), x_at(x) - 6, y_at(y) - 10, words) for x, y, words in marks],
    )


def _stepped(line: Sequence[Point]) -> list[Point]:
    corners: list[Point] = []
    for x, y in line:
        if corners:
            corners.append((x, corners[-1][1]))
        corners.append((x, y))
    return corners


def _pairs(points: Sequence[Point]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


@dataclass(frozen=True)
class WaitBar:
    """Widths of the small wait bar, out of 150."""

    median: float
    ninetieth: float


def wait_bar(median: float, ninetieth: float, full: float) -> WaitBar:
    """Scale a usual wait for a table; ``full`` is the days at the end of the column."""
    top = max(full, ninetieth, 1)
    return WaitBar(median=round(144 * median / top, 1), ninetieth=round(144 * ninetieth / top, 1))


@dataclass(frozen=True)
class PrintedRow:
    """One step of the printed funnel, in millimetres."""

    bar: Bar
    text_y: float
    bar_y: float
    width: float
    target_x: float | None
    target_y: float


@dataclass(frozen=True)
class PrintedFunnel:
    """The funnel on paper, 170 mm wide; labels stand clear of the widest number."""

    rows: list[PrintedRow]
    height: float
    label_x: float


def printed_funnel(steps: Iterable[dict]) -> PrintedFunnel:
    """Lay out the steps of a funnel for paper; the first step is a full bar."""
    steps = list(steps)
    drawn = bars(steps, steps[0]["value"] if steps else None)
    rows = [
        PrintedRow(
            bar=bar,
            text_y=round(5 + 15.5 * index, 1),
            bar_y=round(6.6 + 15.5 * index, 1),
            width=round(bar.width * 0.17, 1),
            target_x=None if bar.target_x is None else round(bar.target_x * 0.17, 1),
            target_y=round(5.6 + 15.5 * index, 1),
        )
        for index, bar in enumerate(drawn)
    ]
    digits = max((len(bar.text or f"{bar.value}") for bar in drawn), default=1)
    return PrintedFunnel(rows=rows, height=round(15.5 * len(rows), 1), label_x=round(2 + 3.2 * digits, 1))


# The course is drawn 720 units wide; the bar stands between these.
COURSE_LEFT, COURSE_WIDTH = 2.0, 716.0
LETTER = 7.2  # units a letter of a label takes


@dataclass(frozen=True)
class CourseSpan:
    """A stretch of the course. ``words`` stand at ``words_x``, clear of the upright lines, or are empty."""

    x: float
    width: float
    words_x: float
    kind: str
    words: str
    title: str
    is_dashed: bool


@dataclass(frozen=True)
class Quarter:
    """The first day of a quarter below the course."""

    at: float
    day: date


@dataclass(frozen=True)
class Course:
    """A line of time: stretches, what happened on it, and the months below."""

    spans: list[CourseSpan]
    marks: list[Tick]
    ticks: list[Quarter]
    today_x: float
    today_anchor: str
    on_x: float | None
    next_x: float | None


def course(timeline: dict) -> Course:
    """Lay out the days of a timeline; labels that would overlap or leave the drawing are left out."""
    first, days = timeline["from_on"], max((timeline["until_on"] - timeline["from_on"]).days + 1, 1)

    def at(day: date) -> float:
        return round(COURSE_LEFT + COURSE_WIDTH * (day - first).days / days, 1)

    today_x, next_on = at(timeline["today"]), timeline["next_on"]
    on_x = None if timeline["on"] == timeline["today"] else at(timeline["on"])
    lines = [today_x] if on_x is None else sorted([today_x, on_x])
    spans = []
    for span in timeline["spans"]:
        x, end = at(span["from_on"]), at(span["until_on"] + timedelta(days=1))
        start, stop = _widest(x, end, lines)
        spans.append(
            CourseSpan(
                x=x,
                width=round(end - x, 1),
                words_x=round((start + stop) / 2, 1),
                kind=span["kind"],
                words=span["words"] if len(span["words"]) * LETTER + 12 <= stop - start else "",
                title=span["title"],
                is_dashed=span["is_provisional"] or span["kind"] == "open",
            )
        )
    return Course(
        spans=spans,
        marks=[Tick(at(mark["on"]), at(mark["on"]), mark["words"]) for mark in timeline["marks"]],
        ticks=[Quarter(at(day), day) for day in _quarters(first, timeline["until_on"])],
        today_x=today_x,
        today_anchor="t-start" if today_x < 60 else "t-end" if today_x > 660 else "t-mid",
        on_x=on_x,
        next_x=None if next_on is None else at(next_on),
    )


def _widest(start: float, end: float, lines: list[float]) -> tuple[float, float]:
    """Return the widest part of a stretch that no upright line crosses."""
    edges = [start, *(line for line in lines if start < line < end), end]
    return max(pairwise(edges), key=lambda part: part[1] - part[0])


def _quarters(first: date, last: date) -> list[date]:
    """Return the first days of quarters in between, not so near an end that a label leaves the drawing."""
    months = range(first.year * 4, (last.year + 1) * 4)
    days = [date(number // 4, number % 4 * 3 + 1, 1) for number in months]
    margin = (last - first) / 25
    return [day for day in days if first + margin <= day <= last - margin]
