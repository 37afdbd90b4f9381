"""A move between centres, with what it does to the vacancies a resident was proposed for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jobdesk.desks.models import Centre
from matching.models import Proposal
from matching.services.proposals import withdraw_proposal
from residents.models import Relocation, Resident
from residents.services import announce_relocation


@transaction.atomic
def announce_move(
    resident: Resident,
    to_centre: Centre,
    *,
    moves_on: date,
    handover_on: date | None = None,
    note: str = "",
    withdraw: Iterable[Proposal] = (),
) -> Relocation:
    """Announce a move (see ``announce_relocation``) and withdraw the proposals that it ends, with why.

    The employers of the others keep their candidate. Raises RuleBroken, and then nothing has changed.
    """
    why = _("Moves to another centre on %(day)s.") % {"day": date_format(moves_on, "j F Y")}
    for proposal in withdraw:
        withdraw_proposal(proposal, Proposal.End.MOVES, why)
    return announce_relocation(resident, to_centre, moves_on=moves_on, handover_on=handover_on, note=note)
