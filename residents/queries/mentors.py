"""Reads about mentors: the register, who suits a resident, and how many come back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from law.rules.days import add_months
from residents.afterwards.known import known_work
from residents.afterwards.rates import Rate, rate_of
from residents.models import Duo, Mentor, Resident

YEAR = 12  # months after a duo began


@dataclass(frozen=True)
class ReEnrolment:
    """Of the mentors (or residents) with a duo that ended, how many began another one after it."""

    ended: int
    came_back: int

    @property
    def percent(self) -> int | None:
        """The share in whole percents, rounded half up; None without an ended duo."""
        return (200 * self.came_back + self.ended) // (2 * self.ended) if self.ended else None


@dataclass(frozen=True)
class Suggestion:
    """A mentor for one resident: the languages they share, and whether there is room."""

    mentor: Mentor
    shared: list[str]
    has_room: bool


def mentors(field: str = "", status: str = "", language: str = "") -> QuerySet[Mentor]:
    """Return the mentors of the scope by name, with ``running`` and ``ended`` duos counted.

    ``field``: words of their field of work. Names are not searched: they would stand in the address.
    """
    found = Mentor.objects.select_related("centre").annotate(
        running=Count("duos", filter=Q(duos__status=Duo.Status.RUNNING)),
        ended=Count("duos", filter=Q(duos__status=Duo.Status.ENDED)),
    )
    for word in field.split():
        found = found.filter(field__icontains=word)
    if status:
        found = found.filter(status=status)
    if language:
        # Codes stand between commas; no code is the end of another with a comma before it.
        found = found.filter(
            Q(languages=language)
            | Q(languages__startswith=f"{language},")
            | Q(languages__endswith=f",{language}")
            | Q(languages__contains=f",{language},")
        )
    return found.order_by("status", "name", "id")


def re_enrolment(mentors_of: Iterable[Mentor] | None = None) -> ReEnrolment:
    """Return how many mentors came back for another duo after one had ended."""
    chosen = Mentor.objects.all() if mentors_of is None else mentors_of
    duos = Prefetch("duos", queryset=Duo.objects.order_by("started_on", "id"))
    ended = came_back = 0
    for mentor in chosen.prefetch_related(duos):
        days = [duo.ended_on for duo in mentor.duos.all() if duo.ended_on]
        if days:
            ended += 1
            came_back += any(duo.started_on >= min(days) for duo in list(mentor.duos.all())[1:])
    return ReEnrolment(ended, came_back)


def after_year(duos: Iterable[Duo], on: date) -> dict[int, str]:
    """Return what the residents of duos do twelve months after these began, by the key of the duo.

    Those whose day has come by ``on``; empty: not known. What the desk was told goes before the placements.
    """
    days = {duo: add_months(duo.started_on, YEAR) for duo in duos}
    due = {duo: day for duo, day in days.items() if day <= on}
    known = known_work([(duo.resident_id, day) for duo, day in due.items() if not duo.after_year])
    return {duo.pk: duo.after_year or known.get((duo.resident_id, day), "") for duo, day in due.items()}


def after_year_rate(duos: Iterable[Duo], on: date) -> Rate:
    """Return how many residents work or learn twelve months after their duo began, each once.

    Of somebody with several duos the last whose day has come counts.
    """
    found = sorted(duos, key=lambda duo: (duo.started_on, duo.pk))
    states = after_year(found, on)
    return rate_of({duo.resident_id: states[duo.pk] for duo in found if duo.pk in states}.values())


def second_duos(duos: Iterable[Duo]) -> ReEnrolment:
    """Return of the residents with a duo that ended how many began another one after it."""
    by_resident: dict[int, list[Duo]] = {}
    for duo in sorted(duos, key=lambda duo: (duo.started_on, duo.pk)):
        by_resident.setdefault(duo.resident_id, []).append(duo)
    ended = came_back = 0
    for own in by_resident.values():
        days = [duo.ended_on for duo in own if duo.ended_on]
        if days:
            ended += 1
            came_back += any(duo.started_on >= min(days) for duo in own[1:])
    return ReEnrolment(ended, came_back)


def suggestions(resident: Resident) -> list[Suggestion]:
    """Return the available mentors for a resident: those with room first, then with most shared languages."""
    spoken = {resident.language, *(skill.language for skill in resident.language_skills.all())}
    found = [
        Suggestion(
            mentor,
            [
                name
                for code, name in zip(mentor.language_codes, mentor.language_names, strict=True)
                if code in spoken
            ],
            mentor.running < mentor.duos_at_once,
        )
        for mentor in mentors(status=Mentor.Status.ACTIVE)
    ]
    return sorted(found, key=lambda each: (not each.has_room, -len(each.shared), each.mentor.name))
