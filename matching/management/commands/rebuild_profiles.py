"""Hold every match profile against the file: after a change of how one is built."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from matching.models import ProfileRound
from matching.profiles import reconcile, settle_all


class Command(BaseCommand):
    help = "Build all match profiles from the file again, in batches; goes on where it was broken off."

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        with system_scope("rebuild profiles"):
            # The round of the night is over: it was made by the rules of before.
            ProfileRound.objects.filter(on=today, finished_at__isnull=False).delete()
            found = reconcile(today)
            settle_all()
        self.stdout.write(f"Residents: {found.done}. Profiles that were another: {found.drifted}.")
