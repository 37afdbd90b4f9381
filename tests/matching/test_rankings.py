"""The rankings that were shown: their list, one of them, the file for an auditor, and how long they stay."""

import json
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from matching.models import RankingLog
from matching.rankings.replay import replayed_from
from matching.tasks import delete_old_rankings
from tests.factories.desks import CentreFactory
from tests.factories.matching import RankingLogFactory
from tests.factories.residents import ResidentFactory
from tests.matching.hotel import hotel_vacancy, room_attendant


@pytest.fixture
def shown(meeting, client_of) -> RankingLog:
    """A look of the coach at two people, one of whom was proposed."""
    vacancy = hotel_vacancy(meeting.vacancy)
    one = room_attendant(meeting, "Selam")
    room_attendant(meeting, "Short", hours=16)
    client = client_of(meeting.coach)
    client.get(f"/vacancies/{vacancy.code}/propose/")
    posted = {"who": one.code, "act": "propose", "agreed": "on", "interpreter": "none"}
    client.post(f"/vacancies/{vacancy.code}/propose/confirm/", posted)
    with system_scope("test"):
        return RankingLog.objects.get()


def test_coordinator_reads_who_looked_at_what_and_what_was_decided(meeting, shown, client_of):
    page = client_of(meeting.coordinator).get("/rankings/")
    (look,) = page.context["looks"]
    assert (look.subject, look.counts, look.decided) == ("Room attendant", (1, 1, 0), 1)
    one = client_of(meeting.coordinator).get(f"/rankings/{shown.pk}/")
    ranked = one.context["lists"][0]
    assert [(each.name, each.decided) for each in ranked.places] == [("Selam T.", "proposed")]
    assert (ranked.name, ranked.elsewhere) == ("ranked", 0)
    assert one.context["replayed"].is_same


def test_page_counts_who_lives_at_a_desk_of_somebody_else(meeting, shown, client_of):
    stranger = ResidentFactory(centre=CentreFactory())
    key = str(stranger.pk)
    with system_scope("test"):
        RankingLog.objects.update(order=shown.order | {"ranked": [key, *shown.order["ranked"]]})
    page = client_of(meeting.coordinator).get(f"/rankings/{shown.pk}/")
    ranked = page.context["lists"][0]
    assert [each.number for each in ranked.places] == [2]  # of two: the place is that in the whole list
    assert (ranked.elsewhere, ranked.total) == (1, 2)
    assert "1 of another desk" in page.text
    assert stranger.code not in page.text


def test_other_engine_is_said_to_be_one(meeting, shown, client_of):
    with system_scope("test"):
        RankingLog.objects.update(version="0-old", order={"ranked": [], "near": [], "check": []})
    page = client_of(meeting.coordinator).get(f"/rankings/{shown.pk}/").content.decode()
    assert "Another engine" in page


def test_file_holds_keys_and_no_names_and_is_recorded(meeting, shown, client_of):
    response = client_of(meeting.coordinator).get("/rankings/file/")
    (line,) = response.content.decode().splitlines()
    row = json.loads(line)
    assert (row["who"], row["order"], row["version"]) == (meeting.coach.name, shown.order, shown.version)
    assert {each["id"] for each in row["profiles"]} >= {*shown.order["ranked"], *shown.order["near"]}
    assert not any(name in line for name in ("Selam", "Short", "Tesfay", "1995"))
    assert AuditEntry.objects.filter(action="rankings.exported").count() == 1


def test_file_leaves_out_who_lives_at_a_desk_of_somebody_else(meeting, shown, client_of):
    inputs = shown.unpacked()
    mine = [each["id"] for each in inputs["profiles"]]
    other = inputs["profiles"][0] | {"id": "999999", "centre": str(CentreFactory().pk)}
    with system_scope("test"):
        RankingLog.objects.update(
            inputs=RankingLog.packed(inputs | {"profiles": [*inputs["profiles"], other]}),
            order=shown.order | {"ranked": [*shown.order["ranked"], "999999"]},
            decided=[*shown.decided, {"at": "2026-11-29", "what": "asked", "ids": ["999999"], "reason": "x"}],
        )
    line = client_of(meeting.coordinator).get("/rankings/file/").content.decode()
    row = json.loads(line)
    assert "999999" not in line
    assert ([each["id"] for each in row["profiles"]], row["left_out"]) == (mine, 1)
    assert (row["order"], row["decided"]) == (shown.order, shown.decided)
    on = date.fromisoformat(row["on"])
    assert replayed_from(row["kind"], on, row, row["order"], row["version"]).is_same


def test_file_leaves_out_the_vacancies_of_a_resident_of_somebody_else(meeting, shown, client_of):
    inputs = shown.unpacked()
    other = inputs["profiles"][0] | {"centre": str(CentreFactory().pk)}
    with system_scope("test"):
        RankingLog.objects.update(
            kind=RankingLog.Kind.VACANCIES, inputs=RankingLog.packed(inputs | {"profiles": [other]})
        )
    assert client_of(meeting.coordinator).get("/rankings/file/").content == b""


def test_days_that_cannot_be_are_said(meeting, shown, client_of):
    client = client_of(meeting.coordinator)
    page = client.get("/rankings/", {"first": "2026-02-01", "last": "2026-01-01"})
    assert page.context["form"].non_field_errors() == ["The last day comes before the first."]
    assert client.get("/rankings/file/", {"first": "never"}).status_code == 302


def test_only_coordinators_of_the_desk_read_them(meeting, shown, client_of):
    assert client_of(meeting.coach).get("/rankings/").status_code == 403
    assert client_of(meeting.other_coordinator).get("/rankings/").context["looks"] == []
    assert client_of(meeting.other_coordinator).get(f"/rankings/{shown.pk}/").status_code == 404
    assert client_of(meeting.other_coordinator).get("/rankings/file/").content == b""


def test_they_stay_for_half_a_year_and_go_then(meeting):
    assert settings.RANKINGS_KEEP_DAYS >= 184
    now = timezone.localtime()  # days back are by the clock on the wall, also across summer time
    days = (settings.RANKINGS_KEEP_DAYS, settings.RANKINGS_KEEP_DAYS + 1)
    kept, _gone = (
        RankingLogFactory(centre=meeting.centre, shown_at=now - timedelta(days=number)) for number in days
    )
    assert delete_old_rankings() == 1
    with system_scope("test"):
        assert list(RankingLog.objects.all()) == [kept]


def test_weights_page_shows_the_figures_of_the_engine(meeting, client_of):
    page = client_of(meeting.coordinator).get("/rankings/weights/")
    assert [line.weight for line in page.context["weights"]] == [34, 20, 16, 12, 10, 3]
    assert client_of(meeting.coach).get("/rankings/weights/").status_code == 403
