"""Rows that give the published figures of Almere and of Future2work², for tests that need no database."""

from datetime import date

from reports.document.contents import ReportContents, contents_of
from reports.indicators import (
    Contact,
    Intake,
    Match,
    Period,
    Placement,
    ProjectRows,
    Stay,
    Step,
    cohorts_of,
)

ALMERE = Period(date(2023, 1, 1), date(2023, 12, 31), date(2023, 12, 31))
F2W2 = Period(date(2023, 1, 1), date(2024, 4, 17), date(2024, 4, 17))
DAY = date(2023, 6, 1)
SECTORS = {
    "production_non_food": 13,
    "production_food": 12,
    "logistics": 11,
    "cleaning": 8,
    "fruit_picking": 8,
    "horticulture": 7,
    "hospitality": 6,
    "construction": 4,
}


def almere_rows() -> ProjectRows:
    """1,200 residents, 800 allowed to work, 170 intakes, 60 matched, 46 started, 7 waiting."""
    return ProjectRows(
        stays=tuple(Stay(person, 1, DAY, None) for person in range(1200)),
        intakes=tuple(Intake(person, 1, DAY) for person in range(170)),
        matches=tuple(Match(person, DAY, "standing") for person in range(60)),
        placements=tuple(Placement(person, "standing", "logistics", True, DAY) for person in range(46)),
        steps=tuple(Step(person, "bsn", DAY, None) for person in range(46, 53)),
        may_work=frozenset(range(800)),
    )


def f2w2_rows() -> ProjectRows:
    """228 reached, 164 in guidance, 60 at work in 69 positions."""
    sectors = [sector for sector, positions in SECTORS.items() for _number in range(positions)]
    return ProjectRows(
        contacts=tuple(Contact(person, 1, DAY, True) for person in range(228)),
        intakes=tuple(Intake(person, 1, DAY) for person in range(164)),
        matches=tuple(Match(person, DAY, "standing") for person in range(60)),
        placements=tuple(
            Placement(number % 60, "standing", sector, True, DAY) for number, sector in enumerate(sectors)
        ),
    )


def almere(hide_below: int = 5, **targets: float) -> ReportContents:
    """The contents of Almere's report."""
    return contents_of(
        project="ALMERE",
        project_name="Almere, work in the centre",
        funders=["Ministry of Social Affairs"],
        period=ALMERE,
        cohorts=cohorts_of(almere_rows(), ALMERE),
        targets=targets or {"matched": 50},
        hide_below=hide_below,
    )


def f2w2(hide_below: int = 5) -> ReportContents:
    """The contents of Future2work²'s report."""
    return contents_of(
        project="F2W2",
        project_name="Future2work²",
        funders=["AMIF", "Stebo"],
        period=F2W2,
        cohorts=cohorts_of(f2w2_rows(), F2W2),
        targets={"outreach": 220, "at_work": 80, "guidance_to_work_rate": 0.35},
        hide_below=hide_below,
    )
