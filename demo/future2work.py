"""The finished Belgian project. Its report of April 2024 must give the published figures: table T2."""

from __future__ import annotations

import random
from datetime import date, timedelta

from demo.batch import Batch
from demo.cases import JOBS, CaseWriter
from demo.places import Places
from employers.models import Company, Sector
from matching.models import Placement
from residents.models import Resident

FROM = date(2023, 1, 1)
OUTREACH, GUIDANCE, AT_WORK = 228, 164, 60
RESIDENTS = 520
# 69 positions of 60 persons; the first five sectors as published, the 17 others spread out.
POSITIONS = {
    Sector.PRODUCTION_NON_FOOD: 13,
    Sector.PRODUCTION_FOOD: 12,
    Sector.LOGISTICS: 11,
    Sector.CLEANING: 8,
    Sector.FRUIT_PICKING: 8,
    Sector.HORTICULTURE: 6,
    Sector.HOSPITALITY: 6,
    Sector.CARE: 5,
}
COMPANY_OF = {
    Sector.PRODUCTION_NON_FOOD: "kunststof",
    Sector.PRODUCTION_FOOD: "conserven",
    Sector.LOGISTICS: "pakket",
    Sector.CLEANING: "poets",
    Sector.FRUIT_PICKING: "maasfruit",
    Sector.HORTICULTURE: "maasfruit",
    Sector.HOSPITALITY: "poets",
    Sector.CARE: "rusthuis",
}
CENTRES = ["maasoever", "kempenrand", "haspenveld", "demerdal"]
CLOSED_ON = date(2025, 12, 31)


def build_future2work(places: Places) -> None:
    """Write the residents of four centres and what the workbuddies did with them."""
    rng = random.Random(2024)  # noqa: S311 - the same data every time
    batch = Batch()
    writer = CaseWriter(batch, rng, places.projects["F2W2"], places.users["coordinator"])
    residents = [_resident(writer, places, number) for number in range(RESIDENTS)]
    guided = []
    for number, resident in enumerate(rng.sample(residents, OUTREACH)):
        on = date(2023, 2, 1) + timedelta(days=rng.randrange(0, 380))
        writer.contact(resident, on)
        if number < GUIDANCE:
            completed_on = on + timedelta(days=rng.randrange(1, 21))
            writer.intake(resident, completed_on)
            guided.append((resident, completed_on))
    sectors = [sector for sector, count in POSITIONS.items() for _ in range(count)]
    rng.shuffle(sectors)
    for number, sector in enumerate(sectors):
        resident, completed_on = guided[number % AT_WORK]
        started_on = min(completed_on + timedelta(days=14), date(2024, 3, 10))
        if number >= AT_WORK:  # a second position of the same person
            started_on += timedelta(days=30)
        _position(writer, resident, places.companies[COMPANY_OF[sector]], sector, completed_on, started_on)
    for resident, _completed_on in guided:
        writer.exit(resident, CLOSED_ON, "project_ended")
    batch.flush()


def _resident(writer: CaseWriter, places: Places, number: int) -> Resident:
    lodged_on = date(2022, 4, 1) + timedelta(days=writer.rng.randrange(0, 180))
    resident = writer.resident(
        places.centres[CENTRES[number % len(CENTRES)]],
        lodged_on + timedelta(days=10),
        birth_date=writer.birth_date(FROM),
        left_on=date(2025, writer.rng.randrange(1, 12), 20),
    )
    writer.belgian_applicant(resident, lodged_on, valid_until=date(2024, 10, 31))
    return resident


def _position(
    writer: CaseWriter,
    resident: Resident,
    company: Company,
    sector: str,
    completed_on: date,
    started_on: date,
) -> None:
    match = writer.match(resident, company, max(completed_on, started_on - timedelta(days=7)))
    writer.placement(
        match,
        JOBS[sector],
        sector,
        started_on,
        kind=Placement.Kind.TEMP_AGENCY,
        started_on=started_on,
        ended_on=date(2024, 9, 30),
        status=Placement.Status.ENDED,
        end_reason=Placement.EndReason.CONTRACT_END,
    )
