"""The file of a company in words: what is the same of two companies, what a concern weighs, what was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from employers.models import Company
from jobdesk.trail.audit import AuditEntry, StatusChange
from matching.integrity import likeness
from matching.integrity.rules import look_days
from matching.models import Measure, Resemblance, Severity

EVIDENCE: Mapping[str, str | Promise] = {
    likeness.NUMBER: gettext_lazy("same company number"),
    likeness.BRANCH: gettext_lazy("number of a branch of it"),
    likeness.PHONE: gettext_lazy("same telephone"),
    likeness.MAIL: gettext_lazy("same e-mail address"),
    likeness.DOMAIN: gettext_lazy("e-mail addresses at the same domain"),
    likeness.ACCOUNT: gettext_lazy("same account"),
    likeness.NAME: gettext_lazy("similar name"),
    likeness.PERSON: gettext_lazy("somebody with the same name"),
    likeness.POSTCODE: gettext_lazy("same postcode"),
    likeness.PLACE: gettext_lazy("same municipality"),
}
MEANS: Mapping[str, str | Promise] = {
    Severity.LOW: gettext_lazy("something to know and to watch; nobody is harmed"),
    Severity.SERIOUS: gettext_lazy("a right or an agreement is broken"),
    Severity.GRAVE: gettext_lazy("somebody may come to harm, or is under pressure"),
}
_DONE: Mapping[str, str | Promise] = {
    "measure.proposed": gettext_lazy("Measure proposed"),
    "measure.carried": gettext_lazy("Measure carried over: the same company"),
    "measure.end_asked": gettext_lazy("Asked to end the measure"),
    "measure.end_refused": gettext_lazy("The measure goes on"),
    "measure.urgent_over": gettext_lazy("The urgent pause holds no more: nobody decided in time"),
    "measure.replied": gettext_lazy("The company answered"),
    "measure.reply_read": gettext_lazy("Read what the company answered"),
}
_MOVED: Mapping[str, str | Promise] = {
    Measure.Status.IN_FORCE: gettext_lazy("Measure in force"),
    Measure.Status.REFUSED: gettext_lazy("Measure not agreed to"),
    Measure.Status.ENDED: gettext_lazy("Measure ended"),
}


def evidence_words(codes: Iterable[str]) -> str:
    """Say what of two companies is the same: ``same telephone, similar name``."""
    return ", ".join(str(EVIDENCE[code]) for code in codes)


def severity_choices() -> list[tuple[str, str]]:
    """Return the severities, each with what it means and how soon it is looked at; the gravest first."""
    return [(each.value, _severity(each)) for each in reversed(Severity)]


def _severity(severity: Severity) -> str:
    days = look_days(severity)
    soon = (
        ngettext("looked at within %(days)d working day", "looked at within %(days)d working days", days)
        % {"days": days}
        if days
        else _("looked at today")
    )
    return f"{severity.label}: {MEANS[severity]}; {soon}"


def history_of(company: Company) -> list[dict[str, str]]:
    """Return what was done in the file of a company, newest first, as ``<c-timeline>`` draws it; no words."""
    measures = list(Measure.objects.filter(company=company).values_list("pk", flat=True))
    likenesses = list(Resemblance.objects.filter(company=company).values_list("pk", flat=True))
    entries = AuditEntry.objects.filter(
        subject_type=Measure._meta.label_lower, subject_id__in=measures, action__in=_DONE
    )
    moves = StatusChange.objects.filter(
        subject_type=Measure._meta.label_lower, subject_id__in=measures, to_status__in=_MOVED
    )
    looks = StatusChange.objects.filter(subject_type=Resemblance._meta.label_lower, subject_id__in=likenesses)
    rows: list[tuple[AuditEntry | StatusChange, str]] = [
        *((each, str(_DONE[each.action])) for each in entries.select_related("actor")),
        *((each, str(_MOVED[each.to_status])) for each in moves.select_related("actor")),
        *((each, str(_looked(each))) for each in looks.select_related("actor")),
    ]
    return [_event(row, title) for row, title in sorted(rows, key=lambda each: each[0].at, reverse=True)]


def _looked(change: StatusChange) -> str | Promise:
    if change.to_status == Resemblance.Status.OPEN:
        return gettext_lazy("Resembles a company under a pause or ban")
    return Resemblance.Status(change.to_status).label


def _is_found(row: AuditEntry | StatusChange) -> bool:
    """Whether the program found it: whoever registered a company at that moment did not do it."""
    return isinstance(row, StatusChange) and row.to_status == Resemblance.Status.OPEN


def _event(row: AuditEntry | StatusChange, title: str) -> dict[str, str]:
    at = timezone.localtime(row.at)
    return {
        "when": date_format(at, "j F Y, H:i"),
        "datetime": at.isoformat(timespec="minutes"),
        "title": title,
        # Some reasons are words of ours, the others of who decided.
        "text": _(row.reason) if isinstance(row, StatusChange) and row.reason else "",
        "by": row.actor.name if row.actor and not _is_found(row) else _("Jobdesk"),
    }
