"""Words of a coach's own on one candidate's card: written, approved, taken off."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail.audit import acting_user, record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from matching.employer_side.candidates import candidate
from matching.models import CardText, Proposal


@transaction.atomic
def write_card_text(proposal: Proposal, text: str, language: str) -> CardText:
    """Write words for a candidate's card, which the company does not read yet; empty: takes them off.

    Saves without an approval, records ``card_text.written`` without the words. Raises RuleBroken when the
    candidate is not in play.
    """
    hold(proposal)
    if not proposal.is_in_play:
        raise RuleBroken(_("This candidate is no longer in play: the card is not shown."))
    written, _made = CardText.objects.update_or_create(
        proposal=proposal,
        defaults={
            "text": " ".join(text.split()),
            "language": language,
            "approval": "",
            "approved_by": None,
            "approved_at": None,
        },
    )
    record("card_text.written", written, {"letters": len(written.text)})
    return written


@transaction.atomic
def approve_card_text(proposal: Proposal, mark: str) -> None:
    """Let the company read the words as they stand on the card whose ``mark`` the approver saw.

    Saves, records ``card_text.approved``. Raises RuleBroken when the words or the card have changed since.
    """
    hold(proposal)
    found = candidate(proposal, timezone.localdate())
    if found.text is None or not found.text.text or found.mark != mark:
        raise RuleBroken(_("The card has changed since you opened this page. Look at it once more."))
    found.text.approval = mark
    found.text.approved_by = acting_user()
    found.text.approved_at = timezone.now()
    found.text.save(update_fields=["approval", "approved_by", "approved_at"])
    record("card_text.approved", found.text)
