"""A fair is planned, companies take part, residents are asked and answer with their consent."""

from datetime import time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from matching.models import Fair, FairGuest, FairMeeting, FairTable
from matching.services import (
    accept_invitation,
    add_table,
    decline_invitation,
    invite_guests,
    plan_fair,
    remove_table,
)
from residents.consents import ending_consents, has_consent
from residents.models import Attendance, Consent, GroupSession
from tests.factories.employers import CompanyFactory, VacancyFactory
from tests.factories.fairs import (
    FairFactory,
    FairGuestFactory,
    FairMeetingFactory,
    FairTableFactory,
    tomorrow_at_one,
)
from tests.matching.fairs.people import fair_at


def plan(meeting, **fields) -> Fair:
    return plan_fair(
        **{
            "kind": "job_fair",
            "title": "Work at the lake",
            "project": meeting.project,
            "centre": meeting.centre,
            "place": "Room 2",
            "starts_at": tomorrow_at_one(),
            "minutes": 120,
            "led_by": meeting.coach,
            "minutes_each": 10,
            "each": 3,
        }
        | fields
    )


def test_planning_plans_the_session_too(meeting, as_coach):
    fair = plan(meeting)
    assert (fair.session.kind, fair.session.status, fair.rounds) == ("job_fair", "planned", 12)
    assert AuditEntry.objects.filter(action="fair.planned", subject_id=fair.pk).count() == 1


@pytest.mark.parametrize(
    ("minutes", "each", "break_after", "rounds", "third"),
    [
        (120, 10, None, 12, "13:20"),
        (120, 10, 2, 10, "13:35"),  # 15 minutes less: ten whole rounds
        (25, 10, 2, 2, "13:35"),  # a break that would come at the end is none
    ],
)
def test_rounds_fit_into_the_hours(meeting, as_coach, minutes, each, break_after, rounds, third):
    fair = plan(meeting, minutes=minutes, minutes_each=each, break_after=break_after)
    assert fair.rounds == rounds
    assert timezone.localtime(fair.begins(2)).strftime("%H:%M") == third


def test_hours_without_room_for_a_conversation_are_refused(meeting, as_coach):
    with pytest.raises(RuleBroken, match="No conversation fits"):
        plan(meeting, minutes=10, minutes_each=15)
    assert GroupSession.objects.count() == 0


def test_vacancy_takes_part_once_open_and_of_the_country(meeting, as_coach):
    fair = plan(meeting)
    add_table(fair, meeting.vacancy, seats=4, until=time(14, 0))
    with pytest.raises(RuleBroken, match="takes part already"):
        add_table(fair, meeting.vacancy, seats=4)
    with pytest.raises(RuleBroken, match="not open"):
        add_table(fair, VacancyFactory(company=meeting.company, status="submitted"), seats=4)
    belgian = CompanyFactory(organisation__country="BE")
    with pytest.raises(RuleBroken, match="another country"):
        add_table(fair, VacancyFactory(company=belgian), seats=4)
    assert [(table.vacancy, table.seats) for table in fair.tables.all()] == [(meeting.vacancy, 4)]


def test_removed_vacancy_takes_its_conversations_along(meeting, as_coach):
    fair, (table,) = fair_at(meeting)
    FairMeetingFactory(table=table, guest=FairGuestFactory(fair=fair, resident=meeting.resident, comes=True))
    remove_table(table)
    assert (FairTable.objects.count(), FairMeeting.objects.count()) == (0, 0)


def test_invited_are_numbered_and_on_the_list_of_the_session(meeting, as_coach):
    fair = plan(meeting)
    assert invite_guests(fair, [meeting.resident]) == 1
    assert invite_guests(fair, [meeting.resident]) == 0
    guest = FairGuest.objects.get()
    assert (guest.number, guest.status) == (1, "asked")
    assert Attendance.objects.get().session == fair.session
    assert StatusChange.objects.filter(subject_type="matching.fairguest").count() == 1


def test_who_comes_agreed_to_meet_in_person_until_that_day(meeting, as_coach):
    fair = plan(meeting)
    invite_guests(fair, [meeting.resident])
    guest = fair.guests.get()
    accept_invitation(guest, shows_first_name=True, since=time(13, 30))
    consent = guest.consent
    assert (consent.purpose, consent.recipient, consent.until_on) == (
        "meeting",
        "Work at the lake",
        fair.session.on,
    )
    assert has_consent(meeting.resident, Consent.Purpose.MEETING, fair.session.on)
    assert consent not in ending_consents(timezone.localdate())
    decline_invitation(guest)
    assert (guest.status, guest.consent, guest.shows_first_name) == ("declined", None, False)
    assert not has_consent(meeting.resident, Consent.Purpose.MEETING, fair.session.on)
    accept_invitation(guest)
    assert guest.consent != consent


def test_consent_cannot_be_left_out(meeting, as_coach):
    """Of the database: whoever comes has one."""
    fair, _tables = fair_at(meeting)
    with pytest.raises(IntegrityError), transaction.atomic():
        FairGuestFactory(fair=fair, resident=meeting.resident, status="comes")


def test_nobody_accepts_after_the_day(meeting, as_coach):
    fair = plan(meeting, starts_at=tomorrow_at_one() - timedelta(days=3))
    invite_guests(fair, [meeting.resident])
    with pytest.raises(RuleBroken, match="day of the fair is over"):
        accept_invitation(fair.guests.get())


def test_only_the_desk_reads_of_a_fair(meeting):
    table = FairTableFactory(fair=FairFactory(session__centre=meeting.centre), vacancy=meeting.vacancy)
    FairMeetingFactory(
        table=table, guest=FairGuestFactory(fair=table.fair, resident=meeting.resident, comes=True)
    )
    models = (Fair, FairTable, FairGuest, FairMeeting)
    with system_scope("test"):
        assert [model.objects.count() for model in models] == [1, 1, 1, 1]
    with open_scope(hat_for(meeting.employer, Role.EMPLOYER).scope):
        assert [model.objects.count() for model in models] == [0, 0, 0, 0]
    with open_scope(hat_for(meeting.other_coach, Role.COACH).scope):
        assert [model.objects.count() for model in models] == [0, 0, 0, 0]
