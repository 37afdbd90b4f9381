"""The way to a screen of one resident: the list, the person, here."""

from django.utils.translation import gettext as _

from jobdesk.web.pages import page_url
from residents.models import Resident


def crumbs(resident: Resident, here: str) -> list[tuple[str, str]]:
    """Return (label, address) pairs for the page header; the last has no address."""
    return [
        (_("Residents"), page_url("residents")),
        (resident.full_name, page_url("resident", resident.code)),
        (here, ""),
    ]
