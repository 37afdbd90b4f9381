"""Mentors, duos, and who comes back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from residents.models import Duo, Mentor
from residents.queries.mentors import mentors, re_enrolment, suggestions
from tests.factories.residents import DuoFactory, LanguageSkillFactory, MentorFactory, ResidentFactory
from tests.residents.sweep import assert_guarded

LIST = reverse("residents:mentors")


def day(offset: int):
    return timezone.localdate() + timedelta(days=offset)


@pytest.fixture
def mentor(centre):
    return MentorFactory(centre=centre)


def choose(resident) -> str:
    return reverse("residents:mentor_choose", args=[resident.code])


def duo_page(duo) -> str:
    return reverse("residents:duo", args=[duo.resident.code, duo.pk])


def test_screens_are_guarded(client_of, coach, employer, mentor, elsewhere, resident, stranger):
    foreign = MentorFactory(centre=elsewhere)
    for name in ("mentor", "mentor_change"):
        url, other = (reverse(f"residents:{name}", args=[each.code]) for each in (mentor, foreign))
        assert client_of(coach).get(other).status_code == 404
        assert client_of(employer).get(url).status_code == 403
    assert_guarded(
        client_of, choose(resident), foreign_url=choose(stranger), insider=coach, outsider=employer
    )


def test_mentor_is_added_changed_and_paused(client_of, coach, centre):
    data = {
        "name": "Truus Mulder",
        "field": "Care",
        "centre": centre.pk,
        "languages": ["nl", "ar"],
        "duos_at_once": 2,
    }
    response = client_of(coach).post(reverse("residents:mentor_new"), data)
    with system_scope("test"):
        added = Mentor.objects.get()
    assert response["Location"] == reverse("residents:mentor", args=[added.code])
    assert (added.languages, added.status, added.since_on) == ("nl,ar", "active", day(0))
    change = reverse("residents:mentor_change", args=[added.code])
    client_of(coach).post(change, data | {"field": "Building", "status": "paused"})
    with system_scope("test"):
        added = Mentor.objects.get()
    assert (added.field, added.status) == ("Building", "paused")
    assert AuditEntry.objects.get(action="mentor.changed").changes == {"field": ["Care", "Building"]}


def test_rejected_mentor_keeps_what_was_typed(client_of, coach, centre, elsewhere):
    data = {"name": "", "field": "Care", "centre": elsewhere.pk, "duos_at_once": 0}
    form = client_of(coach).post(reverse("residents:mentor_new"), data).context["form"]
    assert set(form.errors) == {"name", "centre", "duos_at_once"}
    assert form["field"].value() == "Care"


def test_list_is_filtered_and_holds_only_ones_own(client_of, coach, centre, elsewhere):
    care = MentorFactory(centre=centre, languages="nl,ar")
    MentorFactory(centre=centre, field="Building", languages="prs", status="paused")
    MentorFactory(centre=elsewhere)

    def found(**asked):
        return {each.pk for each in client_of(coach).get(LIST, asked).context["mentors"]}

    assert len(found()) == 2
    assert found(field="car") == found(language="ar") == found(status="active") == {care.pk}
    assert found(language="fa") == set()


def test_suggestions_put_room_and_shared_languages_first(desk, centre, resident):
    resident.language = "ti"
    resident.save()
    LanguageSkillFactory(resident=resident, language="ar", level="B1")
    none = MentorFactory(centre=centre, name="A", languages="fr")
    shares = MentorFactory(centre=centre, name="B", languages="ar,nl")
    full = MentorFactory(centre=centre, name="C", languages="ar,ti")
    DuoFactory(mentor=full, resident=ResidentFactory(centre=centre))
    MentorFactory(centre=centre, status="stopped")
    assert [(each.mentor, each.shared, each.has_room) for each in suggestions(resident)] == [
        (shares, ["Arabic"], True),
        (none, [], True),
        (full, ["Arabic", "Tigrinya"], False),
    ]


def test_duo_begins_meets_and_ends(client_of, coach, mentor, resident):
    browser = client_of(coach)
    browser.post(choose(resident), {"mentor": mentor.code, "goal": "A CV", "on": day(-3)})
    with system_scope("test"):
        duo = Duo.objects.get()
    page = duo_page(duo)
    for on, kept in ((day(-4), 0), (day(1), 0), (day(-1), 1)):
        browser.post(page, {"action": "met", "met-on": on, "met-note": "Looked at vacancies"})
        with system_scope("test"):
            assert duo.meetings.count() == kept
    assert set(browser.post(page, {"action": "end"}).context["end_form"].errors) == {"outcome", "on"}
    browser.post(page, {"action": "end", "end-outcome": "network", "end-on": day(0)})
    with system_scope("test"):
        duo = Duo.objects.get()
    assert (duo.status, duo.outcome, duo.ended_on) == ("ended", "network", day(0))


@pytest.mark.parametrize("reason", ["full", "twice", "paused", "exited"])
def test_duo_that_does_not_fit_is_refused_with_why(client_of, coach, centre, mentor, resident, reason):
    if reason == "full":
        DuoFactory(mentor=mentor, resident=ResidentFactory(centre=centre))
    elif reason == "twice":
        mentor.duos_at_once = 2
        DuoFactory(mentor=mentor, resident=resident)
    elif reason == "paused":
        mentor.status = "paused"
    else:
        resident.status = "exited"
    with system_scope("test"):
        mentor.save()
        resident.save()
        before = Duo.objects.count()
    data = {"mentor": mentor.code, "goal": "A CV", "on": day(0)}
    form = client_of(coach).post(choose(resident), data).context["form"]
    assert (len(form.non_field_errors()), form["goal"].value()) == (1, "A CV")
    with system_scope("test"):
        assert Duo.objects.count() == before


def test_mentor_of_another_desk_cannot_be_chosen(client_of, coach, resident, elsewhere):
    foreign = MentorFactory(centre=elsewhere)
    data = {"mentor": foreign.code, "goal": "A CV", "on": day(0)}
    assert client_of(coach).post(choose(resident), data).status_code == 404


def test_mentor_with_a_running_duo_cannot_have_stopped(client_of, coach, centre, mentor, resident):
    DuoFactory(mentor=mentor, resident=resident)
    data = {"name": mentor.name, "field": "Care", "centre": centre.pk, "duos_at_once": 1, "status": "stopped"}
    change = reverse("residents:mentor_change", args=[mentor.code])
    assert set(client_of(coach).post(change, data).context["form"].errors) == {"status"}
    with system_scope("test"):
        assert Mentor.objects.get().status == "active"


def test_re_enrolment_counts_mentors_who_came_back_after_an_end(desk, centre):
    assert (re_enrolment().ended, re_enrolment().percent) == (0, None)

    def duo(mentor, begun, ended=None):
        fields = {"status": "ended", "ended_on": day(ended), "outcome": "work"} if ended is not None else {}
        DuoFactory(mentor=mentor, resident=ResidentFactory(centre=centre), started_on=day(begun), **fields)

    back, gone, both_at_once = (MentorFactory(centre=centre) for _number in range(3))
    duo(back, -300, -200)
    duo(back, -100)
    duo(gone, -300, -200)
    duo(both_at_once, -300, -200)
    duo(both_at_once, -250)
    MentorFactory(centre=centre)
    rate = re_enrolment()
    assert (rate.ended, rate.came_back, rate.percent) == (3, 1, 33)


def test_list_asks_as_often_for_three_as_for_one(client_of, coach, centre, mentor, django_assert_num_queries):
    browser = client_of(coach)
    DuoFactory(mentor=mentor, resident=ResidentFactory(centre=centre))
    browser.get(LIST)
    with CaptureQueriesContext(connection) as once:
        browser.get(LIST)
    for _number in range(2):
        DuoFactory(mentor=MentorFactory(centre=centre), resident=ResidentFactory(centre=centre))
    with django_assert_num_queries(len(once)):
        browser.get(LIST)
    with system_scope("test"):
        assert [each.running for each in mentors()] == [1, 1, 1]
