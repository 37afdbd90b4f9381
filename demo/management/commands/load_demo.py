"""Load the demo data into an empty database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from demo.aftercare import build_aftercare
from demo.almere import build_almere
from demo.answers import build_answers
from demo.appointments import build_appointments
from demo.candidates import build_candidates, look_at_candidates
from demo.clashes import build_clashes
from demo.coaching import build_coaching
from demo.colleagues import build_colleagues
from demo.doubles import build_doubles
from demo.employers import build_employers
from demo.fairs import build_fairs
from demo.future2work import build_future2work
from demo.guides import build_guides
from demo.integrity import build_integrity
from demo.jobs import build_jobs
from demo.law import build_law
from demo.mentors import build_mentors
from demo.moves import build_moves
from demo.openings import build_openings
from demo.papers import build_papers
from demo.pipeline import build_pipeline
from demo.places import build_places
from demo.plans import build_plans
from demo.releases import build_releases
from demo.running import build_running
from demo.sessions import build_sessions
from demo.shares import build_shares
from demo.terms import build_terms
from demo.wishes import build_wishes
from jobdesk.desks.models import Project
from jobdesk.trail.scoping import system_scope
from matching.models import ProfileChange
from matching.profiles import BATCH, build_profiles, settle_all
from matching.services.suggestions import renew_suggestions
from residents.models import Resident
from residents.services import assess_many


class Command(BaseCommand):
    help = "Loads two finished projects and a running one into a database without projects."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="Do nothing when there is data.")

    def handle(self, *args: Any, **options: Any) -> None:
        if Project.objects.exists():
            if options["if_empty"]:
                return
            raise CommandError("This database has projects already; the demo data needs an empty one.")
        today = timezone.localdate()
        with system_scope("demo data"), transaction.atomic():
            places = build_places(today)
            build_almere(places)
            build_future2work(places)
            build_running(places)
            build_candidates(places)
            build_papers(places)
            build_plans(places)
            build_mentors(places)
            build_wishes(places)
            build_doubles(places)
            build_moves(places)
            build_sessions(places)
            build_law(places)
            build_guides(places)
            build_appointments(places)
            build_jobs(places)
            build_colleagues(places)
            build_employers(places)
            build_openings(places)
            build_answers(places)
            build_releases(places)
            build_pipeline(places)
            build_shares(places)
            build_coaching(places)
            build_aftercare(places)
            build_terms(places)
            build_integrity(places)
            everybody = list(Resident.objects.values_list("pk", flat=True))
            assess_many(everybody, today)
            for first in range(0, len(everybody), BATCH):
                build_profiles(everybody[first : first + BATCH], today)
            ProfileChange.objects.all().delete()
            build_fairs(places)
            renew_suggestions(today)
            look_at_candidates(places)
            build_clashes(places)
            settle_all()
            self.stdout.write(f"Demo data loaded: {Resident.objects.count()} residents.")
