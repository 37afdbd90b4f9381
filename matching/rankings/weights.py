"""The figures of a ranking in words, for who wants to know what weighs: read from the engine's own tables."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matching.profiles import travel_figures
from matching.scoring.coefficients import FEATURES, TOLERANCES, WEIGHTS

FEATURE_NAMES = {
    "occupation": gettext_lazy("Occupation"),
    "skills": gettext_lazy("Skills"),
    "travel": gettext_lazy("Journey"),
    "availability": gettext_lazy("Days and times"),
    "wish": gettext_lazy("Wish"),
    "language": gettext_lazy("Language, extra"),
}
WHAT_COUNTS = {
    "occupation": gettext_lazy(
        "How near the work that somebody did is to this work, by the groups of ISCO-08, and for how long."
    ),
    "skills": gettext_lazy("How many of the skills that the vacancy asks they have."),
    "travel": gettext_lazy("How short the journey is, at the hours of the work."),
    "availability": gettext_lazy("How many of the parts of the week they can work, without their lessons."),
    "wish": gettext_lazy("Whether they wish to do this work."),
    "language": gettext_lazy("How much more of the language they speak than is asked."),
}
HUNDRED = 100


@dataclass(frozen=True)
class WeightLine:
    """A part of the score. ``points``: of a hundred, when everything is known, as a number in words."""

    name: str
    what: str
    weight: int
    points: str
    percent: int


def feature_name(code: str) -> str:
    """Return the name of a part of the score in the reader's language."""
    return str(FEATURE_NAMES[code])


def weight_lines() -> list[WeightLine]:
    """Return the parts of the score, in the order of the engine."""
    total = sum(getattr(WEIGHTS, code) for code in FEATURES)
    most = max(getattr(WEIGHTS, code) for code in FEATURES)
    return [
        WeightLine(
            name=feature_name(code),
            what=str(WHAT_COUNTS[code]),
            weight=getattr(WEIGHTS, code),
            points=number_format(getattr(WEIGHTS, code) * HUNDRED / total, 1),
            percent=getattr(WEIGHTS, code) * HUNDRED // most,
        )
        for code in FEATURES
    ]


def condition_lines() -> list[tuple[str, str, str]]:
    """Return the conditions: name, what is asked, and by how little one of them may fail for a near miss."""
    return [
        (
            _("May work"),
            _("On the first day of the work, with the time that a permit or a notification takes."),
            _("%(days)d days") % {"days": TOLERANCES.days},
        ),
        (
            _("The right to work lasts"),
            _("As long as the contract."),
            _("one part in %(of)d of the contract; without an end, of its first %(days)d days")
            % {"of": TOLERANCES.one_of_contract, "days": TOLERANCES.open_contract_days},
        ),
        (
            _("Languages"),
            _("At the level that is asked; of several that are asked as a choice, one."),
            _("%(levels)d level") % {"levels": TOLERANCES.levels},
        ),
        (_("Certificates"), _("Those that are asked, valid on the first day."), _("1 certificate")),
        (
            _("Journey"),
            _("Not longer than the person wants, at the hours of the work."),
            _("%(minutes)d minutes") % {"minutes": TOLERANCES.minutes},
        ),
        (
            _("Hours"),
            _("Not more than the person can work."),
            _("%(hours)d hours") % {"hours": TOLERANCES.hours},
        ),
        (
            _("Days and times"),
            _("At least half of the parts of the week, with lessons taken out."),
            _("down to one part in %(of)d") % {"of": TOLERANCES.one_of_shifts},
        ),
    ]


def travel_lines() -> list[tuple[str, str]]:
    """Return how a journey is estimated: by what, and how."""
    travel = travel_figures()
    speed = _("%(speed)s km an hour")
    with_start = _("%(minutes)s minutes, then %(speed)s km an hour")
    return [
        (_("By bicycle"), speed % {"speed": number_format(travel.bicycle_kmh)}),
        (
            _("By public transport"),
            with_start
            % {
                "minutes": number_format(travel.public_transport_minutes),
                "speed": number_format(travel.public_transport_kmh),
            },
        ),
        (
            _("By car"),
            with_start
            % {"minutes": number_format(travel.car_minutes), "speed": number_format(travel.car_kmh)},
        ),
        (_("On foot"), speed % {"speed": number_format(travel.foot_kmh)}),
        (
            _("A road is longer than the crow flies"),
            _("by a factor of %(factor)s") % {"factor": number_format(travel.detour)},
        ),
    ]
