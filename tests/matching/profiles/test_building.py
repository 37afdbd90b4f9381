"""What a profile says of somebody, and what it leaves unknown."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.models import Occupation, Skill
from law.steps import step_kind
from matching.models import MatchProfile, Placement
from matching.profiles import build_profiles, profile_of
from matching.profiles.right_to_work import ALWAYS, NEVER, Decided, Paper, calendar_days, work_right
from residents.models import Certificate, Consent, Intake, WishedWork, WorkExperience
from residents.services import assess_resident
from tests.factories.matching import MatchFactory, PlacementFactory, ProposalFactory
from tests.factories.residents import (
    CertificateFactory,
    ConsentFactory,
    IntakeFactory,
    LanguageSkillFactory,
    ResidentFactory,
)

TODAY = date(2026, 11, 30)


def profile(resident):
    with system_scope("test"):
        assess_resident(resident)
        build_profiles([resident.pk])
        return profile_of(MatchProfile.objects.get(pk=resident.pk), timezone.localdate())


def occupation(unit: str) -> Occupation:
    return Occupation.objects.get(scheme="isco08", code=unit)


def skill(code: str) -> Skill:
    return Skill.objects.get(scheme="own", code=code)


# ── When somebody may begin ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("decided", "begins", "lead", "until"),
    [
        (Decided("", None, None, ""), None, None, None),
        (Decided("incomplete", None, None, ""), None, None, None),
        (Decided("not_allowed", None, None, ""), NEVER, 0, None),
        (Decided("not_yet", None, None, ""), NEVER, 0, None),
        (Decided("not_yet", date(2027, 1, 5), None, "TWV"), date(2027, 1, 5), 35, NEVER),
        (Decided("needs_permit", date(2026, 5, 1), date(2027, 3, 1), "TWV"),
         date(2026, 5, 1), 35, date(2027, 3, 1)),
        (Decided("needs_notification", date(2026, 5, 1), None, "employer_notified"),
         date(2026, 5, 1), 4, NEVER),
        (Decided("needs_permit", date(2026, 5, 1), None, "attestation"), date(2026, 5, 1), None, NEVER),
        (Decided("allowed", None, None, ""), ALWAYS, 0, NEVER),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_a_decision_becomes_days(decided, begins, lead, until):
    right = work_right(decided, "NL", TODAY)
    assert (right.eligible_from, right.lead_days, right.work_until) == (begins, lead, until)


def test_two_working_days_are_four_days_whatever_the_weekday():
    assert calendar_days(step_kind("notification", "NL")) == 4
    assert calendar_days(step_kind("twv", "NL")) == 35


@pytest.mark.django_db
def test_a_stay_whose_end_was_never_recorded_has_no_known_end():
    papers = (Paper("W-document", date(2026, 1, 1), None, ""),)
    assert work_right(Decided("allowed", None, None, "", papers), "NL", TODAY).work_until is None


@pytest.mark.django_db
def test_of_the_work_permits_that_hold_the_last_one_counts():
    papers = (
        Paper("TWV", date(2026, 1, 1), date(2026, 11, 29), "E1"),  # over since yesterday
        Paper("TWV", date(2026, 1, 1), date(2027, 2, 1), "E2"),
        Paper("TWV", date(2026, 1, 1), date(2027, 1, 1), "E3"),
        Paper("TWV", date(2026, 12, 1), date(2028, 1, 1), "E4"),  # not yet
    )
    decided = Decided("needs_permit", date(2026, 1, 1), None, "TWV", papers)
    assert work_right(decided, "NL", TODAY).permit_employer == "E2"


def test_who_can_begin_later_than_the_law_allows_begins_then(meeting):
    later = timezone.localdate() + timedelta(days=400)
    with system_scope("test"):
        Intake.objects.filter(resident=meeting.resident).update(starts_from=later)
    assert profile(meeting.resident).eligible_from == later


# ── What nobody asked ──────────────────────────────────────────────────────────────────────────────────────


def test_of_somebody_without_an_intake_next_to_nothing_is_known(db):
    found = profile(ResidentFactory())
    unknown = ("eligible_from", "work_until", "occupations", "skills", "certificates", "languages",
               "availability", "hours_max", "travel_max", "means", "wishes")  # fmt: skip
    assert {name: getattr(found, name) for name in unknown} == dict.fromkeys(unknown)
    assert not found.has_consent


def test_an_intake_that_is_complete_knows_which_languages_are_not_spoken(db):
    resident = ResidentFactory()
    LanguageSkillFactory(resident=resident, language="nl", level="A2")
    LanguageSkillFactory(resident=resident, language="ti", level="C2")
    IntakeFactory(resident=resident, complete=True)
    # English was left open; Tigrinya would tell of an origin, and no work here asks for it.
    assert profile(resident).languages == {"nl": "A2", "en": None}


def test_levels_heard_in_an_intake_under_way_count(db):
    resident = ResidentFactory()
    IntakeFactory(resident=resident, dutch_or_french="A1", english="B2")
    assert profile(resident).languages == {"nl": "A1", "en": "B2", "fr": None, "de": None}


def test_the_latest_answer_counts_also_when_a_new_intake_has_begun(db):
    resident, today = ResidentFactory(), timezone.localdate()
    IntakeFactory(resident=resident, complete=True, hours=20, travel_minutes=30)
    IntakeFactory(resident=resident, started_on=today, hours=32)
    found = profile(resident)
    assert (found.hours_max, found.travel_max) == (32, 30)


@pytest.mark.parametrize(
    ("cycling", "transport", "means"),
    [
        ("yes", "alone", {"bicycle", "public_transport"}),
        ("yes", "", {"bicycle"}),
        ("no", "no", set()),
        ("no", "", None),
        ("unknown", "no", None),
        ("learning", "with_help", {"public_transport"}),
        ("", "", None),
    ],
)
def test_means_are_known_once_one_is_there_or_all_were_asked(db, cycling, transport, means):
    resident = ResidentFactory()
    IntakeFactory(resident=resident, cycling=cycling, transport=transport)
    assert profile(resident).means == means


def test_lessons_are_taken_out_of_the_week(db):
    resident = ResidentFactory()
    IntakeFactory(resident=resident, availability=0b111111, lessons=0b001001)
    assert profile(resident).availability == 0b110110


# ── Work, papers and wishes ────────────────────────────────────────────────────────────────────────────────


def test_the_three_occupations_with_most_years(db):
    resident = ResidentFactory()
    with system_scope("test"):
        for unit, years in (("5120", 2), ("9112", 4), ("9112", "1.5"), ("8322", None), ("7531", 1)):
            WorkExperience.objects.create(
                resident=resident, occupation=occupation(unit), years=years and Decimal(years)
            )
        WorkExperience.objects.create(resident=resident, words="Camels", years=30)
    done = [(each.isco, each.years) for each in profile(resident).occupations]
    assert done == [("9112", 5.5), ("5120", 2), ("7531", 1)]


def test_years_follow_from_the_days_and_from_the_intake(db):
    by_days, by_intake = ResidentFactory(), ResidentFactory()
    IntakeFactory(resident=by_intake, experience_years=6)
    with system_scope("test"):
        WorkExperience.objects.create(
            resident=by_days, occupation=occupation("9112"), began_in="2015", ended_in="2018-07"
        )
        WorkExperience.objects.create(resident=by_intake, occupation=occupation("9112"))
    assert [profile(each).occupations[0].years for each in (by_days, by_intake)] == [3.5, 6]


def test_an_everyday_word_stands_for_its_unit_group(db):
    resident = ResidentFactory()
    word = Occupation.objects.filter(scheme="own", parent__code="9112").first()
    with system_scope("test"):
        WishedWork.objects.create(resident=resident, occupation=word, rank=1)
        WishedWork.objects.create(resident=resident, occupation=occupation("5120"), rank=2)
    assert profile(resident).wishes == ("9112", "5120")


def test_papers_and_skills_are_told_apart(db):
    resident, ends_on = ResidentFactory(), date(2030, 1, 1)
    CertificateFactory(resident=resident, words="", skill=skill("vca-basic"), expires_on=ends_on)
    CertificateFactory(resident=resident, words="", skill=skill("forklift"))  # usually ends: when?
    CertificateFactory(resident=resident, words="", skill=skill("sewing-industrial"))
    IntakeFactory(resident=resident, licence=Intake.Licence.VALID)
    found = profile(resident)
    assert found.certificates == {"vca-basic": ends_on, "forklift": None, "licence-b": date.max}
    assert found.skills == {"sewing-industrial"}


def test_what_was_removed_does_not_count(db):
    resident = ResidentFactory()
    CertificateFactory(resident=resident, words="", skill=skill("vca-basic"))
    with system_scope("test"):
        Certificate.objects.update(removed_at=timezone.now())
    assert profile(resident).certificates is None


# ── Consent, work and proposals ────────────────────────────────────────────────────────────────────────────


def test_a_consent_counts_until_it_ends(db):
    resident, today = ResidentFactory(), timezone.localdate()
    ConsentFactory(resident=resident, until_on=today + timedelta(days=3))
    ConsentFactory(resident=resident, purpose=Consent.Purpose.PHOTO, until_on=None)
    profile(resident)
    with system_scope("test"):
        assert MatchProfile.objects.get().consent_until == today + timedelta(days=3)


@pytest.mark.parametrize(
    ("kind", "status", "works"),
    [
        ("paid_job", "planned", True),
        ("paid_job", "started", True),
        ("paid_job", "ended", False),
        ("paid_job", "cancelled", False),
        ("volunteering", "started", False),  # may be hired, there or elsewhere
    ],
)
def test_who_works_for_a_wage_does_not_look(db, kind, status, works):
    placement = PlacementFactory(kind=kind, status=status, started_on=timezone.localdate())
    found = profile(placement.resident)
    assert bool(found.at_work_at) == works
    assert found.is_looking is not works


def test_a_match_that_stands_is_a_promise(db):
    match = MatchFactory()
    assert profile(match.resident).at_work_at == match.company.employer_code


def test_the_company_asked_about_is_found_among_several(db):
    first = PlacementFactory(status=Placement.Status.PLANNED)
    second = MatchFactory(resident=first.resident)
    profile(first.resident)
    with system_scope("test"):
        row = MatchProfile.objects.get()
        code = second.company.employer_code
        assert profile_of(row, timezone.localdate(), code).at_work_at == code
        assert profile_of(row, timezone.localdate()).at_work_at == first.match.company.employer_code


def test_open_proposals_are_counted(db):
    resident = ResidentFactory()
    ProposalFactory(resident=resident)
    ProposalFactory(resident=resident, status="no_fit")
    assert profile(resident).open_proposals == 1
