"""The stations of the board, and on which of them a proposal stands: one condition for board and list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from matching.models import Placement, Proposal, ProposalQuerySet
from matching.queries import NO_DAY_YET
from residents.models import Step

OnBoard = Any  # a Proposal with what with_lanes() annotates

STARTED_DAYS = 30  # how long somebody who began to work stays on the board
SOON_DAYS = 2  # before the last day of a turn


@dataclass(frozen=True)
class Lane:
    """One station. ``waits``: for what, under its name; of one that is too late ``late`` says what to do."""

    code: str
    label: Promise
    waits: Promise
    late: Promise | str


ASK, AGREED, SHOWN, TALK, OFFER, MATCH, STARTED = (
    "ask",
    "agreed",
    "shown",
    "talk",
    "offer",
    "match",
    "started",
)
LANES = (
    Lane(ASK, pgettext_lazy("station", "Asking"), _("the resident decides"), _("ask again")),
    Lane(AGREED, pgettext_lazy("proposal", "Agreed"), _("to be introduced"), _("introduce them")),
    Lane(SHOWN, pgettext_lazy("station", "Introduced"), _("the company answers"), _("call the company")),
    Lane(TALK, pgettext_lazy("station", "Talk"), _("a time, then a word"), _("see whose turn it is")),
    Lane(OFFER, pgettext_lazy("station", "Offer"), _("the resident says yes"), _("record the match")),
    Lane(MATCH, _("Match"), _("papers and the first day"), _("see what is missing")),
    Lane(STARTED, pgettext_lazy("station", "Started"), _("the last thirty days"), ""),
)
_STATUSES = {
    ASK: (Proposal.Status.SUGGESTED, Proposal.Status.ASKED),
    AGREED: (Proposal.Status.AGREED,),
    SHOWN: (Proposal.Status.PROPOSED,),
    TALK: (Proposal.Status.INVITED,),
    OFFER: (Proposal.Status.OFFERED,),
}


def on_board(proposals: ProposalQuerySet, on: date) -> ProposalQuerySet:
    """Keep what stands on the board on a day: what may lead to work, and who began in the last month."""
    began = Q(began_on__isnull=True) | Q(began_on__gte=on - timedelta(days=STARTED_DAYS))
    return with_lanes(proposals.filter(status__in=Proposal.OPEN)).filter(began)


def with_lanes(proposals: ProposalQuerySet) -> ProposalQuerySet:
    """Annotate ``lane``, ``lane_due_on`` (the last day in time, or None) and ``began_on`` (at work).

    Besides ``waits_by``, to sort by: the same day, far away where there is none; and ``step_party``, who has
    the step that planned work waits for first.
    """
    placements = Placement.objects.filter(match__proposal=OuterRef("pk")).order_by("-pk")
    open_steps = Step.objects.filter(subject=OuterRef("placement_code"), status=Step.Status.OPEN)
    statuses = [When(status__in=codes, then=Value(lane)) for lane, codes in _STATUSES.items()]
    at_work = When(status=Proposal.Status.MATCHED, began_on__isnull=False, then=Value(STARTED))
    matched = When(status=Proposal.Status.MATCHED, then=Value(MATCH))
    planned = When(status=Proposal.Status.MATCHED, began_on__isnull=True, then=F("planned_on"))
    working = When(status=Proposal.Status.MATCHED, then=None)
    return (
        proposals.with_due()
        .annotate(
            began_on=Subquery(placements.values("started_on")[:1]),
            planned_on=Subquery(placements.values("planned_start_on")[:1]),
            placement_code=Subquery(placements.values("code")[:1]),
        )
        .annotate(
            lane=Case(*statuses, at_work, matched, default=Value(""), output_field=CharField()),
            lane_due_on=Case(planned, working, default=F("turn_due_on")),
            step_party=Subquery(open_steps.order_by("due_on", "pk").values("party")[:1]),
        )
        .annotate(waits_by=Coalesce("lane_due_on", Value(NO_DAY_YET)))
    )


def late(on: date) -> Q:
    """The condition that a proposal with its lane waits longer than the term of whoever's turn it is."""
    return Q(lane_due_on__lt=on)
