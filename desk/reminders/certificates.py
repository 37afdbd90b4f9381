"""Certificates and driving licences that expire: which, and in what words."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.reminders.record import TO_DESK, Kind, Topic
from residents.models import Certificate, Resident


def expiring_certificates(more_than: int, at_most: int) -> Callable[[date], QuerySet[Certificate]]:
    """Certificates with so many days left, without a later one for the same."""

    def rows(on: date) -> QuerySet[Certificate]:
        same = Q(skill=OuterRef("skill")) | Q(skill=None, words=OuterRef("words"))
        later = Certificate.objects.filter(
            same, resident=OuterRef("resident"), expires_on__gt=OuterRef("expires_on")
        )
        return (
            Certificate.objects.filter(
                expires_on__gt=on + timedelta(days=more_than), expires_on__lte=on + timedelta(days=at_most)
            )
            .exclude(resident__status=Resident.Status.EXITED)
            .exclude(Exists(later))
            .select_related("resident", "skill")
        )

    return rows


def certificate_text(certificate: Certificate, _on: date) -> str:
    """Return the sentence of the reminder."""
    return _("%(name)s: %(certificate)s is valid until %(day)s.") % {
        "name": certificate.resident.short_name,
        "certificate": certificate.skill.label if certificate.skill else certificate.words,
        "day": date_format(certificate.expires_on, "j F Y"),
    }


def certificate_url(certificate: Certificate) -> str:
    """Return where the certificate is renewed."""
    address = reverse("residents:background", args=[certificate.resident.code])
    return f"{address}#background-certificates"


CERTIFICATE = Topic(
    "certificate",
    gettext_lazy("Certificates and driving licences that expire"),
    gettext_lazy(
        "Certificates and driving licences, 60 and 14 days before they expire: in time for a course or an "
        "examination."
    ),
)


def _certificate(code: str, more_than: int, at_most: int) -> Kind:
    rows = expiring_certificates(more_than, at_most)
    return Kind(
        code=code,
        topic=CERTIFICATE,
        to=TO_DESK,
        rows=rows,
        due="expires_on",
        text=certificate_text,
        url=certificate_url,
    )


CERTIFICATE_14 = _certificate("certificate_14", -1, 14)
CERTIFICATE_60 = _certificate("certificate_60", 14, 60)
