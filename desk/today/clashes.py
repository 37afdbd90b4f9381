"""Lines about what clashes with somebody's work, one for each piece of work: the worst, and how many more."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.queries.today import clashes_due
from desk.today.jobs import Duty, Job, day, person
from matching.clashes.records import Severity
from matching.clashes.showing import company_of, where_of
from matching.clashes.words import Said, said
from matching.models import WorkClash
from matching.profiles import settle


def clashes(duty: Duty) -> Iterator[Job]:
    """What asks somebody to act, due the day it was found. What was just written is looked at first."""
    settle()
    works: dict[str, list[WorkClash]] = {}
    for row in clashes_due(duty.people):
        works.setdefault(row.work_code, []).append(row)
    for code, rows in works.items():
        worst = rows[0]
        shown = said(worst.clash, where_of(worst))
        yield Job(
            due_on=min(row.found_on for row in rows),
            sentence=format_html(
                _("{name} at {company}: {what}"),
                name=person(worst.resident),
                company=company_of(worst),
                what=shown.what,
            ),
            sub=_sub(worst, shown, len(rows) - 1, duty),
            icon="bang" if worst.severity == Severity.STOPS else "alert",
            kind="stop" if worst.severity == Severity.STOPS else "wait",
            action=_("Deal with it"),
            url=reverse("matching:clashes", args=[code]),
            key=f"clash-{code}",
        )


def _sub(row: WorkClash, shown: Said, more: int, duty: Duty) -> str:
    texts = [shown.todo]
    if more:
        texts.append(ngettext("And %(n)d more clash.", "And %(n)d more clashes.", more) % {"n": more})
    texts.append(_("Found on %(day)s.") % {"day": day(row.found_on)})
    coach = row.resident.coach
    if coach is not None and coach != duty.user:
        texts.append(_("Deals with it: %(who)s.") % {"who": coach.short_name})
    return " ".join(texts)
