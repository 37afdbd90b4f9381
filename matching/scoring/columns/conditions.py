"""The conditions in columns: which of these residents meet each one. The same limits as for one."""

from collections.abc import Callable

import numpy as np

from matching.scoring.asked import Asked
from matching.scoring.columns.journeys import Journeys
from matching.scoring.columns.people import Column, People
from matching.scoring.conditions import LAST_DAY, LEVELS

Met = Callable[[Asked, People, Journeys, Column], Column]


def relevant(asked: Asked, people: People) -> Column:
    """Return who is in no way left out, and did work of the minor group or wishes that of the unit group."""
    rows = people.relevant(asked.demand.isco)
    here = people.companies.number(asked.demand.company)
    is_in = (people.country[rows] == people.countries.number(asked.demand.country)) & (
        people.at_work_at[rows] != here
    )
    found: Column = rows[is_in]
    return found


def meeting(asked: Asked, people: People, journeys: Journeys, rows: Column) -> Column:
    """Return those of the residents who meet every condition."""
    for is_met in _ALL:
        rows = rows[is_met(asked, people, journeys, rows)]
    return rows


def _eligible(asked: Asked, people: People, _journeys: Journeys, rows: Column) -> Column:
    here = people.permit[rows] == people.companies.number(asked.demand.company)
    first = np.where(here, people.free_here[rows], people.free_elsewhere[rows])
    met: Column = first <= asked.start
    return met


def _right_ends(asked: Asked, people: People, _journeys: Journeys, rows: Column) -> Column:
    met: Column = people.until[rows] >= (LAST_DAY if asked.end is None else asked.end)
    return met


def _languages(asked: Asked, people: People, _journeys: Journeys, rows: Column) -> Column:
    is_met = np.ones(len(rows), dtype=bool)
    for group in asked.demand.languages:
        is_met &= np.logical_or.reduce(
            [people.levels(each.language)[rows] >= LEVELS[each.level] for each in group]
        )
    return is_met


def _certificates(asked: Asked, people: People, _journeys: Journeys, rows: Column) -> Column:
    is_met = np.ones(len(rows), dtype=bool)
    for code in asked.certificates:
        is_met &= people.expiries(code)[rows] >= asked.start
    return is_met


def _travel(asked: Asked, people: People, journeys: Journeys, rows: Column) -> Column:
    minutes = journeys.minutes(asked, rows)
    return (minutes >= 0) & (minutes <= people.travel_max[rows])


def _hours(asked: Asked, people: People, _journeys: Journeys, rows: Column) -> Column:
    hours = asked.demand.hours
    return people.hours_max[rows] >= hours if hours else np.ones(len(rows), dtype=bool)


def _shifts(asked: Asked, people: People, _journeys: Journeys, rows: Column) -> Column:
    if not asked.shifts:
        return np.zeros(len(rows), dtype=bool)
    covered = np.bitwise_count(people.free[rows] & asked.shifts)
    met: Column = people.has_week[rows] & (2 * covered >= asked.shifts.bit_count())
    return met


_ALL: tuple[Met, ...] = (_shifts, _hours, _eligible, _right_ends, _languages, _certificates, _travel)
