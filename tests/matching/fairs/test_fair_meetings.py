"""Conversations: proposed by the optimum, changed by hand, accepted; what came of them."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from jobdesk.trail.errors import RuleBroken
from matching.fairs.rates import rates_by_kind
from matching.fairs.seating import judgements
from matching.models import FairMeeting, FairRule, Proposal
from matching.services import (
    accept_meetings,
    add_meeting,
    decline_invitation,
    drop_meeting,
    forget_rule,
    keep_apart,
    propose_after,
    propose_meetings,
    record_outcome,
    reopen_meetings,
)
from residents.models import GroupSession
from residents.services import withdraw_consent
from tests.factories.fairs import FairTableFactory
from tests.matching.fairs.people import coming, fair_at, hotel, room_attendant


def pairs(fair):
    return {
        (each.guest.number, each.table_id)
        for each in FairMeeting.objects.filter(table__fair=fair).select_related("guest")
    }


def test_the_best_get_the_seats_and_scores_are_those_of_the_one_scorer(meeting, as_coach):
    fair, (table,) = fair_at(meeting, seats=1)
    fresh, known = room_attendant(meeting, "Hiba", years=1), room_attendant(meeting, "Maha", years=9)
    coming(fair, fresh, known)
    assert propose_meetings(fair) == 1
    found = FairMeeting.objects.select_related("guest").get()
    judged = judgements([table], [fresh.pk, known.pk], timezone.localdate())
    assert judged[known.pk, table.pk].score > judged[fresh.pk, table.pk].score > 0
    assert found.guest.resident == known
    assert float(found.score) == pytest.approx(judged[known.pk, table.pk].score, abs=5e-5)


def test_nobody_who_does_not_come_or_does_not_suit_is_seated(meeting, as_coach):
    fair, _tables = fair_at(meeting, seats=5)
    stays, comes = coming(fair, room_attendant(meeting, "Hiba"), room_attendant(meeting, "Maha"))
    coming(fair, meeting.resident)  # did other work
    decline_invitation(stays)
    propose_meetings(fair)
    assert {number for number, _table in pairs(fair)} == {comes.number}


def test_whose_consent_was_withdrawn_elsewhere_is_not_seated(meeting, as_coach):
    fair, _tables = fair_at(meeting)
    first, second = coming(fair, room_attendant(meeting, "Hiba"), room_attendant(meeting, "Maha"))
    withdraw_consent(first.consent)
    propose_meetings(fair)
    assert {number for number, _table in pairs(fair)} == {second.number}


def test_times_do_not_clash_and_respect_who_leaves(meeting, as_coach):
    fair, tables = fair_at(meeting, seats=4, vacancies=3, each=3)
    people = [room_attendant(meeting, name) for name in ("Hiba", "Maha", "Nour", "Sara")]
    coming(fair, *people, until=time(14, 0))
    assert propose_meetings(fair) == 12
    meetings = list(FairMeeting.objects.select_related("table"))
    assert len({(each.guest_id, each.round) for each in meetings}) == 12
    assert len({(each.table_id, each.round) for each in meetings}) == 12
    assert {each.round for each in meetings} == {0, 1, 2, 3}  # as many as each has conversations
    assert len(tables) == 3


def test_two_vacancies_of_one_company_have_one_conversation_at_a_time(meeting, as_coach):
    fair, _tables = fair_at(meeting, seats=2)
    FairTableFactory(fair=fair, vacancy=hotel(meeting.company), seats=2)
    coming(fair, room_attendant(meeting, "Hiba"), room_attendant(meeting, "Maha"))
    propose_meetings(fair)
    rounds = [each.round for each in FairMeeting.objects.all()]
    assert sorted(rounds) == [0, 1, 2, 3]


def test_what_is_taken_out_stays_out_and_what_is_added_stays_in(meeting, as_coach):
    fair, (table,) = fair_at(meeting, seats=2)
    first, second = coming(fair, room_attendant(meeting, "Hiba"), room_attendant(meeting, "Maha"))
    (other,) = coming(fair, meeting.resident)
    propose_meetings(fair)
    drop_meeting(FairMeeting.objects.select_related("guest", "table__fair__session").get(guest=first))
    add_meeting(table, other)
    propose_meetings(fair)
    assert pairs(fair) == {(second.number, table.pk), (other.number, table.pk)}
    rule = FairRule.objects.select_related("guest__fair__session").get(guest=first)
    drop_meeting(FairMeeting.objects.select_related("guest", "table__fair__session").get(guest=other))
    forget_rule(rule)
    propose_meetings(fair)
    assert pairs(fair) == {(first.number, table.pk), (second.number, table.pk)}


def test_two_kept_apart_do_not_sit_at_one_table(meeting, as_coach):
    fair, tables = fair_at(meeting, seats=2, vacancies=2, each=1)
    first, second = coming(fair, room_attendant(meeting, "Hiba"), room_attendant(meeting, "Maha"))
    keep_apart(second, first)
    keep_apart(first, second)
    assert FairRule.objects.count() == 1
    propose_meetings(fair)
    assert {table for _number, table in pairs(fair)} == {table.pk for table in tables}


def test_most_of_one_centre_at_one_vacancy(meeting, as_coach):
    fair, (table,) = fair_at(meeting, seats=3, centre_limit=1)
    coming(fair, room_attendant(meeting, "Hiba"), room_attendant(meeting, "Maha"))
    assert propose_meetings(fair) == 1
    assert table.meetings.count() == 1


@pytest.mark.parametrize(
    ("seats", "each", "message"), [(1, 3, "no conversation left"), (2, 1, "as many conversations")]
)
def test_numbers_hold_by_hand_too(meeting, as_coach, seats, each, message):
    fair, tables = fair_at(meeting, seats=seats, vacancies=2, each=each)
    first, second = coming(fair, room_attendant(meeting, "Hiba"), room_attendant(meeting, "Maha"))
    add_meeting(tables[0], first)
    with pytest.raises(RuleBroken, match="meet already"):
        add_meeting(tables[0], first)
    with pytest.raises(RuleBroken, match=message):
        add_meeting(*((tables[0], second) if seats == 1 else (tables[1], first)))


def test_accepted_conversations_stand_until_they_are_opened_again(meeting, as_coach):
    fair, (table,) = fair_at(meeting)
    (guest,) = coming(fair, room_attendant(meeting, "Hiba"))
    with pytest.raises(RuleBroken, match="no conversation yet"):
        accept_meetings(fair)
    propose_meetings(fair)
    accept_meetings(fair)
    with pytest.raises(RuleBroken, match="conversations stand"):
        propose_meetings(fair)
    reopen_meetings(fair)
    assert propose_meetings(fair) == 1
    assert pairs(fair) == {(guest.number, table.pk)}


def held_meeting(meeting) -> FairMeeting:
    """One conversation of today that was accepted."""
    fair, _tables = fair_at(meeting)
    coming(fair, room_attendant(meeting, "Hiba"))
    propose_meetings(fair)
    accept_meetings(fair)
    GroupSession.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
    return FairMeeting.objects.select_related(
        "table__fair__session", "guest__resident__centre", "table__vacancy"
    ).get()


def test_outcome_is_written_down_from_the_day(meeting, as_coach):
    fair, _tables = fair_at(meeting)
    coming(fair, room_attendant(meeting, "Hiba"))
    propose_meetings(fair)
    accept_meetings(fair)
    with pytest.raises(RuleBroken, match="from the day itself"):
        record_outcome(FairMeeting.objects.select_related("table__fair__session").get(), outcome="both")


def test_conversation_becomes_a_proposal_once(meeting, as_coach):
    found = held_meeting(meeting)
    with pytest.raises(RuleBroken, match="Neither"):
        propose_after(found)
    record_outcome(found, outcome="both", next_step="A trial day")
    proposal = propose_after(found)
    assert propose_after(found) == proposal == Proposal.objects.get()
    assert (proposal.resident, proposal.vacancy) == (found.guest.resident, found.table.vacancy)
    assert proposal.status == Proposal.Status.PROPOSED
    with pytest.raises(RuleBroken, match="Outcomes are written down"):
        reopen_meetings(found.table.fair)


def test_whom_only_the_company_wants_is_asked_first(meeting, as_coach):
    found = held_meeting(meeting)
    record_outcome(found, outcome="company")
    assert propose_after(found).status == Proposal.Status.SUGGESTED


def test_rates_count_conversations_that_were_held(meeting, as_coach):
    found = held_meeting(meeting)
    assert rates_by_kind() == []
    record_outcome(found, outcome="not_held")
    assert rates_by_kind() == []
    record_outcome(found, outcome="both")
    propose_after(found)
    (rate,) = rates_by_kind()
    assert (rate.fairs, rate.held, rate.both, rate.proposed, rate.matched, rate.percent) == (1, 1, 1, 1, 0, 0)
