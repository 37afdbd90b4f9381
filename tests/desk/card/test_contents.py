"""What stands on a step card, case by case; read in English, where that is plainer."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.utils import timezone

from desk.card.companies import Heard
from desk.card.contents import card_of
from desk.card.say import Days, Say
from desk.card.wording import LANGUAGES, card_text, say
from desk.queries.case import with_case
from jobdesk.trail.scoping import system_scope
from matching.models import Proposal
from matching.services import record_work_permit
from residents.law_values import read_once
from residents.models import LegalEvent, Resident, Step
from residents.services import assess_resident
from tests.factories.desks import CentreFactory
from tests.factories.matching import (
    AgreedInterviewFactory,
    CheckInFactory,
    InterviewFactory,
    MatchFactory,
    PlacementFactory,
    ProposalFactory,
    StartedPlacementFactory,
)
from tests.factories.residents import DocumentFactory, LegalEventFactory, ResidentFactory, StepFactory
from tests.meeting import protected_resident


def days(count):
    return timezone.localdate() + timedelta(days=count)


def card(person, net=None):
    with system_scope("test"):
        assess_resident(Resident.objects.get(pk=person.pk))
        fetched = with_case(Resident.objects.all()).get(pk=person.pk)
        contents = card_of(fetched, timezone.localdate(), net)
    for language in LANGUAGES:
        card_text(contents, language)
    return contents


def english(contents):
    text = card_text(contents, "en")
    return {stop.name: (stop.state, f"{stop.text} {stop.turn}".strip()) for stop in text.stops}


def job(meeting, person=None, factory=PlacementFactory, **fields):
    match = MatchFactory(
        resident=person or meeting.resident,
        vacancy=meeting.vacancy,
        company=meeting.company,
        project=meeting.project,
    )
    return factory(match=match, **fields)


def test_an_applicant_past_the_waiting_time_looks_for_work(meeting):
    contents = card(meeting.resident)
    assert (contents.kind, contents.title, contents.hold) == ("go", Say("first_permit"), None)
    assert contents.notes == (Say("first_permit_text"),)
    assert contents.pay == ()
    assert list(english(contents)) == [
        "Asylum application",
        "Waiting time",
        "W-document",
        "BSN number",
        "Bank account",
        "Work permit (TWV)",
        "First day of work",
        "We stay in touch",
    ]
    assert english(contents)["Work permit (TWV)"] == ("later", "When you have found a job.")
    assert [thing.what.key for thing in contents.bring] == ["bring_card", "w_document"]


def test_what_is_late_holds_the_start(meeting):
    job(meeting)
    StepFactory(resident=meeting.resident, opened_on=days(-60), due_on=days(-19))
    StepFactory(resident=meeting.resident, kind="bank_account", party=Step.Party.RESIDENT)
    contents = card(meeting.resident)
    assert (contents.kind, contents.hold) == ("wait", Say("hold", step=Say("bsn")))
    stops = english(contents)
    assert stops["BSN number"][0] == "blocked"
    assert stops["BSN number"][1].endswith("The municipality must act.")
    assert stops["Bank account"] == ("later", "First: BSN number.")
    assert stops["First day of work"][1].endswith("Not certain.")
    assert [thing.what.key for thing in contents.bring] == [
        "bring_card",
        "w_document",
        "bring_letters",
        "bring_contract",
    ]


def test_the_permit_that_is_asked_and_the_one_that_is_there(meeting, as_coach):
    placement = job(meeting)
    step = StepFactory(
        resident=meeting.resident, kind="twv", party=Step.Party.AUTHORITY, subject=placement.code
    )
    assert english(card(meeting.resident))["Work permit (TWV)"][1].endswith("UWV must act.")
    record_work_permit(placement, days(-1), days(100))
    contents = card(meeting.resident)
    step.refresh_from_db()
    assert contents.title == Say("may_work_here")
    assert contents.notes[0] == Say("may_work_here_text")
    assert english(contents)["Work permit (TWV)"][0] == "done"


def test_not_yet_says_from_when(meeting):
    person = ResidentFactory(centre=meeting.centre)
    LegalEventFactory(resident=person, on=days(-30))
    DocumentFactory(resident=person)
    contents = card(person)
    assert (contents.kind, contents.title.key) == ("wait", "not_yet_from")
    assert contents.title.params["day"] > timezone.localdate()
    assert english(contents)["Waiting time"][0] == "now"


def test_refused_says_whom_to_ask(meeting):
    LegalEventFactory(resident=meeting.resident, type=LegalEvent.Type.DUBLIN_TRANSFER, on=days(-5))
    contents = card(meeting.resident)
    assert (contents.kind, contents.title, contents.notes) == (
        "stop",
        Say("not_allowed"),
        (Say("not_allowed_text"),),
    )
    assert english(contents)["Procedure"][1] == "You may not work now."


def test_unknown_is_said_to_be_unknown(meeting):
    contents = card(ResidentFactory(centre=meeting.centre))
    assert (contents.kind, contents.title) == ("open", Say("incomplete"))
    assert english(contents)["Asylum application"] == ("now", "Your coach must act.")
    assert english(contents)["W-document"] == ("later", "Show this document to your coach.")


def test_a_document_that_alone_forbids_the_work_is_named(db):
    person = ResidentFactory(centre=CentreFactory(country="BE"))
    LegalEventFactory(resident=person)
    DocumentFactory(resident=person, type="attestation", mention="unlimited", until_on=days(-3))
    contents = card(person)
    assert (contents.title, contents.notes) == (Say("not_allowed"), (Say("expired_text"),))


@pytest.mark.parametrize(
    ("left", "words"),
    [(10, "Ask for a new one now."), (-3, "You need a new one.")],
)
def test_a_document_that_ends(meeting, left, words):
    person = ResidentFactory(centre=meeting.centre)
    LegalEventFactory(resident=person)
    DocumentFactory(resident=person, until_on=days(left))
    StepFactory(resident=person, kind="document_renewal", party=Step.Party.RESIDENT)
    stops = english(card(person))
    assert words in stops["W-document"][1]
    assert stops["W-document"][1].endswith("You must act.")
    assert "New document" not in stops


def test_temporary_protection_waits_for_the_notification(meeting):
    person = protected_resident(meeting.centre, meeting.project)
    placement = job(meeting, person)
    StepFactory(resident=person, kind="notification", party=Step.Party.EMPLOYER, subject=placement.code)
    contents = card(person, Decimal(1500))
    assert contents.title == Say("first_notification")
    assert english(contents)["Employer tells UWV"][1].endswith("Your employer must act.")
    assert [line.key for line in contents.pay] == ["pay_gross"]


def test_at_work_we_stay_in_touch(meeting):
    placement = job(meeting, factory=StartedPlacementFactory)
    StepFactory(resident=meeting.resident, kind="income_declaration", party=Step.Party.RESIDENT)
    CheckInFactory(placement=placement, resident=meeting.resident, week=4)
    StepFactory(resident=meeting.resident, kind="integration_plan", party=Step.Party.MUNICIPALITY)
    contents = card(meeting.resident)
    stops = english(contents)
    assert stops["First day of work"][0] == "done"
    assert stops["We stay in touch"][1].startswith("We speak with you on ")
    assert list(stops)[-2:] == ["Plan for your integration course", "We stay in touch"]
    assert contents.now[0].lines == (Say("now_step", step=Say("income"), day=days(10)),)


def test_a_talk_that_is_late_is_soon(meeting):
    placement = job(meeting, factory=StartedPlacementFactory)
    CheckInFactory(placement=placement, resident=meeting.resident, week=1)
    assert english(card(meeting.resident))["We stay in touch"][1] == "Your coach calls you soon."


def test_volunteering_asks_for_a_declaration(meeting):
    job(meeting, kind="volunteering", wage_hour=None)
    contents = card(meeting.resident)
    assert contents.title == Say("first_declaration")
    assert contents.pay == ()


def test_belgian_wage_is_worked_out_exactly(db):
    centre = CentreFactory(country="BE")
    person = ResidentFactory(centre=centre)
    LegalEventFactory(resident=person)
    contents = card(person, Decimal(1000))
    (line,) = contents.pay
    assert line.key == "pay_left"
    assert line.params["due"] + line.params["left"] == Decimal(1000)
    assert line.params["agency"] == "Fedasil"
    assert "Orange card" in english(contents)


def test_no_wage_no_sum(meeting):
    job(meeting)
    assert [line.key for line in card(meeting.resident).pay] == ["pay_gross", "pay_part"]


def usual_wait(took, kind="bsn"):
    """Steps of others that took so many days each, so that the desks know how long one usually takes."""
    other = ResidentFactory(centre=CentreFactory(municipality="Elders"))
    for number in took:
        StepFactory(
            resident=other,
            kind=kind,
            status=Step.Status.DONE,
            opened_on=days(-number - 1),
            closed_on=days(-1),
        )


def test_it_says_how_long_others_waited_and_that_there_is_nothing_to_do(meeting):
    job(meeting)
    StepFactory(resident=meeting.resident, opened_on=days(-60), due_on=days(-19))
    assert card(meeting.resident).notes == (Say("first_permit_text"), Say("hold_rest"))
    cache.clear()
    usual_wait([*range(61, 71)])
    assert card(meeting.resident).notes == (
        Say("hold_half", half=Days(65)),
        Say("hold_slow", slow=Days(69)),
        Say("first_permit_text"),
        Say("hold_rest"),
    )


def test_who_must_act_oneself_is_not_told_to_rest(meeting):
    job(meeting)
    StepFactory(resident=meeting.resident, opened_on=days(-60), due_on=days(-19))
    StepFactory(resident=meeting.resident, kind="health_insurance", party=Step.Party.RESIDENT)
    contents = card(meeting.resident)
    assert contents.now != ()
    assert Say("hold_rest") not in contents.notes


def test_a_start_that_will_be_later_names_the_month(meeting):
    placement = job(meeting, planned_start_on=days(5))
    StepFactory(resident=meeting.resident, opened_on=days(-60), due_on=days(-19))
    usual_wait([200] * 10)
    start = card(meeting.resident).stops[-2]
    assert (start.text.key, start.text.params["day"]) == ("planned_later", placement.planned_start_on)
    later = start.text.params["month"].first
    assert (later.year, later.month) > (placement.planned_start_on.year, placement.planned_start_on.month)


def test_the_card_asks_six_times_and_once_a_day_for_durations(meeting, django_assert_num_queries):
    """For the law, companies, fairs, talks about a company, work that is asked about, and durations."""
    placement = job(meeting, factory=StartedPlacementFactory)
    CheckInFactory(placement=placement, resident=meeting.resident, week=4)
    with system_scope("test"):
        person = with_case(Resident.objects.all()).get(pk=meeting.resident.pk)
        for asked in (6, 5):
            with read_once(), django_assert_num_queries(asked):
                card_of(person, timezone.localdate(), Decimal(1200))


def test_a_talk_that_is_agreed_is_to_be_done(meeting):
    AgreedInterviewFactory(
        proposal__resident=meeting.resident,
        proposal__vacancy=meeting.vacancy,
        starts_at=datetime(2027, 3, 29, 8, 0, tzinfo=UTC),  # a day after the clocks went forward
        ends_at=datetime(2027, 3, 29, 8, 45, tzinfo=UTC),
        bring=["certificates", "clothes"],
    )
    InterviewFactory(proposal__resident=meeting.resident)
    contents = card(meeting.resident)
    talks = [task for task in contents.now if task.icon == "cal"]
    assert [" ".join(english_lines(task)) for task in talks] == [
        "Talk about work (Room attendant): 29 March 2027, from 10:00 to 10:45. "
        "Go to: Havenstraat 1, Waterdam. Ask for Sanne de Wit."
    ]
    assert [thing.what.key for thing in contents.bring][-2:] == ["bring_certificates", "bring_clothes"]


def english_lines(task):
    return [say(line, "en", "NL").replace("\N{NO-BREAK SPACE}", " ") for line in task.lines]


def test_a_talk_that_was_is_no_task(meeting):
    AgreedInterviewFactory(proposal__resident=meeting.resident, starts_at=timezone.now() - timedelta(days=1))
    assert [task for task in card(meeting.resident).now if task.icon == "cal"] == []


@pytest.mark.parametrize("sentence", Proposal.Sentence.values)
def test_a_no_is_told_with_what_can_help_once_the_desk_has_read_it(meeting, sentence):
    proposal = ProposalFactory(
        resident=meeting.resident,
        vacancy=meeting.vacancy,
        status="no_fit",
        answered_on=days(-3),
        answer_sentence=sentence,
        answer_note="Too slow.",
    )
    assert card(meeting.resident).heard == ()
    with system_scope("test"):
        Proposal.objects.filter(pk=proposal.pk).update(answer_seen_at=timezone.now())
    contents = card(meeting.resident)
    assert contents.heard == (Heard("Room attendant", Say(f"said_{sentence}"), Say(f"lift_{sentence}")),)
    text = card_text(contents, "en")
    assert text.heard[0].said == Proposal.Sentence(sentence).label
    assert "Too slow." not in repr(text)


def test_an_old_no_is_told_no_more(meeting):
    ProposalFactory(
        resident=meeting.resident,
        status="no_fit",
        answered_on=days(-60),
        answer_sentence="travel",
        answer_seen_at=timezone.now(),
    )
    assert card(meeting.resident).heard == ()
