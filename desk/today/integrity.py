"""Lines from the files of companies: whom to talk with, and what a second coordinator decides."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from desk.queries.integrity import (
    concerns_to_look_at,
    measures_to_decide,
    replies_to_read,
    resemblances_to_decide,
    talks_due,
)
from desk.today.jobs import Duty, Job, day, person
from employers.models import Company
from jobdesk.trail.access import may
from matching.integrity.words import evidence_words
from matching.models import CompanyConcern, Measure, Severity
from matching.services.integrity import decide_by


def talks(duty: Duty) -> Iterator[Job]:
    """Residents whom a pause or ban touches, and nobody has spoken to."""
    for talk in talks_due(duty.people):
        yield Job(
            due_on=talk.due_on,
            sentence=format_html(
                _("Talk with {name} about {company}"),
                name=person(talk.resident),
                company=_link(talk.measure.company),
            ),
            sub=_("Nobody is proposed to this company now. Ask how it goes, and say who can help."),
            icon="talk",
            kind="stop" if talk.due_on < duty.on else "wait",
            action=_("Look at it"),
            url=reverse("desk:resident", args=[talk.resident.code]),
            key=f"measuretalk-{talk.pk}",
            done=_("Spoken"),
        )


def files(duty: Duty) -> Iterator[Job]:
    """What waits in the files of companies, for those who decide there."""
    if not may(duty.hat, "integrity.decide"):
        return
    for measure in _here(measures_to_decide(duty.user), duty):
        yield _measure(measure, duty)
    for found in _here(resemblances_to_decide(), duty):
        yield Job(
            due_on=found.found_on,
            sentence=format_html(
                _("Is {company} the same as {other}?"),
                company=_link(found.company),
                other=str(found.measure.company),
            ),
            sub=_("There is a measure about the other one. The same: %(evidence)s.")
            % {"evidence": evidence_words(found.evidence)},
            icon="alert",
            kind="stop",
            action=_("Compare and say"),
            url=reverse("matching:resemblance", args=[found.pk]),
            key=f"resemblance-{found.pk}",
        )
    for concern in _here(concerns_to_look_at(), duty):
        yield _concern(concern, duty)
    for reply in _here(replies_to_read(), duty, "measure__company__"):
        yield Job(
            due_on=duty.on,
            sentence=format_html(_("{company} answered to a measure"), company=_link(reply.measure.company)),
            sub=_("It was heard when a coordinator has read it."),
            icon="mail",
            kind="wait",
            action=_("Read it"),
            url=reverse("matching:integrity", args=[reply.measure.company_id]) + "#replies",
            key=f"measurereply-{reply.pk}",
        )


def _measure(measure: Measure, duty: Duty) -> Job:
    due_on = decide_by(measure)
    if measure.end_asked_by is not None:
        sentence, who, due_on = _("Shall the measure about {company} end?"), measure.end_asked_by, duty.on
    else:
        sentence, who = _("A measure about {company} waits for a second coordinator"), measure.proposed_by
    return Job(
        due_on=due_on,
        sentence=format_html(sentence, company=_link(measure.company)),
        sub=_("%(kind)s, asked by %(name)s.") % {"kind": measure.get_kind_display(), "name": who.name},
        icon="bang" if measure.urgent_until_on else "stamp",
        kind="stop" if due_on <= duty.on else "wait",
        action=_("Read and decide"),
        url=reverse("matching:measure_decide", args=[measure.pk]),
        key=f"measure-{measure.pk}",
        fixed_on=measure.urgent_until_on,
    )


def _concern(concern: CompanyConcern, duty: Duty) -> Job:
    is_grave = concern.severity == Severity.GRAVE
    return Job(
        due_on=concern.look_by_on,
        sentence=format_html(
            _("A concern about {company}: {what}"),
            company=_link(concern.company),
            what=str(concern.get_topic_display()),
        ),
        sub=_("%(severity)s. Said on %(day)s by: %(source)s.")
        % {
            "severity": concern.get_severity_display(),
            "day": day(concern.reported_on),
            "source": concern.get_source_display(),
        },
        icon="bang" if is_grave else "heart",
        kind="stop" if is_grave or concern.look_by_on < duty.on else "wait",
        action=_("Look at it"),
        url=reverse("matching:integrity_close", args=[concern.pk]),
        key=f"companyconcern-{concern.pk}",
        is_alarm=is_grave,
        fixed_on=concern.look_by_on if is_grave else None,
    )


def _here(rows: QuerySet, duty: Duty, path: str = "company__") -> QuerySet:
    """Those of the country of the centre that is picked; all of the scope when none is."""
    return rows.filter(**{f"{path}country": duty.centre.country}) if duty.centre else rows


def _link(company: Company) -> SafeString:
    url = reverse("matching:integrity", args=[company.pk])
    return format_html('<a class="strong" href="{}">{}</a>', url, company.organisation.name)
