"""Two coaches for one case, and who is at which desk on which day."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from desk.card.contents import card_of
from desk.card.wording import LANGUAGES, card_text
from desk.models import Reminder
from desk.queries.case import with_case
from desk.queries.today import done_by_others
from desk.reminders.collect import collect
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from residents.models import CoachDay, CoachPair, Resident
from residents.queries.coaching import present_on, week_of
from residents.services import assign_coach, assign_coaches, close_step, move_to_centre
from residents.services.coaching import add_absence, pair_coaches, set_days
from tests.desk.people import coach_at, day, member, resident, signed_in
from tests.factories.coaching import CoachAbsenceFactory, CoachDayFactory, CoachPairFactory
from tests.factories.desks import CentreFactory
from tests.factories.residents import StepFactory

MORNING = (time(9), time(12, 30))


@pytest.fixture
def centre(db):
    return CentreFactory()


@pytest.fixture
def pair(centre):
    return member(Role.COACH, centre), member(Role.COACH, centre)


@pytest.fixture
def desk(pair):
    with open_scope(hat_for(pair[0], Role.COACH).scope) as scope:
        yield scope


# ── Two coaches of one case


def test_both_have_the_case_in_their_lists_and_today(centre, pair):
    person = resident(centre, pair[0], second_coach=pair[1])
    StepFactory(resident=person, kind="bank_account", due_on=day(0))
    stranger = member(Role.COACH, centre)
    for user, sees in ((pair[0], True), (pair[1], True), (stranger, False)):
        client = signed_in(user)
        assert (person.code in client.get("/residents/").content.decode()) is sees
        assert ("bank account" in client.get("/today/").content.decode().lower()) is sees


def test_what_one_has_done_is_gone_for_the_other_and_says_who_did_it(centre, pair):
    person = resident(centre, pair[0], second_coach=pair[1])
    step = StepFactory(resident=person, kind="bank_account", due_on=day(0))
    with open_scope(hat_for(pair[0], Role.COACH).scope):
        close_step(step)
        assert done_by_others(pair[0], day(0)) == []
    page = signed_in(pair[1]).get("/today/")
    assert [line["by"] for line in page.context["together"]] == [pair[0].name]
    assert f"step-{step.pk}" not in page.content.decode()


def test_a_reminder_goes_to_both(centre, pair):
    person = resident(centre, pair[0], second_coach=pair[1])
    StepFactory(resident=person, kind="bank_account", due_on=day(-1))
    with system_scope("test"):
        collect(day(0), 500)
    told = set(Reminder.objects.values_list("recipient", flat=True))
    assert told == {pair[0].pk, pair[1].pk}


def test_who_takes_cases_together_gets_them_together(desk, centre, pair):
    pair_coaches(centre, *pair)
    person = resident(centre)
    assign_coach(person, pair[1])
    assert person.coaches == [pair[1], pair[0]]
    assign_coach(person, None)
    assert person.coaches == []


@pytest.mark.parametrize(("first", "second"), [(0, 0), (None, 1), (0, "stranger")])
def test_two_coaches_that_do_not_fit_are_refused(desk, centre, pair, first, second):
    stranger = member(Role.COACH, CentreFactory())
    people = {0: pair[0], 1: pair[1], "stranger": stranger, None: None}
    with pytest.raises(RuleBroken) as refused:
        assign_coaches(resident(centre), people[first], people[second])
    assert refused.value.field == "second_coach"


def test_a_coach_chooses_the_second_one_of_an_own_case_only(centre, pair):
    own, other = resident(centre, pair[0]), resident(centre, pair[1])
    client = signed_in(pair[0])
    page = reverse("residents:assign", args=[own.code])
    assert "coach" not in client.get(page).context["form"].fields
    client.post(page, {"coach": "", "second_coach": pair[1].pk})
    with system_scope("test"):
        own.refresh_from_db()
    assert own.coaches == list(pair)
    assert client.get(reverse("residents:assign", args=[other.code])).status_code == 403


def test_a_case_that_moves_leaves_both(desk, centre, pair):
    person = resident(centre, pair[0], second_coach=pair[1])
    move_to_centre(person, CentreFactory())
    assert person.coaches == []


def test_nobody_is_in_two_pairs_of_a_desk(desk, centre, pair):
    pair_coaches(centre, *pair)
    with pytest.raises(RuleBroken, match="in a pair here already"):
        pair_coaches(centre, pair[0], member(Role.COACH, centre))
    with pytest.raises(RuleBroken, match="two different"):
        pair_coaches(centre, pair[0], pair[0])


# ── Days at a desk


def test_a_change_of_days_keeps_the_past(desk, centre, pair):
    monday = CoachDayFactory(user=pair[0], centre=centre)
    set_days(pair[0], centre, day(7), {2: MORNING})
    monday.refresh_from_db()
    assert monday.until_on == day(6)
    kept = CoachDay.objects.exclude(pk=monday.pk).get()
    assert (kept.weekday, kept.from_on, kept.until_on) == (2, day(7), None)
    set_days(pair[0], centre, day(3), {4: MORNING})  # what was planned for later goes
    assert set(CoachDay.objects.values_list("weekday", "from_on")) == {(0, monday.from_on), (4, day(3))}


@pytest.mark.parametrize(("from_on", "days"), [(day(-1), {0: MORNING}), (day(0), {0: (time(12), time(9))})])
def test_days_that_cannot_be_are_refused(desk, centre, pair, from_on, days):
    with pytest.raises(RuleBroken):
        set_days(pair[0], centre, from_on, days)
    with pytest.raises(RuleBroken, match="does not work in this centre"):
        set_days(member(Role.COACH, CentreFactory()), centre, day(0), {0: MORNING})


def test_who_is_there_on_a_day_but_not_who_is_away(desk, centre, pair):
    on = date(2026, 11, 30)  # a Monday
    for user in pair:
        CoachDayFactory(user=user, centre=centre, from_on=date(2026, 1, 1))
    CoachAbsenceFactory(user=pair[1], from_on=on, until_on=on)
    assert [row.user for row in present_on(on, [centre])[centre.pk]] == [pair[0]]
    assert present_on(on + timedelta(days=1), [centre]) == {}


def test_a_week_says_on_which_days_nobody_is_there(desk, centre, pair):
    monday = date(2026, 11, 30)
    CoachDayFactory(user=pair[0], centre=centre, from_on=date(2026, 1, 1))
    CoachDayFactory(user=pair[1], centre=centre, weekday=4, from_on=date(2026, 1, 1))
    CoachAbsenceFactory(user=pair[1], from_on=monday, until_on=monday + timedelta(days=9))
    week = week_of(centre, monday, pair)
    assert [gap.weekday() for gap in week.gaps] == [1, 2, 3, 4]
    cells = dict(week.rows)
    assert cells[pair[0]][0].hours == "09:00–12:30"
    assert cells[pair[1]][4].is_away


def test_days_are_filled_in_on_the_page_and_stand_on_today(centre):
    coach, client = coach_at(centre)
    page = reverse("residents:coach_days", args=[coach.pk, centre.code])
    today = timezone.localdate()
    sent = {
        "from_on": today.isoformat(),
        f"begins_{today.weekday()}": "09:00",
        f"ends_{today.weekday()}": "",
    }
    refused = client.post(page, sent)
    assert f"ends_{today.weekday()}" in refused.context["form"].errors
    assert 'value="09:00"' in refused.content.decode()
    assert client.post(page, sent | {f"ends_{today.weekday()}": "12:30"}).status_code == 302
    assert "09:00–12:30" in client.get(reverse("residents:week")).content.decode()
    assert "09:00–12:30" in client.get("/today/").content.decode()


def test_only_one_s_own_days_unless_one_assigns_cases(centre, pair):
    url = reverse("residents:coach_days", args=[pair[1].pk, centre.code])
    assert signed_in(pair[0]).get(url).status_code == 403
    assert signed_in(member(Role.COORDINATOR, centre)).get(url).status_code == 200
    elsewhere = reverse("residents:coach_days", args=[pair[0].pk, CentreFactory().code])
    assert signed_in(pair[0]).get(elsewhere).status_code == 404


def test_an_absence_is_said_and_taken_back(centre):
    coach, client = coach_at(centre)
    page = reverse("residents:coach_away", args=[coach.pk])
    wrong = client.post(page, {"from_on": day(5), "until_on": day(2)})
    assert "until_on" in wrong.context["form"].errors
    client.post(page, {"from_on": day(1), "until_on": day(2)})
    (absence,) = coach.absences.all()
    client.post(reverse("residents:coach_away_remove", args=[coach.pk, absence.pk]))
    assert not coach.absences.exists()
    with open_scope(hat_for(coach, Role.COACH).scope), pytest.raises(RuleBroken):
        add_absence(coach, day(-5), day(-2))


def test_a_coordinator_makes_and_ends_a_pair(centre, pair):
    client = signed_in(member(Role.COORDINATOR, centre))
    page = reverse("residents:coach_pair", args=[centre.code])
    assert "second" in client.post(page, {"first": pair[0].pk, "second": pair[0].pk}).context["form"].errors
    client.post(page, {"first": pair[0].pk, "second": pair[1].pk})
    assert "take new cases together" in client.get(reverse("residents:week")).content.decode()
    with system_scope("test"):
        found = CoachPair.objects.get()
    client.post(reverse("residents:coach_pair_remove", args=[found.pk]))
    with system_scope("test"):
        assert not CoachPair.objects.exists()
        elsewhere = CoachPairFactory()
    assert client.post(reverse("residents:coach_pair_remove", args=[elsewhere.pk])).status_code == 404


def test_the_card_says_when_the_coaches_are_there(centre, pair):
    resident(centre, pair[0], second_coach=pair[1])
    CoachDayFactory(user=pair[0], centre=centre)
    CoachDayFactory(user=pair[0], centre=centre, weekday=3, begins_at=time(13), ends_at=time(17))
    CoachAbsenceFactory(user=pair[1])
    with system_scope("test"):
        card = card_of(with_case(Resident.objects.all()).get(), day(0))
    first, second = card_text(card, "nl").coaches
    said = first.days[0].replace("\u2066", "").replace("\u2069", "").replace("\xa0", " ")
    assert said == "U vindt uw coach hier op: maandag (09:00–12:30), donderdag (13:00–17:00)."
    assert second.days[0].startswith("Uw coach is er niet tot en met")
    for language in LANGUAGES:
        assert "09:00–12:30" in card_text(card, language).coaches[0].days[0]
