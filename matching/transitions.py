"""Where a proposal, a match, a placement, a check-in and a filed paper can go from each status."""

from matching.models import CheckIn, Filing, Interview, Match, Placement, Proposal

PROPOSAL: dict[str, frozenset[str]] = {
    Proposal.Status.PROPOSED: frozenset(
        {
            Proposal.Status.INVITED,
            Proposal.Status.NO_FIT,
            Proposal.Status.LAPSED,
            Proposal.Status.WITHDRAWN,
        }
    ),
    # Back to where it waited: an answer that its company took back before the desk saw it.
    Proposal.Status.INVITED: frozenset(
        {
            Proposal.Status.MATCHED,
            Proposal.Status.WITHDRAWN,
            Proposal.Status.NO_FIT,
            Proposal.Status.PROPOSED,
        }
    ),
    Proposal.Status.NO_FIT: frozenset({Proposal.Status.PROPOSED}),
    # A match that was recorded in error leaves an invited candidate; one that fell through leaves nobody.
    Proposal.Status.MATCHED: frozenset({Proposal.Status.INVITED, Proposal.Status.WITHDRAWN}),
}

INTERVIEW: dict[str, frozenset[str]] = {
    Interview.Status.OFFERED: frozenset(
        {Interview.Status.AGREED, Interview.Status.OTHER_TIMES, Interview.Status.OVER}
    ),
    Interview.Status.AGREED: frozenset(
        {
            Interview.Status.OFFERED,
            Interview.Status.OTHER_TIMES,
            Interview.Status.WANTED,
            Interview.Status.OVER,
        }
    ),
    Interview.Status.OTHER_TIMES: frozenset({Interview.Status.OFFERED, Interview.Status.OVER}),
    Interview.Status.WANTED: frozenset({Interview.Status.OFFERED, Interview.Status.OVER}),
    Interview.Status.OVER: frozenset({Interview.Status.OFFERED}),
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

FILING: dict[str, frozenset[str]] = {
    Filing.Status.SENT: frozenset(
        {
            Filing.Status.SEEN,
            Filing.Status.COMPLETE,
            Filing.Status.ASKED_AGAIN,
            Filing.Status.TAKEN_BACK,
        }
    ),
    # A tick on the start page can be taken back.
    Filing.Status.COMPLETE: frozenset({Filing.Status.SENT}),
}
