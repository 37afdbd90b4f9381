"""What counts in a figure and what does not. The definitions: /reports/indicators/definitions.py."""

from dataclasses import replace
from datetime import date

import pytest

from reports.indicators import (
    DEFINITIONS,
    Contact,
    GuidanceChange,
    Intake,
    Match,
    Period,
    Placement,
    ProjectRows,
    Row,
    Stay,
    Step,
    Table,
    cohorts_of,
    figures_of,
    tables_of,
)

YEAR = Period(date(2023, 1, 1), date(2023, 12, 31), date(2024, 1, 31))
BEFORE, FIRST, MID, LAST, LATER, CUT_OFF, AFTER = (
    date(2022, 12, 31),
    date(2023, 1, 1),
    date(2023, 6, 15),
    date(2023, 12, 31),
    date(2024, 1, 1),
    date(2024, 1, 31),
    date(2024, 2, 1),
)


def figures(**rows):
    rows = {name: tuple(value) if isinstance(value, list) else value for name, value in rows.items()}
    return figures_of(cohorts_of(ProjectRows(**rows), YEAR))


def intake(on, person=1):
    return Intake(person, 7, on)


def match(on=MID, person=1, status="standing"):
    return Match(person, on, status)


def position(on=MID, person=1, *, paid=True, sector="logistics", match_status="standing"):
    return Placement(person, match_status, sector, paid, on)


def test_every_figure_has_a_definition():
    assert set(figures()) == set(DEFINITIONS)


def test_nobody_gives_zeros_and_no_rates():
    assert figures() == {
        "residents": 0,
        "work_allowed": 0,
        "outreach": 0,
        "intakes": 0,
        "guidance": 0,
        "matched": 0,
        "started": 0,
        "waiting_for_number_or_permit": 0,
        "matched_other": 0,
        "at_work": 0,
        "positions": 0,
        "intake_to_match_rate": None,
        "guidance_to_work_rate": None,
        "period_match_ratio": None,
        "overridden_starts": 0,
        **{f"{part}_{weeks}": 0 for weeks in (13, 26, 52) for part in ("due", "kept", "left", "unsure")},
    }


@pytest.mark.parametrize(
    ("from_on", "until_on", "counted"),
    [
        (BEFORE, BEFORE, 0),
        (BEFORE, FIRST, 1),
        (BEFORE, None, 1),
        (LAST, None, 1),
        (LATER, None, 0),
    ],
)
def test_residents_stayed_on_at_least_one_day_of_the_period(from_on, until_on, counted):
    assert figures(stays=[Stay(1, 7, from_on, until_on)])["residents"] == counted


def test_a_resident_with_two_stays_counts_once():
    stays = [Stay(1, 7, FIRST, MID), Stay(1, 8, MID, None)]
    assert figures(stays=stays)["residents"] == 1


def test_who_may_work_counts_only_as_a_resident():
    counted = figures(stays=[Stay(1, 7, FIRST, None), Stay(2, 7, FIRST, None)], may_work=frozenset({2, 3}))
    assert (counted["residents"], counted["work_allowed"]) == (2, 1)


@pytest.mark.parametrize(
    ("on", "is_outreach", "counted"),
    [
        (BEFORE, True, 0),
        (FIRST, True, 1),
        (LAST, True, 1),
        (LATER, True, 0),
        (MID, False, 0),
    ],
)
def test_outreach_is_an_outreach_contact_in_the_period(on, is_outreach, counted):
    assert figures(contacts=[Contact(1, 7, on, is_outreach)])["outreach"] == counted


def test_two_contacts_of_one_person_count_once():
    assert figures(contacts=[Contact(1, 7, FIRST, True), Contact(1, 7, MID, True)])["outreach"] == 1


@pytest.mark.parametrize(
    ("days", "intakes", "guidance"),
    [
        ([FIRST], 1, 1),
        ([LAST], 1, 1),
        ([LATER], 0, 0),
        ([MID, LAST], 1, 1),
        # The second intake falls in the period, the first did not: guidance, but no intake of this period.
        ([MID, BEFORE], 0, 1),
    ],
)
def test_only_the_first_intake_of_a_person_counts(days, intakes, guidance):
    counted = figures(intakes=[intake(day) for day in days])
    assert (counted["intakes"], counted["guidance"]) == (intakes, guidance)


@pytest.mark.parametrize(
    ("changes", "counted"),
    [
        ([GuidanceChange(1, BEFORE, True)], 0),
        ([GuidanceChange(1, FIRST, True)], 1),
        ([GuidanceChange(1, date(2022, 11, 1), True), GuidanceChange(1, BEFORE, False)], 1),
        ([GuidanceChange(1, BEFORE, True), GuidanceChange(1, MID, False)], 1),
        ([GuidanceChange(1, BEFORE, True), GuidanceChange(1, LATER, False)], 0),
        # An end before the first intake of this project was that of another project.
        ([GuidanceChange(1, date(2022, 2, 1), True)], 1),
    ],
)
def test_guidance_that_ended_before_the_period_does_not_count(changes, counted):
    rows = {"intakes": [intake(date(2022, 3, 1))], "guidance_changes": changes}
    assert figures(**rows)["guidance"] == counted


def test_a_new_intake_takes_guidance_up_again():
    rows = {
        "intakes": [intake(date(2022, 3, 1)), intake(MID)],
        "guidance_changes": [GuidanceChange(1, BEFORE, True)],
    }
    assert figures(**rows)["guidance"] == 1


@pytest.mark.parametrize(
    ("matches", "matched"),
    [
        ([match(FIRST)], 1),
        ([match(CUT_OFF)], 1),
        ([match(AFTER)], 0),
        ([match(status="fallen_through")], 1),
        ([match(status="recorded_in_error")], 0),
        ([match(status="recorded_in_error"), match(CUT_OFF)], 1),
        ([match(), match(LAST)], 1),
        ([match(person=2)], 0),
    ],
)
def test_matched_is_of_the_persons_with_an_intake(matches, matched):
    counted = figures(intakes=[intake(MID)], matches=matches)
    assert (counted["matched"], counted["intake_to_match_rate"]) == (matched, float(matched))


def test_started_waiting_and_other_share_out_the_matched():
    open_bsn = Step(2, "bsn", MID, None)
    counted = figures(
        intakes=[intake(MID, person) for person in range(1, 7)],
        matches=[match(person=person) for person in range(1, 6)],
        placements=[position(LAST, 1), position(None, 2), position(AFTER, 3), position(person=6)],
        steps=[
            open_bsn,
            Step(1, "twv", MID, None),
            Step(4, "bank_account", MID, None),
            Step(6, "bsn", MID, None),
        ],
    )
    assert {
        code: counted[code]
        for code in ("matched", "started", "waiting_for_number_or_permit", "matched_other")
    } == {
        "matched": 5,
        "started": 1,
        "waiting_for_number_or_permit": 1,
        "matched_other": 3,
    }


@pytest.mark.parametrize(
    ("kind", "opened_on", "closed_on", "waiting"),
    [
        ("bsn", MID, None, 1),
        ("national_number", MID, AFTER, 1),
        ("twv", CUT_OFF, None, 1),
        ("twv", AFTER, None, 0),
        ("bsn", MID, CUT_OFF, 0),
        ("dimona", MID, None, 0),
    ],
)
def test_waiting_is_an_open_step_on_the_cut_off_date(kind, opened_on, closed_on, waiting):
    counted = figures(intakes=[intake(MID)], matches=[match()], steps=[Step(1, kind, opened_on, closed_on)])
    assert (counted["waiting_for_number_or_permit"], counted["matched_other"]) == (waiting, 1 - waiting)


def test_several_positions_are_one_person_at_work():
    counted = figures(
        intakes=[intake(MID), intake(MID, 2)],
        placements=[position(), position(CUT_OFF), position(person=2, paid=False), position(person=3)],
    )
    assert (counted["at_work"], counted["positions"], counted["guidance_to_work_rate"]) == (1, 2, 0.5)


@pytest.mark.parametrize(
    "not_counted",
    [
        position(BEFORE),
        position(AFTER),
        position(None),
        position(paid=False),
        position(match_status="recorded_in_error"),
    ],
)
def test_a_position_counts_when_paid_and_started_in_the_period(not_counted):
    counted = figures(intakes=[intake(MID)], placements=[not_counted])
    assert (counted["at_work"], counted["positions"]) == (0, 0)


def test_the_period_ratio_compares_other_people_than_the_rate():
    counted = figures(
        intakes=[intake(MID), intake(MID, 2), intake(BEFORE, 3)],
        matches=[match(), match(person=3), match(CUT_OFF, 2)],
    )
    assert (counted["intake_to_match_rate"], counted["period_match_ratio"]) == (1.0, 1.0)
    assert figures(intakes=[intake(MID)], matches=[match(CUT_OFF)])["period_match_ratio"] == 0.0


def test_sectors_are_the_five_largest_then_the_others_together():
    sectors = ["a"] * 2 + ["e"] * 3 + ["d"] * 3 + ["b"] * 4 + ["c"] * 1 + ["f"] * 1 + ["other"] * 9
    cohorts = cohorts_of(
        ProjectRows(intakes=(intake(MID),), placements=tuple(position(sector=sector) for sector in sectors)),
        YEAR,
    )
    assert tables_of(cohorts, {})["positions_by_sector"] == Table(
        "positions_by_sector",
        (Row("b", 4), Row("d", 3), Row("e", 3), Row("a", 2), Row("c", 1), Row("others", 10)),
        23,
    )


def test_the_funnel_carries_targets_and_the_share_of_the_step_before():
    rows = ProjectRows(
        contacts=tuple(Contact(person, 7, MID, True) for person in range(4)),
        intakes=(intake(MID), intake(MID, 2)),
        matches=(match(),),
    )
    tables = tables_of(cohorts_of(rows, YEAR), {"matched": 4, "intake_to_match_rate": 0.25})
    assert tables["funnel"].rows == (
        Row("outreach", 4),
        Row("intakes", 2, None, 0.5),
        Row("matched", 1, 4, 0.5),
        Row("started", 0, None, 0.0),
    )
    assert tables["targets"].rows == (
        Row("matched", 1, 4, 0.25),
        Row("intake_to_match_rate", 0.5, 0.25, 2.0),
    )
    unreached = replace(rows, contacts=())
    assert [row.code for row in tables_of(cohorts_of(unreached, YEAR), {})["funnel"].rows] == [
        "intakes",
        "matched",
        "started",
    ]


def test_a_person_counts_at_the_centre_of_the_last_stay_or_else_of_the_intake():
    rows = ProjectRows(
        stays=(Stay(1, 10, BEFORE, MID), Stay(1, 11, MID, None), Stay(1, 12, AFTER, None)),
        contacts=(Contact(2, 13, MID, True), Contact(3, 14, MID, True)),
        intakes=(Intake(2, 15, FIRST),),
    )
    assert rows.centre_of_persons(YEAR) == {1: 11, 2: 15, 3: 14}
    assert rows.of({2}) == replace(rows, stays=(), contacts=rows.contacts[:1])


def test_a_person_sent_on_at_once_counts_at_the_centre_where_they_stayed():
    for stays in (
        (Stay(1, 10, MID, None), Stay(1, 11, MID, MID)),
        (Stay(1, 11, MID, MID), Stay(1, 10, MID, None)),
    ):
        assert ProjectRows(stays=stays).centre_of_persons(YEAR) == {1: 10}


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="ends after it begins"):
        Period(LAST, FIRST, LAST)


@pytest.mark.parametrize(
    ("on", "changes", "counted"),
    [
        (BEFORE, {}, 0),
        (FIRST, {}, 1),
        (LATER, {}, 1),
        (AFTER, {}, 0),
        (MID, {"is_paid": False}, 1),  # work without a wage has steps that come before it too
        (MID, {"match_status": "recorded_in_error"}, 0),
        (MID, {"override": ""}, 0),
    ],
)
def test_overridden_starts_are_those_of_the_period_that_have_a_reason(on, changes, counted):
    row = replace(position(on), **({"override": "filed"} | changes))
    assert figures(placements=[row])["overridden_starts"] == counted


def test_overridden_starts_are_told_by_every_reason():
    rows = tuple(replace(position(MID, n), override="said" if n else "other") for n in range(7))
    table = tables_of(cohorts_of(ProjectRows(placements=rows), YEAR), {})["overridden_starts"]
    assert [(row.code, row.value) for row in table.rows] == [
        ("override_filed", 0),
        ("override_said", 6),
        ("override_elsewhere", 0),
        ("override_was_at_work", 0),
        ("override_other", 1),
    ]
    assert table.total == 7
