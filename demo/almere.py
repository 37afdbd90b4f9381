"""The finished Dutch project. Its report must give the published figures: table T1."""

from __future__ import annotations

import random
from datetime import date, timedelta

from demo.batch import Batch
from demo.cases import JOBS, CaseWriter
from demo.places import Places
from employers.models import Company, Sector
from matching.models import Match, Placement
from residents.models import OutreachContact, Resident, Step

FROM, TO = date(2023, 1, 1), date(2023, 12, 31)
# Who lived in the centre, and of them who might work on the last day: 1,200 and 800.
APPLICANTS_WITH_PERMIT, STATUS_HOLDERS = 640, 160
TOO_SHORT, MINORS, DUBLIN, WITHOUT_DOCUMENT = 210, 110, 45, 35
OUTREACH, INTAKES = 412, 170
STARTED, WAITING, FELL_THROUGH = 46, 7, 7
MATCHED = STARTED + WAITING + FELL_THROUGH
COMPANIES = ["linde", "zonneveld", "logis", "kweker", "schilder"]


def build_almere(places: Places) -> None:
    """Write the 1,200 residents of 2023 and what the desk did with them."""
    rng = random.Random(2023)  # noqa: S311 - the same data every time
    batch = Batch()
    writer = CaseWriter(batch, rng, places.projects["ALMERE"], places.users["coordinator"])
    allowed = _residents(writer, places)
    reached = rng.sample(allowed, OUTREACH)
    for number, resident in enumerate(reached):
        on = FROM + timedelta(days=rng.randrange(30, 200 if number < MATCHED else 250))
        kind = OutreachContact.Kind.GROUP if number % 3 == 0 else OutreachContact.Kind.DESK
        wants = OutreachContact.Outcome.INTERESTED if number < INTAKES else OutreachContact.Outcome.INFORMED
        writer.contact(resident, on, kind=kind, outcome=wants)
        if number < INTAKES:
            writer.intake(resident, on + timedelta(days=rng.randrange(2, 21)))
    for number, resident in enumerate(reached[:MATCHED]):
        company = places.companies[COMPANIES[number % len(COMPANIES)]]
        _match(writer, resident, company, number)
    for resident in reached[:INTAKES]:
        writer.exit(resident, date(2024, 1, 31), "project_ended")
    batch.flush()


def _residents(writer: CaseWriter, places: Places) -> list[Resident]:
    """Everybody who lived there; returns those who may work at the end of the year."""
    rng, centre = writer.rng, places.centres["almere"]

    def resident(arrived_on: date, **fields) -> Resident:
        fields.setdefault("birth_date", writer.birth_date(TO))
        return writer.resident(centre, arrived_on, left_on=date(2024, 6, rng.randrange(1, 30)), **fields)

    allowed = []
    for number in range(APPLICANTS_WITH_PERMIT + STATUS_HOLDERS):
        lodged_on = date(2022, 1, 10) + timedelta(days=rng.randrange(0, 330))
        person = resident(lodged_on + timedelta(days=rng.randrange(5, 40)))
        if number % 5 == 4:
            writer.status_holder(person, lodged_on, lodged_on + timedelta(days=rng.randrange(200, 330)))
        else:
            writer.dutch_applicant(person, lodged_on, valid_until=date(2024, rng.randrange(3, 9), 15))
        allowed.append(person)
    for _ in range(TOO_SHORT):
        lodged_on = date(2023, 7, 15) + timedelta(days=rng.randrange(0, 140))
        person = resident(lodged_on + timedelta(days=6))
        writer.dutch_applicant(person, lodged_on, valid_until=date(2024, 8, 15))
    for _ in range(MINORS):
        lodged_on = date(2022, 3, 1) + timedelta(days=rng.randrange(0, 300))
        person = resident(lodged_on + timedelta(days=6), birth_date=writer.birth_date(TO, 3, 17))
        writer.dutch_applicant(person, lodged_on, valid_until=date(2024, 8, 15))
    for _ in range(DUBLIN):
        lodged_on = date(2023, 1, 10) + timedelta(days=rng.randrange(0, 120))
        person = resident(lodged_on + timedelta(days=6))
        writer.event(person, "application_lodged", lodged_on)
        writer.event(person, "track", lodged_on + timedelta(days=20), "dublin")
        writer.event(person, "dublin_transfer_notified", lodged_on + timedelta(days=90))
    for _ in range(WITHOUT_DOCUMENT):
        lodged_on = date(2022, 9, 1) + timedelta(days=rng.randrange(0, 90))
        person = resident(lodged_on + timedelta(days=6))
        writer.dutch_applicant(person, lodged_on, valid_until=date(2023, 10, 15))
    return allowed


def _match(writer: CaseWriter, resident: Resident, company: Company, number: int) -> None:
    """A match; the first 46 start, the next 7 wait for a number or permit, the last 7 fall through."""
    rng = writer.rng
    matched_on = date(2023, 10, 2) + timedelta(days=rng.randrange(0, 40))
    if number < STARTED + WAITING:
        match = writer.match(resident, company, matched_on)
    else:
        match = writer.match(resident, company, matched_on, status=Match.Status.FALLEN_THROUGH)
    sector = company.sector
    job = JOBS.get(Sector(sector), "Medewerker")
    starts_on = matched_on + timedelta(days=35)
    if number < STARTED:
        if not writer.is_status_holder(resident):
            writer.work_permit(resident, company, starts_on, date(2024, 3, 1))
            writer.step(resident, "twv", matched_on, Step.Party.EMPLOYER, closed_on=starts_on)
        writer.step(resident, "bsn", matched_on, Step.Party.MUNICIPALITY, closed_on=starts_on)
        ended_on = date(2024, 1, 31) if number % 3 else None
        writer.placement(
            match,
            job,
            sector,
            starts_on,
            started_on=starts_on,
            ended_on=ended_on or date(2024, 3, 1),
            status=Placement.Status.ENDED,
            end_reason=Placement.EndReason.CONTRACT_END,
        )
        return
    placement = writer.placement(match, job, sector, starts_on, status=Placement.Status.CANCELLED)
    if number < STARTED + WAITING:
        kind, party = [
            ("bsn", Step.Party.MUNICIPALITY),
            ("twv", Step.Party.EMPLOYER),
        ][number % 2]
        writer.step(resident, kind, matched_on, party, closed_on=date(2024, 2, 12), subject=placement.code)
