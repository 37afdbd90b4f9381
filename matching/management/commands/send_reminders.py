"""`manage.py send_reminders [--on DATE]`: what the hourly task does, for all hours of the day at once."""

from datetime import datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from jobdesk.scoping import system_scope
from matching.models import Digest
from matching.reminders.collect import BATCH, collect
from matching.reminders.digests import digests_to_send, prepare_digests, send_digest
from residents.management.lines import day_argument

LAST_HOUR = time(23, 59)


class Command(BaseCommand):
    help = "Collect the reminders of a day and send the e-mails, whatever hour people chose."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=day_argument, help="the day (default: today)")
        parser.add_argument(
            "--batch", type=int, default=BATCH, help="subjects in one transaction (default: %(default)s)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        on = options["on"] or timezone.localdate()
        now = timezone.make_aware(datetime.combine(on, LAST_HOUR))
        with system_scope("reminders"):
            new = collect(on, options["batch"])
        prepare_digests(now)
        digests = list(digests_to_send(now).values_list("pk", flat=True))
        for pk in digests:
            send_digest(pk, now)
        sent = Digest.objects.filter(pk__in=digests, status=Digest.Status.SENT).count()
        self.stdout.write(f"{new} new reminders, {sent} of {len(digests)} e-mails sent.")
