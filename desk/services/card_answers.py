"""What a resident answers on the private page: whether they want a work."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from desk.card.wanted import ANSWERED_HERE
from desk.models import CardLink
from employers.models import Vacancy
from jobdesk.trail.errors import RuleBroken
from matching.integrity.standing import is_barred
from matching.models import Proposal
from matching.services import record_agreement, record_decline
from residents.models import Consent


def answer_by_card(link: CardLink, code: str, *, wants: bool) -> None:
    """Record the answer of whoever holds a link that is open: yes, or no, also after a yes.

    Needs a system scope. Raises RuleBroken when it is not asked of this resident, or not any more.
    """
    asked = Proposal.objects.filter(
        resident=link.resident_id, code=code, status__in=ANSWERED_HERE, vacancy__status=Vacancy.Status.OPEN
    ).select_related("resident__centre", "vacancy__company__organisation", "agreement")
    proposal = asked.first()
    if proposal is None:
        raise RuleBroken(_("The resident has answered, or is not asked."))
    if not wants:
        record_decline(proposal, Proposal.End.UNSAID)
    elif is_barred(proposal.vacancy.company, timezone.localdate()):
        raise RuleBroken(_("The resident has answered, or is not asked."))
    elif proposal.status == Proposal.Status.ASKED:
        record_agreement(proposal, way=Consent.Way.LINK)
