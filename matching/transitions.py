"""Where a proposal, a match, a placement, a check-in, a filed paper and a concern can go from each status."""

from matching.models import (
    CheckIn,
    CompanyConcern,
    Concern,
    Enrolment,
    FairGuest,
    Filing,
    Interview,
    Match,
    Measure,
    Placement,
    Proposal,
    Resemblance,
    StartRequest,
    WorkClash,
)

_P = Proposal.Status
_ENDS = {_P.DECLINED, _P.WITHDRAWN, _P.LAPSED}
PROPOSAL: dict[str, frozenset[str]] = {
    # A coach who sits with the resident asks, hears yes and introduces in one act.
    _P.SUGGESTED: frozenset({_P.ASKED, _P.AGREED, _P.PROPOSED, *_ENDS}),
    _P.ASKED: frozenset({_P.AGREED, _P.PROPOSED, *_ENDS}),
    _P.AGREED: frozenset({_P.PROPOSED, *_ENDS}),
    # Back to the desk: an introduction that was taken back before the company looked.
    _P.PROPOSED: frozenset({_P.INVITED, _P.NO_FIT, *_ENDS, _P.SUGGESTED, _P.ASKED, _P.AGREED}),
    # Back to where it waited: an answer that its company took back before the desk saw it.
    _P.INVITED: frozenset({_P.OFFERED, _P.MATCHED, _P.NO_FIT, _P.PROPOSED, *_ENDS}),
    # A company that wants another talk before it decides.
    _P.OFFERED: frozenset({_P.MATCHED, _P.INVITED, _P.NO_FIT, *_ENDS}),
    _P.NO_FIT: frozenset({_P.PROPOSED}),
    # A match that was recorded in error leaves an invited candidate; one that fell through leaves nobody.
    _P.MATCHED: frozenset({_P.INVITED, _P.WITHDRAWN}),
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
    # Tried again on another day.
    CheckIn.Status.MISSED: frozenset({CheckIn.Status.DONE, CheckIn.Status.PLANNED}),
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

CONCERN: dict[str, frozenset[str]] = {
    Concern.Status.OPEN: frozenset({Concern.Status.CLOSED}),
    Concern.Status.CLOSED: frozenset({Concern.Status.OPEN}),
}

# Who stopped or completed it is enrolled again in a row of its own.
ENROLMENT: dict[str, frozenset[str]] = {
    Enrolment.Status.ASKED: frozenset(
        {Enrolment.Status.WAITING, Enrolment.Status.ENROLLED, Enrolment.Status.STOPPED}
    ),
    Enrolment.Status.WAITING: frozenset({Enrolment.Status.ENROLLED, Enrolment.Status.STOPPED}),
    Enrolment.Status.ENROLLED: frozenset({Enrolment.Status.COMPLETED, Enrolment.Status.STOPPED}),
}

COMPANY_CONCERN: dict[str, frozenset[str]] = {
    CompanyConcern.Status.OPEN: frozenset({CompanyConcern.Status.CLOSED}),
}

MEASURE: dict[str, frozenset[str]] = {
    Measure.Status.PROPOSED: frozenset({Measure.Status.IN_FORCE, Measure.Status.REFUSED}),
    Measure.Status.IN_FORCE: frozenset({Measure.Status.ENDED}),
}

RESEMBLANCE: dict[str, frozenset[str]] = {
    Resemblance.Status.OPEN: frozenset({Resemblance.Status.OTHER, Resemblance.Status.SAME}),
    # More of it was found to be the same later.
    Resemblance.Status.OTHER: frozenset({Resemblance.Status.OPEN, Resemblance.Status.SAME}),
}

FAIR_GUEST: dict[str, frozenset[str]] = {
    FairGuest.Status.ASKED: frozenset({FairGuest.Status.COMES, FairGuest.Status.DECLINED}),
    FairGuest.Status.COMES: frozenset({FairGuest.Status.DECLINED}),
    FairGuest.Status.DECLINED: frozenset({FairGuest.Status.COMES}),
}

START_REQUEST: dict[str, frozenset[str]] = {
    StartRequest.Status.ASKED: frozenset({StartRequest.Status.RECORDED, StartRequest.Status.DECLINED}),
}

WORK_CLASH: dict[str, frozenset[str]] = {
    WorkClash.Status.OPEN: frozenset({WorkClash.Status.KNOWN, WorkClash.Status.SETTLED}),
    # Taken back, or its parameters changed.
    WorkClash.Status.KNOWN: frozenset({WorkClash.Status.OPEN, WorkClash.Status.SETTLED}),
}
