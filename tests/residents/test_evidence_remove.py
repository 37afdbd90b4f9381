"""Files of steps that go: by the desk with a reason, and by themselves a while after guidance ended."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from residents import tasks
from residents.models import StepEvidence
from residents.services import exit_guidance, reenter, remove_evidence
from tests.factories.residents import ResidentFactory, StepFactory
from tests.residents.sweep import assert_guarded


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path


def keep(resident):
    with system_scope("test"):
        return StepEvidence.objects.create(
            step=StepFactory(resident=resident),
            file=ContentFile(b"%PDF-1.7 letter", name="evidence.pdf"),
            name="Letter Yonas.pdf",
            content_type="application/pdf",
        )


def files(tmp_path):
    return [path for path in tmp_path.rglob("*") if path.is_file()]


def address(evidence):
    return reverse("residents:evidence_remove", args=[evidence.step.resident.code, evidence.pk])


def test_removal_is_guarded(client_of, coach, employer, resident, stranger):
    url, foreign = address(keep(resident)), address(keep(stranger))
    assert_guarded(client_of, url, foreign_url=foreign, insider=coach, outsider=employer)


def test_removal_under_the_code_of_another_resident_is_not_found(client_of, coach, resident, centre):
    evidence = keep(resident)
    url = reverse("residents:evidence_remove", args=[ResidentFactory(centre=centre).code, evidence.pk])
    assert client_of(coach).post(url, {"reason": "No"}).status_code == 404


def test_file_is_removed_with_a_reason(
    client_of, coach, resident, tmp_path, django_capture_on_commit_callbacks
):
    evidence = keep(resident)
    assert len(files(tmp_path)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        response = client_of(coach).post(address(evidence), {"reason": "Of somebody else"})
    assert response["Location"] == reverse("residents:step", args=[resident.code, evidence.step_id])
    assert files(tmp_path) == []
    with system_scope("test"):
        assert not StepEvidence.objects.exists()
    entry = AuditEntry.objects.get(action="step.evidence_removed")
    assert (entry.actor, entry.changes) == (coach, {"evidence": evidence.pk, "reason": "Of somebody else"})


def test_file_stays_without_a_reason(client_of, coach, resident, desk, tmp_path):
    evidence = keep(resident)
    form = client_of(coach).post(address(evidence), {"reason": " "}).context["form"]
    assert form.errors == {"reason": ["Say why the file is removed."]}
    with pytest.raises(RuleBroken):
        remove_evidence(evidence, "  ")
    assert len(files(tmp_path)) == 1


@pytest.mark.django_db(transaction=True)
def test_file_stays_when_the_removal_is_rolled_back(resident, desk, tmp_path):
    evidence = keep(resident)
    with transaction.atomic():
        remove_evidence(evidence, "Wrong file")
        transaction.set_rollback(True)
    assert len(files(tmp_path)) == 1


LEFT_ON = date(2026, 2, 28)


@pytest.fixture
def left(resident, tmp_path):
    """Somebody with a file, whose guidance ended on 28 February 2026."""
    with time_machine.travel(LEFT_ON, tick=False), system_scope("test"):
        evidence = keep(resident)
        exit_guidance(resident, "at_work", LEFT_ON)
    return evidence


@pytest.mark.parametrize(
    ("on", "months", "removed"),
    [
        (date(2027, 2, 27), 12, 0),
        (date(2027, 2, 28), 12, 1),
        (date(2026, 5, 27), 3, 0),
        (date(2026, 5, 31), 3, 1),
    ],
)
def test_files_go_so_many_months_after_guidance_ended(
    left, settings, tmp_path, django_capture_on_commit_callbacks, on, months, removed
):
    settings.EVIDENCE_MONTHS = months
    with time_machine.travel(on, tick=False), django_capture_on_commit_callbacks(execute=True):
        assert [tasks.remove_old_files(), tasks.remove_old_files()] == [removed, 0]
    assert len(files(tmp_path)) == 1 - removed


def test_files_stay_of_who_came_back(left, resident, tmp_path):
    with time_machine.travel(LEFT_ON + timedelta(days=30), tick=False), system_scope("test"):
        reenter(resident)
    with time_machine.travel(LEFT_ON + timedelta(days=800), tick=False):
        assert tasks.remove_old_files() == 0


def test_files_stay_while_guidance_runs(resident):
    keep(resident)
    with time_machine.travel(timezone.now() + timedelta(days=2000), tick=False):
        assert tasks.remove_old_files() == 0
