"""Where a vacancy can go from each status."""

from employers.models import Vacancy

_Status = Vacancy.Status

VACANCY_TRANSITIONS: dict[str, frozenset[str]] = {
    _Status.DRAFT: frozenset({_Status.SUBMITTED, _Status.CLOSED}),
    _Status.SUBMITTED: frozenset({_Status.OPEN, _Status.RETURNED, _Status.HELD, _Status.CLOSED}),
    _Status.RETURNED: frozenset({_Status.SUBMITTED, _Status.CLOSED}),
    _Status.OPEN: frozenset({_Status.HELD, _Status.CLOSED}),
    # Back to what it was; the service knows which (``Vacancy.held_from``).
    _Status.HELD: frozenset({_Status.OPEN, _Status.SUBMITTED, _Status.CLOSED}),
    _Status.CLOSED: frozenset(),
}
