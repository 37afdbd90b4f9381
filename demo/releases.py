"""What the hotel may see of a candidate, and a coach's own words on two cards."""

from datetime import timedelta

from django.utils import timezone

from demo.places import Places
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from matching.employer_side.candidates import candidate
from matching.models import Proposal, Release
from matching.services import approve_card_text, note_release_viewed, release_fields, write_card_text
from residents.choices import Interpreter

APPROVED = "Is grote huizen gewend en werkt graag vroeg. Kan ook een linnenkamer op orde houden."
TO_BE_READ = "Deed het huishouden van een hotel in Syrië, spreekt Arabisch met gasten."


def build_releases(places: Places) -> None:
    """Release a name and a telephone number, which the hotel looked at twice; write on two cards."""
    today = timezone.localdate()
    with open_scope(hat_for(places.users["coach"], Role.COACH).scope):
        of_hotel = Proposal.objects.filter(vacancy__company=places.companies["linde"]).select_related(
            "resident__centre", "vacancy__company__organisation"
        )
        invited = of_hotel.filter(status=Proposal.Status.INVITED).order_by("pk")[0]
        first, second = of_hotel.filter(status=Proposal.Status.PROPOSED).order_by("pk")[:2]
        release_fields(
            invited,
            ["first_name", "phone"],
            until_on=today + timedelta(days=20),
            interpreter=Interpreter.PHONE,
            interpreter_language=invited.resident.language,
        )
        write_card_text(first, APPROVED, "nl")
        approve_card_text(first, candidate(first, today).mark)
        write_card_text(second, TO_BE_READ, "nl")
    with open_scope(hat_for(places.users["employer"], Role.EMPLOYER).scope):
        release = Release.objects.select_related("proposal").get()
        for _look in range(2):
            note_release_viewed(release)
