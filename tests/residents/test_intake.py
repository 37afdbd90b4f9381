"""The intake, part by part."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from residents.intake.questions import PARTS, answers_of
from residents.models import Intake, Resident
from tests.factories.desks import ProjectFactory
from tests.factories.residents import IntakeFactory, ResidentFactory
from tests.residents.sweep import assert_guarded
from tests.residents.test_services import COMPLETE


@pytest.fixture
def intake(resident, project):
    return IntakeFactory(resident=resident, project=project)


@pytest.fixture
def url(resident):
    return reverse("residents:intake", args=[resident.code])


def stored(intake) -> Intake:
    with system_scope("test"):
        return Intake.objects.get(pk=intake.pk)


def seen(intake, part: str) -> str:
    """What a page of this part, made now, would carry."""
    names = next(each.fields for each in PARTS if each.key == part)
    return json.dumps(answers_of(stored(intake), names), cls=DjangoJSONEncoder)


def test_intake_is_guarded(client_of, coach, employer, url, stranger):
    foreign = reverse("residents:intake", args=[stranger.code])
    assert_guarded(client_of, url, foreign_url=foreign, insider=coach, outsider=employer)


def test_intake_begins_for_a_project_of_the_centre(client_of, coach, centre, elsewhere, project):
    ProjectFactory(centres=[elsewhere])
    resident = ResidentFactory(centre=centre, status=Resident.Status.CONTACTED)
    url = reverse("residents:intake", args=[resident.code])
    browser = client_of(coach)

    assert list(browser.get(url).context["form"].fields["project"].queryset) == [project]
    assert browser.post(url, {"project": project.pk})["Location"] == url
    resident.refresh_from_db()
    assert resident.status == Resident.Status.INTAKE


def test_intake_opens_at_the_first_open_part(client_of, coach, intake, url):
    context = client_of(coach).get(url).context
    assert context["part"].key == "language"  # the factory knows the interpreter
    assert (context["answered"], context["total"]) == (1, 20)


def test_intake_saves_a_part_and_goes_on(client_of, coach, intake, url):
    response = client_of(coach).post(
        f"{url}?part=time",
        {
            "seen": seen(intake, "time"),
            "lessons": ["tue-morning"],
            "availability": ["mon-morning", "sun-night"],
            "hours": "24",
            "children": "partly",
            "starts_from": "",
            "action": "next",
        },
    )
    after = stored(intake)
    assert response["Location"] == f"{url}?part=travel"
    assert (after.lessons, after.availability) == (1 << 3, 1 | 1 << 20)
    assert (after.hours, after.children, after.version) == (24, "partly", 2)
    entry = AuditEntry.objects.get(action="intake.saved")
    assert (entry.actor, entry.changes["hours"]) == (coach, [None, 24])


def test_intake_no_lessons_and_no_barriers_are_answers(client_of, coach, intake, url):
    browser = client_of(coach)
    browser.post(f"{url}?part=time", {"seen": seen(intake, "time"), "no_lessons": "on"})
    browser.post(f"{url}?part=care", {"seen": seen(intake, "care"), "barriers": ["none"], "obstacles": ""})
    after = stored(intake)
    assert (after.lessons, after.barriers) == (0, "none")
    assert browser.get(f"{url}?part=time").context["form"]["no_lessons"].value() is True


def test_intake_rejected_answer_keeps_all_that_was_typed(client_of, coach, intake, url):
    response = client_of(coach).post(
        f"{url}?part=time",
        {
            "seen": seen(intake, "time"),
            "starts_from": "soon",
            "hours": "24",
            "availability": ["mon-morning"],
        },
    )
    form = response.context["form"]
    assert form.errors == {"starts_from": ["Enter a valid date."]}
    assert form["starts_from"].value() == "soon"
    assert (form["hours"].value(), form["availability"].value()) == ("24", ["mon-morning"])
    assert stored(intake).hours is None


def test_intake_lessons_stand_in_the_week_and_cannot_be_chosen(client_of, coach, resident, project, url):
    IntakeFactory(resident=resident, project=project, lessons=1 << 3)
    form = client_of(coach).get(f"{url}?part=time").context["form"]
    assert form.fields["availability"].widget.lessons == {"tue-morning"}


def test_intake_complete_lists_what_is_missing_and_keeps_the_part(client_of, coach, intake, url):
    response = client_of(coach).post(
        f"{url}?part=consent", {"seen": seen(intake, "consent"), "share_consent": "no", "action": "complete"}
    )
    assert [each["url"] for each in response.context["missing"]] == [
        f"{url}?part={part}#id_{name}"
        for part, name in (
            ("language", "dutch_or_french"),
            ("work", "occupation"),
            ("time", "availability"),
            ("time", "hours"),
            ("travel", "travel_minutes"),
            ("education", "education"),
            ("wishes", "wish"),
        )
    ]
    assert (stored(intake).share_consent, stored(intake).status) == (False, Intake.Status.STARTED)


def test_intake_complete_opens_guidance(client_of, coach, centre, project):
    resident = ResidentFactory(centre=centre, status=Resident.Status.INTAKE)
    intake = IntakeFactory(resident=resident, project=project, **COMPLETE)
    url = reverse("residents:intake", args=[resident.code])

    response = client_of(coach).post(
        f"{url}?part=consent", {"seen": seen(intake, "consent"), "share_consent": "yes", "action": "complete"}
    )
    resident.refresh_from_db()
    assert response["Location"] == reverse("desk:resident", args=[resident.code])
    assert (resident.status, stored(intake).completed_on) == ("guidance", timezone.localdate())
    assert AuditEntry.objects.get(action="intake.completed").actor == coach


def test_intake_that_a_colleague_completed_meanwhile_is_complete(client_of, coach, centre, project):
    resident = ResidentFactory(centre=centre, status=Resident.Status.INTAKE)
    intake = IntakeFactory(resident=resident, project=project, **COMPLETE)
    url = reverse("residents:intake", args=[resident.code])
    page = {"seen": seen(intake, "wishes"), "wish": "Baking for many"}
    browser = client_of(coach)
    browser.post(f"{url}?part=wishes", {"seen": seen(intake, "consent"), "action": "complete"})

    saved = browser.post(f"{url}?part=wishes", page | {"action": "autosave"}).json()
    assert "This intake is complete." in saved["side"]
    assert browser.post(f"{url}?part=wishes", page | {"action": "complete"}).status_code == 302
    assert (stored(intake).wish, stored(intake).status) == ("Baking for many", Intake.Status.COMPLETE)
    assert AuditEntry.objects.filter(action="intake.completed").count() == 1


def test_intake_shows_the_questions_in_the_residents_language(client_of, coach, centre, project):
    resident = ResidentFactory(centre=centre, language="ar")
    IntakeFactory(resident=resident, project=project)
    url = reverse("residents:intake", args=[resident.code])
    page = client_of(coach).get(f"{url}?part=wishes").content.decode()
    assert '<p lang="ar" dir="rtl">ما العمل الذي تود القيام به؟</p>' in page
