"""Wishes that enough people share to make a group of: the beauty of bundling on one screen."""

from demo.places import Places
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from jobdesk.vocabulary.models import Skill
from residents.models import Resident, WantedCertificate
from residents.services import make_training
from residents.services.background import record_background


def build_wishes(places: Places) -> None:
    """Let seven people want a safety certificate, and make a language group of three."""
    with open_scope(hat_for(places.users["coach"], Role.COACH).scope):
        guided = Resident.objects.filter(
            status=Resident.Status.GUIDANCE, centre=places.centres["lindenhout"]
        ).order_by("pk")
        skill = Skill.objects.get(scheme="own", code="vca-basic")
        for resident in guided[:7]:
            record_background(
                resident, WantedCertificate, {"skill": skill, "words": "", "remark": "Voor werk in de bouw"}
            )
        make_training(
            "Nederlands op de werkvloer",
            guided[7:10],
            project=places.projects["GRENSLAND"],
            centre=places.centres["lindenhout"],
            led_by=places.users["coach"],
        )
