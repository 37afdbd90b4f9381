"""The blind profile: what leaks in a real case, and none of it reaching the employer."""

import json
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.models import Occupation, Skill
from law.engine import ALLOWED, INCOMPLETE, NEEDS_NOTIFICATION, NEEDS_PERMIT, NOT_YET, Decision
from matching.employer_side import blind
from matching.employer_side.candidates import candidates_in_play
from matching.models import Proposal
from residents.choices import Language
from residents.models import Certificate, Intake, WorkExperience
from tests.factories.matching import ProposalFactory
from tests.factories.residents import LanguageSkillFactory

SECRETS = (
    "Yohannes",
    "Gebremedhin",
    "2812345678",
    "06 12 34 56 78",
    "yohannes@example.org",
    "Lindenhout",
    "Waterdam",
    "Eritrea",
    "Tigrinya",
    "1995",
    "Man",
)


@pytest.fixture
def leaky(meeting):
    """A proposal of somebody whose coach typed everything into every field."""
    resident = meeting.resident
    with system_scope("test"):
        meeting.centre.name = "AZC Lindenhout"
        meeting.centre.municipality = "Waterdam"
        meeting.centre.save()
        resident.first_name, resident.last_name = "Yohannes", "Gebremedhin"
        resident.reference_number = "2812345678"
        resident.phone, resident.email = "06 12 34 56 78", "yohannes@example.org"
        resident.save()
        Intake.objects.filter(resident=resident).update(
            occupation="Cook, ask Yohannes",
            skills="Driving licence, call 06 12 34 56 78 or yohannes@example.org, AZC Lindenhout, 2812345678",
            wish="Gebremedhin wants a job near Waterdam",
            note="Yohannes Gebremedhin from Eritrea, 06 12 34 56 78",
            obstacles="Eritrea",
        )
        LanguageSkillFactory(resident=resident, language=Language.TI, level="C2")
        LanguageSkillFactory(resident=resident, language=Language.EN, level="B1")
        Proposal.objects.filter(resident=resident).delete()
    return ProposalFactory(resident=resident, vacancy=meeting.vacancy)


def leaks(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def test_profile_as_json_holds_nothing_that_identifies(leaky):
    with translation.override("en"):
        profile = candidates_in_play(leaky.vacancy, timezone.localdate())[0].profile
    text = json.dumps(asdict(profile))
    assert leaks(text) == []
    assert (profile.occupation, profile.languages) == ("Open to any work", "Dutch A1, English B1")
    assert (profile.skills, profile.words.text) == ("", "")


@pytest.mark.parametrize("path", ["/vacancies/{vacancy}/", "/proposals/{proposal}/answer/", "/vacancies/"])
def test_pages_of_the_employer_hold_nothing_that_identifies(leaky, meeting, client_of, path):
    address = path.format(vacancy=leaky.vacancy.code, proposal=leaky.code)
    page = client_of(meeting.employer).get(address)
    assert page.status_code == 200
    assert leaks(page.content.decode()) == []
    assert leaky.resident.code not in page.content.decode()


def test_desk_sees_who_it_is(leaky, meeting, client_of):
    page = client_of(meeting.coach).get(f"/vacancies/{leaky.vacancy.code}/")
    assert "Yohannes G." in page.content.decode()


def test_profile_names_certificates_of_the_list_that_hold_and_no_own_words(leaky):
    with system_scope("test"):
        for values in (
            {"skill": Skill.objects.get(code="vca-basic")},
            {"words": "Yohannes is known in Waterdam"},
            {"skill": Skill.objects.get(code="haccp"), "removed_at": timezone.now()},
            {"skill": Skill.objects.get(code="forklift"), "expires_on": timezone.localdate() - timedelta(1)},
            {"skill": Skill.objects.get(code="integration-nl")},
            {"skill": Skill.objects.get(code="licence-foreign")},
        ):
            Certificate.objects.create(resident=leaky.resident, **values)
    (candidate,) = candidates_in_play(leaky.vacancy, timezone.localdate())
    assert candidate.profile.skills == "VCA basic safety"


@pytest.mark.parametrize(
    ("language", "work"), [("nl", "Kleding maken"), ("fr", "Couture sur mesure"), ("en", "Tailoring")]
)
def test_occupation_is_the_work_in_the_language_of_the_reader(leaky, language, work):
    with system_scope("test"):
        tailor = Occupation.objects.get(scheme="own", code="tailor")
        WorkExperience.objects.create(resident=leaky.resident, words="Naaister in Asmara", ended_in="2024")
        WorkExperience.objects.create(resident=leaky.resident, occupation=tailor, ended_in="2020")
    with translation.override(language):
        (candidate,) = candidates_in_play(leaky.vacancy, timezone.localdate())
    assert candidate.profile.occupation == work


def test_term_of_a_group_is_named_by_the_work_of_the_group_above_it(leaky):
    with system_scope("test"):
        unit = Occupation.objects.get(scheme="isco08", code="7531")
        esco = Occupation.objects.create(scheme="esco", code="x", label_en="seamstress", parent=unit)
        WorkExperience.objects.create(resident=leaky.resident, occupation=esco)
    with translation.override("en"):
        (candidate,) = candidates_in_play(leaky.vacancy, timezone.localdate())
    assert candidate.profile.occupation == "Garments and fabrics"


def test_languages_of_the_work_places_of_the_country_and_the_highest_levels_as_one(leaky):
    with system_scope("test"):
        leaky.resident.language_skills.filter(language="en").update(level="C2")
        LanguageSkillFactory(resident=leaky.resident, language=Language.FR, level="C2")
    with translation.override("en"):
        (candidate,) = candidates_in_play(leaky.vacancy, timezone.localdate())
    assert candidate.profile.languages == "Dutch A1, English C1+"


def test_language_that_the_vacancy_asks_for_is_one_of_the_work_place(leaky):
    with system_scope("test"):
        LanguageSkillFactory(resident=leaky.resident, language=Language.FR, level="B2")
        leaky.vacancy.languages.create(language="fr", use="speaking", level="B1")
    with translation.override("en"):
        (candidate,) = candidates_in_play(leaky.vacancy, timezone.localdate())
    assert candidate.profile.languages == "Dutch A1, French B2, English B1"


TODAY = date(2026, 11, 10)
BAND = "0 to 5 weeks after your yes"


@pytest.mark.parametrize(
    ("outcome", "from_on", "starts_from", "start"),
    [
        (ALLOWED, None, None, BAND),
        (NEEDS_PERMIT, None, None, BAND),
        (NEEDS_NOTIFICATION, TODAY - timedelta(90), None, BAND),
        (NOT_YET, TODAY + timedelta(35), None, BAND),
        (NOT_YET, TODAY + timedelta(36), None, "from December 2026"),
        (ALLOWED, None, date(2027, 2, 1), "from February 2027"),
        (NOT_YET, date(2027, 2, 1), None, "from February 2027"),
        (INCOMPLETE, None, None, "we agree the day with you"),
    ],
)
@pytest.mark.django_db
def test_start_says_the_same_of_everybody_and_not_what_waits(outcome, from_on, starts_from, start):
    decision = Decision(outcome, TODAY, from_on=from_on)
    with translation.override("en"):
        assert blind._start(decision, starts_from, "NL", TODAY) == start


@pytest.mark.django_db
def test_band_is_that_of_the_longest_paper_of_the_country(monkeypatch):
    with translation.override("en"):
        assert blind._start(Decision(ALLOWED, TODAY), None, "BE", TODAY) == "0 to 1 week after your yes"
        monkeypatch.setattr(blind, "step_kinds", lambda _country: {})
        assert blind._start(Decision(ALLOWED, TODAY), None, "BE", TODAY) == "soon after your yes"


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ("0.5", "Less than a year of experience"),
        ("1", "1 year of experience"),
        ("10", "10 years of experience"),
        ("31", "More than 10 years of experience"),
    ],
)
def test_long_experience_does_not_say_how_old_somebody_is(years, words):
    with translation.override("en"):
        assert blind._experience(Intake(experience_years=Decimal(years))) == words
