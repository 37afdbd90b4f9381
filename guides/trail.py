"""What was done to the guide, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guides.models import GuideText
from guides.pages import PAGES
from guides.queries import in_reader_language, words_in
from jobdesk.accounts.models import User
from jobdesk.accounts.queries import countries_administered_by
from jobdesk.desks.countries import country_choices
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.telling import Teller, Told

ACTIONS = {
    "guide.published": gettext_lazy("Published a text of the guide"),
    "guide.drafted": gettext_lazy("Kept a draft of a text of the guide"),
    "guide.draft_dropped": gettext_lazy("Threw away a draft of a text of the guide"),
    "guide.removed": gettext_lazy("Removed a text of the guide"),
    "guide.restored": gettext_lazy("Brought back a text of the guide"),
    "guide.moved": gettext_lazy("Moved a text of the guide"),
}


def _theirs(user: User) -> Q:
    rows = GuideText.objects.filter(country__in=countries_administered_by(user)).order_by().values("pk")
    return Q(subject_type=GuideText._meta.label_lower, subject_id__in=rows)


def _tell(entries: Sequence[AuditEntry]) -> Mapping[int, Told]:
    rows = GuideText.objects.in_bulk([entry.subject_id for entry in entries])
    return {entry.pk: _told(rows[entry.subject_id]) for entry in entries if entry.subject_id in rows}


def _told(row: GuideText) -> Told:
    said = _("%(country)s, %(page)s, version %(version)s") % {
        "country": dict(country_choices())[row.country],
        "page": PAGES[row.page],
        "version": row.version,
    }
    url = reverse("guides:text_version", args=[row.country, row.page, row.code, row.version])
    return Told(in_reader_language(words_in(row), row.code).title, url, said)


GUIDE = Teller("guide", gettext_lazy("The guide for employers"), ACTIONS, _theirs, _tell)
