"""Print who can sign in to the demo."""

from typing import Any

from django.core.management.base import BaseCommand

from demo.places import DOMAIN, MAIN_LOGINS, PASSWORD, USERS
from jobdesk.trail.access import record_of


class Command(BaseCommand):
    help = "Prints the e-mail addresses and the password of the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Password of everyone: {PASSWORD}")
        for key in MAIN_LOGINS:
            name, _language, role, organisation, _centres = USERS[key]
            address = f"{key}@{DOMAIN}"
            self.stdout.write(f"  {address:<33}{record_of(role).label!s:<15}{name}, {organisation}")
