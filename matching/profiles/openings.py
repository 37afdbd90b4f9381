"""The open vacancies that one resident may be ranked for: the others are left out before they are read whole.

``candidates.py`` the other way round. The database looks for the work, the start and the hours; what is
left is held against the week and the journey. Nobody is ranked for a company under a pause or ban. Whatever
is sure to fail by much is left out, as the scorer would; the others are judged by ``matching/scoring``
only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from employers.models import Vacancy
from employers.queries import work_language
from jobdesk.desks.places import points_of
from jobdesk.vocabulary.models import Occupation, Scheme
from jobdesk.vocabulary.own_words import Reader
from matching.integrity.standing import barred
from matching.models import MatchProfile
from matching.profiles.groups import MINOR_GROUP
from matching.profiles.journeys import travel_to
from matching.scoring import TOLERANCES, Travel
from matching.scoring.asked import has_nights
from matching.scoring.coefficients import FIRST_CONTRACT
from matching.scoring.journeys import MEANS, kilometres, shortest
from matching.scoring.records import Point, Profile


def openings(row: MatchProfile, profile: Profile, on: date) -> list[int]:
    """Return the keys of the vacancies, of the open scope, that may suit a resident, as on a day."""
    rows = list(_chosen(row, profile, on).values_list("pk", "municipality", "shifts"))
    places = {municipality for _pk, municipality, _shifts in rows}
    points, travel = points_of({(place, row.country) for place in places}), travel_to(places)
    too_far = {
        (place, is_night): _is_too_far(profile, place, points.get((place, row.country)), travel, is_night)
        for place in places
        for is_night in (False, True)
    }
    return [
        pk
        for pk, municipality, shifts in rows
        if _has_time(profile, shifts or 0) and not too_far.get((municipality, has_nights(shifts)))
    ]


def _chosen(row: MatchProfile, profile: Profile, on: date) -> QuerySet[Vacancy]:
    in_time = Vacancy.objects.filter(
        _starts(profile, on),
        _hours(profile),
        status=Vacancy.Status.OPEN,
        company__organisation__country=row.country,
    ).exclude(barred(on))
    groups = {unit[:MINOR_GROUP] for unit in (row.isco_1, row.isco_2, row.isco_3) if unit}
    wishes = set((row.wishes or "").split())
    read = [pk for pk, unit in _read_units(in_time) if unit[:MINOR_GROUP] in groups or unit in wishes]
    terms = list(_occupations(groups, wishes))
    return in_time.filter(Q(occupation__in=terms) | Q(pk__in=read)).order_by("pk")


def _occupations(groups: Collection[str], wishes: Collection[str]) -> QuerySet[Occupation, int]:
    """Terms of one of these minor groups, or of a unit group that somebody wishes."""
    units = Q(scheme=Scheme.ISCO, code__in=wishes)
    parents = Q(parent__scheme=Scheme.ISCO, parent__code__in=wishes)
    for group in groups:
        units |= Q(scheme=Scheme.ISCO, code__startswith=group)
        parents |= Q(parent__scheme=Scheme.ISCO, parent__code__startswith=group)
    return Occupation.objects.filter(units | parents).order_by().values_list("pk", flat=True)


def _read_units(vacancies: QuerySet[Vacancy]) -> Iterator[tuple[int, str]]:
    """The vacancies in own words that mean a work without a doubt, with its unit group."""
    in_words = vacancies.exclude(occupation_words="").select_related("company__organisation")
    reader = None
    for each in in_words.order_by("pk"):
        reader = reader or Reader()
        unit = reader.sure(each.occupation_words, work_language(each), misread_as=each.misread_as)
        if unit:
            yield each.pk, unit


def _starts(profile: Profile, on: date) -> Q:
    """Not much sooner than somebody may begin, nor so late that the right to work ends too soon after."""
    found = Q()
    if profile.eligible_from:
        lead = 0 if profile.permit_employer else profile.lead_days or 0
        late = profile.eligible_from.toordinal() + lead - TOLERANCES.days
        if late > on.toordinal():
            found &= Q(starts_on__gte=date.fromordinal(min(late, date.max.toordinal())))
    if profile.work_until and profile.work_until != date.max:
        shortest_contract = min(TOLERANCES.open_contract_days, FIRST_CONTRACT.days + 1)
        enough = -(-shortest_contract // TOLERANCES.one_of_contract)
        # Of a last day that the vacancy says, the scorer knows half.
        in_time = Q(starts_on__lte=profile.work_until - timedelta(days=enough - 1))
        found &= in_time | Q(ends_on__isnull=False)
    return found


def _hours(profile: Profile) -> Q:
    if profile.hours_max is None:
        return Q()
    return Q(hours__isnull=True) | Q(hours__lte=profile.hours_max + TOLERANCES.hours)


def _has_time(profile: Profile, shifts: int) -> bool:
    """Whether enough of the week is free, or nearly; without any shifts that is asked first."""
    free = shifts & ~profile.lessons
    if profile.availability is None:
        return 2 * free.bit_count() >= shifts.bit_count()
    free &= profile.availability
    return free.bit_count() * TOLERANCES.one_of_shifts >= shifts.bit_count()


def _is_too_far(
    profile: Profile, municipality: str, point: Point | None, travel: Travel, is_night: bool
) -> bool:
    """Whether the journey is sure to be too long: as a desk knows it, else by the estimate."""
    if profile.travel_max is None:
        return False
    furthest = profile.travel_max + TOLERANCES.minutes
    known = (travel.known_at_night if is_night else travel.known).get((profile.centre, municipality))
    if known is not None:
        return known > furthest
    if profile.point is None or point is None:
        return False
    means = MEANS if profile.means is None else profile.means
    journey = shortest(kilometres(profile.point, point, travel), means, travel, is_night=is_night)
    return journey is None or journey.minutes > furthest
