"""The tables of a report. Labels come later: a row says its code, and the reader's language says its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from reports.indicators.cohorts import Cohorts, figures_of, share
from reports.indicators.definitions import DEFINITIONS, RETENTION_WEEKS, Unit
from reports.indicators.retention import PARTS

LARGEST_SECTORS = 5
OTHERS = "others"
# Why a start was recorded although something stood in its way; their words are matching's.
OVERRIDE_REASONS = ("filed", "said", "elsewhere", "was_at_work", "other")
OVERRIDE = "override_"  # before a reason: the code of its row
NO_SECTOR = "other"  # the sector of what fits none of them is no sector of its own


@dataclass(frozen=True, slots=True)
class Row:
    """One line. ``value`` is None when it is hidden, or when it is a share of nobody."""

    code: str
    value: int | float | None
    target: int | float | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Lines under a code. ``total`` is their sum, where the table divides something up."""

    code: str
    rows: tuple[Row, ...]
    total: int | None = None


def tables_of(cohorts: Cohorts, targets: Mapping[str, int | float]) -> dict[str, Table]:
    """Return the tables of a report by code. ``targets``: the aim for a figure, by the figure's code."""
    tables = (
        _funnel(cohorts, targets),
        _matched_outcome(cohorts),
        _positions_by_sector(cohorts),
        *(_retention(cohorts, weeks) for weeks in RETENTION_WEEKS),
        _overridden_starts(cohorts),
        _targets(cohorts, targets),
    )
    return {table.code: table for table in tables}


def _funnel(cohorts: Cohorts, targets: Mapping[str, int | float]) -> Table:
    """Persons step by step; each step's share is that of the step before it.

    A project that records no outreach begins at the intake.
    """
    steps = [("intakes", cohorts.intakes), ("matched", cohorts.matched), ("started", cohorts.started)]
    if cohorts.outreach or not cohorts.intakes:
        steps.insert(0, ("outreach", cohorts.outreach))
    rows = []
    before: int | None = None
    for code, persons in steps:
        part = None if before is None else share(len(persons), before)
        rows.append(Row(code, len(persons), targets.get(code), part))
        before = len(persons)
    return Table("funnel", tuple(rows))


def _matched_outcome(cohorts: Cohorts) -> Table:
    total = len(cohorts.matched)
    counts = (
        ("started", len(cohorts.started)),
        ("waiting_for_number_or_permit", len(cohorts.waiting_for_number_or_permit)),
        ("matched_other", len(cohorts.matched_other)),
    )
    rows = tuple(Row(code, count, share=share(count, total)) for code, count in counts)
    return Table("matched_outcome", rows, total)


def _retention(cohorts: Cohorts, weeks: int) -> Table:
    """Of those for whom the day fell in the period: at work, not, and not known, which add up to them."""
    total = len(cohorts.of(f"due_{weeks}"))
    counts = [(f"{part}_{weeks}", len(cohorts.of(f"{part}_{weeks}"))) for part in PARTS]
    rows = tuple(Row(code, count, share=share(count, total)) for code, count in counts)
    return Table(f"retention_{weeks}", rows, total)


def _positions_by_sector(cohorts: Cohorts) -> Table:
    """The five sectors with the most positions (ties: by code), then all the others together."""
    counts = Counter(placement.sector for placement in cohorts.positions)
    named = sorted(
        (item for item in counts.items() if item[0] != NO_SECTOR), key=lambda item: (-item[1], item[0])
    )[:LARGEST_SECTORS]
    rows = [Row(sector, count) for sector, count in named]
    others = len(cohorts.positions) - sum(count for _sector, count in named)
    if others:
        rows.append(Row(OTHERS, others))
    return Table("positions_by_sector", tuple(rows), len(cohorts.positions))


def _overridden_starts(cohorts: Cohorts) -> Table:
    """Starts that were recorded all the same by their reason; every reason has its line, so none is told."""
    counts = Counter(placement.override for placement in cohorts.overridden_starts)
    rows = tuple(Row(f"{OVERRIDE}{reason}", counts[reason]) for reason in OVERRIDE_REASONS)
    return Table("overridden_starts", rows, len(cohorts.overridden_starts))


def _targets(cohorts: Cohorts, targets: Mapping[str, int | float]) -> Table:
    """Aim against result, in the order of the definitions; ``share`` is how much of the aim was reached."""
    figures = figures_of(cohorts)
    rows = []
    for code, definition in DEFINITIONS.items():
        if code in targets:
            target, value = targets[code], figures[code]
            reached = round(value / target, 4) if target and value is not None else None
            exact = float(target) if definition.unit == Unit.FRACTION else int(target)
            rows.append(Row(code, value, exact, reached))
    return Table("targets", tuple(rows))
