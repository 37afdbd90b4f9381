"""What was done to organisations, regions, centres and projects, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobdesk.accounts.models import User
from jobdesk.desks.forms import target_figures
from jobdesk.desks.models import Centre, Closable, Organisation, Project, Region
from jobdesk.desks.queries import looked_after_by
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.telling import Line, Teller, Told, lines

KIND_OF: Mapping[str, tuple[str, type[Closable]]] = {
    model._meta.label_lower: (kind, model)
    for kind, model in (
        ("organisations", Organisation),
        ("regions", Region),
        ("centres", Centre),
        ("projects", Project),
    )
}
ACTIONS = {
    "organisation.added": gettext_lazy("Added an organisation"),
    "organisation.changed": gettext_lazy("Changed an organisation"),
    "organisation.closed": gettext_lazy("Closed an organisation"),
    "organisation.reopened": gettext_lazy("Opened an organisation again"),
    "region.added": gettext_lazy("Added a region"),
    "region.changed": gettext_lazy("Changed a region"),
    "region.closed": gettext_lazy("Closed a region"),
    "region.reopened": gettext_lazy("Opened a region again"),
    "centre.added": gettext_lazy("Added a centre"),
    "centre.changed": gettext_lazy("Changed a centre"),
    "centre.closed": gettext_lazy("Closed a centre"),
    "centre.reopened": gettext_lazy("Opened a centre again"),
    "project.added": gettext_lazy("Added a project"),
    "project.changed": gettext_lazy("Changed a project"),
    "project.targets_changed": gettext_lazy("Changed the targets of a project"),
    "project.weeks_changed": gettext_lazy("Changed the weeks of the check-ins of a project"),
    "project.closed": gettext_lazy("Closed a project"),
    "project.reopened": gettext_lazy("Opened a project again"),
}
LONG = 50  # entries in the history of a row


def history_of(row: Closable) -> list[Line]:
    """Return what was done to a row, the newest first."""
    entries = AuditEntry.objects.filter(subject_type=row._meta.label_lower, subject_id=row.pk)
    return lines(list(entries.filter(action__in=ACTIONS).select_related("actor")[:LONG]), [DESKS])


def _theirs(user: User) -> Q:
    found = Q()
    for model, rows in looked_after_by(user).items():
        found |= Q(subject_type=model._meta.label_lower, subject_id__in=rows.order_by().values("pk"))
    return found


def _tell(entries: Sequence[AuditEntry]) -> Mapping[int, Told]:
    names: dict[tuple[str, int], str] = {}
    for subject, (_kind, model) in KIND_OF.items():
        asked = {entry.subject_id for entry in entries if entry.subject_type == subject}
        names |= {(subject, row.pk): str(row) for row in model._default_manager.filter(pk__in=asked)}
    return {
        entry.pk: Told(
            names.get((entry.subject_type, entry.subject_id), ""),
            reverse("desks:show", args=[KIND_OF[entry.subject_type][0], entry.subject_id]),
            _changes(entry),
        )
        for entry in entries
        if entry.subject_type in KIND_OF
    }


def _changes(entry: AuditEntry) -> str:
    if not entry.action.endswith("changed"):
        return ""
    figures = dict(target_figures())
    model = KIND_OF[entry.subject_type][1]
    return "; ".join(
        _("%(field)s: %(before)s → %(after)s")
        % {"field": figures.get(name) or _label(model, name), "before": _value(old), "after": _value(new)}
        for name, (old, new) in entry.changes.items()
    )


def _label(model: type[Closable], name: str) -> str:
    try:
        return capfirst(str(getattr(model._meta.get_field(name), "verbose_name", name)))
    except FieldDoesNotExist:
        return name


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "–"
    return "–" if value in (None, "") else str(value)


DESKS = Teller("desks", gettext_lazy("Organisations, centres, projects"), ACTIONS, _theirs, _tell)
