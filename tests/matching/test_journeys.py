"""What a desk knows of a journey goes before the estimate: on the screens, at night and at a fair alike."""

import pytest
from django.conf import settings
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from matching.fairs.seating import judgements
from matching.models import KnownJourney, RankingLog
from matching.profiles import ranking_for, ranking_for_resident, travel_figures, travel_to
from matching.rankings.replay import replayed
from matching.scoring import Travel
from matching.services.journeys import end_journey, say_journey, take_up_journey
from matching.suggestions.finding import suggestions_for
from tests.factories.desks import CentreFactory
from tests.factories.fairs import FairTableFactory
from tests.factories.matching import KnownJourneyFactory
from tests.matching.hotel import hotel_vacancy, room_attendant

GIVEN = {"minutes": "70", "minutes_at_night": "", "reason": "The ferry goes twice an hour"}


@pytest.fixture
def vacancy(meeting):
    return hotel_vacancy(meeting.vacancy)


@pytest.fixture
def person(meeting, vacancy):
    return room_attendant(meeting, "Expert", travel_minutes=60)


@pytest.fixture
def address(meeting, vacancy) -> str:
    return f"/vacancies/{vacancy.code}/journey/{meeting.centre.pk}/"


def stored() -> list[tuple[int, int | None, bool]]:
    with system_scope("test"):
        rows = KnownJourney.objects.order_by("pk")
        return [(row.minutes, row.minutes_at_night, row.ended_at is None) for row in rows]


def test_figures_of_the_settings_are_those_that_the_engine_ships():
    assert Travel(**settings.TRAVEL) == Travel()


def test_another_figure_in_the_settings_counts_for_the_ranking(settings):
    settings.TRAVEL = {**settings.TRAVEL, "bicycle_kmh": 10}
    assert travel_figures() == Travel(bicycle_kmh=10)


def test_a_coach_says_how_long_it_takes_and_the_row_moves(meeting, vacancy, person, address, client_of):
    client = client_of(meeting.coach)
    page = f"/vacancies/{vacancy.code}/propose/"
    (row,) = client.get(page).context["people"].ranked.rows
    assert row.facts[0].url == address
    assert client.post(address, GIVEN)["Location"] == page
    people = client.get(page).context["people"]
    assert people.ranked.rows == ()
    (row,) = people.near.rows
    assert row.facts[0].text == "70 min, as your desk knows"
    assert row.facts[0].url == address
    assert AuditEntry.objects.filter(action="journey.said").count() == 1
    with system_scope("test"):
        before, after = RankingLog.objects.order_by("pk")
        assert before.inputs_hash != after.inputs_hash
        assert before.version == after.version
        assert replayed(before).is_same
        assert replayed(after).is_same


def test_every_way_to_a_ranking_goes_by_it(meeting, vacancy, person):
    today = timezone.localdate()
    table = FairTableFactory(vacancy=vacancy)

    def states() -> tuple[int, str, str, list[int]]:
        with system_scope("test"):
            ((_vacancy, judged),) = ranking_for_resident(person, today)
            seated = judgements([table], [person.pk], today)[person.pk, table.pk]
            night = [each.resident for each in suggestions_for(vacancy.company.organisation.country, today)]
            return len(ranking_for(vacancy, today).ranked), judged.state, seated.state, night

    assert states() == (1, "ranked", "ranked", [person.pk])
    with system_scope("test"):
        pair = say_journey(
            meeting.centre,
            vacancy.municipality.upper(),
            minutes=70,
            minutes_at_night=None,
            reason="The ferry",
            user=meeting.coach,
        )
    assert states() == (0, "near", "near", [])
    with system_scope("test"):
        end_journey(pair)
    assert states() == (1, "ranked", "ranked", [person.pk])


def test_a_short_journey_that_a_desk_knows_brings_a_far_centre_into_reach(meeting, vacancy, person):
    with system_scope("test"):
        meeting.centre.latitude, meeting.centre.longitude = "53.30000", "7.00000"
        meeting.centre.save()
        vacancy = hotel_vacancy(vacancy, municipality="Maastricht")
        assert ranking_for(vacancy, timezone.localdate()).ranked == ()
        KnownJourneyFactory(centre=meeting.centre, municipality="Maastricht", minutes=30)
        assert [each.id for each in ranking_for(vacancy, timezone.localdate()).ranked] == [str(person.pk)]


def test_a_night_has_its_own_minutes(meeting, vacancy):
    with system_scope("test"):
        KnownJourneyFactory(centre=meeting.centre, municipality=vacancy.municipality, minutes_at_night=90)
        travel = travel_to([vacancy.municipality])
        key = (str(meeting.centre.pk), vacancy.municipality)
    assert (travel.known[key], travel.known_at_night[key]) == (40, 90)


def test_what_was_said_before_stays_and_is_taken_back_and_up(meeting, vacancy, address, client_of):
    client = client_of(meeting.coach)
    client.post(address, GIVEN)
    client.post(address, GIVEN | {"minutes": "50", "minutes_at_night": "80"})
    assert stored() == [(70, None, False), (50, 80, True)]
    page = client.get("/journeys/")
    assert [row.minutes for row in page.context["standing"]] == [50]
    assert [row.minutes for row in page.context["past"]] == [70]
    first, second = (each.pk for each in (*page.context["past"], *page.context["standing"]))
    client.post(f"/journeys/{second}/end/")
    client.post(f"/journeys/{second}/end/")
    assert AuditEntry.objects.filter(action="journey.ended").count() == 1
    client.post(f"/journeys/{first}/end/", {"again": "1"})
    assert stored() == [(70, None, True), (50, 80, False)]
    with system_scope("test"):
        take_up_journey(KnownJourney.objects.get(pk=second))  # one counts already
    assert stored() == [(70, None, True), (50, 80, False)]


@pytest.mark.parametrize(
    ("field", "value"), [("minutes", "4"), ("minutes", "241"), ("minutes", ""), ("reason", "")]
)
def test_what_cannot_be_is_refused_and_stays_in_the_form(meeting, address, client_of, field, value):
    response = client_of(meeting.coach).post(address, GIVEN | {field: value})
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["minutes_at_night"].value() == ""
    assert stored() == []


def test_only_the_desk_of_the_centre_says_so(meeting, vacancy, address, client_of):
    with system_scope("test"):
        other = CentreFactory()
        row = KnownJourneyFactory(centre=other)
    assert client_of(meeting.coach).get(f"/vacancies/{vacancy.code}/journey/{other.pk}/").status_code == 404
    assert client_of(meeting.coach).post(f"/journeys/{row.pk}/end/").status_code == 404
    assert client_of(meeting.employer).get(address).status_code == 403
    assert client_of(meeting.coach).get(f"/journeys/{row.pk}/end/").status_code == 405
    assert list(client_of(meeting.coach).get("/journeys/").context["standing"]) == []
