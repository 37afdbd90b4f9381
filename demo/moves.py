"""Two moves between centres (one out, which puts a job at risk, and one in) and a question about a number."""

from datetime import timedelta

from demo.places import Places
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import DESK, Scope, open_scope, system_scope
from residents.models import Resident
from residents.services import announce_relocation, ask_for_number, register_resident


def build_moves(places: Places) -> None:
    """Announce them through the services, as the desks would."""
    almere = places.centres["almere"]
    with open_scope(hat_for(places.users["coach"], Role.COACH).scope):
        announce_relocation(
            Resident.objects.get(first_name="Dawit", last_name="Asmerom"),
            almere,
            moves_on=places.today + timedelta(days=16),
            note="Dawit werkt bij Logis en wil daar graag blijven. Bel Logis over de reis of een kamer.",
        )
    announcer = places.users["coordinator"]
    with open_scope(Scope(reader=DESK, actor=announcer, centres=frozenset({almere.pk}))):
        arriving = register_resident(
            centre=almere,
            from_on=places.today - timedelta(days=90),
            first_name="Bilal",
            last_name="Haddad",
            language="ar",
            reference_missing=Resident.NumberMissing.NOT_SHOWN,
        )
        announce_relocation(
            arriving,
            places.centres["lindenhout"],
            moves_on=places.today + timedelta(days=5),
            note="Wil graag verder met de taalles. De kinderen gaan mee.",
        )
        # Almere registers somebody with a number that Lindenhout has.
        with system_scope("demo data"):
            known = Resident.objects.filter(
                centre=places.centres["lindenhout"], coach=places.users["coach"]
            ).exclude(reference_number="")
            wanted = known.order_by("pk")[3]
        ask_for_number(
            reception=wanted.reception,
            number=wanted.reference_number,
            centre=almere,
            why="Deze persoon staat sinds maandag bij ons aan de balie en zegt dat hij is overgeplaatst.",
        )
