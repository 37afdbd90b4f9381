"""How an event of the procedure reads in a list."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from residents.models import LegalEvent


@dataclass(frozen=True)
class EventLine:
    """An event as a list shows it."""

    pk: int
    on: date
    name: str
    detail: str


def event_line(event: LegalEvent) -> EventLine:
    """Put an event in words."""
    subsequent = _("Subsequent application") if event.is_subsequent else ""
    return EventLine(
        pk=event.pk,
        on=event.on,
        name=event.get_type_display(),
        detail=event.value_text or subsequent or event.employer,
    )
