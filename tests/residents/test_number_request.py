"""A number that another desk has: the question leaks nothing, the other desk answers, the asker sees it."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from desk.models import Reminder
from desk.reminders.collect import collect
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from residents import services
from residents.models import NumberRequest, Resident
from tests.desk.people import day, member, signed_in
from tests.factories.desks import CentreFactory
from tests.factories.residents import NumberRequestFactory, ResidentFactory

NUMBER = "2812345678"


@pytest.fixture
def two(db):
    """A desk that registers somebody, and the desk that has the number already."""
    here, there = CentreFactory(name="AZC Vraag"), CentreFactory(name="AZC Antwoord")
    person = ResidentFactory(centre=there, reference_number=NUMBER, first_name="Somebody", last_name="Hidden")
    asker, owner = member(Role.COACH, here), member(Role.COORDINATOR, there)
    return SimpleNamespace(here=here, there=there, person=person, asker=asker, owner=owner)


@pytest.fixture
def question(two):
    return NumberRequestFactory(resident=two.person, asking_centre=two.here, asked_by=two.asker)


def typed(centre) -> dict:
    return {
        "first_name": "Amina",
        "last_name": "Darwish",
        "birth_date": "1996-05-03",
        "gender": "woman",
        "language": "ar",
        "reference_number": NUMBER,
        "centre": centre.pk,
        "from_on": day(0).isoformat(),
    }


def page_of(client, name: str, *args: str) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def assert_hides_the_person(page: str, two) -> None:
    for secret in (two.person.code, "Somebody", "Hidden", two.there.name):
        assert secret not in page


def test_question_goes_from_registering_to_the_other_desk(two):
    client = signed_in(two.asker)
    page = client.post(reverse("residents:register"), typed(two.here)).content.decode()
    assert reverse("residents:number_ask") in page
    assert_hides_the_person(page, two)
    page = page_of(client, "residents:number_ask")
    assert NUMBER in page
    assert_hides_the_person(page, two)

    response = client.post(reverse("residents:number_ask"), {"why": "Here since Monday."})
    with system_scope("test"):
        made = NumberRequest.objects.get()
        assert (made.resident, made.asking_centre, made.asked_by) == (two.person, two.here, two.asker)
    assert response["Location"] == reverse("residents:number_request", args=[made.code])
    assert AuditEntry.objects.get(action="number.asked").actor == two.asker
    assert client.get(reverse("residents:number_ask")).status_code == 404


def test_question_goes_from_correcting_a_number(two):
    with system_scope("test"):
        mine = ResidentFactory(centre=two.here, birth_date=None)
    client = signed_in(two.asker)
    page = client.post(
        reverse("residents:profile", args=[mine.code]),
        typed(two.here) | {"reception": two.person.reception},
    ).content.decode()
    assert reverse("residents:number_ask") in page
    assert_hides_the_person(page, two)


def test_question_without_why_is_not_asked(two):
    client = signed_in(two.asker)
    client.post(reverse("residents:register"), typed(two.here))
    response = client.post(reverse("residents:number_ask"), {"why": " "})
    assert response.context["form"].errors == {"why": ["Say why you ask."]}
    with system_scope("test"):
        assert NumberRequest.objects.count() == 0


def test_question_once_until_it_is_answered(two, question):
    asked = {"reception": two.person.reception, "number": NUMBER, "centre": two.here, "why": "Again"}
    with open_scope(hat_for(two.asker, Role.COACH).scope):
        with pytest.raises(RuleBroken, match="asked about this number already"):
            services.ask_for_number(**asked)
        with pytest.raises(RuleBroken, match="Nobody has this number"):
            services.ask_for_number(**(asked | {"number": "2899999999"}))
    with open_scope(hat_for(two.owner, Role.COORDINATOR).scope):
        with pytest.raises(RuleBroken, match="own desk"):
            services.ask_for_number(**asked)
        services.refuse_number_request(NumberRequest.objects.get(), "We know this person well.")
    with open_scope(hat_for(two.asker, Role.COACH).scope):
        assert services.ask_for_number(**asked).status == NumberRequest.Status.ASKED


def test_question_shows_the_asker_no_person(two, question):
    client = signed_in(two.asker)
    page = page_of(client, "residents:number_request", question.code)
    assert NUMBER in page
    assert_hides_the_person(page, two)
    assert_hides_the_person(page_of(client, "desk:today"), two)
    address = reverse("residents:number_request", args=[question.code])
    assert client.post(address, {"note": "No"}).status_code == 404
    with open_scope(hat_for(two.asker, Role.COACH).scope):
        assert list(Resident.objects.all()) == []
        with pytest.raises(RuleBroken, match="Only the desk that has the case"):
            services.refuse_number_request(NumberRequest.objects.get(), "No")
    stranger = signed_in(member(Role.COORDINATOR, CentreFactory()))
    assert stranger.get(address).status_code == 404


def test_question_refused_with_a_reason_the_asker_reads_in_today(two, question):
    client = signed_in(two.owner)
    today = page_of(client, "desk:today")
    assert "AZC Vraag asks for the case of" in today
    address = reverse("residents:number_request", args=[question.code])
    assert "Somebody Hidden" in client.get(address).content.decode()
    assert client.post(address, {"note": ""}).context["form"].errors == {
        "note": ["Say why you do not hand the case over."]
    }
    client.post(address, {"note": "Two people, one number: call COA."})
    assert "AZC Vraag asks for the case of" not in page_of(client, "desk:today")

    page = page_of(signed_in(two.asker), "desk:today")
    assert "You do not get the case with number" in page
    assert "Two people, one number: call COA." in page
    assert_hides_the_person(page, two)


def test_question_is_answered_by_the_move_to_the_asking_desk(two, question):
    client = signed_in(two.owner)
    move = f"{reverse('desk:move', args=[two.person.code])}?centre={two.here.code}"
    assert move in page_of(client, "residents:number_request", question.code)
    with open_scope(hat_for(two.owner, Role.COORDINATOR).scope):
        person = Resident.objects.select_related("centre").get()
        services.announce_relocation(person, CentreFactory(), moves_on=day(3)).delete()
        question.refresh_from_db()
        assert question.status == NumberRequest.Status.ASKED
        services.announce_relocation(person, two.here, moves_on=day(3))
    with system_scope("test"):
        question.refresh_from_db()
    assert (question.status, question.answered_on) == (NumberRequest.Status.HANDED, day(0))
    assert "You get the case with number" in page_of(signed_in(two.asker), "desk:today")


def test_question_reminds_the_coordinators_who_have_the_case(two, question):
    member(Role.COORDINATOR, two.here)
    with system_scope("test"):
        collect(day(0), batch=2)
        reminders = Reminder.objects.values_list("recipient", "kind", "subject_id")
        assert list(reminders) == [(two.owner.pk, "number_asked", question.pk)]
