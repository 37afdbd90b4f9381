"""What a coach says of a clash, and what is said of those that were there when work was agreed on."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail.audit import acting_user, record, record_many, set_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from matching.clashes.keeping import keep_clashes
from matching.models import Placement, Proposal, WorkClash
from matching.services.matches import MatchDetails, record_match
from matching.transitions import WORK_CLASH


@transaction.atomic
def know_clash(clash: WorkClash, words: str) -> None:
    """Say why a clash is all right, or what was done: it stays away until its parameters change.

    Saves, records ``clash.known``. Raises RuleBroken without words, and for one that is not open any more.
    """
    hold(clash)
    if not words.strip():
        raise RuleBroken(_("Write why it is all right, or what you did about it."), "words")
    if clash.status != WorkClash.Status.OPEN:
        raise RuleBroken(_("This is not open any more."))
    set_status(clash, WorkClash.Status.KNOWN, WORK_CLASH)
    clash.words, clash.said_by, clash.said_on = words.strip(), acting_user(), timezone.localdate()
    clash.save(update_fields=["status", "words", "said_by", "said_on"])
    record("clash.known", clash, {"kind": clash.kind})


@transaction.atomic
def reopen_clash(clash: WorkClash) -> None:
    """Open a clash again of which something was said too early. Saves, records ``clash.reopened``.

    Raises RuleBroken for one of which nothing was said.
    """
    hold(clash)
    set_status(clash, WorkClash.Status.OPEN, WORK_CLASH)
    clash.words, clash.said_by, clash.said_on = "", None, None
    clash.save(update_fields=["status", "words", "said_by", "said_on"])
    record("clash.reopened", clash, {"kind": clash.kind})


@transaction.atomic
def record_match_knowing(proposal: Proposal, details: MatchDetails, words: str) -> Placement:
    """Record a match as ``record_match`` does, and what was said of the clashes that were shown with it.

    ``words``: why it is all right; asked for where something stops the work. Raises RuleBroken as that does.
    """
    placement = record_match(proposal, details)
    note_seen([placement], words)
    return placement


@transaction.atomic
def note_seen(rows: Collection[Placement | Proposal], words: str = "") -> None:
    """Note that the actor saw the clashes of this work when it was agreed on, or people were proposed.

    Those found now need nobody's attention until they change. Records ``clash.known``.
    """
    keep_clashes({row.resident_id for row in rows}, timezone.localdate())
    placements = [row for row in rows if isinstance(row, Placement)]
    proposals = [row for row in rows if isinstance(row, Proposal)]
    seen = WorkClash.objects.filter(
        Q(placement__in=placements) | Q(proposal__in=proposals), status=WorkClash.Status.OPEN
    )
    _say_of_all([each for each in seen.order_by("pk") if each.is_serious], words)


def _say_of_all(seen: Sequence[WorkClash], words: str) -> None:
    for each in seen:
        set_status(each, WorkClash.Status.KNOWN, WORK_CLASH)
        each.words, each.said_by, each.said_on = words.strip(), acting_user(), timezone.localdate()
    WorkClash.objects.bulk_update(seen, ["status", "words", "said_by", "said_on"])
    record_many("clash.known", [(each, {"kind": each.kind}) for each in seen])
