"""What the writes on a case do: state, trail, refusals."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry, MissingActor, StatusChange
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import Scope, open_scope, system_scope
from residents import services
from residents.intake.questions import answers_of
from residents.models import CentreStay, Document, Intake, LanguageSkill, LegalEvent, Resident, Step
from residents.services import cases
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, ProjectFactory, RegionFactory
from tests.factories.residents import (
    DocumentFactory,
    IntakeFactory,
    LanguageSkillFactory,
    LegalEventFactory,
    ResidentFactory,
    StepFactory,
)

TODAY = timezone.localdate
NAME = {"first_name": "Yonas", "last_name": "Tesfay", "reference_missing": "not_yet"}
COMPLETE = {
    "interpreter": "phone",
    "dutch_or_french": "A2",
    "english": "B1",
    "occupation": "Baker",
    "availability": 0b111,
    "hours": 24,
    "travel_minutes": 45,
    "education": "isced_3",
    "wish": "Work in a bakery",
    "share_consent": True,
}


def actions(subject) -> list[str]:
    """The actions in the trail of a row, oldest first."""
    entries = AuditEntry.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)
    return list(entries.order_by("id").values_list("action", flat=True))


def statuses(subject) -> list[tuple[str, str, str]]:
    """The changes of status of a row, oldest first: from, to, why."""
    changes = StatusChange.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)
    return list(changes.order_by("id").values_list("from_status", "to_status", "reason"))


# registering and the profile


def test_register_resident_opens_case_stay_and_trail(desk, centre, coach):
    resident = services.register_resident(centre=centre, **NAME | {"reference_number": "V 28.1234-5678"})

    resident.refresh_from_db()
    assert resident.reference_number == "2812345678"
    assert resident.reference_missing == ""
    assert resident.reception == "COA"
    assert set(resident.search_keys.values_list("word", "key")) == {
        ("2812345678", ""), ("yonas", "YNS"), ("tesfay", "TSF"),
    }  # fmt: skip
    assert resident.work_outcome == "incomplete"
    stay = CentreStay.objects.get(resident=resident)
    assert (stay.centre, stay.from_on, stay.until_on) == (centre, TODAY(), None)
    assert statuses(resident) == [("", "registered", "")]
    assert actions(resident) == ["resident.registered", "resident.assessed"]
    assert AuditEntry.objects.filter(actor=coach).count() == 2


def test_register_resident_belgian_centre_gives_fedasil(db):
    with system_scope("test"):
        resident = services.register_resident(centre=CentreFactory(country="BE"), **NAME)
    assert resident.reception == "Fedasil"


def test_register_resident_without_number_or_reason_is_refused(desk, centre):
    with pytest.raises(RuleBroken) as refused:
        services.register_resident(centre=centre, first_name="Yonas")
    assert refused.value.field == "reference_number"


def test_register_resident_number_of_own_centre_names_the_record(desk, centre, resident):
    with pytest.raises(services.NumberTaken) as refused:
        services.register_resident(
            centre=centre, first_name="Y", reference_number=f"V-{resident.reference_number}"
        )
    assert refused.value.code == resident.code


def test_register_resident_number_of_other_centre_reveals_nothing(desk, centre, stranger):
    with pytest.raises(services.NumberTaken) as refused:
        services.register_resident(centre=centre, first_name="Y", reference_number=stranger.reference_number)
    assert refused.value.code == ""
    assert refused.value.message == (
        "Another desk has this number already. Check it; if it is right, ask that desk for the case."
    )


def test_register_resident_lost_race_for_a_number_is_refused(desk, centre, monkeypatch):
    """Another desk saves the number after our check and before our save: the database decides."""
    checks = iter([lambda each: ResidentFactory(centre=centre, reference_number=each.reference_number)])
    check = cases._refuse_taken_number
    monkeypatch.setattr(cases, "_refuse_taken_number", lambda each: next(checks, check)(each))

    with pytest.raises(services.NumberTaken), transaction.atomic():
        services.register_resident(centre=centre, first_name="Yonas", reference_number="2899999999")
    assert Resident.objects.filter(first_name="Yonas").count() == 0


def test_register_residents_takes_as_many_queries_for_forty_as_for_one(desk, centre):
    services.register_resident(centre=centre, **NAME)  # the law in force is read once, and kept
    counts = {}
    for number in (1, 10, 40):
        cases_to_open = [services.prepare_registration(centre=centre, **NAME) for _case in range(number)]
        with CaptureQueriesContext(connection) as queries:
            services.register_residents(cases_to_open)
        counts[number] = len(queries)
        opened = [each.resident for each in cases_to_open]
        assert [each.work_outcome for each in opened] == ["incomplete"] * number
        stored = Resident.objects.filter(pk__in=[each.pk for each in opened])
        assert set(stored.values_list("work_outcome", flat=True)) == {"incomplete"}
        assert actions(opened[-1]) == ["resident.registered", "resident.assessed"]
    assert counts[1] == counts[10] == counts[40], counts


def test_resident_same_number_twice_fails_in_the_database(db, centre):
    ResidentFactory(centre=centre, reference_number="2811111111")
    with pytest.raises(IntegrityError), transaction.atomic():
        ResidentFactory(centre=centre, reference_number="2811111111")


def test_register_resident_without_actor_is_an_error(db, centre):
    with open_scope(Scope(reader="desk", centres=frozenset({centre.pk}))), pytest.raises(MissingActor):
        services.register_resident(centre=centre, **NAME)


def test_update_profile_records_what_changed_and_assesses(desk, resident):
    services.update_profile(resident, first_name="Élias", birth_date=date(1990, 1, 2))

    words = set(resident.search_keys.exclude(key="").values_list("word", flat=True))
    assert words == {"elias", "tesfay"}
    entry = AuditEntry.objects.get(action="resident.profile_changed")
    assert entry.changes["birth_date"] == ["1995-04-12", "1990-01-02"]
    assert actions(resident) == ["resident.profile_changed", "resident.assessed"]


def test_update_profile_without_change_leaves_no_trail(desk, resident):
    services.update_profile(resident, first_name=resident.first_name)
    assert actions(resident) == []


# contacts


def test_log_outreach_brings_registered_to_contacted(desk, centre, project, coach):
    resident = ResidentFactory(centre=centre, status=Resident.Status.REGISTERED)

    contact = services.log_outreach(resident, project=project, outcome="interested", note="Baker")

    resident.refresh_from_db()
    assert (resident.status, resident.last_contact_on) == ("contacted", TODAY())
    assert statuses(resident) == [("registered", "contacted", "")]
    assert (contact.coach, contact.centre, contact.on) == (coach, centre, TODAY())
    assert actions(contact) == ["contact.logged"]


def test_log_outreach_of_an_earlier_day_keeps_the_last_contact(desk, resident, project):
    services.log_outreach(resident, project=project)
    services.log_outreach(resident, project=project, on=TODAY() - timedelta(days=3))
    assert resident.last_contact_on == TODAY()


@pytest.mark.parametrize(
    ("dates", "day", "field"),
    [
        ({}, timedelta(days=1), "on"),
        ({"starts_on": date(2020, 1, 1), "ends_on": date(2020, 12, 31)}, timedelta(0), "project"),
    ],
)
def test_log_outreach_wrong_day_is_refused(desk, resident, centre, dates, day, field):
    project = ProjectFactory(centres=[centre], **dates)
    with pytest.raises(RuleBroken) as refused:
        services.log_outreach(resident, project=project, on=TODAY() + day)
    assert refused.value.field == field


def test_log_outreach_project_of_other_centre_is_refused(desk, resident, elsewhere):
    with pytest.raises(RuleBroken) as refused:
        services.log_outreach(resident, project=ProjectFactory(centres=[elsewhere]))
    assert refused.value.field == "project"


def test_reach_new_resident_saves_neither_when_the_contact_is_refused(desk, centre, elsewhere):
    contact = {"project": ProjectFactory(centres=[elsewhere])}
    with pytest.raises(RuleBroken):
        services.reach_new_resident(centre=centre, profile=dict(NAME), contact=contact)
    assert Resident.objects.count() == 0


# intake


def test_start_intake_twice_returns_the_one_under_way(desk, centre, project):
    resident = ResidentFactory(centre=centre, status=Resident.Status.CONTACTED)

    first = services.start_intake(resident, project)
    second = services.start_intake(resident, project)

    assert second == first
    assert statuses(resident) == [("contacted", "intake", "")]
    assert actions(first) == ["intake.started"]


def test_start_intake_after_exit_is_refused(desk, centre, project):
    resident = ResidentFactory(centre=centre, status=Resident.Status.EXITED)
    with pytest.raises(RuleBroken):
        services.start_intake(resident, project)


def test_save_intake_keeps_what_others_saved_and_returns_conflicts(desk, resident, project):
    intake = IntakeFactory(resident=resident, project=project)
    seen = answers_of(intake)
    services.save_intake(intake, {"occupation": "Baker"}, seen=seen)

    other = Intake.objects.get(pk=intake.pk)
    saved = services.save_intake(other, {"occupation": "Driver", "wish": "On the road"}, seen=seen)
    again = services.save_intake(other, {"occupation": "", "wish": "On the road"}, seen=seen)

    intake.refresh_from_db()
    assert (saved.names, saved.conflicts) == (("wish",), ("occupation",))
    assert (again.names, again.conflicts) == ((), ())
    assert (intake.occupation, intake.wish, intake.version) == ("Baker", "On the road", 3)
    assert actions(intake) == ["intake.saved", "intake.saved"]


def test_complete_intake_names_the_missing_answers(desk, resident, project):
    intake = IntakeFactory(resident=resident, project=project)
    services.save_intake(intake, {"occupation": "Baker", "share_consent": False}, seen=answers_of(intake))

    with pytest.raises(services.AnswersMissing) as refused:
        services.complete_intake(intake)
    assert refused.value.names == [
        "dutch_or_french",
        "availability",
        "hours",
        "travel_minutes",
        "education",
        "wish",
    ]
    intake.refresh_from_db()
    assert intake.status == Intake.Status.STARTED


def test_complete_intake_opens_guidance_and_keeps_measured_languages(desk, centre, project):
    resident = ResidentFactory(centre=centre, status=Resident.Status.INTAKE)
    LanguageSkillFactory(resident=resident, language="en", level="C1", assessed="test")
    intake = IntakeFactory(resident=resident, project=project, **COMPLETE)

    services.complete_intake(intake)

    resident.refresh_from_db()
    assert resident.status == Resident.Status.GUIDANCE
    assert (intake.status, intake.completed_on) == (Intake.Status.COMPLETE, TODAY())
    skills = LanguageSkill.objects.filter(resident=resident).order_by("language")
    assert list(skills.values_list("language", "level", "assessed")) == [
        ("en", "C1", "test"),
        ("nl", "A2", "coach"),
    ]
    assert statuses(intake) == [("started", "complete", "")]


@pytest.mark.parametrize(("region", "language"), [("Wallonie", "fr"), ("Limburg", "nl")])
def test_complete_intake_in_belgium_knows_the_language_of_the_region(db, region, language):
    centre = CentreFactory(country="BE", region=RegionFactory(country="BE", name=region))
    resident = ResidentFactory(centre=centre, status=Resident.Status.INTAKE)
    intake = IntakeFactory(resident=resident, **COMPLETE)
    with system_scope("test"):
        services.complete_intake(intake)
        heard = LanguageSkill.objects.filter(resident=resident).exclude(language="en")
        assert list(heard.values_list("language", "level")) == [(language, "A2")]


# guidance


def test_exit_guidance_and_reenter_leave_their_reasons(desk, resident, project):
    IntakeFactory(resident=resident, project=project, complete=True)
    services.exit_guidance(resident, "no_contact")
    services.reenter(resident, note="Came back to the desk")

    assert resident.status == Resident.Status.GUIDANCE
    assert statuses(resident) == [
        ("guidance", "exited", "no_contact"),
        ("exited", "guidance", "Came back to the desk"),
    ]
    assert actions(resident) == ["resident.exited", "resident.reentered"]


def test_exit_guidance_twice_is_refused(desk, resident):
    services.exit_guidance(resident, "at_work")
    with pytest.raises(RuleBroken):
        services.exit_guidance(resident, "at_work")


def test_assign_coach_of_another_centre_is_refused(desk, resident, elsewhere):
    foreign = MembershipFactory(centres=[elsewhere]).user
    with pytest.raises(RuleBroken) as refused:
        services.assign_coach(resident, foreign)
    assert refused.value.field == "coach"


def test_assign_coach_records_who(desk, resident, coach):
    services.assign_coach(resident, coach)
    resident.refresh_from_db()
    assert resident.coach == coach
    assert AuditEntry.objects.get(action="resident.assigned").changes == {"coach": [None, coach.pk]}


def test_move_to_centre_outside_the_scope_takes_the_case_along(desk, resident, coach, elsewhere):
    services.assign_coach(resident, coach)
    StepFactory(resident=resident)

    services.move_to_centre(resident, elsewhere)

    assert Resident.objects.filter(pk=resident.pk).exists() is False
    with system_scope("test"):
        moved = Resident.objects.get(pk=resident.pk)
        assert (moved.centre, moved.coach) == (elsewhere, None)
        stays = CentreStay.objects.filter(resident=moved).order_by("from_on")
        assert list(stays.values_list("centre", "until_on")) == [
            (desk_centre(desk), TODAY() - timedelta(days=1)),
            (elsewhere.pk, None),
        ]
        assert Step.objects.filter(resident=moved, status="open").count() == 1
    entry = AuditEntry.objects.get(action="resident.moved")
    assert (entry.actor, entry.job) == (coach, "move to another centre")


def desk_centre(desk) -> int:
    (pk,) = desk.centres
    return pk


def test_move_to_centre_in_another_country_is_refused(desk, resident):
    with pytest.raises(RuleBroken) as refused:
        services.move_to_centre(resident, CentreFactory(country="BE"))
    assert refused.value.field == "centre"


# procedure


def test_record_legal_event_and_document_decide_anew(desk, resident):
    services.record_legal_event(resident, "application_lodged", TODAY() - timedelta(days=300))
    decision = services.record_document(
        resident, "W-document", TODAY() - timedelta(days=100), TODAY() + timedelta(days=100)
    )

    resident.refresh_from_db()
    assert decision.outcome == "needs_permit"
    assert (resident.work_outcome, resident.work_requirement) == ("needs_permit", "TWV")
    assert resident.work_allowed_until == decision.until_on
    assert resident.recheck_on == decision.next_change
    assert AuditEntry.objects.filter(action="legal_event.recorded").count() == 1
    assert AuditEntry.objects.filter(action="document.recorded").count() == 1


def test_remove_legal_event_keeps_it_in_the_trail(desk, resident):
    event = LegalEventFactory(resident=resident)
    services.remove_legal_event(event, reason="Wrong person")

    assert LegalEvent.objects.count() == 0
    changes = AuditEntry.objects.get(action="legal_event.removed").changes
    assert (changes["type"], changes["on"], changes["reason"]) == (
        "application_lodged",
        event.on.isoformat(),
        "Wrong person",
    )


def test_withdraw_document_keeps_it_in_the_trail(desk, resident):
    services.withdraw_document(DocumentFactory(resident=resident))
    assert Document.objects.count() == 0
    assert AuditEntry.objects.get(action="document.withdrawn").changes["type"] == "W-document"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"type": "application_lodged", "on": timedelta(days=1)}, "on"),
        ({"type": "first_decision", "on": timedelta(0), "value": "maybe"}, "value"),
        ({"type": "first_decision", "on": timedelta(0)}, "value"),
        ({"type": "employer_notified", "on": timedelta(0)}, "employer"),
    ],
)
def test_record_legal_event_that_cannot_be_is_refused(desk, resident, values, field):
    with pytest.raises(RuleBroken) as refused:
        services.record_legal_event(resident, **{**values, "on": TODAY() + values["on"]})
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("kind", "until", "field"),
    [("attestation", 10, "type"), ("W-document", -10, "until_on"), ("TWV", 10, "employer")],
)
def test_record_document_that_cannot_be_is_refused(desk, resident, kind, until, field):
    with pytest.raises(RuleBroken) as refused:
        services.record_document(resident, kind, TODAY(), TODAY() + timedelta(days=until))
    assert refused.value.field == field


def test_record_legal_event_twice_is_refused(desk, resident):
    event = LegalEventFactory(resident=resident)
    with pytest.raises(RuleBroken):
        services.record_legal_event(resident, event.type, event.on)


# steps


def test_open_step_takes_party_and_day_from_the_catalogue(desk, resident):
    step = services.open_step(resident, "twv", opened_on=date(2026, 3, 2))
    assert (step.party, step.due_on) == ("employer", date(2026, 4, 7))  # 6 April 2026 is Easter Monday
    assert statuses(step) == [("", "open", "")]
    assert actions(step) == ["step.opened"]


def test_open_step_twice_is_refused(desk, resident):
    services.open_step(resident, "bsn")
    with pytest.raises(RuleBroken) as refused:
        services.open_step(resident, "bsn")
    assert refused.value.field == "kind"


def test_open_step_of_the_other_country_is_refused(desk, resident):
    with pytest.raises(RuleBroken):
        services.open_step(resident, "dimona")


def test_close_step_once_only(desk, resident):
    step = StepFactory(resident=resident)
    services.close_step(step, note="Letter of the municipality")
    assert (step.status, step.closed_on) == (Step.Status.DONE, TODAY())
    assert statuses(step) == [("open", "done", "Letter of the municipality")]
    with pytest.raises(RuleBroken):
        services.close_step(step)


def test_postpone_step_needs_a_later_day(desk, resident):
    step = StepFactory(resident=resident)
    with pytest.raises(RuleBroken) as refused:
        services.postpone_step(step, TODAY())
    assert refused.value.field == "due_on"
    services.postpone_step(step, TODAY() + timedelta(days=14), note="Office closed")
    assert step.due_on == TODAY() + timedelta(days=14)
    assert actions(step) == ["step.postponed"]
