"""Tags that lay out a chart for the component that draws it. See ``jobdesk/web/charts.py``."""

from collections.abc import Iterable, Sequence

from django import template

from jobdesk.web import charts

register = template.Library()
register.simple_tag(charts.wait_ruler)
register.simple_tag(charts.wait_bar)
register.simple_tag(charts.course)


@register.simple_tag
def funnel(steps: Iterable[dict]) -> list[charts.Bar]:
    """Scale the steps of a funnel: the first step is a full bar."""
    steps = list(steps)
    return charts.bars(steps, steps[0]["value"] if steps else None)


@register.simple_tag
def print_funnel(steps: Iterable[dict]) -> charts.PrintedFunnel:
    """Lay out a funnel for paper."""
    return charts.printed_funnel(steps)


@register.simple_tag
def bars(items: Iterable[dict], full: float | None) -> list[charts.Bar]:
    """Scale values to bars."""
    return charts.bars(items, full)


@register.filter
def has_target(drawn: Iterable[charts.Bar]) -> bool:
    """Say whether any of the bars shows a target."""
    return any(bar.target_x is not None for bar in drawn)


@register.simple_tag
def line_chart(
    points: Sequence,
    band: Sequence,
    second: Sequence,
    step: str,
    x_labels: Sequence,
    y_labels: Sequence,
    marks: Sequence,
    x_max: float | None,
    y_max: float | None,
) -> charts.LineChart:
    """Lay out a line chart."""
    return charts.line_chart(
        points,
        band=band,
        second=second,
        step=bool(step),
        x_labels=x_labels,
        y_labels=y_labels,
        marks=marks,
        x_max=x_max,
        y_max=y_max,
    )
