"""What a company reads: of a concern nothing, of a measure nothing that points to anybody."""

import logging
import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from employers.tasks import send_company_letter
from jobdesk.jobs.models import Job
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import system_scope
from matching.integrity.told import GENERIC, REASONS
from matching.models import Concern, ConcernEntry, Measure, MeasureReply
from matching.services import integrity
from matching.services.concerns import raise_concern
from matching.services.integrity_concerns import report_concern
from tests.factories.matching import MeasureFactory, StartedPlacementFactory
from tests.matching.employer_side import planted
from tests.meeting import ready_resident

WORDS = "zqxvkjconcern on 17 March 1971, in the laundry"


@pytest.fixture
def work(meeting):
    """The work of the one resident who complains."""
    return StartedPlacementFactory(
        match__resident=meeting.resident,
        match__company=meeting.company,
        match__vacancy=meeting.vacancy,
        job_title="zqxvkjjob",
        started_on=date(2026, 2, 3),
    )


def complain(meeting, pair, work) -> None:
    """The resident says they are not paid; a coach notes something about the company too."""
    with pair.of(meeting.coach, Role.COACH):
        raise_concern(work, Concern.Kind.PAY, Concern.Source.RESIDENT, text=WORDS)
        report_concern(meeting.company, "pay", source="resident", text=WORDS, centre=meeting.centre)


def addresses(meeting, work) -> list[str]:
    with system_scope("test"):
        return planted.addresses(
            vacancy=meeting.vacancy.code, placement=work.code, company=meeting.company.pk
        )


def read_by_company(meeting, urls) -> dict[str, str]:
    """What the company reads on every address that opens for it; codes and clocks that are drawn left out."""
    client = Client(raise_request_exception=False)
    client.force_login(meeting.employer)
    logging.disable(logging.CRITICAL)  # a refusal for each address
    try:
        # In this order both times: what one page has to say, the next one shows.
        pages = {url: client.get(url) for url in urls}
    finally:
        logging.disable(logging.NOTSET)
    return {
        url: planted.DRAWN.sub("", re.sub(r"\d{2}:\d{2}(:\d{2})?", "", page.content.decode()))
        for url, page in pages.items()
        if not page.streaming
        and page.status_code in planted.OPEN
        and "pdf" not in page.headers.get("Content-Type", "")
    }


def changed(before: dict[str, str], after: dict[str, str]) -> dict[str, list[str]]:
    """The lines that are new or gone, by address."""
    return {
        url: lines
        for url in before | after
        if (lines := sorted(set(before.get(url, "").splitlines()) ^ set(after.get(url, "").splitlines())))
    }


def test_lone_concern_changes_nothing_that_the_company_sees(meeting, pair, work):
    urls = addresses(meeting, work)
    before = read_by_company(meeting, urls)
    complain(meeting, pair, work)
    after = read_by_company(meeting, urls)
    assert {"/vacancies/", "/papers/", "/company/decision/", "/charter/"} <= set(before)
    assert changed(before, after) == {}
    assert not Job.objects.filter(kind="company_letter").exists()


def test_measure_that_waits_changes_nothing_that_the_company_sees(meeting, pair, work):
    """Not even an urgent pause, which holds for the desks."""
    meeting.vacancy.is_public = True
    with system_scope("test"):
        meeting.vacancy.save()
    urls = addresses(meeting, work)
    before = read_by_company(meeting, urls)
    with pair.of(pair.first):
        integrity.propose_measure(
            meeting.company,
            "pause",
            grounds=["pay"],
            text=WORDS,
            until_on=timezone.localdate() + timedelta(days=60),
            is_urgent=True,
        )
    assert changed(before, read_by_company(meeting, urls)) == {}


@pytest.mark.parametrize("kind", Measure.Kind.values)
def test_measure_on_one_concern_says_only_that_the_charter_was_not_confirmed(meeting, pair, work, kind):
    # Every address once; of the milder ones, what the company opens to read of it.
    urls = addresses(meeting, work) if kind == "ban" else ["/company/decision/", "/vacancies/", "/charter/"]
    complain(meeting, pair, work)
    until = timezone.localdate() + timedelta(days=60) if kind == "pause" else None
    with pair.of(pair.first):
        integrity.propose_measure(meeting.company, kind, grounds=["pay"], text=WORDS, until_on=until)
    with pair.of(pair.second):
        integrity.agree_measure(Measure.objects.get())
    client = Client()
    client.force_login(meeting.employer)
    page = client.get("/company/decision/")
    assert page.context["told"].reasons == (str(GENERIC),)
    assert client.get("/vacancies/").context["told"].kind == page.context["told"].kind
    said = read_by_company(meeting, urls)
    of_resident = [meeting.resident.first_name, meeting.resident.last_name, "17 March", "laundry"]
    leaks = {
        asked: found
        for asked, text in said.items()
        if (found := planted.leaks(text) | {word for word in of_resident if re.search(rf"\b{word}\b", text)})
        # The papers page names whom the company hired, and its work: ever since the match.
        and asked not in (f"/papers/{work.code}/", "/papers/", "/vacancies/")
    }
    assert leaks == {}


def test_letter_says_that_there_is_something_to_read_and_no_more(meeting):
    MeasureFactory(company=meeting.company, text=WORDS)
    send_company_letter("measure", meeting.company.pk, meeting.employer.pk)
    (letter,) = mail.outbox
    assert letter.to == [meeting.employer.email]
    assert "/company/decision/" in letter.body
    assert planted.leaks(letter.body + letter.subject) == set()
    assert not re.search(r"\bban\b|wage|paid", letter.body + letter.subject)


def test_ground_of_three_residents_is_named(meeting, pair):
    for _number in range(3):
        placement = StartedPlacementFactory(
            match__resident=ready_resident(meeting.centre, meeting.project),
            match__company=meeting.company,
            match__vacancy=meeting.vacancy,
        )
        with pair.of(meeting.coach, Role.COACH):
            raise_concern(placement, Concern.Kind.PAY, Concern.Source.RESIDENT)
    with pair.of(pair.first):
        integrity.propose_measure(meeting.company, "warning", grounds=["pay", "threat"], text=WORDS)
    with pair.of(pair.second):
        integrity.agree_measure(Measure.objects.get())
    client = Client()
    client.force_login(meeting.employer)
    assert client.get("/company/decision/").context["told"].reasons == (str(REASONS["pay"]),)


def test_company_is_heard(meeting, pair, client_of):
    MeasureFactory(company=meeting.company, proposed_by=pair.first, decided_by=pair.second)
    employer = client_of(meeting.employer)
    page = employer.post("/company/decision/", {"text": ""})
    assert page.context["form"].errors == {"text": ["Write what you want to say."]}
    assert employer.post("/company/decision/", {"text": "We paid."}).url == "/company/decision/"
    assert [text for _day, text in employer.get("/company/decision/").context["told"].replies] == ["We paid."]
    with system_scope("test"):
        reply = MeasureReply.objects.get()
    coordinator = client_of(pair.second)
    lines = [each.key for each in coordinator.get("/today/").context["work"].jobs]
    assert f"measurereply-{reply.pk}" in lines
    assert coordinator.post(f"/integrity/replies/{reply.pk}/read/").status_code == 302
    with system_scope("test"):
        reply.refresh_from_db()
    assert reply.read_by == pair.second


def test_company_without_a_measure_reads_that_there_is_none(meeting, client_of):
    MeasureFactory(company=meeting.company, status="ended", ended_on=timezone.localdate())
    page = client_of(meeting.employer).get("/company/decision/")
    assert (page.status_code, page.context["told"]) == (200, None)
    assert client_of(meeting.employer).post("/company/decision/", {"text": "Hello"}).status_code == 200
    with system_scope("test"):
        assert not MeasureReply.objects.exists()


def test_words_of_a_concern_are_planted(meeting, pair, work):
    """Or the tests above would prove nothing."""
    complain(meeting, pair, work)
    with system_scope("test"):
        assert [each.text for each in ConcernEntry.objects.all()] == [WORDS]
    assert planted.leaks(WORDS) == {"zqxvkjconcern", "1971"}
