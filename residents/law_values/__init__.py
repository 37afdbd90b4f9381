"""The law as this site knows it: what is shipped, and the later values that two administrators added."""

from residents.law_values.in_force import parameters_in_force, parameters_without_database, read_once
from residents.law_values.terms import kind_in_force

__all__ = ["kind_in_force", "parameters_in_force", "parameters_without_database", "read_once"]
