"""The file of a company on the screen: who reads what, who writes what."""

import pytest
from django.utils import timezone

from jobdesk.trail.access import Role
from jobdesk.trail.scoping import system_scope
from matching.models import CompanyConcern, CompanyConcernWords, Measure, MeasureTalk, Resemblance
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory
from tests.factories.matching import (
    CompanyConcernFactory,
    ConcernFactory,
    MeasureFactory,
    MeasureTalkFactory,
    ResemblanceFactory,
    StartedPlacementFactory,
)

TODAY = timezone.localdate


@pytest.fixture
def url(meeting) -> str:
    return f"/employers/{meeting.company.pk}/integrity/"


def reported(**changes) -> dict:
    said = {"topic": "threat", "severity": "grave", "source": "resident", "text": "He keeps their passports."}
    return said | changes


def test_coach_writes_down_what_a_resident_says(meeting, url, client_of):
    data = reported(centre=meeting.centre.pk)
    assert client_of(meeting.coach).post(url, data).url == url
    with system_scope("test"):
        concern = CompanyConcern.objects.get()
        words = CompanyConcernWords.objects.get()
    assert (concern.topic, concern.severity, concern.source) == ("threat", "grave", "resident")
    assert (concern.centre, concern.reported_by, concern.look_by_on) == (
        meeting.centre,
        meeting.coach,
        TODAY(),
    )
    assert words.text == "He keeps their passports."


def test_what_is_missing_is_said_and_what_was_typed_stays(meeting, url, client_of):
    page = client_of(meeting.coach).post(url, reported(topic="", centre=meeting.centre.pk))
    assert page.context["form"].errors == {"topic": ["Choose what is wrong."]}
    assert b"He keeps their passports." in page.content


def test_desk_of_another_centre_is_no_choice(meeting, url, client_of):
    page = client_of(meeting.coach).post(url, reported(centre=CentreFactory().pk))
    assert list(page.context["form"].errors) == ["centre"]


@pytest.fixture
def said(meeting):
    """A concern about work at each of two desks, one about the company of each, and one of a partner."""
    other = CentreFactory()
    with system_scope("test"):
        for centre in (meeting.centre, other):
            placement = StartedPlacementFactory(
                match__company=meeting.company, match__vacancy=meeting.vacancy, match__resident__centre=centre
            )
            ConcernFactory(placement=placement)
            concern = CompanyConcernFactory(company=meeting.company, centre=centre, reported_by=meeting.coach)
            CompanyConcernWords.objects.create(concern=concern, text=f"words-{centre.code}", by=meeting.coach)
        partner = CompanyConcernFactory(company=meeting.company, centre=None, source="partner")
        CompanyConcernWords.objects.create(concern=partner, text="words-partner", by=meeting.coach)
    return other


def lines(client, url) -> list:
    return sorted((each.where, each.words) for each in client.get(url).context["lines"])


def test_coach_reads_what_the_own_desk_said_and_no_more(meeting, url, said, client_of):
    found = lines(client_of(meeting.coach), url)
    assert len(found) == 2
    assert {words for _where, words in found} == {(), (f"words-{meeting.centre.code}",)}


def test_coordinator_sees_that_other_desks_said_something_and_not_what(meeting, url, said, client_of):
    page = client_of(meeting.coordinator).get(url)
    found = page.context["lines"]
    assert len(found) == 5
    words = {each.words for each in found}
    assert words == {(), (f"words-{meeting.centre.code}",), ("words-partner",)}
    hidden = [each for each in found if each.where == "of another desk"]
    assert [(each.url, each.words) for each in hidden] == [("", ()), ("", ())]
    assert f"words-{said.code}" not in page.content.decode()


def test_coach_of_another_desk_sees_the_measure_and_not_its_words(meeting, url, said, client_of):
    MeasureFactory(company=meeting.company, text="Two of ours were not paid.")
    other = MembershipFactory(centres=[CentreFactory()]).user
    page = client_of(other).get(url)
    assert page.context["notice"].title.startswith("A ban since")
    assert page.context["lines"] == []
    assert "Two of ours" not in page.content.decode()


def test_coordinator_closes_a_concern_with_an_outcome(meeting, url, client_of):
    concern = CompanyConcernFactory(company=meeting.company, centre=meeting.centre)
    client, page = client_of(meeting.coordinator), f"/integrity/concerns/{concern.pk}/"
    assert client.post(page, {"text": "-"}).context["form"].errors == {"outcome": ["Choose what came of it."]}
    assert client.post(page, {"outcome": "put_right", "text": "Called the director."}).url == url
    with system_scope("test"):
        concern.refresh_from_db()
    assert (concern.status, concern.outcome, concern.closed_on) == ("closed", "put_right", TODAY())
    again = client.post(page, {"outcome": "put_right", "text": "Again."})
    assert again.context["form"].non_field_errors() == ["A colleague has dealt with this already."]


def test_measure_goes_from_one_coordinator_to_another_and_back(meeting, pair, url, client_of):
    first, second = client_of(pair.first), client_of(pair.second)
    data = {"kind": "warning", "grounds": ["pay", "hours"], "text": "Late again."}
    assert first.post(f"{url}measure/", data).url == url
    with system_scope("test"):
        measure = Measure.objects.get()
    page = f"/integrity/measures/{measure.pk}/"
    keys = {who: [job.key for job in who.get("/today/").context["work"].jobs] for who in (first, second)}
    assert f"measure-{measure.pk}" in keys[second]
    assert f"measure-{measure.pk}" not in keys[first]
    refused = first.post(page, {"action": "agree"})
    assert refused.status_code == 200
    assert second.get(page).context["told"] == [
        "We could not confirm that the conditions of the charter are met."
    ]
    assert second.post(page, {"action": "refuse", "text": ""}).context["form"].errors
    assert second.post(page, {"action": "agree"}).url == url
    assert second.post(page, {"action": "ask_end", "text": "All was paid."}).url == url
    assert first.post(page, {"action": "agree_end"}).url == url
    with system_scope("test"):
        measure.refresh_from_db()
    assert measure.status == "ended"
    assert [each["title"] for each in first.get(url).context["events"]] == [
        "Measure ended",
        "Asked to end the measure",
        "Measure in force",
        "Measure proposed",
    ]


@pytest.mark.parametrize(("action", "status"), [("another", "other"), ("same", "same")])
def test_two_companies_side_by_side(meeting, pair, client_of, action, status):
    found = ResemblanceFactory()
    client, page = client_of(pair.first), f"/integrity/resemblances/{found.pk}/"
    assert client.get(page).context["evidence"] == "same telephone"
    assert list(client.post(page, {"action": action}).context["form"].errors) == ["reason"]
    data = {"action": action, "reason": "Called both."}
    assert client.post(page, data).url == f"/employers/{found.company_id}/integrity/"
    with system_scope("test"):
        found.refresh_from_db()
        carried = Measure.objects.filter(company=found.company).count()
    assert (found.status, found.decided_by, carried) == (status, pair.first, int(action == "same"))
    assert client.get(page).status_code == 200


def test_company_that_may_be_back_stands_in_today_of_coordinators(meeting, pair, client_of):
    found = ResemblanceFactory()
    jobs = client_of(pair.first).get("/today/").context["work"].jobs
    (job,) = [job for job in jobs if job.key == f"resemblance-{found.pk}"]
    assert job.url == f"/integrity/resemblances/{found.pk}/"
    assert Resemblance.Status(found.status) == "open"


def test_coach_ticks_that_they_spoke_with_somebody_and_takes_it_back(meeting, client_of):
    with system_scope("test"):
        meeting.resident.coach = meeting.coach
        meeting.resident.save()
    talk = MeasureTalkFactory(resident=meeting.resident)
    client, key = client_of(meeting.coach), f"measuretalk-{talk.pk}"
    assert key in [job.key for job in client.get("/today/").context["work"].jobs]
    client.post(f"/today/{key}/done/")
    with system_scope("test"):
        talk = MeasureTalk.objects.get()
    assert talk.spoken_on == TODAY()
    client.post(f"/today/{key}/undo/")
    with system_scope("test"):
        assert MeasureTalk.objects.get().spoken_on is None


# ── A partner ──────────────────────────────────────────────────────────────────────────────────────────────


def test_partner_reports_a_company_and_sees_no_file(meeting, url, client_of):
    partner = MembershipFactory(role=Role.PARTNER).user
    client = client_of(partner)
    data = {
        "company": meeting.company.pk,
        "topic": "fees",
        "severity": "serious",
        "text": "600 euros for a bed.",
    }
    assert client.post("/entrusted/report/", data).url == "/entrusted/"
    with system_scope("test"):
        concern = CompanyConcern.objects.get()
    assert (concern.source, concern.centre, concern.reported_by) == ("partner", None, partner)
    assert client.get(url).status_code == 403
    seen = [line.words for line in client_of(meeting.coordinator).get(url).context["lines"]]
    assert seen == [("600 euros for a bed.",)]


def test_partner_names_no_company_of_another_country(meeting, client_of):
    partner = MembershipFactory(role=Role.PARTNER).user
    foreign = meeting.other_employer.memberships.get().organisation.company.pk
    data = {"company": foreign, "topic": "fees", "severity": "serious", "text": "600 euros for a bed."}
    page = client_of(partner).post("/entrusted/report/", data)
    assert page.context["form"].errors == {"company": ["Choose the company."]}
