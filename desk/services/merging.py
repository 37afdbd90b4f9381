"""Merge two records of one person, and take it back.

Every table with a foreign key to a resident stands in CARRIED or KEPT, and every unique constraint with the
resident in CLASHES: a test walks the models, so that a new one cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.following import tell_of_cases
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import current_scope
from residents.models import Merge, NotSame, Resident, Step
from residents.services import assess_many, assess_resident, index_residents

FIELDS = (
    "first_name",
    "last_name",
    "birth_date",
    "gender",
    "reference_number",
    "reference_missing",
    "reception",
    "phone",
    "email",
    "language",
    "coach",
)
CARRIED = (
    "residents.CentreStay",
    "residents.LanguageSkill",
    "residents.OutreachContact",
    "residents.Step",
    "residents.Intake",
    "residents.LegalEvent",
    "residents.Document",
    "residents.Relocation",
    "residents.Attendance",
    "residents.Appointment",
    "residents.Consent",
    "residents.Goal",
    "residents.Household",
    "residents.PlanAction",
    "residents.PlanReview",
    "residents.WorkExperience",
    "residents.EducationRecord",
    "residents.Certificate",
    "residents.WishedWork",
    "residents.Strength",
    "residents.Duo",
    "residents.TrainingMember",
    "residents.WantedCertificate",
    "residents.NumberRequest",
    "matching.Proposal",
    "matching.FairGuest",
    "matching.Enrolment",
    "matching.Match",
    "matching.Placement",
    "matching.CheckIn",
    "matching.Concern",
    "matching.WorkClash",
    "matching.MeasureTalk",
    "desk.CardLink",
    "desk.CardVacancy",
    "desk.CaseShare",
)
KEPT = {
    "residents.SearchKey": "written again from the names",
    "matching.MatchProfile": "built again from the file",
    "matching.Suggestion": "found anew every night",
    "matching.ProfileChange": "says that a profile is to be built again",
    "residents.Resident": "who was merged before stays merged into the record they were merged into",
    "residents.Merge": "undone one after the other, the last first",
    "residents.NotSame": "said of these two records",
}
END, CLOSE, DROP = "end", "close", "drop"
# What to do when both have a row that may be there once: end the stay, close the step, drop the row of the
# record that goes, or refuse with a sentence.
CLASHES: dict[str, str | Promise] = {
    "stay_one_at_a_time": END,
    "step_open_once": CLOSE,
    "step_open_once_a_month": CLOSE,
    "language_once": DROP,
    "attendance_once": DROP,
    "fairguest_once": DROP,
    "training_member_once": DROP,
    "household_day_once": DROP,
    "card_vacancy_once": DROP,
    "measuretalk_once": DROP,
    "planreview_one_planned": DROP,
    "numberrequest_open_once": DROP,
    "intake_one_under_way": gettext_lazy(
        "Both records have an unfinished intake of one project. Complete one of them first."
    ),
    "duo_running_once": gettext_lazy("Both records have a duo with one mentor. End one of the duos first."),
    "enrolment_open_once": gettext_lazy(
        "Both records are in one run of a programme. Stop one of the two first."
    ),
    "caseshare_running_once": gettext_lazy(
        "Both records are shared with one organisation. End one of the shares first."
    ),
    "relocation_one_at_a_time": gettext_lazy(
        "Both records have a move to another centre under way. Cancel one of them first."
    ),
    "proposal_open_once": gettext_lazy(
        "Both records are proposed for one vacancy. Withdraw one of the proposals first."
    ),
    "match_standing_once": gettext_lazy(
        "Both records have a match for one vacancy. Say of one of them that it was recorded in error first."
    ),
}
FURTHER: list[str] = [
    Resident.Status.EXITED,
    Resident.Status.REGISTERED,
    Resident.Status.CONTACTED,
    Resident.Status.INTAKE,
    Resident.Status.GUIDANCE,
]


@transaction.atomic
def merge_residents(survivor: Resident, merged: Resident, taken: frozenset[str] = frozenset()) -> Merge:
    """Carry the case of ``merged`` over to ``survivor``, whose record goes on; return the merge.

    ``taken``: the names of FIELDS whose value is that of ``merged``. Moves all rows, ends, closes or drops
    what may be there once, keeps a journal to undo it, records ``resident.merged``, assesses again. Raises
    RuleBroken when the two cannot be one person's, or both have something of which one must go first.
    """
    if survivor.pk == merged.pk:
        raise RuleBroken(_("This is the same record."))
    for each in sorted((survivor, merged), key=lambda resident: resident.pk):
        hold(each)
    if survivor.centre_id != merged.centre_id:
        raise RuleBroken(_("The records are in two centres. Record the move of one of them first."))
    merged.centre = survivor.centre  # one and the same, read once
    journal: dict[str, Any] = {"moved": {}, "changed": [], "deleted": []}
    _settle_clashes(survivor, merged, journal)
    for label in CARRIED:
        rows = apps.get_model(label)._base_manager.filter(resident=merged)
        journal["moved"][label] = list(rows.values_list("pk", flat=True))
        rows.update(resident=survivor)
    _join(survivor, merged, taken, journal)
    merge = Merge.objects.create(survivor=survivor, merged=merged, journal=journal, by=current_scope().actor)
    counts = {label: len(pks) for label, pks in journal["moved"].items() if pks}
    changes = {"merged": merged.code, "moved": counts, "taken": sorted(taken)}
    audit.record("resident.merged", survivor, changes)
    index_residents([survivor, merged])
    tell_of_cases([merged.pk])  # the entry is about the one that goes on
    assess_resident(survivor)
    return merge


@transaction.atomic
def undo_merge(merge: Merge) -> None:
    """Bring both records back as they were. What came after the merge stays with the survivor.

    Raises RuleBroken when something that the merge touched was changed after it. Records
    ``resident.merge_undone``; assesses both again.
    """
    hold(merge)
    if merge.undone_at:
        raise RuleBroken(_("This merge has been undone already."))
    both = [merge.survivor_id, merge.merged_id]
    people = Resident._base_manager.select_for_update(of=("self",)).select_related("centre").in_bulk(both)
    survivor, merged = (people[pk] for pk in both)
    if survivor.merged_into_id:
        raise RuleBroken(_("The record has itself been merged since. Undo that merge first."))
    if survivor.centre_id != merged.centre_id:
        raise RuleBroken(_("This person has moved to another centre since. The merge stands."))
    journal = merge.journal
    try:
        with transaction.atomic():
            for label, pks in journal["moved"].items():
                _move_back(label, pks, survivor, merged)
            _set_back(journal["changed"])
            for row in serializers.deserialize("python", journal["deleted"]):
                row.save()
    except IntegrityError as error:
        raise RuleBroken(_("Something was recorded since that only one record can have.")) from error
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    audit.record("resident.merge_undone", survivor, {"merged": merged.code})
    again = list(Resident.objects.filter(pk__in=both))
    index_residents(again)
    tell_of_cases(both)
    assess_many(both, timezone.localdate())


@transaction.atomic
def say_not_the_same(one: Resident, two: Resident) -> None:
    """Keep that two records are two people; records ``resident.not_a_double``."""
    first, second = sorted((one, two), key=lambda resident: resident.pk)
    _pair, is_new = NotSame.objects.get_or_create(
        first=first, second=second, defaults={"by": current_scope().actor}
    )
    if is_new:
        audit.record("resident.not_a_double", first, {"other": second.code})


def clashes(survivor: Resident, merged: Resident) -> Iterator[tuple[str, Any, Any]]:
    """Yield (constraint, row of the survivor, row of the merged) for what may be there once."""
    for label in CARRIED:
        model = apps.get_model(label)
        for constraint in unique_by_resident(model):
            others = [name for name in constraint.fields if name != "resident"]
            rows = model._base_manager.filter(constraint.condition or models.Q())
            theirs = {_values(row, others): row for row in rows.filter(resident=merged)}
            for mine in rows.filter(resident=survivor):
                if other := theirs.get(_values(mine, others)):
                    yield constraint.name, mine, other


def unique_by_resident(model: type[models.Model]) -> list[models.UniqueConstraint]:
    """Return the unique constraints of a model that speak of its resident."""
    return [
        constraint
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and "resident" in constraint.fields
    ]


def _values(row: models.Model, names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(row.serializable_value(name) for name in names)


def _settle_clashes(survivor: Resident, merged: Resident, journal: dict[str, Any]) -> None:
    today = timezone.localdate()
    for name, mine, theirs in list(clashes(survivor, merged)):
        answer = CLASHES[name]
        if answer == END:
            _change(theirs, {"until_on": max(theirs.from_on, today)}, journal)
        elif answer == CLOSE:
            before = theirs.status
            _change(theirs, {"status": Step.Status.NOT_NEEDED, "closed_on": today}, journal)
            why = _("The other record has this step too.")
            audit.record_status(theirs, before, theirs.status, reason=why)
        elif answer == DROP:
            lost = mine if getattr(theirs, "status", "") == "present" else theirs
            journal["deleted"] += serializers.serialize("python", [lost])
            type(lost)._base_manager.filter(pk=lost.pk).delete()
        else:
            raise RuleBroken(str(answer))


def _join(survivor: Resident, merged: Resident, taken: frozenset[str], journal: dict[str, Any]) -> None:
    """Set the chosen values on the survivor; the other record gives up its number and is put away."""
    chosen = {name: getattr(merged, name) for name in FIELDS if name in taken}
    if "coach" in chosen:  # the two who hold a case together stay together
        chosen["second_coach"] = merged.second_coach
    if chosen.get("reference_number", survivor.reference_number):
        chosen["reference_missing"] = ""
    days = [day for day in (survivor.last_contact_on, merged.last_contact_on) if day]
    status = max(survivor.status, merged.status, key=FURTHER.index)
    _change(
        merged,
        {
            "merged_into": survivor,
            "reference_number": "",
            "reference_missing": merged.reference_missing or Resident.NumberMissing.NOT_YET,
        },
        journal,
    )
    before = survivor.status
    _change(survivor, {**chosen, "last_contact_on": max(days, default=None), "status": status}, journal)
    if status != before:
        audit.record_status(survivor, before, status, reason=_("Merged with another record."))


def _change(row: models.Model, values: dict[str, Any], journal: dict[str, Any]) -> None:
    """Set fields and save; the journal keeps [before, after] of those that differ."""
    changes = {}
    for name, value in values.items():
        before = getattr(row, name)
        if before != value:
            setattr(row, name, value)
            changes[name] = [_plain(before), _plain(value)]
    if changes:
        row.save(update_fields=list(changes))
        journal["changed"].append([row._meta.label, row.pk, changes])


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def _move_back(label: str, pks: list[int], survivor: Resident, merged: Resident) -> None:
    rows = apps.get_model(label)._base_manager.filter(pk__in=pks, resident=survivor)
    if rows.count() != len(pks):
        raise RuleBroken(
            _("Something that came with the merge was removed or moved since. The merge stands.")
        )
    rows.update(resident=merged)


def _set_back(changed: list[list[Any]]) -> None:
    labels = {label: [pk for each, pk, _fields in changed if each == label] for label, _pk, _f in changed}
    rows = {label: _rows(label).in_bulk(pks) for label, pks in labels.items()}
    for label, pk, fields in reversed(changed):
        row: Any = rows[label].get(pk)
        for name, (before, after) in fields.items():
            field = apps.get_model(label)._meta.get_field(name)
            if row is None or getattr(row, field.attname) != field.to_python(after):
                why = _("“%(field)s” was changed after the merge. Correct the record by hand.")
                raise RuleBroken(why % {"field": field.verbose_name})
            setattr(row, field.attname, field.to_python(before))
        row.save(update_fields=list(fields))


def _rows(label: str) -> models.QuerySet[Any]:
    """Every row of a table; with the centre of a resident, which saving asks for."""
    rows: models.QuerySet[Any] = apps.get_model(label)._base_manager.all()
    return rows.select_related("centre") if label == Resident._meta.label else rows
