"""The company's account against a candidate with a token in every field: over every address, in every way."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from desk.models import Digest
from desk.reminders.collect import collect
from desk.reminders.digests import prepare_digests, send_digest
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope, system_scope
from jobdesk.vocabulary.models import Occupation
from matching.models import Proposal
from matching.services import release_fields, revoke_release
from residents.models import WorkExperience
from tests.factories.matching import DeskProposalFactory, MatchFactory, PlacementFactory, ProposalFactory
from tests.factories.residents import StepFactory
from tests.matching.employer_side import planted
from tests.meeting import protected_resident, ready_resident


@pytest.fixture
def waiting(meeting):
    """Somebody who waits for the company's answer, and is there with all that a desk can know."""
    proposal = ProposalFactory(
        resident=meeting.resident,
        vacancy=meeting.vacancy,
        remind_on=timezone.localdate(),
        answer_due_on=timezone.localdate(),
    )
    planted.plant(proposal)
    return proposal


@pytest.fixture
def urls(meeting, waiting):
    """Every address, with every key and code that has to do with the candidate."""
    resident = waiting.resident
    with system_scope("test"):
        return planted.addresses(
            resident=resident.code,
            proposal=waiting.code,
            vacancy=meeting.vacancy.code,
            step=resident.steps.first().pk,
            consent=resident.consents.first().pk,
        )


def said_to(user, urls) -> dict[str, set[str]]:
    """What of the planted came back, by what was asked; only where something did."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return {
        asked: found
        for asked, said in planted.everything_said(client, urls)
        if (found := planted.leaks(said))
    }


def test_every_table_about_a_candidate_is_planted(waiting):
    """A new table without a row here would prove nothing."""
    with system_scope("test"):
        assert [model._meta.label for model, rows in planted.rows_of(waiting) if not rows.exists()] == []
        planted_text = str([list(rows.values()) for _model, rows in planted.rows_of(waiting)])
    assert len(planted.leaks(planted_text)) > 50


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("From 1987-04, in Eritrea", {"1987", "Eritre"}),
        ("<td>1971</td>, 0697531864", {"1971", "0697531864"}),
        ("zqxvkjtask7", {"zqxvkjtask7"}),
        ("Message-ID: <176447.1987.42@mail>\nboundary: ==1987199334==\nHotel De Linde 1993", set()),
    ],
    ids=["a year", "a number", "a token", "numbers drawn by lot"],
)
def test_what_is_planted_is_found_and_what_is_drawn_is_not(text, found):
    assert planted.leaks(text) == found


def test_company_reads_nothing_that_nobody_released(meeting, waiting, urls):
    assert len(urls) > 200
    client = Client()
    client.force_login(meeting.employer)
    for opened in (
        "/vacancies/",
        f"/vacancies/{meeting.vacancy.code}/",
        f"/proposals/{waiting.code}/answer/",
    ):
        assert client.get(opened).status_code == 200
    assert said_to(meeting.employer, urls) == {}


@pytest.mark.parametrize("status", Proposal.AT_DESK)
def test_company_reads_nothing_of_who_was_not_introduced(meeting, status):
    """Not what is planted, not the code, and not that there is anybody."""
    proposal = DeskProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy, status=status)
    planted.plant(proposal)
    client = Client(raise_request_exception=False)
    client.force_login(meeting.employer)
    page = client.get(f"/vacancies/{meeting.vacancy.code}/")
    assert (page.status_code, page.context["candidates"], list(page.context["earlier"])) == (200, [], [])
    known = {"proposal": proposal.code, "vacancy": meeting.vacancy.code}
    for asked, said in planted.everything_said(client, planted.addresses(**known)):
        url = asked.split(" ")[1]
        assert planted.leaks(said) == set(), asked
        assert proposal.code not in said.replace(url, ""), asked


def test_company_reads_what_is_released_and_nothing_else_until_it_is_revoked(meeting, waiting, urls):
    with open_scope(hat_for(meeting.coach, Role.COACH).scope):
        waiting = Proposal.objects.get(pk=waiting.pk)
        release = release_fields(waiting, ["phone"], until_on=timezone.localdate())
    of_candidate = [url for url in urls if waiting.code in url or meeting.vacancy.code in url]
    page = f"/proposals/{waiting.code}/released/"
    found = said_to(meeting.employer, of_candidate)
    assert set(found) == {f"get {page}", f"get {page}sheet/"}
    assert set().union(*found.values()) == {"0697531864"}
    with open_scope(hat_for(meeting.coach, Role.COACH).scope):
        revoke_release(release)
    assert said_to(meeting.employer, of_candidate) == {}


def test_match_opens_the_name_for_the_papers_and_nothing_else(meeting, waiting, urls):
    resident = waiting.resident
    with system_scope("test"):
        resident.refresh_from_db()
        Proposal.objects.filter(pk=waiting.pk).update(status=Proposal.Status.MATCHED)
        match = MatchFactory(
            resident=resident,
            vacancy=meeting.vacancy,
            company=meeting.company,
            project=meeting.project,
            proposal=waiting,
        )
        placement = PlacementFactory(match=match)
        StepFactory(resident=resident, kind="twv", party="employer", subject=placement.code)
    places = ["/papers/", "/vacancies/", *(url for url in urls if waiting.code in url)]
    found = said_to(meeting.employer, places)
    assert set().union(*found.values()) == {resident.first_name, resident.last_name}
    assert {asked.split(" ")[1] for asked in found} == {"/papers/", "/vacancies/"}


def test_stranger_and_company_without_the_duty_read_nothing_of_a_release(meeting, waiting, client_of):
    with open_scope(hat_for(meeting.coach, Role.COACH).scope):
        release_fields(
            Proposal.objects.get(pk=waiting.pk), ["phone", "full_name"], until_on=timezone.localdate()
        )
    meeting.employer.memberships.update(duties=["candidates", "vacancies"])
    for address in (f"/proposals/{waiting.code}/released/", f"/proposals/{waiting.code}/released/sheet/"):
        assert client_of(meeting.other_employer).get(address).status_code == 404
        assert client_of(meeting.employer).get(address).status_code == 403
        assert client_of(meeting.coach).get(address).status_code == 403


def test_e_mails_to_the_company_say_nothing(meeting, waiting):
    with system_scope("test"):
        collect(timezone.localdate())
    prepare_digests(timezone.localtime().replace(hour=12))
    for pk in Digest.objects.values_list("pk", flat=True):
        send_digest(pk, timezone.localtime().replace(hour=12))
    to_company = [each for each in mail.outbox if meeting.employer.email in each.to]
    assert to_company
    assert [planted.leaks(str(each.message())) for each in to_company] == [set() for _each in to_company]


def test_candidates_who_differ_in_what_tells_the_origin_have_the_same_card(meeting):
    """Byte for byte, in each language: one of them needs a permit, for the other a notification will do."""
    one = ready_resident(
        meeting.centre, meeting.project, gender="man", language="ti", birth_date="1971-03-17"
    )
    other = protected_resident(
        meeting.centre, meeting.project, gender="woman", language="uk", birth_date="2001-01-02"
    )
    cook = Occupation.objects.get(code="cook", scheme="own")
    with system_scope("test"):
        WorkExperience.objects.create(resident=one, occupation=cook, country="ER", tasks="In Asmara")
        WorkExperience.objects.create(resident=other, occupation=cook, country="UA", tasks="In Lviv")
    pages = []
    for resident in (one, other):
        proposal = ProposalFactory(resident=resident, vacancy=meeting.vacancy, code="K-234567")
        client = Client()
        client.force_login(meeting.employer)
        for language in ("nl", "fr", "en"):
            meeting.employer.language = language
            meeting.employer.save()
            for url in (f"/vacancies/{meeting.vacancy.code}/", f"/proposals/{proposal.code}/answer/"):
                page = client.get(url).content.decode()
                assert "K-234567" in page
                pages.append((language, url, _card(page)))
        with system_scope("test"):
            Proposal.objects.filter(pk=proposal.pk).delete()
    half = len(pages) // 2
    assert pages[:half] == pages[half:]


def _card(page: str) -> str:
    return page[
        page.index('<li class="card cand">') : page.index("</dl>", page.index('<li class="card cand">'))
    ]
