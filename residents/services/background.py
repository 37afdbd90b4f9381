"""Somebody's background, row by row. What is removed is marked, and can be brought back."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from residents.models import (
    BackgroundRow,
    Certificate,
    EducationRecord,
    Intake,
    LanguageSkill,
    NamesWork,
    Resident,
    Strength,
    WantedCertificate,
    WishedWork,
    WorkExperience,
)
from residents.services.rows import fields_of, lock, set_fields

FIELDS: dict[type[BackgroundRow], tuple[str, ...]] = {
    WorkExperience: (
        "occupation",
        "words",
        "country",
        "began_in",
        "ended_in",
        "years",
        "employer",
        "tasks",
        "has_reference",
    ),
    EducationRecord: ("level", "field", "country", "ended_in", "diploma", "valuation", "valued_on"),
    LanguageSkill: ("language", "level", "listening", "reading", "writing", "assessed"),
    Certificate: ("skill", "words", "obtained_on", "expires_on", "is_seen"),
    WantedCertificate: ("skill", "words", "remark"),
    WishedWork: ("occupation", "words", "remark"),
    Strength: ("question", "answer"),
}
ONCE = {
    LanguageSkill: ("language",),
    Certificate: ("skill", "words"),
    WantedCertificate: ("skill", "words"),
    WishedWork: ("occupation", "words"),
}


class RowChanged(RuleBroken):
    """Somebody changed or removed the row since the form was made. ``stored`` is what is there now."""

    def __init__(self, stored: BackgroundRow) -> None:
        super().__init__(_("Somebody else changed this in the meantime. Your answers are not saved yet."))
        self.stored = stored


@transaction.atomic
def record_background(
    resident: Resident, model: type[BackgroundRow], values: Mapping[str, Any]
) -> BackgroundRow:
    """Add a row, in the intake under way if there is one. A wish comes last in rank."""
    lock(resident)
    row: BackgroundRow = model(  # type: ignore[misc]  # each kind of row has its own field for the resident
        resident=resident, intake=_intake_under_way(resident), **_known(model, values)
    )
    if isinstance(row, WishedWork):
        last = WishedWork.objects.filter(resident=resident).aggregate(last=Max("rank"))["last"]
        row.rank = (last or 0) + 1
    _refuse_twice(row)
    row.save()
    audit.record("background.recorded", row, fields_of(row, *FIELDS[model]))
    return row


@transaction.atomic
def change_background(row: BackgroundRow, version: int, values: Mapping[str, Any]) -> BackgroundRow:
    """Change a row that the form saw as ``version``. Raises RowChanged when it is another by now."""
    row = _locked(row)
    if row.version != version or row.removed_at:
        raise RowChanged(row)
    changes = set_fields(row, _known(type(row), values))
    if changes:
        _refuse_twice(row)
        if isinstance(row, NamesWork) and "words" in changes:
            row.misread_as = ""  # other words are read anew
        row.version += 1
        row.save()
        audit.record("background.changed", row, changes)
    return row


@transaction.atomic
def refuse_reading(row: NamesWork, version: int, unit: str) -> NamesWork:
    """Keep that own words do not mean the work of a unit group: they are not counted as such again.

    Saves, records ``background.misread``. Raises RowChanged when the row is another than ``version`` by now.
    """
    row = _locked(row)
    if row.version != version or row.removed_at or not row.words:
        raise RowChanged(row)
    row.misread_as = unit
    row.version += 1
    row.save(update_fields=["misread_as", "version"])
    audit.record("background.misread", row, {"words": row.words, "unit_group": unit})
    return row


@transaction.atomic
def remove_background(row: BackgroundRow) -> None:
    """Mark a row as removed; nobody sees it any more, and it can be restored."""
    row = _locked(row)
    if row.removed_at is None:
        row.removed_at = timezone.now()
        row.save(update_fields=["removed_at"])
        audit.record("background.removed", row, fields_of(row, *FIELDS[type(row)]))


@transaction.atomic
def restore_background(row: BackgroundRow) -> None:
    """Bring a removed row back as it was, unless the same was recorded since."""
    row = _locked(row)
    if row.removed_at is not None:
        row.removed_at = None
        _refuse_twice(row)
        row.save(update_fields=["removed_at"])
        audit.record("background.restored", row, fields_of(row, *FIELDS[type(row)]))


@transaction.atomic
def raise_wish(wish: WishedWork) -> None:
    """Let a wish change places with the one before it; the first stays where it is."""
    wish = _locked(wish)
    wishes = list(WishedWork.objects.filter(resident=wish.resident_id))
    place = next(at for at, each in enumerate(wishes) if each.pk == wish.pk)
    if place == 0:
        return
    wishes[place - 1 : place + 1] = [wishes[place], wishes[place - 1]]
    for rank, each in enumerate(wishes, start=1):
        each.rank = rank
    WishedWork.objects.bulk_update(wishes, ["rank"])
    audit.record("background.changed", wish, {"rank": [place + 1, place]})


def _locked(row: Any) -> Any:
    """Lock the case and read the row again, also when it was removed."""
    lock(row.resident)
    return type(row).with_removed.select_related("resident").get(pk=row.pk)


def _known(model: type[BackgroundRow], values: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := set(values) - set(FIELDS[model]):
        raise TypeError(f"Not in {model.__name__}: {', '.join(sorted(unknown))}")
    return dict(values)


def _intake_under_way(resident: Resident) -> Intake | None:
    return resident.intakes.filter(status=Intake.Status.STARTED).first()


def _refuse_twice(row: Any) -> None:
    names = ONCE.get(type(row))
    if names is None:
        return
    same = {name: getattr(row, name) for name in names}
    if type(row).objects.filter(resident=row.resident_id, **same).exclude(pk=row.pk).exists():
        raise RuleBroken(_("This is there already. Change it there."), field=names[0])
