"""The concerns in the file of a company, each as its reader may see it.

Words about a resident are read by the desk of that resident only. A coordinator of another desk of the
country sees that there is a concern: its topic, how grave, when, and what came of it. A coach sees those of
the own desk. This module is the allow-list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from employers.models import Company
from jobdesk.trail.scoping import current_scope, system_scope
from matching.integrity.rules import concern_kinds, topic_of_concern, usual_severity
from matching.models import CompanyConcern, CompanyConcernWords, Concern, Severity, Topic


@dataclass(frozen=True)
class Line:
    """One concern. ``where``: the code of the placement, or which desk; ``url``: its page, if it may be read.

    ``pk``: of a concern about the company that the reader may close; 0: none.
    """

    on: date
    topic: str
    severity: str
    kind: str
    source: str
    where: str
    state: str
    is_open: bool
    url: str = ""
    words: tuple[str, ...] = ()
    pk: int = 0


KINDS = {Severity.GRAVE: "stop", Severity.SERIOUS: "wait", Severity.LOW: ""}


def lines_of(company: Company, *, of_country: bool) -> list[Line]:
    """Return the concerns about a company, newest first. ``of_country``: of other desks too, no words."""
    found = [*_about_work(company, of_country=of_country), *_about_company(company, of_country=of_country)]
    return sorted(found, key=lambda line: (line.on, line.is_open), reverse=True)


def _about_work(company: Company, *, of_country: bool) -> Iterator[Line]:
    own = set(_work_of(company).values_list("pk", flat=True))
    if of_country:
        with system_scope("concerns about a company"):
            rows = list(_work_of(company))
    else:
        rows = list(_work_of(company))
    for concern in rows:
        topic = topic_of_concern(concern.kind)
        severity = Severity.GRAVE if concern.is_grave else Severity(usual_severity(topic))
        is_own = concern.pk in own
        yield Line(
            on=concern.opened_on,
            topic=str(concern.get_kind_display()),
            severity=str(severity.label),
            kind=KINDS[severity],
            source=str(concern.get_source_display()),
            where=concern.placement.code if is_own else _("of another desk"),
            state=str(concern.get_outcome_display() if concern.outcome else concern.get_status_display()),
            is_open=concern.status == Concern.Status.OPEN,
            url=reverse("matching:concern", args=[concern.code]) if is_own else "",
        )


def _work_of(company: Company) -> QuerySet[Concern]:
    return (
        Concern.objects.filter(placement__match__company=company, kind__in=concern_kinds())
        .select_related("placement")
        .order_by("-opened_on", "-pk")
    )


def _about_company(company: Company, *, of_country: bool) -> Iterator[Line]:
    rows = CompanyConcern.objects.filter(company=company).select_related("centre")
    centres = current_scope().centres
    shown = [each for each in rows if of_country or each.centre_id in centres]
    words = _words_of(shown, of_country=of_country)
    for concern in shown:
        severity = Severity(concern.severity)
        yield Line(
            on=concern.reported_on,
            topic=str(Topic(concern.topic).label),
            severity=str(severity.label),
            kind=KINDS[severity],
            source=str(concern.get_source_display()),
            where=str(concern.centre) if concern.centre_id in centres else _where(concern),
            state=str(concern.get_outcome_display() if concern.outcome else concern.get_status_display()),
            is_open=concern.status == CompanyConcern.Status.OPEN,
            words=tuple(words.get(concern.pk, ())),
            pk=concern.pk if of_country else 0,
        )


def _where(concern: CompanyConcern) -> str:
    return _("of another desk") if concern.centre_id else _("of no desk")


def _words_of(concerns: Sequence[CompanyConcern], *, of_country: bool) -> dict[int, list[str]]:
    """The words that the reader may see: of the own desk; of a partner, for coordinators."""
    keys = [each.pk for each in concerns]
    rows = list(CompanyConcernWords.objects.filter(concern__in=keys))
    if of_country:
        # A partner belongs to no desk: somebody of the country must read what it says.
        with system_scope("what a partner says of a company"):
            rows += CompanyConcernWords.objects.filter(concern__in=keys, concern__centre=None)
    found: dict[int, list[str]] = {}
    for row in sorted(rows, key=lambda row: (row.at, row.pk)):
        found.setdefault(row.concern_id, []).append(row.text)
    return found
