"""What a company reads of a measure: the only door, and an allow-list.

What was decided, since and until when, and the grounds that enough different residents were concerned by;
else that it could not be confirmed that the charter is kept. No concern, no number of concerns, no day of
one, no job, no place, no name; nothing of what was only proposed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from employers.models import Company
from jobdesk.trail.scoping import system_scope
from matching.models import Measure, MeasureReply, Topic

REASONS: dict[str, str | Promise] = {
    Topic.PAY: gettext_lazy("Wages were not paid as agreed."),
    Topic.HOURS: gettext_lazy("Hours were not as agreed."),
    Topic.SAFETY: gettext_lazy("The work was not safe."),
    Topic.THREAT: gettext_lazy("People were threatened or put under pressure."),
    Topic.PAPERS: gettext_lazy("Papers of people were held back, or were not right."),
    Topic.FEES: gettext_lazy("People were asked to pay for work or housing."),
    Topic.UNEQUAL: gettext_lazy("People were treated unequally."),
    Topic.CHARTER: gettext_lazy("The charter was not kept."),
}
GENERIC = gettext_lazy("We could not confirm that the conditions of the charter are met.")
MEANS: dict[str, tuple[str | Promise, str | Promise]] = {
    Measure.Kind.WARNING: (
        gettext_lazy("The job desk gives your company a warning"),
        gettext_lazy("You can post vacancies and answer candidates as before."),
    ),
    Measure.Kind.PAUSE: (
        gettext_lazy("The job desk pauses the work with your company"),
        gettext_lazy(
            "Until then no candidates are proposed to you, no new vacancy is opened, and your "
            "vacancies are not "
            "shown in public. Who works for you goes on working."
        ),
    ),
    Measure.Kind.BAN: (
        gettext_lazy("The job desk does not work with your company any more"),
        gettext_lazy(
            "Your vacancies are closed and no candidates are proposed to you. Who works for you goes "
            "on working."
        ),
    ),
}


@dataclass(frozen=True)
class Told:
    """A measure as its company reads it. ``replies``: what its people answered, with their days."""

    kind: str
    title: str
    means: str
    reasons: tuple[str, ...]
    since_on: date
    until_on: date | None
    replies: tuple[tuple[date, str], ...]


def measure_told(company: Company) -> Measure | None:
    """Return the measure that a company knows of and that holds today; never to be shown to it as it is."""
    today = timezone.localdate()
    with system_scope("what a company reads of a measure"):
        return (
            Measure.objects.holding(today)
            .filter(company=company, status=Measure.Status.IN_FORCE)
            .order_by("pk")
            .first()
        )


def told_of(measure: Measure) -> Told:
    """Return what the company may read of a measure that is in force."""
    title, means = MEANS[Measure.Kind(measure.kind)]
    with system_scope("what a company reads of a measure"):
        replies = list(MeasureReply.objects.filter(measure=measure).order_by("at", "pk"))
    return Told(
        kind="wait" if measure.kind == Measure.Kind.WARNING else "stop",
        title=str(title),
        means=str(means),
        reasons=tuple(str(REASONS[topic]) for topic in measure.told) or (str(GENERIC),),
        since_on=measure.decided_on or measure.proposed_on,
        until_on=measure.until_on,
        replies=tuple((timezone.localdate(each.at), each.text) for each in replies),
    )
