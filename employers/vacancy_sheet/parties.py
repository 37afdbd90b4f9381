"""Who employs and where the work is: the same company, or a temp agency and its client.

Papers and candidates are told both: a permit is asked for by the one, for work at the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from employers.models import Client, Company, Vacancy


@dataclass(frozen=True)
class Party:
    """A company by its name, the number of its country's register (empty: not known) and its municipality."""

    name: str
    number: str
    municipality: str


@dataclass(frozen=True)
class Parties:
    """The employer on paper and, if people are lent out, the hirer: the company where they work."""

    employer: Party
    hirer: Party | None = None

    @property
    def text(self) -> str:
        """What a candidate must know about it; empty where there is one company."""
        if self.hirer is None:
            return ""
        words = {"hirer": self.hirer.name, "employer": self.employer.name}
        return _("You work at %(hirer)s. Your employer is %(employer)s.") % words

    @property
    def names(self) -> str:
        """Both names in a few words."""
        if self.hirer is None:
            return self.employer.name
        words = {"hirer": self.hirer.name, "employer": self.employer.name}
        return _("%(hirer)s, through %(employer)s") % words


def parties_of(vacancy: Vacancy) -> Parties:
    """Return who employs and who hires for a vacancy."""
    return parties(vacancy.company, vacancy.client)


def parties(company: Company, client: Client | None = None) -> Parties:
    """Return who employs and, where the work is at a client of an agency, who hires."""
    return Parties(
        Party(company.organisation.name, company.register_number, company.municipality),
        Party(client.name, client.register_number, client.municipality) if client else None,
    )
