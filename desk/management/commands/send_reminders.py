"""`manage.py send_reminders [--on DATE]`: what the hourly task does, for all hours of the day at once."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from desk.models import Digest
from desk.reminders.collect import BATCH, collect
from desk.reminders.digests import digests_to_send, prepare_digests, send_digest
from jobdesk.trail.scoping import system_scope
from residents.management.lines import day_argument

LAST_HOUR = 23


class Command(BaseCommand):
    help = "Collect the reminders of a day and send the e-mails, whatever hour people chose."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--on", type=day_argument, help="the day, to catch up on one that was missed (default: today)"
        )
        parser.add_argument(
            "--batch", type=int, default=BATCH, help="subjects in one transaction (default: %(default)s)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        on = options["on"] or timezone.localdate(now)
        if on > timezone.localdate(now):
            raise CommandError(f"{on} has not come yet: what is due then may be done by then.")
        with system_scope("reminders"):
            new = collect(on, options["batch"])
        # The day is the one asked for, the clock is the real one: what a worker is sending, or has put off
        # after a failure, is left to it.
        prepare_digests(now, day=on, hour=LAST_HOUR)
        digests = list(digests_to_send(now).values_list("pk", flat=True))
        for pk in digests:
            send_digest(pk, now)
        found = Counter(Digest.objects.filter(pk__in=digests).values_list("status", flat=True))
        self.stdout.write(f"{new} new reminders, {found[Digest.Status.SENT]} of {len(digests)} e-mails sent.")
        if found[Digest.Status.WAITING]:
            self.stdout.write(f"{found[Digest.Status.WAITING]} did not get through and are tried again.")
        if refused := sum(found[status] for status in Digest.UNDELIVERED):
            self.stdout.write(f"{refused} cannot be delivered: see /deliveries/.")
