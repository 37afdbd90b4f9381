"""Which vacancies are brought to whose coach: found at night, a few for each, spread over all who suit.

``queries.py`` asks for those of a coach. ``flow.py`` is pure: who gets which, by the optimum. ``finding.py``
reads profiles and vacancies for it; ``matching/services/suggestions.py`` keeps what it found.
"""

from matching.suggestions.queries import new_suggestions

__all__ = ["new_suggestions"]
