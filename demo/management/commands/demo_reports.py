"""Ask for the reports that a funder finds on the first day."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from jobdesk.desks.models import Project
from jobdesk.trail.scoping import system_scope
from reports.services import request_report

# The period that was published of a finished project; of the running one: until today.
PUBLISHED_UNTIL = {"ALMERE": date(2023, 12, 31), "F2W2": date(2024, 4, 17)}


class Command(BaseCommand):
    help = "Asks for a report on each project of the demo. The worker makes them."

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        with system_scope("demo data"):
            for project in Project.objects.order_by("starts_on", "code"):
                to_on = PUBLISHED_UNTIL.get(project.code, today)
                request_report(project, from_on=project.starts_on, to_on=to_on, language="nl")
