"""What was done in the technical administration (/admin/), told to the administrators whom it concerns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Model, Q
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from jobdesk.accounts.models import User
from jobdesk.accounts.queries import countries_administered_by, memberships_managed_by
from jobdesk.desks.models import Centre, Organisation, Project, Region
from jobdesk.desks.queries import looked_after_by
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.telling import Teller, Told

SUBJECTS: tuple[type[Model], ...] = (User, Organisation, Region, Centre, Project)
ACTIONS = {
    "admin.added": gettext_lazy("Added in the technical administration"),
    "admin.changed": gettext_lazy("Changed in the technical administration"),
    "admin.deleted": gettext_lazy("Deleted in the technical administration"),
    "admin.second_step_taken_away": gettext_lazy("Took the second step of a member away"),
}


def _theirs(user: User) -> Q:
    found = Q(action="admin.deleted", changes__country__in=list(countries_administered_by(user)))
    people = memberships_managed_by(user).order_by().values("user")
    found |= Q(subject_type=User._meta.label_lower, subject_id__in=people)
    for model, rows in looked_after_by(user).items():
        found |= Q(subject_type=model._meta.label_lower, subject_id__in=rows.order_by().values("pk"))
    return found


def _tell(entries: Sequence[AuditEntry]) -> Mapping[int, Told]:
    names: dict[tuple[str, int], str] = {}
    for model in SUBJECTS:
        subject = model._meta.label_lower
        asked = {entry.subject_id for entry in entries if entry.subject_type == subject}
        names |= {(subject, row.pk): str(row) for row in model._default_manager.filter(pk__in=asked)}
    return {
        entry.pk: Told(
            names.get((entry.subject_type, entry.subject_id), entry.changes.get("name", "")),
            text=", ".join(_said(entry.changes.get("said", ()))),
        )
        for entry in entries
    }


def _said(parts: Sequence[Mapping[str, Mapping[str, Any]]]) -> Iterator[str]:
    """Which fields changed, in Django's own record of it, and the rows inside that came, changed or went."""
    for part in parts:
        for what in part.values():
            if "object" in what:
                yield str(what["object"])
            yield from (_label(name) for name in what.get("fields", ()))


def _label(name: str) -> str:
    """A field is kept by its English label, which is the text of the catalogue or begins with a capital."""
    texts = (gettext(each) for each in (name, name[:1].lower() + name[1:]) if each)
    return next((capfirst(text) for text in texts if text.lower() != name.lower()), name)


TECHNICAL = Teller("technical", gettext_lazy("Technical administration"), ACTIONS, _theirs, _tell)
