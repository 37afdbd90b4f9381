"""One command, one start of Django: bin/demo has to serve within seconds."""

from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    """Bring the database up to date, fill it when it is empty, say who can sign in."""

    help = "Migrate, load the demo data into an empty database, print the logins. bin/demo calls it."
    requires_system_checks = ()  # they import every screen; the tests run them

    def handle(self, *args, **options) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
        if not get_user_model().objects.exists():
            self.stdout.write("Loading the demo data…")
            call_command("load_demo", stdout=self.stdout)
            call_command("demo_reports", stdout=self.stdout)
        call_command("demo_logins", stdout=self.stdout)
