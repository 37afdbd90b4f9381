"""What stands in the way: health only with consent; and the talks in which it was asked."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from residents import services
from residents.intake.questions import answers_of
from residents.models import Consent, IntakeSitting
from tests.factories.residents import ConsentFactory, IntakeFactory
from tests.residents.test_intake import seen, stored

HEALTH = Consent.Purpose.HEALTH


@pytest.fixture
def intake(resident, project):
    return IntakeFactory(resident=resident, project=project)


@pytest.fixture
def url(resident):
    return reverse("residents:intake", args=[resident.code])


@pytest.mark.parametrize("answers", [{"barriers": "money,health"}, {"about_health": "Back pain"}])
def test_health_without_consent_is_refused_by_the_service(desk, intake, answers):
    with pytest.raises(RuleBroken) as refused:
        services.save_intake(intake, answers, seen=answers_of(intake))
    assert refused.value.field == "barriers"
    intake.refresh_from_db()
    assert (intake.barriers, intake.about_health) == ("", "")


def test_health_without_consent_is_said_at_the_question_and_the_rest_is_saved(client_of, coach, intake, url):
    answer = (
        client_of(coach)
        .post(
            f"{url}?part=care",
            {
                "seen": seen(intake, "care"),
                "barriers": ["health"],
                "about_money": "Talks to the municipality",
                "action": "autosave",
            },
        )
        .json()
    )
    assert answer["errors"] == {
        "barriers": ["Ask first whether health may be noted, and record the consent."]
    }
    assert (stored(intake).barriers, stored(intake).about_money) == ("", "Talks to the municipality")


def test_health_with_consent_is_saved_and_its_words_stay_out_of_the_trail(desk, intake):
    ConsentFactory(resident=intake.resident, purpose=HEALTH)
    services.save_intake(intake, {"barriers": "health", "about_health": "Back pain"}, seen=answers_of(intake))
    intake.refresh_from_db()
    assert intake.about_health == "Back pain"
    changes = AuditEntry.objects.get(action="intake.saved").changes
    assert changes == {"barriers": ["", "health"], "about_health": ["…", "…"]}


def test_health_goes_when_its_consent_is_withdrawn(desk, intake):
    consent = ConsentFactory(resident=intake.resident, purpose=HEALTH)
    services.save_intake(
        intake,
        {"barriers": "money,health", "about_health": "Back pain", "about_money": "Debts"},
        seen=answers_of(intake),
    )
    services.withdraw_consent(consent)
    intake.refresh_from_db()
    assert (intake.barriers, intake.about_health, intake.about_money) == ("money", "", "Debts")
    assert AuditEntry.objects.filter(action="intake.health_removed").count() == 1


def talks(intake) -> list[tuple]:
    with system_scope("test"):
        rows = IntakeSitting.objects.filter(intake=intake)
        return list(rows.values_list("on", "coach__email", "interpreter", "interpreter_language"))


def test_each_talk_is_noted_once_with_its_interpreter(desk, coach, intake):
    services.save_intake(intake, {"occupation": "Baker"}, seen=answers_of(intake))
    services.save_intake(intake, {"interpreter": "present"}, seen=answers_of(intake))
    assert talks(intake) == [(timezone.localdate(), coach.email, "present", "ti")]


def test_a_later_talk_begins_as_the_last_one_was_held(desk, coach, coordinator, intake):
    earlier = timezone.localdate() - timedelta(days=3)
    IntakeSitting.objects.create(
        intake=intake, coach=coordinator, on=earlier, interpreter="volunteer", interpreter_language="ar"
    )
    services.save_intake(intake, {"occupation": "Baker"}, seen=answers_of(intake))
    assert talks(intake) == [
        (earlier, coordinator.email, "volunteer", "ar"),
        (timezone.localdate(), coach.email, "volunteer", "ar"),
    ]


def test_interpreter_of_today_is_recorded_from_the_page(client_of, coach, intake, url):
    browser = client_of(coach)
    browser.post(f"{url}?part=work", {"action": "sitting", "interpreter": "none", "interpreter_language": ""})
    assert talks(intake) == [(timezone.localdate(), coach.email, "none", "")]
    page = browser.get(f"{url}?part=work")
    assert [sitting.coach for sitting in page.context["sittings"]] == [coach]


def test_interpreter_of_today_must_be_one_of_the_list(client_of, coach, intake, url):
    page = client_of(coach).post(f"{url}?part=work", {"action": "sitting", "interpreter": "nobody"})
    assert list(page.context["sitting_form"].errors) == ["interpreter"]
    assert talks(intake) == []


def test_health_that_was_withdrawn_while_somebody_types_makes_no_conflict(
    client_of, desk, coach, intake, url
):
    consent = services.record_consent(intake.resident, purpose="health")
    services.save_intake(
        intake, {"barriers": "money,health", "about_health": "Back pain"}, seen=answers_of(intake)
    )
    page = seen(intake, "care")
    services.withdraw_consent(consent)
    typed = {"seen": page, "action": "autosave", "barriers": ["money", "housing"], "about_health": ""}
    answer = client_of(coach).post(f"{url}?part=care", typed).json()

    assert (answer["conflicts"], answer["errors"]) == ({}, {})
    intake.refresh_from_db()
    assert (intake.barriers, intake.about_health) == ("money,housing", "")
