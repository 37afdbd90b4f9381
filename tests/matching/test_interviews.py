"""Talks: agreed, moved, called off; the appointment, the e-mails and the entry for the calendar."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from icalendar import Calendar

from jobdesk.accounts.hats import hat_for
from jobdesk.jobs.models import Job
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from law.rules import add_working_days
from matching import services
from matching.interviews.offered_times import Offer, first_day
from matching.models import Interview, Proposal
from matching.services import Invitation, MatchDetails
from matching.tasks import send_proposal_letter
from residents.models import Appointment
from residents.services import cancel_appointment, change_appointment
from tests.factories.matching import ProposalFactory

WEDNESDAY = datetime(2026, 10, 14, 9, 0, tzinfo=UTC)  # the clocks go back on the 25th


def monday_after(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def invitation(*days: date) -> Invitation:
    offers = [Offer(day, time(10), time(10, 45)) for day in days]
    return Invitation(offers, "place", "Havenstraat 1, Waterdam", "Sanne de Wit", ["clothes"])


@pytest.fixture
def as_employer(meeting):
    """Opens the scope of the company."""
    return lambda: open_scope(hat_for(meeting.employer, Role.EMPLOYER).scope)


@pytest.fixture
def proposal(meeting):
    meeting.resident.coach = meeting.coach
    with system_scope("test"):
        meeting.resident.save()
    return ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)


@pytest.fixture
def invited(proposal, as_employer):
    """A proposal with times on the two next Mondays."""
    first = monday_after(first_day(timezone.localdate(), "NL"))
    with as_employer():
        services.invite_candidate(proposal, invitation(first, first + timedelta(days=7)))
    return proposal


def agree(proposal, number=0) -> Appointment:
    return services.agree_time(proposal, list(proposal.interview.times.all())[number])


def letters() -> list[str]:
    return [job.arguments[0] for job in Job.objects.filter(kind="proposal_letter").order_by("pk")]


def entry(letter: str, proposal, user) -> Calendar:
    send_proposal_letter(letter, proposal.pk, user.pk)
    (name, content, kind), *_rest = mail.outbox[-1].attachments
    assert (name, kind) == (f"{proposal.code}.ics", "text/calendar")
    return Calendar.from_ical(content)


def test_an_invitation_tells_the_coach_and_stands_in_the_trail(meeting, invited):
    assert letters() == ["times_offered"]
    with system_scope("test"):
        interview = Interview.objects.get(proposal=invited)
        assert StatusChange.objects.get(subject_type="matching.interview").to_status == "offered"
        offered = AuditEntry.objects.get(action="interview.offered")
    assert (offered.actor, offered.resident_id) == (meeting.employer, meeting.resident.pk)
    first = min(timezone.localdate(each.starts_at) for each in _times(interview))
    assert interview.due_on == first - timedelta(days=3)  # the Friday before


def _times(interview):
    with system_scope("test"):
        return list(interview.times.all())


def test_the_coach_takes_a_time(meeting, invited, as_coach):
    appointment = agree(invited, 1)
    invited.refresh_from_db()
    interview = invited.interview
    assert (interview.status, interview.appointment) == ("agreed", appointment)
    assert (appointment.kind, appointment.with_user, appointment.minutes) == ("employer", meeting.coach, 45)
    assert (appointment.starts_at, appointment.place) == (interview.starts_at, "Havenstraat 1, Waterdam")
    assert invited.answer_seen_at is not None
    talk_on = timezone.localdate(interview.ends_at)
    assert interview.due_on == add_working_days(talk_on, 5, "NL")
    assert letters() == ["times_offered", "time_agreed"]
    with pytest.raises(RuleBroken, match="offers no times"):
        agree(invited)


def test_a_time_that_has_passed_cannot_be_taken(invited, as_coach):
    times = list(invited.interview.times.all())
    with (
        time_machine.travel(times[0].starts_at + timedelta(hours=1), tick=False),
        pytest.raises(RuleBroken, match="has passed") as refused,
    ):
        services.agree_time(invited, times[0])
    assert refused.value.field == "time"


def test_the_entry_for_the_calendar_holds_no_name_and_keeps_its_time_over_the_change_of_the_clock(
    meeting, proposal, as_employer, as_coach
):
    with time_machine.travel(WEDNESDAY, tick=False):
        with as_employer():
            services.invite_candidate(proposal, invitation(date(2026, 10, 19), date(2026, 10, 26)))
        before, after = list(proposal.interview.times.all())
        assert [each.starts_at.astimezone(UTC).hour for each in (before, after)] == [8, 9]
        services.agree_time(proposal, after)
        calendar = entry("time_agreed", proposal, meeting.employer)
    (event,) = calendar.walk("VEVENT")
    assert calendar["method"] == "PUBLISH"
    assert event.decoded("dtstart") == datetime(2026, 10, 26, 9, 0, tzinfo=UTC)
    assert event.decoded("dtend") == datetime(2026, 10, 26, 9, 45, tzinfo=UTC)
    assert str(event["summary"]) == f"Talk with candidate {proposal.code}, Room attendant"
    text = mail.outbox[-1].body + mail.outbox[-1].subject + calendar.to_ical().decode()
    names = (meeting.resident.first_name, meeting.resident.last_name, meeting.resident.code)
    assert [name for name in names if name in text] == []


def test_the_candidate_cannot_come_and_the_calendar_hears_it(meeting, invited, as_coach):
    appointment = agree(invited)
    uid = invited.interview.uid
    with pytest.raises(RuleBroken) as refused:
        services.ask_for_other_times(invited, " ")
    assert refused.value.field == "reason"
    services.ask_for_other_times(invited, "Class in the morning.")
    appointment.refresh_from_db()
    assert appointment.status == "cancelled"
    assert (invited.interview.status, invited.interview.reason) == ("other_times", "Class in the morning.")
    calendar = entry("other_times", invited, meeting.employer)
    (event,) = calendar.walk("VEVENT")
    assert (calendar["method"], event["sequence"]) == ("CANCEL", 2)
    assert str(event["uid"]).startswith(f"interview-{uid}@")
    assert "Class in the morning." not in mail.outbox[-1].body


def test_the_company_moves_the_talk(invited, as_employer, as_coach):
    appointment = agree(invited)
    later = monday_after(first_day(timezone.localdate(), "NL") + timedelta(days=14))
    with as_employer():
        services.offer_other_times(invited, invitation(later), "Our stocktaking.")
        with pytest.raises(RuleBroken, match="still asks"):
            services.offer_other_times(invited, invitation(later), "Again.")
    appointment.refresh_from_db()
    invited.refresh_from_db()
    assert (appointment.status, invited.interview.status) == ("cancelled", "offered")
    assert invited.interview.starts_at is None
    assert letters()[-1] == "times_moved"
    assert agree(invited).starts_at == _times(invited.interview)[0].starts_at


def test_the_appointment_of_a_talk_is_moved_with_the_talk_only(invited, as_coach):
    appointment = agree(invited)
    with pytest.raises(RuleBroken, match="The company knows this time"):
        cancel_appointment(appointment, "Ill")
    with pytest.raises(RuleBroken, match="The company knows this time"):
        change_appointment(appointment, minutes=20)


@pytest.mark.parametrize("how", ["withdraw", "decline", "close"])
def test_who_ends_it_calls_the_talk_off(meeting, invited, as_employer, as_coach, how):
    appointment = agree(invited)
    if how == "withdraw":
        services.withdraw_proposal(invited, "elsewhere", "Found other work.")
    elif how == "decline":
        with as_employer():
            services.decline_candidate(invited, reason="filled")
    else:
        with as_employer():
            services.close_vacancy(meeting.vacancy, "no_need")
    appointment.refresh_from_db()
    invited.refresh_from_db()
    assert appointment.status == "cancelled"
    assert invited.interview.status == "over"
    assert letters()[-1] == "called_off"


def test_a_no_after_the_talk_keeps_the_day_of_the_first_answer(invited, as_employer, as_coach):
    agree(invited)
    answered_on = invited.answered_on
    with time_machine.travel(timezone.now() + timedelta(days=30), tick=False), as_employer():
        services.decline_candidate(invited, reason="language")
        assert not services.can_take_back(invited)
    assert (invited.status, invited.answered_on) == ("no_fit", answered_on)


def test_a_match_is_recorded_after_the_talk(meeting, invited, as_employer, as_coach):
    agree(invited)
    invited.refresh_from_db()
    with time_machine.travel(invited.interview.ends_at + timedelta(days=1), tick=False):
        with as_employer():
            services.say_will_hire(invited)
            with pytest.raises(RuleBroken):
                services.say_will_hire(invited)
        assert letters()[-1] == "will_hire"
        today = timezone.localdate()
        placement = services.record_match(
            invited, MatchDetails(meeting.project, today, "paid_job", 24, today, meeting.vacancy.wage_hour)
        )
    assert (invited.status, placement.status) == ("matched", "planned")


@pytest.mark.parametrize(("says_it_hires", "told"), [(True, "not_going_on"), (False, "called_off")])
def test_a_company_hears_that_the_candidate_does_not_go_on_and_not_why(
    meeting, invited, as_employer, as_coach, says_it_hires, told
):
    agree(invited)
    invited.refresh_from_db()
    day = timedelta(days=1 if says_it_hires else -1)
    with time_machine.travel(invited.interview.ends_at + day, tick=False):
        if says_it_hires:
            with as_employer():
                services.say_will_hire(invited)
        services.record_decline(invited, Proposal.End.TRUST, "Heard bad things.")
        assert letters()[-1] == told
        send_proposal_letter(told, invited.pk, meeting.employer.pk)
    sent = mail.outbox[-1]
    assert invited.code in sent.body
    assert not {"Heard bad things.", meeting.resident.last_name, str(Proposal.End.TRUST.label)} & {
        line.strip() for line in (sent.subject + "\n" + sent.body).splitlines()
    }


def test_letters_go_to_who_answers_and_not_to_who_left(meeting, invited, as_coach):
    meeting.employer.is_active = False
    meeting.employer.save()
    agree(invited)
    assert letters() == ["times_offered"]


@pytest.mark.parametrize(
    ("letter", "who"),
    [
        ("question_asked", "coach"),
        ("times_offered", "coach"),
        ("times_moved", "coach"),
        ("will_hire", "coach"),
        ("question_answered", "employer"),
        ("other_times", "employer"),
        ("called_off", "employer"),
        ("not_going_on", "employer"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_a_letter_says_that_there_is_something_and_not_what(meeting, invited, letter, who, language):
    user = getattr(meeting, who)
    user.language = language
    user.save()
    send_proposal_letter(letter, invited.pk, user.pk)
    sent = mail.outbox[-1]
    page = "talk" if who == "coach" else "answer"
    assert sent.to == [user.email]
    assert f"/proposals/{invited.code}/{page}/" in sent.body
    assert invited.code in sent.body
    assert meeting.resident.last_name not in sent.body + sent.subject
    assert sent.attachments == []


def test_proposals_keep_their_status_when_a_time_is_refused(meeting, proposal, as_employer):
    with as_employer(), pytest.raises(RuleBroken) as refused:
        services.invite_candidate(proposal, invitation(timezone.localdate()))
    assert refused.value.field == "on_1"
    with system_scope("test"):
        assert Proposal.objects.get(pk=proposal.pk).status == "proposed"
        assert Interview.objects.count() == 0
