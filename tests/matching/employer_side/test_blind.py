"""The blind profile: what leaks in a real case, and none of it reaching the employer."""

import json
from dataclasses import asdict
from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.models import Skill
from law.engine import ALLOWED, Decision
from matching.employer_side import blind
from matching.employer_side.candidates import candidates_in_play
from matching.models import Proposal
from residents.choices import Language
from residents.models import Certificate, Intake
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
    assert (profile.occupation, profile.languages) == ("Cook, ask …", "Dutch A1, English B1")
    assert profile.skills == "Driving licence, call … or …, … …, …"


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


def test_profile_names_certificates_of_the_list_and_no_own_words(leaky):
    with system_scope("test"):
        for values in (
            {"skill": Skill.objects.get(code="vca-basic")},
            {"words": "Yohannes is known in Waterdam"},
            {"skill": Skill.objects.get(code="haccp"), "removed_at": timezone.now()},
        ):
            Certificate.objects.create(resident=leaky.resident, **values)
    (candidate,) = candidates_in_play(leaky.vacancy, timezone.localdate())
    assert candidate.profile.skills.endswith(", VCA basic safety")
    assert leaks(candidate.profile.skills) == []


@pytest.mark.parametrize(("days", "start"), [(0, "at once"), (1, "from November 2026")])
def test_who_may_work_from_today_can_start_at_once(days, start):
    today = date(2026, 11, 10)
    decision = Decision(ALLOWED, today, from_on=today + timedelta(days=days))
    with translation.override("en"):
        assert blind._start(decision, "NL", today) == start
