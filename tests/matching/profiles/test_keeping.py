"""A profile is as the file is, whichever service wrote there, and whenever somebody reads it."""

from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.services.merging import merge_residents, undo_merge
from jobdesk.trail import audit
from jobdesk.vocabulary.models import Occupation, Skill
from matching.models import MatchProfile, Placement, ProfileChange
from matching.profiles import build_profiles, profile_of, settle, settle_all
from matching.profiles.building import profile_row
from matching.profiles.keeping import COLUMNS
from matching.profiles.sources import sources_of
from matching.services import (
    MatchDetails,
    cancel_placement,
    decline_candidate,
    introduce,
    record_agreement,
    record_match,
    suggest_resident,
    take_back_answer,
    withdraw_proposal,
)
from residents.intake.questions import answers_of
from residents.models import Certificate, Consent, LanguageSkill, Resident, WishedWork, WorkExperience
from residents.services import (
    complete_intake,
    exit_guidance,
    move_to_centre,
    record_consent,
    record_document,
    record_legal_event,
    reenter,
    register_resident,
    save_intake,
    start_intake,
    unregister_resident,
    withdraw_consent,
)
from residents.services.background import (
    change_background,
    raise_wish,
    record_background,
    remove_background,
    restore_background,
)
from residents.services.procedure import remove_legal_event, withdraw_document
from tests.factories.desks import CentreFactory
from tests.factories.residents import ResidentFactory


def stored(resident) -> dict | None:
    row = MatchProfile.objects.filter(pk=resident.pk).first()
    return row and {column.name: getattr(row, column.attname) for column in COLUMNS}


def fresh(resident) -> dict | None:
    for sources in sources_of([resident.pk], timezone.localdate()):
        row = profile_row(sources, timezone.localdate())
        return {column.name: getattr(row, column.attname) for column in COLUMNS}
    return None


def holds(resident, **expected) -> None:
    """The profile, settled, is what a new one would be, and says what is expected."""
    settle_all()
    row = stored(resident)
    assert row == fresh(resident)
    assert {name: row[name] for name in expected} == expected


def test_from_the_registration_to_the_wish(meeting, system):
    today = timezone.localdate()
    resident = register_resident(
        centre=meeting.centre, first_name="Yonas", reference_number="2871945563", reception="COA",
        birth_date=date(1995, 4, 12),
    )  # fmt: skip
    holds(resident, is_guided=False, eligible_from=None)

    record_legal_event(resident, type="application_lodged", on=today - timedelta(days=300))
    record_document(
        resident, type="W-document", from_on=today - timedelta(days=20), until_on=today + timedelta(days=90)
    )
    holds(resident, lead_days=35, work_until=today + timedelta(days=90))
    withdraw_document(resident.documents.get())
    holds(resident, eligible_from=None)
    remove_legal_event(resident.legal_events.get())
    holds(resident, eligible_from=None, lead_days=None)

    intake = start_intake(resident, meeting.project)
    holds(resident, is_guided=True, hours_max=None)
    answers = {
        "interpreter": "phone", "dutch_or_french": "A2", "occupation": "Cleaner", "availability": 0b111,
        "hours": 24, "travel_minutes": 45, "education": "none", "wish": "Hotel", "share_consent": True,
    }  # fmt: skip
    save_intake(intake, answers, seen=answers_of(intake, answers))
    holds(resident, hours_max=24, nl=3, fr=None)
    assert stored(resident)["consent_until"] > today
    complete_intake(intake)
    holds(resident, fr=0, certificates={})

    work = record_background(
        resident, WorkExperience, {"occupation": Occupation.objects.get(scheme="isco08", code="9112")}
    )
    holds(resident, isco_1="9112", years_1=None)
    change_background(work, 1, {"years": Decimal(3)})
    holds(resident, years_1=3.0)
    remove_background(work)
    holds(resident, isco_1="")
    restore_background(work)
    holds(resident, isco_1="9112")
    for code in ("5120", "9112"):
        wish = record_background(
            resident, WishedWork, {"occupation": Occupation.objects.get(scheme="isco08", code=code)}
        )
    holds(resident, wishes="5120 9112")
    raise_wish(wish)
    holds(resident, wishes="9112 5120")
    record_background(resident, LanguageSkill, {"language": "fr", "level": "B1"})
    record_background(resident, Certificate, {"skill": Skill.objects.get(scheme="own", code="forklift")})
    holds(resident, fr=4, certificates={"forklift": None})


def test_from_the_proposal_to_the_end_of_guidance(meeting, system):
    resident, today = meeting.resident, timezone.localdate()
    build_profiles([resident.pk])
    withdraw_proposal(suggest_resident(resident, meeting.vacancy), "desk", "Ill")
    holds(resident, open_proposals=0)
    proposal = suggest_resident(resident, meeting.vacancy)
    holds(resident, open_proposals=1)
    record_agreement(proposal)
    introduce(proposal)
    holds(resident, open_proposals=1)
    decline_candidate(proposal, reason="other", note="No", sentence="other")
    holds(resident, open_proposals=0)
    take_back_answer(proposal)
    holds(resident, open_proposals=1)

    proposal.status = "invited"
    proposal.save(update_fields=["status"])
    details = MatchDetails(
        project=meeting.project, matched_on=today, kind=Placement.Kind.PAID_JOB, hours=24,
        planned_start_on=today + timedelta(days=60), wage_hour=Decimal("20.00"),
    )  # fmt: skip
    placement = record_match(proposal, details)
    holds(resident, at_work_at=meeting.company.employer_code, is_looking=False)
    cancel_placement(placement, "other")
    holds(resident)

    withdraw_consent(resident.consents.get(purpose=Consent.Purpose.PROFILE))
    holds(resident, consent_until=None)
    record_consent(resident, purpose=Consent.Purpose.PROFILE, given_on=today, until_on=None)
    holds(resident)
    assert stored(resident)["consent_until"] > today
    other = CentreFactory()
    move_to_centre(resident, other, on=today)
    holds(resident, centre=other.pk)
    exit_guidance(resident, "own_wish")
    holds(resident, is_guided=False)
    reenter(resident)
    holds(resident, is_guided=True)


def test_merged_records_share_one_profile_until_that_is_undone(meeting, system):
    one, two = (
        meeting.resident,
        ResidentFactory(centre=meeting.centre, birth_date=meeting.resident.birth_date),
    )
    build_profiles([one.pk, two.pk])
    merge = merge_residents(two, one)
    settle_all()
    assert stored(one) is None
    holds(two, hours_max=24)
    undo_merge(merge)
    holds(one, hours_max=24)
    holds(two, hours_max=None)


def test_a_profile_goes_with_its_resident(meeting, system):
    resident = register_resident(
        centre=meeting.centre, first_name="Yonas", reference_number="2871945563", reception="COA"
    )
    settle_all()
    unregister_resident(resident)
    assert not MatchProfile.objects.filter(pk=resident.pk).exists()
    assert settle_all() == 0


# ── How it is kept ─────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_rolled_back_is_not_noted(meeting, system):
    with transaction.atomic():
        audit.record("test", meeting.resident)
        transaction.set_rollback(True)
    assert not ProfileChange.objects.exists()


def test_every_way_to_write_the_trail_notes_the_case(meeting, system):
    resident = meeting.resident
    audit.record("test", resident)
    audit.record_many("test", [(resident, {})])
    audit.record_status(resident, "", resident.status)
    audit.record_status_many([(resident, "", None)])
    assert list(ProfileChange.objects.values_list("resident", flat=True)) == [resident.pk] * 4


def test_what_is_of_no_case_notes_none(meeting, system):
    audit.record("test", meeting.vacancy)
    assert not ProfileChange.objects.exists()


def test_a_change_while_a_profile_is_built_is_not_lost(meeting, system, monkeypatch):
    resident = meeting.resident
    audit.record("test", resident)

    def read_and_change(pks, on):
        found = sources_of(pks, on)
        audit.record("test", resident)  # somebody writes after the file was read
        return found

    monkeypatch.setattr("matching.profiles.keeping.sources_of", read_and_change)
    assert settle() == 1
    assert ProfileChange.objects.count() == 1


def test_many_changes_are_settled_in_the_order_in_which_they_came(meeting, system):
    people = [ResidentFactory(centre=meeting.centre) for _number in range(3)]
    for each in people:
        audit.record("test", each)
    settle(at_most=2)
    assert set(MatchProfile.objects.values_list("pk", flat=True)) == {people[0].pk, people[1].pk}


def test_building_says_how_many_were_another(meeting, system):
    pks = [meeting.resident.pk, ResidentFactory(centre=meeting.centre).pk]
    assert [build_profiles(pks), build_profiles(pks)] == [2, 0]
    MatchProfile.objects.filter(pk=pks[0]).update(hours_max=3)
    assert build_profiles(pks) == 1


def test_as_many_queries_for_many_as_for_two(meeting, system):
    def asked(number: int) -> int:
        pks = [ResidentFactory(centre=meeting.centre).pk for _each in range(number)]
        with CaptureQueriesContext(connection) as queries:
            build_profiles(pks)
        return len(queries)

    assert asked(6) == asked(2)


PROTECTED = {"gender": "woman", "language": "am", "first_name": "Another", "reference_number": "2800000001"}


@pytest.mark.parametrize("field", [*PROTECTED, "birth_date"])
def test_who_somebody_is_does_not_change_the_profile(meeting, system, field):
    resident = meeting.resident
    build_profiles([resident.pk])
    before = asdict(profile_of(MatchProfile.objects.get(pk=resident.pk), timezone.localdate()))
    changed = PROTECTED.get(field) or resident.birth_date - timedelta(days=4000)
    Resident.objects.filter(pk=resident.pk).update(**{field: changed})
    build_profiles([resident.pk])
    assert asdict(profile_of(MatchProfile.objects.get(pk=resident.pk), timezone.localdate())) == before
