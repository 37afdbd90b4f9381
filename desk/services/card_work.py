"""The work on a resident's step card: put there and taken away by the desk."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from desk.models import CardVacancy
from employers.models import Vacancy
from jobdesk.trail.audit import acting_user, record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from matching.integrity.standing import check_may_propose
from residents.models import Resident


@transaction.atomic
def add_card_work(resident: Resident, vacancy: Vacancy) -> CardVacancy:
    """Put a vacancy on the step card of a resident; one that is there stays as it is.

    Saves, records ``card.work_added``. Raises RuleBroken for one that is not open, in another country or of a
    company under a pause or ban, and when as many open ones are there as fit.
    """
    hold(resident)
    there = CardVacancy.objects.filter(resident=resident, vacancy=vacancy).first()
    if there:
        return there
    if vacancy.status != Vacancy.Status.OPEN:
        raise RuleBroken(_("This vacancy is not open any more."))
    if vacancy.company.organisation.country != resident.centre.country:
        raise RuleBroken(_("This vacancy is in another country than the resident."))
    check_may_propose(vacancy.company)
    shown = CardVacancy.objects.filter(resident=resident, vacancy__status=Vacancy.Status.OPEN).count()
    if shown >= CardVacancy.MOST:
        raise RuleBroken(_("The card has room for three vacancies. Take one away first."))
    added = CardVacancy.objects.create(resident=resident, vacancy=vacancy, added_by=acting_user())
    record("card.work_added", added, {"vacancy": vacancy.code})
    return added


@transaction.atomic
def remove_card_work(work: CardVacancy) -> None:
    """Take a vacancy from a step card. Deletes, records ``card.work_removed``."""
    record("card.work_removed", work, {"vacancy": work.vacancy.code})
    work.delete()
