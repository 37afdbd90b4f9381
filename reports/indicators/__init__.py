"""What the figures of a report mean and how they are counted. Pure: rows in, figures out; knows no Django."""

from reports.indicators.cohorts import Cohorts, cohorts_of, figures_of
from reports.indicators.definitions import DEFINITIONS, RETENTION_WEEKS, UNITS, Definition, Unit
from reports.indicators.rows import (
    Contact,
    GuidanceChange,
    Intake,
    Match,
    Period,
    Placement,
    ProjectRows,
    Stay,
    Step,
)
from reports.indicators.suppression import hidden_cells
from reports.indicators.tables import Row, Table, tables_of

__all__ = [
    "DEFINITIONS",
    "RETENTION_WEEKS",
    "UNITS",
    "Cohorts",
    "Contact",
    "Definition",
    "GuidanceChange",
    "Intake",
    "Match",
    "Period",
    "Placement",
    "ProjectRows",
    "Row",
    "Stay",
    "Step",
    "Table",
    "Unit",
    "cohorts_of",
    "figures_of",
    "hidden_cells",
    "tables_of",
]
