"""A register of three mentors with two duos, one of which has ended well."""

from datetime import timedelta

from demo.places import Places
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from residents.models import Duo, Resident
from residents.services import add_mentor, end_duo, log_duo_meeting, start_duo


def build_mentors(places: Places) -> None:
    """Write them through the services, as the coach would."""
    today, centre = places.today, places.centres["lindenhout"]
    with open_scope(hat_for(places.users["coach"], Role.COACH).scope):
        care = add_mentor(
            centre=centre,
            name="Truus Mulder",
            field="Zorg en welzijn",
            languages="nl,en,ar",
            availability="dinsdagavond",
            phone="06 12 00 00 01",
            since_on=today - timedelta(days=500),
        )
        building = add_mentor(
            centre=centre,
            name="Kees de Jong",
            field="Bouw en techniek",
            languages="nl,de",
            availability="vrijdag",
            since_on=today - timedelta(days=220),
        )
        add_mentor(
            centre=centre,
            name="Hanna Woldemariam",
            field="Horeca",
            languages="nl,ti,am,en",
            availability="in het weekend",
            duos_at_once=2,
            since_on=today - timedelta(days=40),
        )
        leyla = Resident.objects.get(first_name="Leyla", last_name="Ahmed")
        first = start_duo(care, leyla, "Een cv en een netwerk in de zorg", today - timedelta(days=200))
        end_duo(first, Duo.Outcome.NETWORK, today - timedelta(days=60))
        amina = Resident.objects.get(first_name="Amina", last_name="Darwish")
        second = start_duo(care, amina, "Kennismaken met werken in de zorg", today - timedelta(days=30))
        log_duo_meeting(second, today - timedelta(days=21), "Samen vacatures gelezen.")
        log_duo_meeting(second, today - timedelta(days=7), "Geoefend voor een gesprek.")
        karim = Resident.objects.get(first_name="Karim", last_name="Sabbagh")
        start_duo(building, karim, "Een dag meelopen op de bouw", today - timedelta(days=12))
