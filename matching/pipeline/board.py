"""The board: of each station how many stand there, how many too long, and who waits longest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from jobdesk.accounts.models import User
from matching.models import ProposalQuerySet
from matching.pipeline.lanes import LANES, MATCH, STARTED, Lane, late, on_board
from matching.pipeline.turns import Row, rows_of
from matching.queries import open_questions

SLIPS = 3  # of one lane; the list has the others
LINES = 12  # of the list below the board


@dataclass(frozen=True)
class LaneShown:
    """A station with its figures and the slips that wait longest."""

    lane: Lane
    n: int
    late: int
    slips: list[Row]

    @property
    def more(self) -> int:
        """How many stand there besides those that are shown."""
        return self.n - len(self.slips)

    @property
    def state(self) -> str:
        """How the station is drawn."""
        if self.lane.code == STARTED:
            return "is-done" if self.n else ""
        if self.late:
            return "is-blocked"
        return "is-now" if self.lane.code == MATCH and self.n else ""


@dataclass(frozen=True)
class Board:
    """The lanes, and the rows that wait too long or longest."""

    lanes: list[LaneShown]
    lines: list[Row]

    @property
    def n(self) -> int:
        """How many proposals run: who began to work is past that."""
        return sum(each.n for each in self.lanes if each.lane.code != STARTED)

    @property
    def is_empty(self) -> bool:
        """Whether nobody stands anywhere, not even who began to work this month."""
        return not any(each.n for each in self.lanes)

    @property
    def late(self) -> int:
        """How many of them wait too long."""
        return sum(each.late for each in self.lanes)


def board_of(proposals: ProposalQuerySet, reader: User, on: date, now: datetime) -> Board:
    """Return the board of some proposals: four queries, however many there are."""
    shown = on_board(proposals, on)
    with_lane: QuerySet[Any] = shown  # the annotations are not in its type
    counts = {
        row["lane"]: row
        for row in with_lane.order_by()
        .values("lane")
        .annotate(n=Count("pk"), late=Count("pk", filter=late(on)))
    }
    rank = Window(RowNumber(), partition_by="lane", order_by=[F("since_on").asc(), F("pk").asc()])
    longest = with_people(shown.annotate(rank=rank).filter(rank__lte=SLIPS)).order_by("since_on", "pk")
    waiting = shown.filter(~Q(lane=STARTED)).order_by("waits_by", "since_on", "pk")
    slips = rows_of(longest, reader, on, now)
    return Board(
        lanes=[
            LaneShown(
                lane,
                counts.get(lane.code, {}).get("n", 0),
                counts.get(lane.code, {}).get("late", 0),
                [row for row in slips if row.proposal.lane == lane.code],
            )
            for lane in LANES
        ],
        lines=rows_of(with_people(waiting)[:LINES], reader, on, now),
    )


def with_people(proposals: ProposalQuerySet) -> ProposalQuerySet:
    """Read with the proposals whatever a row says of them."""
    asks = Exists(open_questions().filter(proposal=OuterRef("pk")).order_by())
    return proposals.annotate(asks=asks).select_related(
        "resident__centre", "resident__coach", "vacancy__company__organisation", "interview"
    )
