"""How many places of a vacancy are taken: asked of the room that knows matches, which says so at start."""

from collections.abc import Callable

from employers.models import Vacancy

_counts: list[Callable[[Vacancy], int]] = []


def count_places_by(count: Callable[[Vacancy], int]) -> None:
    """Count the places by this from now on."""
    _counts[:] = [count]


def places_taken(vacancy: Vacancy) -> int:
    """Count the places of a vacancy that are taken, by the matches of all desks."""
    return _counts[0](vacancy)
