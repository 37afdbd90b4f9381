"""Opaque codes that stand in URLs and on paper instead of names and database numbers."""

import secrets

# No 0/O, 1/I/L or U: the code is read aloud over the telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6


def new_code(prefix: str) -> str:
    """Return a random code such as ``B-4F7K2M``; 30**6 (729 million) codes for each prefix."""
    return f"{prefix}-" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def resident_code() -> str:
    """A code for a resident (bewoner)."""
    return new_code("B")


def vacancy_code() -> str:
    """A code for a vacancy."""
    return new_code("V")


def candidate_code() -> str:
    """A code for a candidate as an employer sees one; unlinkable to the resident's own code."""
    return new_code("K")


def placement_code() -> str:
    """A code for a placement."""
    return new_code("P")


def report_code() -> str:
    """A code for a built report."""
    return new_code("R")


def import_code() -> str:
    """A code for a file that is imported."""
    return new_code("F")


def relocation_code() -> str:
    """A code for a move between centres."""
    return new_code("M")


def appointment_code() -> str:
    """A code for an appointment."""
    return new_code("A")


def session_code() -> str:
    """A code for a group session."""
    return new_code("G")


def list_code() -> str:
    """A code for something done with a list: an action on many rows, or a file."""
    return new_code("L")


def mentor_code() -> str:
    """A code for a mentor."""
    return new_code("D")


def training_code() -> str:
    """A code for a training group."""
    return new_code("T")


def number_request_code() -> str:
    """A code for a question about a number that another desk has."""
    return new_code("N")


class CodeConverter:
    """Matches a code in a URL: ``<code:code>``."""

    regex = "[A-Z]-[2-9A-Z]{6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
