"""Where a vacancy can go from each status."""

from employers.models import Vacancy

_Status = Vacancy.Status

VACANCY_TRANSITIONS: dict[str, frozenset[str]] = {
    _Status.DRAFT: frozenset({_Status.SUBMITTED, _Status.CLOSED}),
    _Status.SUBMITTED: frozenset({_Status.OPEN, _Status.RETURNED, _Status.CLOSED}),
    _Status.RETURNED: frozenset({_Status.SUBMITTED, _Status.CLOSED}),
    _Status.OPEN: frozenset({_Status.CLOSED}),
    _Status.CLOSED: frozenset(),
}
