"""Reads for one case: all that its page and its card show."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils import timezone

from desk.models import CardLink, CardVacancy
from employers.models import Vacancy
from matching.models import Filing, Placement
from residents.models import Resident, Step


def with_case(residents: QuerySet[Resident]) -> QuerySet[Resident]:
    """Fetch, with the residents, all that the path and the card read: eight queries however many they are."""
    placements = (
        Placement.objects.select_related("match__company__organisation")
        .prefetch_related("check_ins")
        .order_by("-planned_start_on", "-id")
    )
    work = CardVacancy.objects.filter(vacancy__status=Vacancy.Status.OPEN).select_related("vacancy__company")
    return residents.select_related("centre", "coach", "second_coach").prefetch_related(
        "legal_events",
        "documents",
        "steps",
        "language_skills",
        "households",
        Prefetch("placements", queryset=placements),
        Prefetch("card_vacancies", queryset=work),
    )


def with_papers(steps: Sequence[Step]) -> Sequence[Step]:
    """Fetch with each step what its company sent and the desk still has to look at: ``papers_waiting``."""
    waiting = Filing.objects.waiting().select_related("placement")
    prefetch_related_objects(steps, Prefetch("filings", queryset=waiting, to_attr="papers_waiting"))
    return steps


def card_links_of(resident: Resident) -> QuerySet[CardLink]:
    """The private links to a resident's step card that still work, newest first."""
    return CardLink.objects.filter(
        resident=resident, revoked_at=None, expires_at__gt=timezone.now()
    ).select_related("created_by")


def known_net_wage(resident: Resident) -> Decimal | None:
    """The net wage a month that the desk last wrote on a step card, or None."""
    links = CardLink.objects.filter(resident=resident).exclude(net_month=None).order_by("-created_at", "-id")
    return links.values_list("net_month", flat=True).first()
