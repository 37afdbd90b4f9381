"""What somebody has typed of a company that is not registered yet, and which step comes next.

It stands in the session, so it survives a reload, a step back and signing up. The password never
stands there.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

SESSION_KEY = "registration"


@dataclass(frozen=True)
class Draft:
    """A registration that is under way.

    ``number``: as its country keeps it; ``typed_number``: as it was typed. ``has_no_number``: the desk asks
    for it later. ``known``: the key of the company that has this number already; ``is_joining``: they ask to
    join it. ``charter``: the version that was promised; 0: none yet.
    """

    country: str = ""
    typed_number: str = ""
    number: str = ""
    has_no_number: bool = False
    known: int = 0
    is_joining: bool = False
    name: str = ""
    sector: str = ""
    municipality: str = ""
    phone: str = ""
    is_agency: bool = False
    charter: int = 0
    person: str = ""
    email: str = ""

    @property
    def facts(self) -> dict[str, Any]:
        """What the service asks of the company."""
        return {
            "name": self.name,
            "sector": self.sector,
            "register_number": self.number,
            "municipality": self.municipality,
            "phone": self.phone,
            "is_agency": self.is_agency,
        }

    def missing(self, charter: int) -> str:
        """Return the step that comes next: number, known, company, charter, or "" when all is said.

        ``charter`` is the version in force: a promise of an older one does not count.
        """
        if self.known:
            return "" if self.is_joining else "known"
        if not (self.number or self.has_no_number):
            return "number"
        if not (self.name and self.sector and self.municipality and self.phone):
            return "company"
        return "" if self.charter == charter else "charter"


def draft_in(session: SessionBase) -> Draft:
    """Return what this session holds; an empty draft when it holds nothing."""
    kept = session.get(SESSION_KEY, {})
    names = {field.name for field in fields(Draft)}
    return Draft(**{name: value for name, value in kept.items() if name in names})


def keep(session: SessionBase, draft: Draft, **changes: Any) -> Draft:
    """Keep a draft with changes in the session, and return it."""
    changed = replace(draft, **changes)
    session[SESSION_KEY] = asdict(changed)
    return changed


def forget(session: SessionBase) -> None:
    """Throw the draft of this session away."""
    session.pop(SESSION_KEY, None)
