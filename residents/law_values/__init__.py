"""The law as this site knows it: what is shipped, and the later values that two administrators added."""

from residents.law_values.in_force import parameters_in_force, parameters_without_database, read_once

__all__ = ["parameters_in_force", "parameters_without_database", "read_once"]
