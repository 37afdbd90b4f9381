"""A coach plans a fair and goes through it in one afternoon."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from jobdesk.web import printing
from matching.models import Fair, FairGuest, FairMeeting
from residents.models import GroupSession
from tests.matching.fairs.people import hotel, room_attendant

NAME, FIRST_NAME = "Zzyzxname", "Zzyzxfirst"


def fields_of(meeting, **changes):
    day = timezone.localdate() + timedelta(days=1)
    return {
        "kind": "meet_greet",
        "title": "Meet the hotels",
        "on": day.isoformat(),
        "at": "13:00",
        "minutes": "120",
        "centre": str(meeting.centre.pk),
        "place": "Room 2",
        "interpreter": "none",
        "led_by": str(meeting.coach.pk),
        "project": str(meeting.project.pk),
        "minutes_each": "10",
        "each": "3",
        "break_minutes": "15",
    } | changes


@pytest.fixture
def planned(meeting, client_of):
    """A fair of tomorrow with one vacancy, and its pages."""
    client = client_of(meeting.coach)
    response = client.post("/fairs/new/", fields_of(meeting))
    with system_scope("test"):
        fair = Fair.objects.select_related("session").get()
    assert response.url == f"/fairs/{fair.code}/vacancies/"
    vacancy = hotel(meeting.company)
    assert client.post(response.url, {"vacancy": vacancy.code, "seats": "2"}).status_code == 302
    return client, f"/fairs/{fair.code}/", fair


def test_from_the_plan_to_the_proposal(meeting, planned):
    client, address, _fair = planned
    resident = room_attendant(meeting, "Hiba")
    page = client.get(f"{address}guests/")
    assert [row.resident for row in page.context["people"]] == [resident]
    client.post(f"{address}guests/", {"resident": resident.code})
    guest_page = f"{address}guests/1/"
    assert client.get(guest_page).status_code == 200
    refused = client.post(guest_page, {"act": "comes", "way": "spoken"})
    assert refused.context["comes"].errors["agreed"] == ["Ask first: without that nobody meets a company."]
    assert client.post(guest_page, {"act": "comes", "way": "spoken", "agreed": "on"}).status_code == 302
    client.post(f"{address}conversations/", {"act": "propose"})
    page = client.get(f"{address}conversations/")
    (row,) = page.context["rows"]
    assert [talk.meeting.guest.resident for talk in row.talks] == [resident]
    assert row.talks[0].why.points > 0
    assert row.talks[0].why.pro in page.text
    client.post(f"{address}conversations/", {"act": "accept"})
    with system_scope("test"):
        GroupSession.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
        found = FairMeeting.objects.get()
    outcomes = f"{address}outcomes/"
    assert "Next: write down what came of the conversations" in client.get(address).text
    client.post(outcomes, {"meeting": found.pk, "outcome": "both", "next_step": "A trial day"})
    assert client.post(outcomes, {"meeting": found.pk, "act": "propose"}).status_code == 302
    assert "What came of every conversation is written down" in client.get(address).text
    with system_scope("test"):
        found.refresh_from_db()
        assert found.proposal.resident == resident
    page = client.get("/fairs/")
    assert [(rate.kind, rate.held, rate.proposed) for rate in page.context["rates"]] == [
        ("Meet and greet with employers", 1, 1)
    ]


def test_conversation_is_taken_out_and_added_by_hand(meeting, planned):
    client, address, _fair = planned
    resident = room_attendant(meeting, "Hiba")
    client.post(f"{address}guests/", {"codes": f"{resident.code} B-UNKNOWN"})
    client.post(f"{address}guests/1/", {"act": "comes", "way": "spoken", "agreed": "on"})
    talks = f"{address}conversations/"
    client.post(talks, {"act": "propose"})
    with system_scope("test"):
        found = FairMeeting.objects.get()
    client.post(talks, {"act": "drop", "meeting": found.pk})
    page = client.get(talks)
    assert [guest.resident for guest in page.context["without"]] == [resident]
    assert client.post(talks, {"act": "add", "guest": "1", "table": found.table_id}).status_code == 302
    twice = client.post(talks, {"act": "add", "guest": "1", "table": found.table_id})
    assert twice.context["form"].non_field_errors() == ["These two meet already."]
    assert client.post(talks, {"act": "drop", "meeting": "x"}).status_code == 404


def test_input_that_cannot_be_is_kept_and_explained(meeting, client_of):
    client = client_of(meeting.coach)
    page = client.post("/fairs/new/", fields_of(meeting, minutes="20", minutes_each="30", title="Kept"))
    assert page.context["form"].errors["minutes_each"] == ["No conversation fits into these hours."]
    assert 'value="Kept"' in page.text


def test_guest_who_changes_their_mind_is_kept_apart_no_more(meeting, planned):
    client, address, _fair = planned
    first, second = room_attendant(meeting, "Hiba"), room_attendant(meeting, "Maha")
    client.post(f"{address}guests/", {"resident": [first.code, second.code]})
    page = f"{address}guests/1/"
    assert client.post(page, {"act": "apart", "other": "2"}).status_code == 302
    (rule,) = client.get(page).context["rules"]
    client.post(page, {"act": "forget", "rule": rule.pk})
    assert list(client.get(page).context["rules"]) == []
    client.post(page, {"act": "declined"})
    with system_scope("test"):
        assert FairGuest.objects.get(number=1).status == "declined"


@pytest.mark.parametrize("kind", ["companies", "residents", "centres", "plan"])
def test_lists_show_a_company_no_name_without_consent(meeting, planned, monkeypatch, kind):
    client, address, _fair = planned
    resident = room_attendant(meeting, FIRST_NAME)
    with system_scope("test"):
        type(resident).objects.filter(pk=resident.pk).update(last_name=NAME)
    client.post(f"{address}guests/", {"resident": resident.code})
    client.post(f"{address}guests/1/", {"act": "comes", "way": "spoken", "agreed": "on"})
    client.post(f"{address}conversations/", {"act": "propose"})
    assert client.post(f"{address}lists/{kind}/").url == f"{address}conversations/"  # not accepted yet
    client.post(f"{address}conversations/", {"act": "accept"})
    written = []
    laid_out = printing.lay_out
    monkeypatch.setattr(
        printing, "lay_out", lambda html, *rest: written.append(html) or laid_out(html, *rest)
    )
    response = client.post(f"{address}lists/{kind}/")
    assert response.content.startswith(b"%PDF")
    assert (FIRST_NAME in written[0], NAME in written[0]) == ((kind in ("residents", "centres"),) * 2)
    assert "13:00" in written[0]
    with system_scope("test"):
        entry = AuditEntry.objects.get(action="fair.printed")
    assert entry.changes == {"list": kind}


def test_company_reads_a_first_name_where_its_owner_agreed(meeting, planned, monkeypatch):
    client, address, _fair = planned
    resident = room_attendant(meeting, FIRST_NAME)
    client.post(f"{address}guests/", {"resident": resident.code})
    agreed = {"act": "comes", "way": "spoken", "agreed": "on", "shows_first_name": "on"}
    client.post(f"{address}guests/1/", agreed)
    for act in ("propose", "accept"):
        client.post(f"{address}conversations/", {"act": act})
    written = []
    monkeypatch.setattr(printing, "lay_out", lambda html, *_rest: written.append(html))
    monkeypatch.setattr(printing, "write", lambda _document: b"")
    client.post(f"{address}lists/companies/")
    assert FIRST_NAME in written[0]
    assert resident.last_name not in written[0]


def test_who_may_not_work_on_a_fair(meeting, planned, client_of):
    _client, address, _fair = planned
    for page in ("", "vacancies/", "guests/", "conversations/", "outcomes/"):
        assert client_of(meeting.employer).get(address + page).status_code == 403
        assert client_of(meeting.other_coach).get(address + page).status_code == 404
    assert client_of(meeting.coach).put(address).status_code == 405
    assert client_of(meeting.coach).post(f"{address}lists/everything/").status_code == 404
