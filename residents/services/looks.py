"""Who looked at a case: kept once a day for each person, so that the trail stays readable."""

from django.utils import timezone

from jobdesk.trail.audit import AuditEntry, record
from jobdesk.trail.scoping import current_scope
from residents.models import Resident

ACTION = "resident.viewed"


def note_look(resident: Resident) -> None:
    """Record ``resident.viewed`` by the actor of the open scope, unless it is there today already."""
    seen = AuditEntry.objects.filter(
        action=ACTION,
        resident_id=resident.pk,
        actor=current_scope().actor,
        at__gte=timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0),
    )
    if not seen.exists():
        record(ACTION, resident)
