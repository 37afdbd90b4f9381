"""Cases shared with a language school and a municipality: one in each state, with what they wrote."""

from datetime import timedelta

from demo.places import Places
from desk.models import CaseShare, ShareNote
from desk.services import end_share, share_case
from desk.services.entrusted import note_partners_look, write_note
from jobdesk.accounts.hats import hat_for
from jobdesk.desks.models import Organisation
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from matching.models import Placement
from residents.models import Resident, Step
from residents.services import open_step

Part = CaseShare.Part
SPOKEN = {"way": "spoken", "interpreter": "none"}


def build_shares(places: Places) -> None:
    """Share them through the services, as the coach would; the partners look and write."""
    today = places.today
    school = Organisation.objects.get(name="Taalhuis Waterdam")
    municipality = Organisation.objects.get(name="Gemeente Waterdam")
    coach = places.users["coach"]
    with open_scope(hat_for(coach, Role.COACH).scope):
        amina = Resident.objects.get(first_name="Amina", last_name="Darwish")
        karim = Resident.objects.get(first_name="Karim", last_name="Sabbagh")
        leyla = Resident.objects.get(first_name="Leyla", last_name="Ahmed")
        working = Placement.objects.filter(status=Placement.Status.STARTED, resident__coach=coach)
        employed = working.exclude(resident__in=[amina, karim, leyla]).order_by("-started_on")[0].resident
        lessons = share_case(
            amina,
            school,
            parts=[Part.CONTACT, Part.LANGUAGES, Part.PLAN],
            purpose="Taalles op dinsdag en donderdag, afgestemd op werk in de zorg.",
            until_on=today + timedelta(days=150),
            consent=SPOKEN,
        )
        share_case(
            karim,
            school,
            parts=[Part.CONTACT, Part.LANGUAGES],
            purpose="Een plaats in de avondgroep.",
            until_on=today + timedelta(days=5),
            consent=SPOKEN,
        )
        over = share_case(
            leyla,
            school,
            parts=[Part.CONTACT, Part.WORK],
            purpose="Hulp bij een cv.",
            until_on=today + timedelta(days=90),
            consent=SPOKEN,
        )
        end_share(over, is_withdrawn=True)
        insurance = employed.steps.filter(kind="health_insurance", status=Step.Status.OPEN).first()
        entrusted = share_case(
            employed,
            municipality,
            parts=[Part.CONTACT, Part.STEPS, Part.PLACEMENT],
            steps=[insurance or open_step(employed, "health_insurance")],
            purpose="De jobcoach van de gemeente belt na de start.",
            until_on=today + timedelta(days=300),
            consent=SPOKEN,
        )
    for key, share, kind, text in (
        ("partner", lessons, ShareNote.Kind.NOTE, "Amina was bij alle lessen. Zij kan naar de A2-groep."),
        ("partner2", entrusted, ShareNote.Kind.CONCERN, "De reis duurt te lang sinds de bus anders rijdt."),
    ):
        with open_scope(hat_for(places.users[key], Role.PARTNER).scope):
            shared = CaseShare.objects.get(pk=share.pk)
            note_partners_look(shared)
            write_note(shared, kind, text)
