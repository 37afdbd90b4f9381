"""Writes many rows at once, in an order in which what they point at exists, and then their trail."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time
from typing import Any, TypeVar, cast

from django.db import models
from django.utils import timezone

from employers.models import Company, Vacancy, VacancyCertificate, VacancyLanguage
from jobdesk.accounts.models import User
from jobdesk.trail.audit import AuditEntry, StatusChange
from matching.models import CheckIn, Match, Placement, PlacementTerms, Proposal
from residents.models import (
    CentreStay,
    Certificate,
    Consent,
    Document,
    EducationRecord,
    Household,
    Intake,
    LanguageSkill,
    LegalEvent,
    OutreachContact,
    Resident,
    Step,
    Strength,
    WishedWork,
    WorkExperience,
)
from residents.services import index_residents

ORDER = [
    Company, Vacancy, VacancyLanguage, VacancyCertificate,
    Resident, CentreStay, LegalEvent, Document, Household, LanguageSkill, OutreachContact, Intake, Consent,
    Step, WorkExperience, EducationRecord, Certificate, WishedWork, Strength,
    Proposal, Match, Placement, PlacementTerms, CheckIn,
]  # fmt: skip
JOB = "demo data"
Row = TypeVar("Row", bound=models.Model)


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A moment on a day, in the time zone of the site."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


class Batch:
    """Collects rows; ``flush`` writes them with one statement per table and batch."""

    def __init__(self) -> None:
        self._rows: dict[type[models.Model], list[models.Model]] = defaultdict(list)
        self._statuses: list[tuple[models.Model, dict[str, Any]]] = []
        self._actions: list[tuple[models.Model, dict[str, Any]]] = []

    def add(self, row: models.Model) -> Any:
        """Keep a row for writing and return it."""
        self._rows[type(row)].append(row)
        return row

    def rows(self, model: type[Row]) -> list[Row]:
        """Return the rows of a model that are kept and not written yet."""
        return cast(list[Row], list(self._rows[model]))

    def status(
        self, subject: models.Model, came_from: str, to: str, on: date, by: User | None, reason: str = ""
    ) -> None:
        """Keep a change of status of a row that this batch writes."""
        self._statuses.append(
            (subject, {"from_status": came_from, "to_status": to, "on": on, "actor": by, "reason": reason})
        )

    def action(self, subject: models.Model, action: str, on: date, by: User | None) -> None:
        """Keep an audit entry of a row that this batch writes."""
        self._actions.append((subject, {"action": action, "at": at(on), "actor": by}))

    def flush(self) -> None:
        """Write everything that was kept."""
        residents = list(self._rows.get(Resident, []))
        for model in ORDER:
            model.objects.bulk_create(self._rows.pop(model, []), batch_size=500)
        index_residents(residents)
        if self._rows:
            raise ValueError(f"No order is given for {list(self._rows)}")
        StatusChange.objects.bulk_create(
            [StatusChange(at=at(fields["on"]), **_signed(row), **fields) for row, fields in self._statuses],
            batch_size=500,
        )
        AuditEntry.objects.bulk_create(
            [AuditEntry(**_signed(row), **fields) for row, fields in self._actions], batch_size=500
        )
        self._statuses.clear()
        self._actions.clear()


def _signed(subject: models.Model) -> dict[str, Any]:
    return {
        "job": JOB,
        "subject_type": subject._meta.label_lower,
        "subject_id": subject.pk,
        "resident_id": subject.pk if isinstance(subject, Resident) else getattr(subject, "resident_id", None),
    }
