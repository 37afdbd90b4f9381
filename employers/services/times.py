"""Asking a company at which times the work of a vacancy is: without them nobody sees what clashes."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from employers.letters.vacancy import tell_who_posts
from employers.models import Vacancy
from employers.queries import who_posts
from jobdesk.trail.audit import record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold

AGAIN_AFTER_DAYS = 7


def can_ask_for_times(vacancy: Vacancy) -> bool:
    """Say whether the times are missing and the company was not asked in the last days."""
    if vacancy.shifts or vacancy.status not in (Vacancy.Status.SUBMITTED, *Vacancy.APPROVED):
        return False
    asked_on = vacancy.times_asked_on
    return asked_on is None or (timezone.localdate() - asked_on).days >= AGAIN_AFTER_DAYS


@transaction.atomic
def ask_for_times(vacancy: Vacancy) -> None:
    """Ask the people of the company who post vacancies at which parts of the week the work is.

    Saves the day, records ``vacancy.times_asked``; after the commit each gets an e-mail with a link to the
    form.
    Raises RuleBroken where the times are there, where it was asked a few days ago, and where nobody posts.
    """
    hold(vacancy)
    if vacancy.shifts:
        raise RuleBroken(_("The times stand in the vacancy already."))
    if not can_ask_for_times(vacancy):
        asked_on = vacancy.times_asked_on
        if asked_on is None:
            raise RuleBroken(_("Times are asked for while a vacancy is handed in or open."))
        raise RuleBroken(
            _("The company was asked on %(day)s. Call them if it is urgent.")
            % {"day": date_format(asked_on, "j F Y")}
        )
    if not who_posts(vacancy.company):
        raise RuleBroken(_("Nobody of this company can be reached here. Call them."))
    vacancy.times_asked_on = timezone.localdate()
    vacancy.save(update_fields=["times_asked_on"])
    record("vacancy.times_asked", vacancy, {"times_asked_on": vacancy.times_asked_on})
    tell_who_posts(vacancy.company, "times_asked", [vacancy])
