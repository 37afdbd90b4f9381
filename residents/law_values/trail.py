"""What was done to the values of the law, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobdesk.accounts.models import User
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.telling import Teller, Told
from law.rules.kinds import definitions
from residents.law_values.screen import Proposal
from residents.law_values.whose import law_countries_of
from residents.models import LawValue

ACTIONS = {
    "law_value.proposed": gettext_lazy("Proposed a value of the law"),
    "law_value.approved": gettext_lazy("Approved a value of the law"),
    "law_value.refused": gettext_lazy("Refused a value of the law"),
    "law_value.withdrawn": gettext_lazy("Withdrew a value of the law"),
}


def _theirs(user: User) -> Q:
    countries = law_countries_of(user)
    names = [each.name for each in definitions().values() if each.country in countries]
    values = LawValue.objects.filter(name__in=names).order_by().values("pk")
    return Q(subject_type=LawValue._meta.label_lower, subject_id__in=values)


def _tell(entries: Sequence[AuditEntry]) -> Mapping[int, Told]:
    values = LawValue.objects.in_bulk([entry.subject_id for entry in entries])
    return {
        entry.pk: _told(Proposal(values[entry.subject_id])) for entry in entries if entry.subject_id in values
    }


def _told(proposal: Proposal) -> Told:
    from_on = date_format(proposal.value.from_on, "j F Y")
    said = _("%(country)s, from %(day)s: %(value)s") % {
        "country": proposal.country,
        "day": from_on,
        "value": proposal.text,
    }
    return Told(proposal.title, reverse("residents:law_decide", args=[proposal.value.pk]), said)


LAW = Teller("law", gettext_lazy("The law"), ACTIONS, _theirs, _tell)
