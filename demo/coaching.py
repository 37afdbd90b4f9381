"""Two coaches who hold cases together, and the days on which the coaches are at their desks."""

from datetime import time, timedelta

from demo.places import Places
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from residents.models import CoachDay, Resident
from residents.services import assign_coaches
from residents.services.coaching import add_absence, pair_coaches

# who, where, weekdays (0 is Monday); nobody is at Lindenhout on Friday
DAYS = (
    ("coach", "lindenhout", (0, 3)),
    ("coach", "havenkwartier", (1,)),
    ("coach3", "lindenhout", (1, 2)),
    ("coach2", "bilzerbos", (0, 1, 3, 4)),
)
TOGETHER = (("Amina", "Darwish"), ("Karim", "Sabbagh"), ("Leyla", "Ahmed"))


def build_coaching(places: Places) -> None:
    """Write the days since the spring; share three cases; one coach is away in two weeks."""
    since = places.today - timedelta(days=200)
    for key, centre, weekdays in DAYS:
        CoachDay.create_many(
            [
                CoachDay(
                    user=places.users[key],
                    centre=places.centres[centre],
                    weekday=weekday,
                    begins_at=time(9),
                    ends_at=time(16, 30),
                    from_on=since,
                )
                for weekday in weekdays
            ]
        )
    coach, second = places.users["coach"], places.users["coach3"]
    with open_scope(hat_for(places.users["coordinator"], Role.COORDINATOR).scope):
        pair_coaches(places.centres["lindenhout"], coach, second)
        for first_name, last_name in TOGETHER:
            person = Resident.objects.get(first_name=first_name, last_name=last_name, coach=coach)
            assign_coaches(person, coach, second)
    with open_scope(hat_for(second, Role.COACH).scope):
        add_absence(second, places.today + timedelta(days=14), places.today + timedelta(days=18))
