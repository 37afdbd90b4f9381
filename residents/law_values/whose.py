"""Which values of the law an administrator looks after."""

from jobdesk.accounts.models import User
from jobdesk.accounts.queries import countries_administered_by
from law.rules.kinds import UNION, Definition


def law_countries_of(user: User) -> frozenset[str]:
    """Return whose values ``user`` proposes and decides on: their agencies' countries', and the Union's.

    None for who administers no reception agency.
    """
    own = countries_administered_by(user)
    return own | {UNION} if own else own


def may_change(user: User, definition: Definition) -> bool:
    """Say whether ``user`` proposes and decides on values of this parameter; others read them."""
    return definition.country in law_countries_of(user)
