"""Lists that can be imported: who lives in a centre, where before, what was decided, who was spoken."""

from residents.imports.contacts import Contacts
from residents.imports.intakes import Intakes
from residents.imports.mentors import Mentors
from residents.imports.procedure import Documents, LegalEvents
from residents.imports.residents import Residents
from residents.imports.stays import Stays

__all__ = ["Contacts", "Documents", "Intakes", "LegalEvents", "Mentors", "Residents", "Stays"]
