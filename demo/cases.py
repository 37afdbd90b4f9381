"""Builds the rows of one person's case, in the order in which it happens."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from demo.batch import Batch, at
from demo.names import Person, draw
from employers.models import Company, Sector
from jobdesk.accounts.models import User
from jobdesk.codes import ALPHABET, LENGTH
from jobdesk.desks.models import USUAL_CHECK_IN_WEEKS, Centre, Project
from matching.models import CheckIn, Match, Placement, PlacementTerms
from matching.services.terms import COLUMNS
from residents.models import (
    CentreStay,
    Consent,
    Document,
    Intake,
    LanguageSkill,
    LegalEvent,
    OutreachContact,
    Resident,
    Step,
)
from residents.services import reception_of

# occupation, skills, wish
WORK = [
    ("Kamerhulp, schoonmaak", "Rijbewijs B", "Werk in een hotel"),
    ("Kok, keukenhulp", "HACCP", "Liever in de keuken"),
    ("Magazijnmedewerker", "Heftruckcertificaat", "Vaste uren overdag"),
    ("Elektricien", "VCA", "Weer als elektricien werken"),
    ("Kapper", "Eigen schaar", "Een eigen zaak, later"),
    ("Bakker", "", "Nachtwerk is goed"),
    ("Naaister", "Industriële naaimachine", "Werk dicht bij het centrum"),
    ("Chauffeur", "Rijbewijs B en C", "Op de weg"),
    ("Verzorgende", "Diploma verpleging", "Terug in de zorg"),
    ("Metselaar", "VCA", "Bouw"),
    ("Fruitplukker", "", "Alles is goed"),
    ("Leraar wiskunde", "Frans B2", "Eerst de taal leren"),
    ("Productiemedewerker", "", "Samen met collega's werken"),
    ("Schilder", "", "Buiten werken"),
]
LEAST_WAGE = Decimal("15.05")  # above the minimum that the demo knows (demo/law.py)
TUESDAY_AND_THURSDAY_MORNING = 1 << 3 | 1 << 9
INTAKE_ANSWERS = {
    "interpreter": ["phone", "present", "none"],
    "education": ["isced_1", "isced_2", "isced_3", "isced_3", "isced_6", "isced_7"],
    "dutch_or_french": ["A0", "A1", "A1", "A2", "A2", "B1"],
    "english": ["A0", "A1", "A2", "B1"],
    "hours": [16, 20, 24, 24, 32, 36, 38],
    "travel_minutes": [20, 30, 30, 45, 60],
    "cycling": ["yes", "yes", "learning", "no"],
    "barriers": ["none", "none", "mobility", "child_care", "banking", "language,digital"],
    "diploma": ["none", "not_valued", "not_valued", "valued"],
    "lessons": [0, TUESDAY_AND_THURSDAY_MORNING],
}


class CaseWriter:
    """Adds cases to a batch. What is random comes from ``rng``: the same data every time."""

    def __init__(self, batch: Batch, rng: random.Random, project: Project, coach: User | None) -> None:
        self.batch, self.rng, self.project, self.coach = batch, rng, project, coach
        self._numbers = self._new_numbers()
        self._status_holders: set[str] = set()

    def _new_numbers(self) -> Iterator[int]:
        number = self.rng.randrange(100_000_000, 200_000_000)
        while True:
            number += self.rng.randrange(1, 900)
            yield number

    def code(self, prefix: str) -> str:
        """A code as the product makes them, but the same every time."""
        return f"{prefix}-" + "".join(self.rng.choice(ALPHABET) for _ in range(LENGTH))

    def birth_date(self, day: date, youngest: int = 19, oldest: int = 52) -> date:
        """A birthday of somebody of that age, in whole years, on ``day``."""
        return day - timedelta(days=self.rng.randrange(youngest * 366, oldest * 365))

    def resident(
        self,
        centre: Centre,
        arrived_on: date,
        *,
        person: Person | None = None,
        birth_date: date | None = None,
        left_on: date | None = None,
        **fields,
    ) -> Resident:
        """A registered resident with a stay."""
        person = person or draw(self.rng, without=("ukraine",))
        fields.setdefault("reception", reception_of(centre))
        fields.setdefault("reference_number", f"{next(self._numbers)}")
        code, phone = self.code("B"), f"+31 6 {self.rng.randrange(55_000_000, 55_999_999)}"
        resident = self.batch.add(
            Resident(
                code=code,
                first_name=person.first_name,
                last_name=person.last_name,
                gender=person.gender,
                language=person.language,
                birth_date=birth_date,
                phone=phone,
                centre=centre,
                **fields,
            )
        )
        self.batch.add(CentreStay(resident=resident, centre=centre, from_on=arrived_on, until_on=left_on))
        self.batch.action(resident, "resident.registered", arrived_on, self.coach)
        return resident

    def event(self, resident: Resident, kind: str, on: date, value: str = "", **fields) -> LegalEvent:
        """An event of the procedure."""
        return self.batch.add(LegalEvent(resident=resident, type=kind, on=on, value=value, **fields))

    def document(
        self, resident: Resident, kind: str, from_on: date, until_on: date | None, **fields
    ) -> Document:
        """A document with its validity."""
        return self.batch.add(
            Document(resident=resident, type=kind, from_on=from_on, until_on=until_on, **fields)
        )

    def languages(self, resident: Resident, **levels: str) -> None:
        """Languages with their levels."""
        for language, level in levels.items():
            self.batch.add(LanguageSkill(resident=resident, language=language, level=level))

    def contact(self, resident: Resident, on: date, **fields) -> OutreachContact:
        """A contact; the first one makes a registered resident a contacted one."""
        fields.setdefault("kind", OutreachContact.Kind.DESK)
        fields.setdefault("outcome", OutreachContact.Outcome.INTERESTED)
        contact = self.batch.add(
            OutreachContact(
                resident=resident,
                project=self.project,
                centre=resident.centre,
                coach=self.coach,
                on=on,
                **fields,
            )
        )
        if resident.last_contact_on is None or resident.last_contact_on < on:
            resident.last_contact_on = on
        self._move(resident, Resident.Status.CONTACTED, on, came_from=(Resident.Status.REGISTERED,))
        self.batch.action(contact, "contact.logged", on, self.coach)
        return contact

    def intake(self, resident: Resident, on: date, *, complete: bool = True, **answers) -> Intake:
        """An intake, complete or broken off half-way."""
        occupation, skills, wish = self.rng.choice(WORK)
        filled = {name: self.rng.choice(values) for name, values in INTAKE_ANSWERS.items()}
        filled |= {
            "occupation": occupation,
            "skills": skills,
            "wish": wish,
            "experience_years": Decimal(self.rng.randrange(0, 16)),
            "availability": self._availability() & ~filled["lessons"],
            "starts_from": on + timedelta(days=14),
            "share_consent": True,
        } | answers
        if not complete:
            for name in ("hours", "travel_minutes", "availability", "starts_from", "share_consent"):
                filled[name] = None
            filled["barriers"] = filled["education"] = filled["diploma"] = ""
        intake = self.batch.add(
            Intake(
                resident=resident,
                project=self.project,
                centre=resident.centre,
                coach=self.coach,
                status=Intake.Status.COMPLETE if complete else Intake.Status.STARTED,
                started_on=on,
                completed_on=on if complete else None,
                **filled,
            )
        )
        self._move(resident, Resident.Status.INTAKE, on)
        if intake.share_consent:
            self.consent(resident, on, interpreter=intake.interpreter)
        if complete:
            self._move(resident, Resident.Status.GUIDANCE, on)
        resident.last_contact_on = max(resident.last_contact_on or on, on)
        return intake

    def consent(self, resident: Resident, on: date, **fields) -> Consent:
        """The consent to be shown to employers, until the project ends unless ``fields`` say otherwise."""
        fields = {"purpose": Consent.Purpose.PROFILE, "until_on": self.project.ends_on} | fields
        fields.setdefault("interpreter_language", resident.language)
        consent = self.batch.add(Consent(resident=resident, given_on=on, recorded_by=self.coach, **fields))
        self.batch.action(consent, "consent.given", on, self.coach)
        return consent

    def _availability(self) -> int:
        """Mornings and afternoons of some days."""
        days = self.rng.sample(range(7), self.rng.randrange(3, 6))
        return sum(0b011 << (day * 3) for day in days)

    def step(self, resident: Resident, kind: str, opened_on: date, party: str, **fields) -> Step:
        """An administrative step."""
        if fields.get("closed_on"):
            fields.setdefault("status", Step.Status.DONE)
        return self.batch.add(Step(resident=resident, kind=kind, opened_on=opened_on, party=party, **fields))

    def match(self, resident: Resident, company: Company, on: date, **fields) -> Match:
        """A match of both sides."""
        match = self.batch.add(
            Match(resident=resident, company=company, project=self.project, matched_on=on, **fields)
        )
        self.batch.status(match, "", match.status, on, self.coach)
        return match

    def placement(
        self, match: Match, job_title: str, sector: str, planned_start_on: date, **fields
    ) -> Placement:
        """A placement that follows a match."""
        fields.setdefault("hours", self.rng.choice([16, 20, 24, 32, 36]))
        wage = max(Decimal(self.rng.randrange(1480, 1690)) / 100, LEAST_WAGE)
        fields.setdefault("wage_hour", wage)
        placement = self.batch.add(
            Placement(
                match=match,
                resident=match.resident,
                code=self.code("P"),
                job_title=job_title,
                sector=sector,
                planned_start_on=planned_start_on,
                **fields,
            )
        )
        self.batch.add(self._terms(placement, match.matched_on))
        self.batch.status(placement, "", Placement.Status.PLANNED, match.matched_on, self.coach)
        if placement.started_on:
            self.batch.status(
                placement,
                Placement.Status.PLANNED,
                Placement.Status.STARTED,
                placement.started_on,
                self.coach,
            )
        if placement.ended_on:
            self.batch.status(
                placement, Placement.Status.STARTED, Placement.Status.ENDED, placement.ended_on, self.coach
            )
        return placement

    def _terms(self, placement: Placement, on: date) -> PlacementTerms:
        """What was agreed at the match, as the placement says it."""
        said = {name: getattr(placement, column) for name, column in COLUMNS.items()}
        return PlacementTerms(
            placement=placement,
            kind=PlacementTerms.Kind.AGREED,
            names=list(said),
            recorded_by=self.coach,
            recorded_at=at(on),
            **said,
        )

    def check_ins(self, placement: Placement, today: date, *, last_done: bool = True) -> None:
        """The check-ins of a started placement; those that are past are done, the last one if asked."""
        past = [
            week for week in USUAL_CHECK_IN_WEEKS if placement.started_on + timedelta(weeks=week) <= today
        ]
        for week in USUAL_CHECK_IN_WEEKS:
            due_on = placement.started_on + timedelta(weeks=week)
            done = week in past and (last_done or week != past[-1])
            if placement.ended_on and due_on > placement.ended_on:
                continue
            yes = CheckIn.Answer.YES
            self.batch.add(
                CheckIn(
                    placement=placement,
                    resident=placement.resident,
                    week=week,
                    due_on=due_on,
                    status=CheckIn.Status.DONE if done else CheckIn.Status.PLANNED,
                    done_on=due_on if done else None,
                    still_working=yes if done else "",
                    paid_as_agreed=yes if done else "",
                    hours_as_agreed=self.rng.choice([yes, yes, CheckIn.Answer.NO]) if done else "",
                    feels_safe=yes if done else "",
                )
            )

    def exit(self, resident: Resident, on: date, reason: str) -> None:
        """Guidance ends."""
        self._move(resident, Resident.Status.EXITED, on, reason=reason)

    def _move(
        self, resident: Resident, to: str, on: date, *, came_from: tuple[str, ...] = (), reason: str = ""
    ) -> None:
        if came_from and resident.status not in came_from:
            return
        self.batch.status(resident, resident.status, to, on, self.coach, reason)
        resident.status = to

    # What the law asks for, as the desks meet it.

    def dutch_applicant(
        self, resident: Resident, lodged_on: date, *, valid_until: date | None, valid_from: date | None = None
    ) -> None:
        """An applicant in a regular procedure, with a W-document when ``valid_until`` is given."""
        self.event(resident, LegalEvent.Type.APPLICATION_LODGED, lodged_on)
        self.event(resident, LegalEvent.Type.TRACK, lodged_on + timedelta(days=8), "regular")
        if valid_until:
            self.document(resident, "W-document", valid_from or lodged_on + timedelta(days=20), valid_until)

    def belgian_applicant(self, resident: Resident, lodged_on: date, *, valid_until: date) -> None:
        """An applicant with an orange card: the first four months without, then with access."""
        self.event(resident, LegalEvent.Type.APPLICATION_LODGED, lodged_on)
        self.event(resident, LegalEvent.Type.TRACK, lodged_on, "regular")
        renewed_on = _months_later(lodged_on, 4)
        kind = "attestation"
        if valid_until < renewed_on:
            self.document(resident, kind, lodged_on, valid_until, mention="none")
            return
        self.document(resident, kind, lodged_on, renewed_on - timedelta(days=1), mention="none")
        self.document(resident, kind, renewed_on, valid_until, mention="unlimited")

    def status_holder(self, resident: Resident, lodged_on: date, granted_on: date, years: int = 5) -> None:
        """Somebody with a residence permit as a refugee."""
        self.event(resident, LegalEvent.Type.APPLICATION_LODGED, lodged_on)
        self._status_holders.add(resident.code)
        self.event(resident, LegalEvent.Type.FIRST_DECISION, granted_on, "granted")
        self.event(resident, LegalEvent.Type.STATUS_GRANTED, granted_on, "refugee")
        self.document(
            resident,
            "residence-permit",
            granted_on,
            granted_on + timedelta(days=365 * years),
            mention="unlimited",
        )

    def is_status_holder(self, resident: Resident) -> bool:
        """Whether this writer gave the resident a residence permit."""
        return resident.code in self._status_holders

    def work_permit(self, resident: Resident, company: Company, from_on: date, until_on: date) -> None:
        """A work permit (TWV) for one employer."""
        self.document(resident, "TWV", from_on, until_on, employer=company.employer_code)


JOBS = {
    Sector.PRODUCTION_NON_FOOD: "Productiemedewerker",
    Sector.PRODUCTION_FOOD: "Inpakker",
    Sector.LOGISTICS: "Orderpicker",
    Sector.CLEANING: "Schoonmaker",
    Sector.FRUIT_PICKING: "Fruitplukker",
    Sector.HORTICULTURE: "Medewerker kas",
    Sector.HOSPITALITY: "Kamerhulp",
    Sector.CONSTRUCTION: "Schilder",
    Sector.CARE: "Huishoudelijk medewerker",
    Sector.RETAIL: "Winkelmedewerker",
}


def _months_later(day: date, months: int) -> date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, 28))
