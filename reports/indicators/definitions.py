"""Every figure of a report: its code, its name, what it counts and of whom. Translated where it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


def gettext_noop(message: str) -> str:
    """Mark a text for translation; makemessages looks for this name."""
    return message


class Unit(StrEnum):
    PERSONS = "persons"
    POSITIONS = "positions"
    FRACTION = "fraction"


UNITS = {
    Unit.PERSONS: gettext_noop("persons"),
    Unit.POSITIONS: gettext_noop("positions"),
    Unit.FRACTION: gettext_noop("share"),
}


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure means. ``who`` says of whom it is counted.

    Its value is the size of the cohort of its code (cohorts.py), or with ``share_of`` that of one cohort
    divided by that of another.
    """

    code: str
    name: str
    unit: Unit
    text: str
    who: str
    share_of: tuple[str, str] | None = None


RETENTION_WEEKS = (13, 26, 52)
# Of each of them: who is due, who is known to be at work, who is known not to be, and of whom nobody knows.
_RETENTION_NAMES = {
    13: (
        gettext_noop("13 weeks after the start"),
        gettext_noop("Still at work after 13 weeks"),
        gettext_noop("Not at work any more after 13 weeks"),
        gettext_noop("Not known after 13 weeks"),
    ),
    26: (
        gettext_noop("26 weeks after the start"),
        gettext_noop("Still at work after 26 weeks"),
        gettext_noop("Not at work any more after 26 weeks"),
        gettext_noop("Not known after 26 weeks"),
    ),
    52: (
        gettext_noop("52 weeks after the start"),
        gettext_noop("Still at work after 52 weeks"),
        gettext_noop("Not at work any more after 52 weeks"),
        gettext_noop("Not known after 52 weeks"),
    ),
}


def _retention(weeks: int) -> tuple[Definition, ...]:
    due, kept, left, unsure = _RETENTION_NAMES[weeks]
    all_started = gettext_noop("everyone who started paid work in the project")
    all_due = gettext_noop("the people for whom this day falls in the period")
    return (
        Definition(
            f"due_{weeks}",
            due,
            Unit.PERSONS,
            gettext_noop(
                "People whose first paid day of work in the project lies so many weeks before a day "
                "of the period, whether or not they are still at work."
            ),
            all_started,
        ),
        Definition(
            f"kept_{weeks}",
            kept,
            Unit.PERSONS,
            gettext_noop(
                "People of whom it is known that they were in paid work of the project on that day, "
                "with this or another employer: the last day of work is not before it, "
                "or a check-in on that day or later said so."
            ),
            all_due,
        ),
        Definition(
            f"left_{weeks}",
            left,
            Unit.PERSONS,
            gettext_noop(
                "People of whom it is known that no paid work of the project went on until that day: "
                "it ended before, or a check-in up to that day said so."
            ),
            all_due,
        ),
        Definition(
            f"unsure_{weeks}",
            unsure,
            Unit.PERSONS,
            gettext_noop("People of whom neither is known. They are counted as unknown, never as at work."),
            all_due,
        ),
    )


DEFINITIONS: dict[str, Definition] = {
    each.code: each
    for each in (
        Definition(
            "residents",
            gettext_noop("Residents"),
            Unit.PERSONS,
            gettext_noop("People who stayed in a centre of the project on at least one day of the period."),
            gettext_noop("everyone who lives or lived in a centre of the project"),
        ),
        Definition(
            "work_allowed",
            gettext_noop("Allowed to work"),
            Unit.PERSONS,
            gettext_noop(
                "Residents who may work on the last day of the period by the rules of that day. "
                "This includes people whose employer still needs a permit or must notify the work."
            ),
            gettext_noop("the residents"),
        ),
        Definition(
            "outreach",
            gettext_noop("First talk"),
            Unit.PERSONS,
            gettext_noop("People with at least one outreach contact of the project in the period."),
            gettext_noop("everyone with a contact of the project"),
        ),
        Definition(
            "intakes",
            gettext_noop("Intake"),
            Unit.PERSONS,
            gettext_noop("People whose first complete intake in the project falls in the period."),
            gettext_noop("everyone with an intake of the project"),
        ),
        Definition(
            "guidance",
            gettext_noop("In guidance"),
            Unit.PERSONS,
            gettext_noop(
                "People in guidance on at least one day of the period: "
                "the first intake is complete and guidance has not ended before the period."
            ),
            gettext_noop("everyone with an intake of the project"),
        ),
        Definition(
            "matched",
            gettext_noop("Match"),
            Unit.PERSONS,
            gettext_noop(
                "People with at least one match by the cut-off date. "
                "A match means that the person and an employer both intend to sign a contract. "
                "Matches recorded in error do not count."
            ),
            gettext_noop("the people with an intake"),
        ),
        Definition(
            "started",
            gettext_noop("Worked at least one day"),
            Unit.PERSONS,
            gettext_noop("People who worked at least one day after a match, by the cut-off date."),
            gettext_noop("the people with a match"),
        ),
        Definition(
            "waiting_for_number_or_permit",
            gettext_noop("Waiting for a number or a work permit"),
            Unit.PERSONS,
            gettext_noop(
                "People who have not worked yet and who wait, on the cut-off date, "
                "for a personal number or a work permit."
            ),
            gettext_noop("the people with a match"),
        ),
        Definition(
            "matched_other",
            gettext_noop("Not started for another reason"),
            Unit.PERSONS,
            gettext_noop("People with a match who have not worked yet and wait for none of these."),
            gettext_noop("the people with a match"),
        ),
        Definition(
            "at_work",
            gettext_noop("At work"),
            Unit.PERSONS,
            gettext_noop(
                "People with at least one paid position that started in the period, up to the cut-off date."
            ),
            gettext_noop("the people in guidance"),
        ),
        Definition(
            "positions",
            gettext_noop("Positions"),
            Unit.POSITIONS,
            gettext_noop(
                "Paid positions that started in the period, up to the cut-off date. "
                "One person can have several positions."
            ),
            gettext_noop("the people in guidance"),
        ),
        Definition(
            "intake_to_match_rate",
            gettext_noop("From intake to match"),
            Unit.FRACTION,
            gettext_noop(
                "Of the people with a first intake in the period, "
                "the share with at least one match by the cut-off date."
            ),
            gettext_noop("the people with an intake"),
            share_of=("matched", "intakes"),
        ),
        Definition(
            "guidance_to_work_rate",
            gettext_noop("From guidance to work"),
            Unit.FRACTION,
            gettext_noop("Of the people in guidance, the share at work."),
            gettext_noop("the people in guidance"),
            share_of=("at_work", "guidance"),
        ),
        Definition(
            "period_match_ratio",
            gettext_noop("Matches to intakes in the period"),
            Unit.FRACTION,
            gettext_noop(
                "People with a match dated in the period, "
                "divided by people with a first intake in the period. "
                "These are not the same people, so this is not the rate from intake to match."
            ),
            gettext_noop("two groups, compared"),
            share_of=("matched_in_period", "intakes"),
        ),
        Definition(
            "overridden_starts",
            gettext_noop("Starts recorded although something stood in the way"),
            Unit.POSITIONS,
            gettext_noop(
                "Starts in the period, up to the cut-off date, that a coordinator recorded although "
                "something stood in the way: a step that was not done, a right to work or a wage that was "
                "not in order. They record what happened; nothing was permitted by it."
            ),
            gettext_noop("everyone who started work in the project, paid or not"),
        ),
        *(each for weeks in RETENTION_WEEKS for each in _retention(weeks)),
    )
}
