"""Plans of three residents: a goal in their own words, what is agreed, and the next review."""

from datetime import timedelta

from demo.places import Places
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from residents.choices import Barrier
from residents.models import Goal, PlanAction, Resident
from residents.services import close_action, plan_action, plan_review, set_goal


def build_plans(places: Places) -> None:
    """Write them through the services, as the coach would."""
    owner = PlanAction.Owner
    with open_scope(hat_for(places.users["coach"], Role.COACH).scope):
        yonas = Resident.objects.get(first_name="Yonas", last_name="Tekle")
        job = set_goal(yonas, Goal.Kind.PAID_JOB, words="Ik wil weer in een hotel werken, met mensen.")
        set_goal(yonas, Goal.Kind.EDUCATION, words="Later leer ik voor kok.")
        done = plan_action(
            yonas, "Cv maken in het Nederlands", owner=owner.COACH, due_on=places.today, goal=job
        )
        close_action(done)
        plan_action(
            yonas,
            "Bellen met de gemeente over het BSN",
            owner=owner.COACH,
            due_on=places.today + timedelta(days=2),
            goal=job,
        )
        plan_action(
            yonas,
            "Fietsen naar De Linde oefenen",
            owner=owner.RESIDENT,
            due_on=places.today + timedelta(days=9),
            barrier=Barrier.MOBILITY,
        )
        plan_review(yonas, places.today + timedelta(days=5))
        amina = Resident.objects.get(first_name="Amina", last_name="Darwish")
        learning = set_goal(amina, Goal.Kind.WORK_EXPERIENCE, words="Eerst ervaring in de zorg.")
        plan_action(
            amina,
            "Opvang voor de kinderen regelen",
            owner=owner.AGENCY,
            due_on=places.today + timedelta(days=6),
            barrier=Barrier.CHILD_CARE,
        )
        plan_action(
            amina,
            "Kennismaken in het verpleeghuis",
            owner=owner.RESIDENT,
            due_on=places.today + timedelta(days=12),
            goal=learning,
        )
