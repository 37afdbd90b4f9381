"""Rewrite what residents are found by: after a change of the rules of sound."""

from django.core.management.base import BaseCommand

from jobdesk.trail.scoping import system_scope
from residents.models import Resident
from residents.services import index_residents

BATCH = 2_000  # residents in one transaction


class Command(BaseCommand):
    help = "Rebuild the search words of all residents, in batches; the search goes on meanwhile."

    def handle(self, *args, **options) -> None:
        residents, words, last = 0, 0, 0
        with system_scope("rebuild search keys"):
            while batch := list(Resident.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
                words += index_residents(batch)
                residents += len(batch)
                last = batch[-1].pk
        self.stdout.write(f"{residents} residents, {words} search words")
