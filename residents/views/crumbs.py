"""The way to a screen of one resident: the list, the person, here."""

from django.urls import reverse
from django.utils.translation import gettext as _

from residents.models import Resident


def crumbs(resident: Resident, here: str) -> list[tuple[str, str]]:
    """Return (label, address) pairs for the page header; the last has no address."""
    return [
        (_("Residents"), reverse("desk:residents")),
        (resident.full_name, reverse("desk:resident", args=[resident.code])),
        (here, ""),
    ]
