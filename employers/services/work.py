"""The work of a vacancy in its company's own words: the desk says which of the list it is."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from employers.models import Vacancy
from jobdesk.trail.audit import record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.vocabulary.models import Occupation


@transaction.atomic
def name_work(vacancy: Vacancy, occupation: Occupation) -> None:
    """Say which occupation a company's own words mean: people are found by it from now on.

    Saves, records ``vacancy.work_named`` with the words. Raises RuleBroken when it has an occupation, or is
    closed: a company's own choice is not replaced.
    """
    words = _in_own_words(vacancy)
    vacancy.occupation, vacancy.occupation_words, vacancy.misread_as = occupation, "", ""
    vacancy.save(update_fields=["occupation", "occupation_words", "misread_as"])
    record("vacancy.work_named", vacancy, {"words": words, "occupation": occupation.key})


@transaction.atomic
def refuse_work(vacancy: Vacancy, unit: str) -> None:
    """Keep that a company's own words do not mean the work of a unit group: nobody is found by it any more.

    Saves, records ``vacancy.work_misread``. Raises RuleBroken as ``name_work`` does.
    """
    words = _in_own_words(vacancy)
    vacancy.misread_as = unit
    vacancy.save(update_fields=["misread_as"])
    record("vacancy.work_misread", vacancy, {"words": words, "unit_group": unit})


def _in_own_words(vacancy: Vacancy) -> str:
    hold(vacancy)
    vacancy.refresh_from_db(fields=["occupation", "occupation_words"])
    if vacancy.status == Vacancy.Status.CLOSED:
        raise RuleBroken(_("This vacancy is closed and cannot be changed."))
    if vacancy.occupation or not vacancy.occupation_words:
        raise RuleBroken(_("This vacancy names its occupation already."))
    return vacancy.occupation_words
