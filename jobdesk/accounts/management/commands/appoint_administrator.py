"""Let an administrator of a reception agency in: the first ones, and the second one of an agency."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from jobdesk.accounts.access_requests import appoint_administrator
from jobdesk.desks.countries import country_choices
from jobdesk.desks.models import Organisation
from jobdesk.trail.audit import record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope


class Command(BaseCommand):
    help = (
        "E-mails an invitation to be administrator of a reception agency, or approves the request for it "
        "that waits. Nobody in the product makes the first two: check who it is, and that it is somebody "
        "else than the administrator who is there."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--agency", required=True, help="Its name.")
        parser.add_argument("--country", help="Code of its country; with it the agency is made if need be.")
        parser.add_argument("--language", choices=dict(settings.LANGUAGES), default=settings.LANGUAGE_CODE)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
        except ValidationError as error:
            raise CommandError(error.messages[0]) from None
        with system_scope("appoint_administrator"), transaction.atomic():
            agency = self._agency(options["agency"], options["country"])
            try:
                appoint_administrator(
                    email=options["email"],
                    name=options["name"],
                    agency=agency,
                    language=options["language"],
                    site=settings.SITE_URL,
                )
            except RuleBroken as error:
                raise CommandError(error.message) from None
        self.stdout.write(f"Invited: {options['email']}, administrator of {agency.name}.")

    def _agency(self, name: str, country: str | None) -> Organisation:
        agencies = Organisation.objects.filter(kind=Organisation.Kind.AGENCY, name=name)
        if country:
            if country not in dict(country_choices()):
                raise CommandError(f"This site has no country {country!r}.")
            agency, is_new = agencies.get_or_create(
                country=country, defaults={"name": name, "kind": Organisation.Kind.AGENCY}
            )
            if is_new:
                record("organisation.added", agency)
            return agency
        found = agencies.first()
        if found is None:
            names = ", ".join(
                Organisation.objects.filter(kind=Organisation.Kind.AGENCY).values_list("name", flat=True)
            )
            raise CommandError(f"No agency is named {name!r} (there are: {names or 'none'}). Add --country.")
        return found
