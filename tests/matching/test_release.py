"""What one company may see of a candidate: released, looked at, revoked; and how the desk follows it."""

import subprocess
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from matching.employer_side.released import running_release
from matching.models import Match, Placement, Proposal, Release
from matching.services import release_fields, withdraw_proposal
from residents.models import Consent
from residents.services import withdraw_consent
from tests.factories.matching import BarePlacementFactory, MatchFactory, ProposalFactory, ReleaseFactory

TODAY = timezone.localdate


@pytest.fixture
def proposal(meeting):
    meeting.resident.phone = "0612345678"
    with system_scope("test"):
        meeting.resident.save()
    return ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)


def answers(**other) -> dict:
    return {
        "fields_shown": ["first_name", "phone"],
        "until_on": (TODAY() + timedelta(days=7)).isoformat(),
        "given_on": TODAY().isoformat(),
        "way": "spoken",
        "interpreter": "phone",
        "interpreter_language": "ti",
        **other,
    }


def running(proposal) -> Release | None:
    with system_scope("test"):
        return running_release(proposal, TODAY())


def test_coach_releases_named_fields_with_how_it_was_asked(meeting, proposal, client_of):
    address = f"/proposals/{proposal.code}/release/"
    response = client_of(meeting.coach).post(address, answers())
    assert (response.status_code, response.url) == (302, address)
    release = running(proposal)
    assert (release.fields, release.released_by) == (["first_name", "phone"], meeting.coach)
    consent = release.consent
    assert (consent.purpose, consent.recipient) == ("release", str(meeting.company))
    assert (consent.interpreter, consent.interpreter_language) == ("phone", "ti")
    entry = AuditEntry.objects.get(action="release.made")
    assert (entry.resident_id, entry.actor) == (meeting.resident.pk, meeting.coach)


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"fields_shown": []}, "fields_shown"),
        ({"fields_shown": ["email"]}, "fields_shown"),  # there is none to show
        ({"until_on": "2020-01-01"}, "until_on"),
        ({"until_on": "2099-01-01"}, "until_on"),
        ({"given_on": "2099-01-01"}, "given_on"),
    ],
)
def test_release_that_cannot_be_keeps_what_was_typed(meeting, proposal, client_of, changed, wrong):
    response = client_of(meeting.coach).post(f"/proposals/{proposal.code}/release/", answers(**changed))
    assert (response.status_code, response.context["form"].errors.keys()) == (200, {wrong})
    assert response.context["form"]["interpreter_language"].value() == "ti"
    assert running(proposal) is None


def test_form_shows_what_the_company_would_read_and_nothing_that_is_empty(meeting, proposal, client_of):
    form = client_of(meeting.coach).get(f"/proposals/{proposal.code}/release/").context["form"]
    labels = dict(form.fields["fields_shown"].choices)
    assert labels["phone"] == "Telephone: 0612345678"
    assert "email" not in labels


def test_another_release_takes_the_place_of_the_first(proposal, as_coach):
    first = release_fields(proposal, ["first_name"], until_on=TODAY())
    second = release_fields(proposal, ["phone"], until_on=TODAY())
    assert list(Release.objects.running(TODAY())) == [second]
    first.consent.refresh_from_db()
    assert first.consent.withdrawn_on == TODAY()


def test_release_ends_with_its_consent_its_day_its_proposal_and_the_work(meeting, proposal, as_coach):
    release = release_fields(proposal, ["first_name"], until_on=TODAY())
    assert not Release.objects.running(TODAY() + timedelta(days=1)).exists()
    Proposal.objects.filter(pk=proposal.pk).update(status="matched")
    match = MatchFactory(
        resident=meeting.resident, vacancy=meeting.vacancy, company=meeting.company, proposal=proposal,
        project=meeting.project,
    )  # fmt: skip
    placement = BarePlacementFactory(match=match)
    assert Release.objects.running(TODAY()).exists()
    Placement.objects.filter(pk=placement.pk).update(status="cancelled")
    assert not Release.objects.running(TODAY()).exists()
    Placement.objects.filter(pk=placement.pk).delete()
    Match.objects.filter(pk=match.pk).delete()
    Proposal.objects.filter(pk=proposal.pk).update(status="invited")
    proposal.refresh_from_db()
    withdraw_proposal(proposal, "moves")
    assert not Release.objects.running(TODAY()).exists()
    with pytest.raises(RuleBroken):
        release_fields(proposal, ["first_name"], until_on=TODAY())
    Proposal.objects.filter(pk=proposal.pk).update(status="proposed")
    assert Release.objects.running(TODAY()).exists()
    withdraw_consent(Consent.objects.get(release=release))  # as from the page of consents
    assert not Release.objects.running(TODAY()).exists()


def test_each_look_is_kept_and_shown_to_the_coach(meeting, proposal, client_of):
    ReleaseFactory(proposal=proposal, fields=["first_name", "phone"], released_by=meeting.coach)
    company, page = client_of(meeting.employer), f"/proposals/{proposal.code}/released/"
    for _each in range(3):
        response = company.get(page)
    assert "no-store" in response.headers["Cache-Control"]
    assert [(each.code, each.lines) for each in response.context["fields"]] == [
        ("first_name", [meeting.resident.first_name]),
        ("phone", ["0612345678"]),
    ]
    assert AuditEntry.objects.filter(action="release.viewed", actor=meeting.employer).count() == 3
    desk = client_of(meeting.coach)
    (look,) = desk.get(f"/proposals/{proposal.code}/release/").context["looks"]
    assert (look.name, look.times) == (meeting.employer.name, 3)
    case = desk.get(f"/residents/{meeting.resident.code}/?tab=matches")
    assert case.context["proposals"][0].released.labels == ["First name", "Telephone"]
    history = desk.get(f"/residents/{meeting.resident.code}/?tab=history").content.decode()
    assert history.count("Looked at the data that were released to the company.") == 3


def test_file_carries_the_reader_the_company_and_the_time_and_is_kept(meeting, proposal, client_of):
    ReleaseFactory(proposal=proposal, fields=["phone"], released_by=meeting.coach)
    response = client_of(meeting.employer).get(f"/proposals/{proposal.code}/released/sheet/")
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Content-Disposition"] == f'attachment; filename="{proposal.code}.pdf"'
    done = subprocess.run(["pdftotext", "-", "-"], input=response.content, capture_output=True, check=True)
    text = " ".join(done.stdout.decode().split())
    assert f"Taken from Jobdesk by {meeting.employer.name} on" in text
    # Across the page the letters stand on a slope, and come out of the file one by one.
    letters = Counter("".join(text.split()))
    assert not Counter(f"{meeting.employer.name}{meeting.company}".replace(" ", "") * 6) - letters
    assert "0612345678" in text
    assert meeting.resident.first_name not in text
    assert AuditEntry.objects.filter(action="release.downloaded", actor=meeting.employer).count() == 1


def test_without_a_release_the_page_says_so_and_there_is_no_file(meeting, proposal, client_of):
    company = client_of(meeting.employer)
    assert company.get(f"/proposals/{proposal.code}/released/").context["fields"] == []
    assert company.get(f"/proposals/{proposal.code}/released/sheet/").status_code == 404
    assert not AuditEntry.objects.filter(action__startswith="release.").exists()


def test_card_says_what_is_released_but_not_what_it_says(meeting, proposal, client_of):
    ReleaseFactory(proposal=proposal, fields=["phone"], released_by=meeting.coach)
    page = client_of(meeting.employer).get(f"/vacancies/{meeting.vacancy.code}/").content.decode()
    assert "Telephone." in page
    assert "0612345678" not in page


def test_list_of_running_releases_and_revoking_asks_first(meeting, proposal, client_of):
    release = ReleaseFactory(proposal=proposal, released_by=meeting.coach)
    desk = client_of(meeting.coordinator)
    assert [line[0] for line in desk.get("/releases/").context["lines"]] == [release]
    assert client_of(meeting.other_coordinator).get("/releases/").context["lines"] == []
    assert desk.get(f"/releases/{release.pk}/revoke/").status_code == 200
    assert running(proposal) == release
    assert desk.post(f"/releases/{release.pk}/revoke/").status_code == 302
    assert running(proposal) is None
    assert desk.get("/releases/").context["lines"] == []


def test_match_releases_nothing_by_itself(meeting, proposal, client_of):
    with system_scope("test"):
        Proposal.objects.filter(pk=proposal.pk).update(status="matched")
    page = client_of(meeting.employer).get(f"/proposals/{proposal.code}/released/")
    assert page.context["fields"] == []
    desk = client_of(meeting.coach).get(f"/proposals/{proposal.code}/release/").content.decode()
    assert "the company also sees the full name on its page of papers" in desk
