"""The line about vacancies that suit the reader's people and that they have not looked at."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.queries.today import suggestions_to_see
from desk.today.jobs import Duty, Job
from employers.models import Vacancy

MOST_TOLD = 3  # vacancies, and people of each: the rest stands on the pages themselves


def suggested(duty: Duty) -> Iterator[Job]:
    """One line for all of them: it leads to the best, and counts one less once that was looked at."""
    people: dict[Vacancy, list[str]] = {}
    for each in suggestions_to_see(duty.user, duty.people):
        people.setdefault(each.vacancy, []).append(each.resident.short_name)
    if not people:
        return
    n = len(people)
    sentence = ngettext("{n} new vacancy suits people of yours", "{n} new vacancies suit people of yours", n)
    yield Job(
        due_on=duty.on,
        sentence=format_html(sentence, n=n),
        sub=" · ".join(_told(vacancy, names) for vacancy, names in list(people.items())[:MOST_TOLD]),
        icon="bag",
        kind="go",
        action=_("See who suits"),
        url=reverse("matching:propose", args=[next(iter(people)).code]),
        key="suggested-vacancies",
    )


def _told(vacancy: Vacancy, names: list[str]) -> str:
    told = ", ".join(names[:MOST_TOLD]) + (" …" if len(names) > MOST_TOLD else "")
    words = {"job": vacancy.title, "company": vacancy.company, "names": told}
    return _("%(job)s at %(company)s: %(names)s") % words
