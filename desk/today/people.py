"""Lines about people: their documents, their right to work, intakes that lie, and who was not seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.queries.today import (
    consents_ending,
    documents_expiring,
    residents_newly_allowed,
    residents_not_seen,
    unfinished_intakes,
)
from desk.today.jobs import AHEAD_DAYS, Duty, Job, day, person
from law.engine import NEEDS_NOTIFICATION, NEEDS_PERMIT
from residents.models import Resident

EXPIRES_SOON_DAYS = 14  # an ending document is for today from here on,
EXPIRES_DAYS = 30  # and for this week from here on
EXPIRED_DAYS = 30  # an expired one is shown this long
ALLOWED_SINCE_DAYS = 6  # a coach who comes once a week must not miss it
NO_CONTACT_DAYS = 30
INTAKE_DAYS = 7  # an intake that lies longer is for today


def documents(duty: Duty) -> Iterator[Job]:
    """Documents that expire, or have expired."""
    on = duty.on
    since, until = on - timedelta(days=EXPIRED_DAYS), on + timedelta(days=EXPIRES_DAYS)
    for document in documents_expiring(duty.people, since, until):
        left = (document.until_on - on).days
        names = {"name": person(document.resident), "document": document.get_type_display()}
        if left < 0:
            sentence, sub = _("{name}: {document} has expired"), _("It was valid until %(day)s.")
        else:
            sentence = ngettext(
                "{name}: {document} expires in {days} day", "{name}: {document} expires in {days} days", left
            )
            sub = _("It is valid until %(day)s. Ask for the renewal in time.")
        soon = on if left <= EXPIRES_SOON_DAYS else on + timedelta(days=AHEAD_DAYS)
        yield Job(
            due_on=document.until_on if left < 0 else soon,
            sentence=format_html(sentence, days=left, **names),
            sub=sub % {"day": date_format(document.until_on, "j F Y")},
            icon="doc",
            kind="stop" if left < 0 else "wait",
            action=_("Record the document"),
            url=reverse("residents:procedure", args=[document.resident.code]),
            key=f"document-{document.pk}",
            fixed_on=document.until_on,
        )


def newly_allowed(duty: Duty) -> Iterator[Job]:
    """People whose right to work begins, or has just begun."""
    on = duty.on
    since = on - timedelta(days=ALLOWED_SINCE_DAYS)
    for resident in residents_newly_allowed(duty.people, since, duty.until):
        first = resident.work_allowed_from
        if first == on:
            sentence = _("{name} may work from today")
        elif first < on:
            sentence = _("{name} may work since {day}")
        else:
            sentence = _("{name} may work from {day}")
        needs_intake = resident.status != Resident.Status.GUIDANCE
        yield Job(
            due_on=max(first, on),
            sentence=format_html(sentence, name=person(resident), day=day(first)),
            sub=_allowed_sub(resident),
            icon="flag",
            kind="go",
            action=_allowed_action(resident),
            url=reverse("residents:intake", args=[resident.code])
            if needs_intake
            else reverse("matching:suiting", args=[resident.code]),
            key=f"allowed-{resident.code}",
        )


def _allowed_action(resident: Resident) -> str:
    if resident.status == Resident.Status.GUIDANCE:
        return _("Vacancies that suit")
    return _("Finish the intake") if resident.status == Resident.Status.INTAKE else _("Do the intake")


def _allowed_sub(resident: Resident) -> str:
    if resident.work_outcome == NEEDS_PERMIT:
        return _("The employer needs a work permit first.")
    if resident.work_outcome == NEEDS_NOTIFICATION:
        return _("The employer notifies the work first.")
    return _("There is no placement yet.")


def intakes(duty: Duty) -> Iterator[Job]:
    """Intakes that were begun and not finished."""
    on = duty.on
    for intake in unfinished_intakes(duty.people):
        lies = (on - intake.started_on).days
        yield Job(
            due_on=on if lies >= INTAKE_DAYS else on + timedelta(days=1),
            sentence=format_html(_("{name}: the intake is not finished"), name=person(intake.resident)),
            sub=_("Begun on %(day)s.") % {"day": day(intake.started_on)},
            icon="pen",
            kind="wait" if lies >= INTAKE_DAYS else "",
            action=_("Finish the intake"),
            url=reverse("residents:intake", args=[intake.resident.code]),
            key=f"intake-{intake.pk}",
        )


def consents(duty: Duty) -> Iterator[Job]:
    """Consents that end, or have ended, and were not renewed."""
    on = duty.on
    for consent in consents_ending(duty.people, on):
        has_ended = consent.until_on < on
        if has_ended:
            sentence, sub = _("{name}: a consent has ended"), _("%(what)s. It held until %(day)s.")
        else:
            sentence, sub = _("{name}: a consent ends soon"), _("%(what)s. It holds until %(day)s.")
        yield Job(
            due_on=on if has_ended else on + timedelta(days=AHEAD_DAYS),
            sentence=format_html(sentence, name=person(consent.resident)),
            sub=sub % {"what": consent.get_purpose_display(), "day": date_format(consent.until_on, "j F Y")},
            icon="pen",
            kind="wait",
            action=_("Ask again"),
            url=f"{reverse('residents:consents', args=[consent.resident.code])}?purpose={consent.purpose}",
            key=f"consent-{consent.pk}",
        )


def not_seen(duty: Duty) -> Iterator[Job]:
    """People in guidance with whom nobody spoke for a month."""
    on = duty.on
    for resident in residents_not_seen(duty.people, on - timedelta(days=NO_CONTACT_DAYS)):
        if resident.last_contact_on:
            days = (on - resident.last_contact_on).days
            sentence = format_html(_("{name}: no contact for {days} days"), name=person(resident), days=days)
            sub = _("Last seen on %(day)s.") % {"day": day(resident.last_contact_on)}
        else:
            sentence = format_html(_("{name}: in guidance, but never seen"), name=person(resident))
            sub = _("No contact has been logged.")
        yield Job(
            due_on=on + timedelta(days=AHEAD_DAYS),
            sentence=sentence,
            sub=sub,
            icon="phone",
            kind="",
            action=_("Log a contact"),
            url=f"{reverse('residents:outreach')}?resident={resident.code}",
            key=f"unseen-{resident.code}",
        )
