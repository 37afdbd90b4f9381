"""The line about new vacancies that suit the reader's people."""

from datetime import timedelta

from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from matching.models import Suggestion
from tests.factories.employers import VacancyFactory
from tests.factories.matching import ProposalFactory
from tests.meeting import ready_resident


def suggest(resident, vacancy, **fields) -> Suggestion:
    with system_scope("test"):
        return Suggestion.objects.create(resident=resident, vacancy=vacancy, score=0.8, version="1", **fields)


def lines(client) -> list:
    groups = client.get("/today/").context["work"].groups
    return [job for group in groups for job in group["jobs"] if job.key == "suggested-vacancies"]


def mine(meeting, **fields):
    return ready_resident(meeting.centre, meeting.project, coach=meeting.coach, **fields)


def test_new_vacancies_are_one_line_with_the_names(meeting, client_of):
    selam, huda = mine(meeting, first_name="Selam"), mine(meeting, first_name="Huda")
    other = VacancyFactory(company=meeting.company, title="Cook")
    suggest(selam, meeting.vacancy)
    suggest(huda, meeting.vacancy)
    suggest(selam, other)
    (line,) = lines(client_of(meeting.coach))
    assert line.sentence == "2 new vacancies suit people of yours"
    assert line.sub == (
        f"Room attendant at {meeting.company}: Selam T., Huda T. · Cook at {meeting.company}: Selam T."
    )
    assert line.url == f"/vacancies/{meeting.vacancy.code}/propose/"


def test_line_leaves_once_the_reader_has_looked_and_returns_with_what_is_new(meeting, client_of):
    selam, huda = mine(meeting, first_name="Selam"), mine(meeting, first_name="Huda")
    suggest(selam, meeting.vacancy, suggested_at=timezone.now() - timedelta(hours=3))
    client = client_of(meeting.coach)
    assert len(lines(client)) == 1
    client.get(f"/vacancies/{meeting.vacancy.code}/propose/")
    assert lines(client) == []
    suggest(huda, meeting.vacancy, suggested_at=timezone.now() + timedelta(seconds=1))
    assert [line.sentence for line in lines(client)] == ["1 new vacancy suits people of yours"]


def test_who_is_proposed_and_who_is_of_a_colleague_stays_out(meeting, client_of):
    selam = mine(meeting)
    ProposalFactory(resident=selam, vacancy=meeting.vacancy)
    suggest(selam, meeting.vacancy)
    suggest(ready_resident(meeting.centre, meeting.project), meeting.vacancy)
    assert lines(client_of(meeting.coach)) == []
