"""The features in columns: a value in thousandths for each of these residents, or ``NOT_KNOWN``."""

from collections.abc import Callable

import numpy as np

from matching.scoring import features
from matching.scoring.asked import Asked
from matching.scoring.coefficients import AVAILABILITY, LANGUAGE, OCCUPATION, ONE, SKILLS, TRAVEL_TIME, WISH
from matching.scoring.columns.journeys import Journeys
from matching.scoring.columns.people import NOT_KNOWN, Column, People
from matching.scoring.conditions import LEVELS
from matching.scoring.points import GRID

Value = Callable[[Asked, People, Journeys, Column], Column]


def grains(asked: Asked, people: People, journeys: Journeys, rows: Column) -> Column:
    """Return the scores of these residents as whole numbers of 16384ths, as ``points.score`` does for one."""
    reached = np.zeros(len(rows), dtype=np.int64)
    total = np.zeros(len(rows), dtype=np.int64)
    for feature, weight in zip(asked.features, asked.weights, strict=True):
        value = FEATURE[feature](asked, people, journeys, rows)
        is_known = value != NOT_KNOWN
        reached += np.where(is_known, value, 0) * weight
        total += is_known * weight
    score: Column = (2 * reached * GRID + total * ONE) // (2 * np.maximum(total, 1) * ONE)
    return score * (total > 0)


def _occupation(asked: Asked, people: People, _journeys: Journeys, rows: Column) -> Column:
    near = np.array(
        [asked.closeness(code) if code else 0 for code in people.occupations.codes], dtype=np.int64
    )
    values = near[people.occupations.table[rows]] * people.years[rows] // ONE
    return np.where(people.knows_work[rows], values.max(axis=1, initial=0), NOT_KNOWN)


def _skills(asked: Asked, people: People, _journeys: Journeys, rows: Column) -> Column:
    lines = np.concatenate([people.skills.of(code) for code in asked.demand.skills])
    has = np.bincount(lines, minlength=people.count)[rows]
    return np.where(people.knows_skills[rows], ONE * has // len(asked.demand.skills), NOT_KNOWN)


def _travel(asked: Asked, _people: People, journeys: Journeys, rows: Column) -> Column:
    minutes = journeys.minutes(asked, rows).astype(np.int64)
    values = np.clip((features.FARTHEST - minutes) * ONE // (features.FARTHEST - features.NEAREST), 0, ONE)
    return np.where(minutes == NOT_KNOWN, NOT_KNOWN, values)


def _availability(asked: Asked, people: People, _journeys: Journeys, rows: Column) -> Column:
    covered = np.bitwise_count(people.free[rows] & asked.shifts).astype(np.int64)
    return np.where(people.has_week[rows], ONE * covered // asked.shifts.bit_count(), NOT_KNOWN)


def _wish(asked: Asked, people: People, _journeys: Journeys, rows: Column) -> Column:
    isco = asked.demand.isco
    near = np.array([features.value_of_wishes(isco, [code]) if code else 0 for code in people.wishes.codes])
    values = near[people.wishes.table[rows]].max(axis=1, initial=0)
    values = np.where(people.has_wishes[rows], values, features.NO_PREFERENCE)
    return np.where(people.knows_wishes[rows], values, NOT_KNOWN)


def _language(asked: Asked, people: People, _journeys: Journeys, rows: Column) -> Column:
    counted = np.zeros(len(rows), dtype=np.int64)
    is_known = np.ones(len(rows), dtype=bool)
    for group in asked.demand.languages:
        levels = [people.levels(each.language)[rows].astype(np.int64) for each in group]
        is_known &= np.logical_and.reduce([each != NOT_KNOWN for each in levels])
        above = np.maximum.reduce(
            [level - LEVELS[each.level] for level, each in zip(levels, group, strict=True)]
        )
        counted += np.clip(above, 0, features.LEVELS_ENOUGH)
    values = ONE * counted // (features.LEVELS_ENOUGH * len(asked.demand.languages))
    return np.where(is_known, values, NOT_KNOWN)


FEATURE: dict[str, Value] = {
    OCCUPATION: _occupation,
    SKILLS: _skills,
    TRAVEL_TIME: _travel,
    AVAILABILITY: _availability,
    WISH: _wish,
    LANGUAGE: _language,
}
