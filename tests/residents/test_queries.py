"""How residents, steps and documents are found."""

from datetime import timedelta

from django.utils import timezone

from residents import queries
from residents.models import Resident, Step
from tests.factories.residents import DocumentFactory, ResidentFactory, StepFactory


def test_open_steps_are_the_open_ones_most_overdue_first(desk, resident):
    today = timezone.localdate()
    later = StepFactory(resident=resident, kind="bsn", due_on=today)
    first = StepFactory(resident=resident, kind="twv", due_on=today - timedelta(days=9))
    StepFactory(resident=resident, kind="dimona", status=Step.Status.DONE, closed_on=today)
    assert list(queries.open_steps()) == [first, later]


def test_expiring_documents_leaves_out_the_far_the_past_and_the_gone(desk, resident, centre):
    today = timezone.localdate()
    soon = DocumentFactory(resident=resident, until_on=today + timedelta(days=30))
    for days in (-1, 31):
        DocumentFactory(resident=resident, until_on=today + timedelta(days=days))
    gone = ResidentFactory(centre=centre, status=Resident.Status.EXITED)
    DocumentFactory(resident=gone, until_on=today)
    assert list(queries.expiring_documents(30)) == [soon]
