"""Where a company, a vacancy and a change of one can go from each status."""

from employers.models import Company, JoinRequest, Vacancy, VacancyChange

_Company = Company.Status
_Join = JoinRequest.Status
_Status = Vacancy.Status
_Change = VacancyChange.Status

COMPANY_TRANSITIONS: dict[str, frozenset[str]] = {
    _Company.REGISTERED: frozenset({_Company.APPROVED, _Company.REFUSED, _Company.CLOSED}),
    _Company.APPROVED: frozenset({_Company.CLOSED}),
    # Asks again once it has changed what was wrong.
    _Company.REFUSED: frozenset({_Company.REGISTERED, _Company.CLOSED}),
    # Reopened, it is checked anew: nobody knows what has changed meanwhile.
    _Company.CLOSED: frozenset({_Company.REGISTERED}),
}
JOIN_TRANSITIONS: dict[str, frozenset[str]] = {
    _Join.ASKED: frozenset({_Join.GRANTED, _Join.DECLINED}),
    _Join.GRANTED: frozenset(),
    _Join.DECLINED: frozenset(),
}
VACANCY_TRANSITIONS: dict[str, frozenset[str]] = {
    _Status.DRAFT: frozenset({_Status.SUBMITTED, _Status.CLOSED}),
    _Status.SUBMITTED: frozenset({_Status.OPEN, _Status.RETURNED, _Status.HELD, _Status.CLOSED}),
    _Status.RETURNED: frozenset({_Status.SUBMITTED, _Status.CLOSED}),
    _Status.OPEN: frozenset({_Status.FILLED, _Status.EXPIRED, _Status.HELD, _Status.CLOSED}),
    # A match that is taken back, or more places, opens it again.
    _Status.FILLED: frozenset({_Status.OPEN, _Status.CLOSED}),
    # Renewed.
    _Status.EXPIRED: frozenset({_Status.OPEN, _Status.CLOSED}),
    # Back to what it was; the service knows which (``Vacancy.held_from``).
    _Status.HELD: frozenset({_Status.OPEN, _Status.SUBMITTED, _Status.CLOSED}),
    _Status.CLOSED: frozenset(),
}
CHANGE_TRANSITIONS: dict[str, frozenset[str]] = {
    _Change.WAITING: frozenset({_Change.APPROVED, _Change.RETURNED, _Change.WITHDRAWN}),
}
