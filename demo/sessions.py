"""Group sessions of the running project: one that was held, one of today, and what is coming."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from demo.places import Places
from jobdesk.accounts.hats import hat_for
from jobdesk.accounts.models import User
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from residents.choices import Interpreter
from residents.models import Attendance, GroupSession, Resident
from residents.services import close_session, invite, plan_session, record_outcome, set_present

KINDS = GroupSession.Kind
# kind, title, days from today, hour, minutes, places, language, guest, how many invited, how many came
LINDENHOUT = (
    (KINDS.INFORMATION, "Werken in Nederland: hoe begint u?", -12, 10, 90, 20, "ti", "", 9, 6),
    (KINDS.TRAINING, "Solliciteren: oefenen voor het gesprek", -6, 13, 120, 12, "en", "", 6, 5),
    (KINDS.MEET_GREET, "Kennismaken met Hotel De Linde", 0, 8, 60, 15, "en", "Hotel De Linde", 7, 0),
    (KINDS.INFORMATION, "Werk en de bijdrage aan het COA", 5, 14, 90, 25, "ar", "", 11, 0),
)
BILZERBOS = (
    (KINDS.INFORMATION, "Travailler en Belgique : par où commencer ?", -9, 10, 90, 15, "fr", "", 7, 5),
    (KINDS.INFORMATION, "Le cumul, expliqué", 3, 10, 60, 15, "fr", "", 8, 0),
)


def build_sessions(places: Places) -> None:
    """Plan them as the coaches do, and tick who came."""
    for coach, centre, plans in (
        ("coach", "lindenhout", LINDENHOUT),
        ("coach2", "bilzerbos", BILZERBOS),
    ):
        user = places.users[coach]
        with open_scope(hat_for(user, Role.COACH).scope):
            people = list(
                Resident.objects.filter(centre=places.centres[centre])
                .exclude(status=Resident.Status.EXITED)
                .select_related("centre")
                .order_by("code")
            )
            for number, plan in enumerate(plans):
                _session(places, centre, user, plan, people[number * 11 :])


def _session(places: Places, centre: str, user: User, plan: tuple, people: list[Resident]) -> None:
    kind, title, days, hour, minutes, capacity, language, guest, invited, came = plan
    day = places.today + timedelta(days=days)
    session = plan_session(
        kind=kind,
        title=title,
        project=places.projects["GRENSLAND"],
        centre=places.centres[centre],
        place="Zaal 2" if centre == "lindenhout" else "Salle polyvalente",
        starts_at=timezone.make_aware(datetime.combine(day, time(hour))),
        minutes=minutes,
        capacity=capacity,
        language=language,
        interpreter=Interpreter.NONE if language == "en" else Interpreter.PRESENT,
        led_by=user,
        guest=guest,
        note="",
    )
    invite(session, people[:invited])
    for resident in people[:came]:
        attendance = set_present(session, resident, is_present=True)
        if kind == KINDS.TRAINING:
            record_outcome(attendance, Attendance.Outcome.COMPLETED)
    if days < 0:
        close_session(session)
