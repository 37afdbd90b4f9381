"""Where a proposal, a match, a placement and a check-in can go from each status."""

from matching.models import CheckIn, Match, Placement, Proposal

PROPOSAL: dict[str, frozenset[str]] = {
    Proposal.Status.PROPOSED: frozenset(
        {
            Proposal.Status.INVITED,
            Proposal.Status.NO_FIT,
            Proposal.Status.LAPSED,
            Proposal.Status.WITHDRAWN,
        }
    ),
    Proposal.Status.INVITED: frozenset({Proposal.Status.MATCHED, Proposal.Status.WITHDRAWN}),
    # A match that was recorded in error leaves an invited candidate; one that fell through leaves nobody.
    Proposal.Status.MATCHED: frozenset({Proposal.Status.INVITED, Proposal.Status.WITHDRAWN}),
}

MATCH: dict[str, frozenset[str]] = {
    Match.Status.STANDING: frozenset({Match.Status.FALLEN_THROUGH, Match.Status.RECORDED_IN_ERROR}),
}

PLACEMENT: dict[str, frozenset[str]] = {
    Placement.Status.PLANNED: frozenset({Placement.Status.STARTED, Placement.Status.CANCELLED}),
    Placement.Status.STARTED: frozenset({Placement.Status.ENDED}),
}

CHECK_IN: dict[str, frozenset[str]] = {
    CheckIn.Status.PLANNED: frozenset({CheckIn.Status.DONE, CheckIn.Status.MISSED}),
    CheckIn.Status.MISSED: frozenset({CheckIn.Status.DONE}),
}
