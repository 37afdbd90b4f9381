"""What was agreed, on any day: versions, corrections, what begins later, and other employers."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from matching import services
from matching.models import Placement, PlacementTerms
from matching.tasks import begin_agreed_terms
from matching.terms.reading import chain_of, terms_on, work_on
from matching.terms.replay import Terms, Version, spans, standing, terms_at
from residents.models import Step
from tests.factories.employers import CompanyFactory
from tests.factories.matching import PlacementFactory, StartedPlacementFactory

TODAY = timezone.localdate
MORNINGS = 0b001001001001001


def day(days: int) -> date:
    return TODAY() + timedelta(days=days)


# ── The pure rules ─────────────────────────────────────────────────────────────────────────────────────────

FIRST = Version(key=1, from_on=None, said={"hours": 24, "wage_hour": Decimal(16), "ends_on": None})


def test_what_a_version_does_not_say_goes_on():
    more = Version(key=2, from_on=date(2026, 3, 1), said={"hours": 32})
    paid = Version(key=3, from_on=date(2026, 2, 1), said={"wage_hour": Decimal(17)})
    versions = [FIRST, more, paid]
    assert terms_at(versions, date(2026, 1, 31)) == Terms(hours=24, wage_hour=Decimal(16))
    assert terms_at(versions, date(2026, 2, 28)) == Terms(hours=24, wage_hour=Decimal(17))
    assert terms_at(versions, date(2026, 3, 1)) == Terms(hours=32, wage_hour=Decimal(17))


def test_a_correction_stands_in_the_place_of_what_it_corrects():
    more = Version(key=2, from_on=None, said={"hours": 32})  # before the start, from the first day
    slip = Version(key=3, from_on=None, said={**FIRST.said, "hours": 20}, corrects=1)
    assert [each.key for each in standing([FIRST, more, slip])] == [3, 2]
    assert terms_at([FIRST, more, slip], date(2026, 1, 1)).hours == 32
    never = Version(key=4, from_on=None, said={}, corrects=2)
    assert terms_at([FIRST, more, slip, never], date(2026, 1, 1)).hours == 20


MARCH = date(2026, 3, 1)
DAYS = st.integers(0, 30).map(lambda days: MARCH + timedelta(days=days))


@st.composite
def histories(draw) -> list[Version]:
    """A match and what followed: changes from days of a month, and corrections of what still stands."""
    versions = [Version(key=1, from_on=None, said={"hours": draw(st.integers(1, 48)), "wage_hour": None})]
    for key in range(2, draw(st.integers(2, 9))):
        said = draw(st.dictionaries(st.sampled_from(["hours", "wage_hour", "shifts"]), st.integers(1, 48)))
        if draw(st.booleans()):
            wrong = draw(st.sampled_from(standing(versions)))
            names = {name: said.get(name, value) for name, value in wrong.said.items()}
            versions.append(Version(key=key, from_on=wrong.from_on, said=names, corrects=wrong.key))
        else:
            from_on = draw(st.none() | DAYS)
            versions.append(Version(key=key, from_on=from_on, said=said))
    return versions


@given(histories(), DAYS)
def test_the_terms_of_a_day_are_the_versions_replayed(versions, on):
    """Day by day from the first: each day, whoever was agreed for it says its terms, the older one first."""
    now = {"job_title": "", "shifts": None, "ends_on": None}
    begun = [each for each in standing(versions) if each.from_on is None]
    for each in begun:
        now |= each.said
    step = MARCH
    while step <= on:
        for each in standing(versions):
            if each.from_on == step:
                now |= each.said
        step += timedelta(days=1)
    assert terms_at(versions, on) == Terms(**now)


@given(histories())
def test_spans_cover_the_days_once_and_have_one_set_of_terms(versions):
    first, last = date(2026, 3, 3), date(2026, 3, 28)
    found = spans(versions, first, last)
    assert sum(each.days for each in found) == 26
    for each in found:
        for days in range(each.days):
            assert terms_at(versions, each.first + timedelta(days=days)) == each.terms
    assert spans(versions, last, first) == []


# ── Recorded ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def work(meeting, as_coach):
    """Somebody at work since a hundred days, 24 hours at 16.20, until in 60 days."""
    return StartedPlacementFactory(
        match__resident=meeting.resident,
        match__vacancy=meeting.vacancy,
        match__project=meeting.project,
        match__matched_on=day(-110),
        planned_start_on=day(-100),
        planned_end_on=day(60),
    )


def change(placement, **fields):
    agreed = {
        "hours": placement.hours,
        "planned_start_on": placement.planned_start_on,
        "planned_end_on": placement.planned_end_on,
    }
    services.change_placement(placement, **(agreed | fields))


def hours_on(placement, *days: int) -> list[int]:
    return [terms_on(placement, day(each)).hours for each in days]


def kinds_of(placement) -> list[str]:
    return list(placement.terms.values_list("kind", flat=True))


def test_a_change_holds_from_its_day_and_the_past_stays(work):
    change(work, hours=32, from_on=day(-10), note="Busier", shifts=MORNINGS, job_title="Supervisor")
    assert hours_on(work, -100, -11, -10, 0) == [24, 24, 32, 32]
    assert (work.hours, work.shifts, work.job_title) == (32, MORNINGS, "Supervisor")
    version = work.terms.last()
    assert (version.names, version.note) == (["hours", "shifts", "job_title"], "Busier")
    assert version.recorded_by is not None


def test_what_is_agreed_ahead_shows_from_its_night_on_and_once(work):
    change(work, hours=32, from_on=day(5), planned_end_on=day(90))
    assert (work.hours, work.planned_end_on) == (24, day(90))  # the last day is agreed at once
    assert kinds_of(work) == ["agreed", "extension", "change"]
    assert (begin_agreed_terms(), hours_on(work, 4, 5)) == (0, [24, 32])
    PlacementTerms.objects.filter(kind="change").update(from_on=TODAY())
    assert (begin_agreed_terms(), begin_agreed_terms()) == (1, 0)
    work.refresh_from_db()
    assert work.hours == 32
    entry = AuditEntry.objects.get(action="placement.terms_began")
    assert entry.changes == {"hours": [24, 32]}


def test_a_night_that_was_cut_off_goes_on_the_next(work, monkeypatch):
    other = StartedPlacementFactory(match__matched_on=day(-60), planned_start_on=day(-50))
    with system_scope("test"):
        for each in (work, other):
            change(each, hours=30, from_on=day(1))
        PlacementTerms.objects.filter(kind="change").update(from_on=TODAY())
    shown = services.terms.show_terms_of_today

    def killed(placement):
        if placement.pk == other.pk:
            raise SystemExit
        return shown(placement)

    monkeypatch.setattr(services.terms, "show_terms_of_today", killed)
    with pytest.raises(SystemExit):
        begin_agreed_terms()
    monkeypatch.undo()
    assert (begin_agreed_terms(), begin_agreed_terms()) == (1, 0)
    with system_scope("test"):
        assert set(Placement.objects.values_list("hours", flat=True)) == {30}


def test_before_the_start_a_change_holds_from_the_first_day_whichever_it_is(meeting, as_coach):
    planned = PlacementFactory(match__resident=meeting.resident, planned_start_on=day(14))
    change(planned, hours=30)
    change(planned, planned_start_on=day(7))
    assert planned.hours == 30
    assert hours_on(planned, 0, 7, 14) == [30, 30, 30]
    change(planned, hours=36, from_on=day(40))
    assert (planned.hours, hours_on(planned, 39, 40)) == (30, [30, 36])


def test_an_extension_says_only_the_last_day(work):
    services.extend_placement(work, day(120), "Asked for longer")
    assert (work.planned_end_on, work.hours) == (day(120), 24)
    assert terms_on(work, day(-1)).ends_on == day(60)
    assert (kinds_of(work), work.terms.last().names) == (["agreed", "extension"], ["ends_on"])
    assert AuditEntry.objects.filter(action="placement.extended").count() == 1
    services.extend_placement(work, None)
    assert work.planned_end_on is None
    with pytest.raises(RuleBroken, match="goes on anyway"):
        services.extend_placement(work, day(200))


@pytest.mark.parametrize("days", [60, 10])
def test_an_extension_is_longer(work, days):
    with pytest.raises(RuleBroken, match="after the last day") as refused:
        services.extend_placement(work, day(days))
    assert refused.value.field == "ends_on"


def test_an_extension_asks_the_permit_again(meeting, as_coach):
    planned = PlacementFactory(
        match__resident=meeting.resident, planned_start_on=TODAY(), planned_end_on=day(60)
    )
    services.record_work_permit(planned, TODAY(), day(90))
    services.start_placement(planned, TODAY())
    check_ins = planned.check_ins.count()
    services.extend_placement(planned, day(200))
    assert Step.objects.filter(kind="twv", status="open", subject=planned.code).count() == 1
    assert planned.check_ins.count() == check_ins == 5


def test_a_slip_was_always_so_and_hides_nothing(work):
    change(work, wage_hour=Decimal("17.50"), from_on=day(-20))
    first = work.terms.first()
    services.correct_terms(first, {"hours": 20}, note="I typed the wrong number")
    assert hours_on(work, -100, -20, 0) == [20, 20, 20]
    assert terms_on(work, day(0)).wage_hour == Decimal("17.50")
    assert PlacementTerms.objects.get(pk=first.pk).hours == 24
    assert kinds_of(work) == ["agreed", "change", "correction"]
    work.refresh_from_db()
    assert work.hours == 20
    with pytest.raises(RuleBroken, match="put right already"):
        services.correct_terms(first, {"hours": 22}, note="Again")
    services.correct_terms(work.terms.last(), {"hours": 22}, note="Again")
    assert hours_on(work, -100) == [22]


def test_a_change_that_never_was(work):
    change(work, hours=32, from_on=day(5))
    services.correct_terms(work.terms.last(), {}, note="The boss said no", was_agreed=False)
    assert hours_on(work, 5) == [24]


def test_the_day_of_a_change_can_be_put_right(work):
    change(work, hours=32, from_on=day(-5))
    services.correct_terms(work.terms.last(), {}, note="A week later", from_on=day(2))
    assert hours_on(work, 1, 2) == [24, 32]
    work.refresh_from_db()
    assert work.hours == 24


@pytest.mark.parametrize(
    ("said", "more", "field"),
    [
        ({}, {}, ""),
        ({"hours": 20}, {"note": " "}, "note"),
        ({"ends_on": day(-200)}, {}, "ends_on"),
        ({}, {"was_agreed": False}, "was_agreed"),
    ],
)
def test_corrections_that_cannot_be(work, said, more, field):
    with pytest.raises(RuleBroken) as refused:
        services.correct_terms(work.terms.get(), said, **({"note": "A slip"} | more))
    assert (refused.value.field or "") == field
    assert kinds_of(work) == ["agreed"]


def test_a_wage_that_was_always_too_low_is_kept_and_marked(work):
    services.correct_terms(work.terms.get(), {"wage_hour": Decimal("5.00")}, note="A slip")
    assert (work.wage_hour, work.wage_low_on) == (Decimal("5.00"), TODAY())


@pytest.mark.parametrize("days", [-1, 0, 30])
def test_a_wage_below_the_minimum_of_its_first_day_is_refused(work, days):
    with pytest.raises(RuleBroken) as refused:
        change(work, wage_hour=Decimal("5.00"), from_on=day(days))
    assert (refused.value.field, work.wage_hour, kinds_of(work)) == (
        "wage_hour",
        Decimal("16.20"),
        ["agreed"],
    )


def test_a_higher_wage_from_later_on_leaves_a_low_one_marked_until_then(work):
    services.correct_terms(work.terms.get(), {"wage_hour": Decimal("5.00")}, note="A slip")
    change(work, wage_hour=Decimal("18.00"), from_on=day(3))
    assert (work.wage_hour, work.wage_low_on) == (Decimal("5.00"), TODAY())
    change(work, wage_hour=Decimal("17.00"), from_on=TODAY())
    assert work.wage_low_on is None


def test_what_is_agreed_cannot_begin_after_the_end(work):
    with pytest.raises(RuleBroken) as refused:
        change(work, hours=30, from_on=day(61))
    assert refused.value.field == "from_on"


def test_versions_are_only_added_to(work):
    version = work.terms.get()
    version.hours = 1
    with pytest.raises(TypeError):
        version.save()


def test_the_employer_of_a_day_is_told_too(meeting, work):
    new = CompanyFactory()
    follower = services.change_employer(
        work,
        new,
        services.MatchDetails(
            project=meeting.project,
            matched_on=TODAY(),
            kind=Placement.Kind.TEMP_AGENCY,
            hours=36,
            planned_start_on=day(10),
            wage_hour=Decimal("17.10"),
        ),
        last_day=day(7),
    )
    assert [each.pk for each in chain_of(work)] == [work.pk, follower.pk]
    told = [(each.company, each.terms.hours) for on in (-50, 7, 10) if (each := work_on(follower, day(on)))]
    assert told == [(work.match.company, 24), (work.match.company, 24), (new, 36)]
    assert (work_on(work, day(8)), work_on(work, day(-101))) == (None, None)
    assert terms_on(work, TODAY()).ends_on == day(7)
