"""Whether a resident agreed: the one place that reads consents. To show or note something, ask here."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from residents.models import Consent, Resident

ENDS_SOON = timedelta(days=30)
HEALTH_REFUSED = gettext_lazy("Ask first whether health may be noted, and record the consent.")


def holding_on(day: date, consent: str = "") -> Q:
    """The consents that hold on a day, as ``Consent.holds_on`` says it of one.

    ``consent`` leads from a row to its consent, where rows are filtered that rest on one.
    """
    path = f"{consent}__" if consent else ""
    return (
        Q(**{f"{path}given_on__lte": day})
        & (Q(**{f"{path}until_on__isnull": True}) | Q(**{f"{path}until_on__gte": day}))
        & (Q(**{f"{path}withdrawn_on__isnull": True}) | Q(**{f"{path}withdrawn_on__gt": day}))
    )


def has_consent(resident: Resident, purpose: Consent.Purpose, on: date) -> bool:
    """Whether a resident agrees to something on a day."""
    return resident.consents.filter(holding_on(on), purpose=purpose).exists()


def may_note_health(resident: Resident) -> bool:
    """Whether the desk may note today what somebody's health means for work."""
    return has_consent(resident, Consent.Purpose.HEALTH, timezone.localdate())


def agrees(purpose: Consent.Purpose, on: date, resident: str = "pk") -> Exists:
    """Say of each row whether its resident agrees on a day; ``resident`` leads from the row to them."""
    return Exists(Consent.objects.filter(holding_on(on), purpose=purpose, resident=OuterRef(resident)))


def ending_consents(on: date) -> QuerySet[Consent]:
    """Return consents that end, or ended, within 30 days and were neither renewed nor withdrawn.

    Not those that are meant to end (``Consent.ENDING``).
    """
    later = Consent.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gt=OuterRef("until_on")),
        resident=OuterRef("resident"),
        purpose=OuterRef("purpose"),
        recipient=OuterRef("recipient"),
        withdrawn_on__isnull=True,
    )
    return (
        Consent.objects.filter(
            ~Exists(later), withdrawn_on__isnull=True, until_on__range=(on - ENDS_SOON, on + ENDS_SOON)
        )
        .exclude(Q(resident__status=Resident.Status.EXITED) | Q(purpose__in=Consent.ENDING))
        .select_related("resident__centre", "resident__coach")
        .order_by("until_on", "id")
    )


@dataclass(frozen=True)
class ConsentLine:
    """A consent as screens show it: how it stands, in words."""

    consent: Consent
    holds: bool
    state: str
    kind: str  # of the badge


def consent_lines(resident: Resident, on: date) -> list[ConsentLine]:
    """Return the consents of a resident, those that hold first, the newest of each first."""
    lines = [_line(each, on) for each in resident.consents.select_related("recorded_by")]
    return sorted(lines, key=lambda line: not line.holds)


def _line(consent: Consent, on: date) -> ConsentLine:
    holds = consent.holds_on(on)
    if consent.withdrawn_on:
        words = _("Withdrawn on %(day)s") % {"day": date_format(consent.withdrawn_on, "j F Y")}
        return ConsentLine(consent, holds, words, "stop")
    if consent.until_on is None:
        return ConsentLine(consent, holds, _("Until it is withdrawn"), "go")
    day = {"day": date_format(consent.until_on, "j F Y")}
    if not holds:
        return ConsentLine(consent, holds, _("Ended on %(day)s") % day, "stop")
    ends_soon = consent.until_on - on <= ENDS_SOON
    return ConsentLine(consent, holds, _("Until %(day)s") % day, "wait" if ends_soon else "go")
