"""Lists that can be imported: who lives in a centre, where before, what was decided, who was spoken."""

from residents.resources.contacts import Contacts
from residents.resources.intakes import Intakes
from residents.resources.procedure import Documents, LegalEvents
from residents.resources.residents import Residents
from residents.resources.stays import Stays

__all__ = ["Contacts", "Documents", "Intakes", "LegalEvents", "Residents", "Stays"]
