"""The states a person can be in on the way to work, each written as the rows that lead to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from demo.background import add_background
from demo.cases import JOBS, CaseWriter
from demo.names import ORIGINS, Person
from demo.wages import add_declarations, add_household
from employers.models import Company, Sector, Vacancy
from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre
from law.rules import Parameters
from law.rules.days import add_months
from matching.models import Match, Placement, Proposal
from residents.models import Consent, LegalEvent, OutreachContact, Resident, Step


@dataclass
class Desk:
    """One coach at one centre, and what they write with."""

    writer: CaseWriter
    centre: Centre
    coach: User | None
    today: date
    vacancies: dict[str, Vacancy]
    companies: dict[str, Company]

    def days(self, number: int) -> date:
        """The day that many days from today; negative is past."""
        return self.today + timedelta(days=number)

    @property
    def in_nl(self) -> bool:
        """Whether the desk is in the Netherlands."""
        return self.centre.country == "NL"

    def person(self, person: Person | None, pending_days: int, **fields) -> Resident:
        """A resident whose application was lodged so many days ago."""
        fields.setdefault("birth_date", self.writer.birth_date(self.today))
        fields.setdefault("coach", self.coach)
        arrived_on = self.days(-pending_days + 7)
        return self.writer.resident(self.centre, arrived_on, person=person, **fields)

    def applicant(
        self, person: Person | None, pending_days: int, valid_days: int = 170, **fields
    ) -> Resident:
        """An applicant in the country of the desk; their card is valid ``valid_days`` more days."""
        resident = self.person(person, pending_days, **fields)
        if self.in_nl:
            self.writer.dutch_applicant(resident, self.days(-pending_days), valid_until=self.days(valid_days))
        else:
            self.writer.belgian_applicant(
                resident, self.days(-pending_days), valid_until=self.days(valid_days)
            )
        self.writer.languages(resident, nl=self.writer.rng.choice(["A1", "A1", "A2", "A2", "B1"]))
        return resident

    def guided(
        self,
        person: Person | None,
        pending_days: int = 300,
        valid_days: int = 170,
        *,
        intake_days: int = 60,
        seen_days: int = 12,
        **fields,
    ) -> Resident:
        """An applicant in guidance, seen last so many days ago."""
        resident = self.applicant(person, pending_days, valid_days, **fields)
        self.guide(resident, intake_days, seen_days)
        return resident

    def guide(self, resident: Resident, intake_days: int, seen_days: int) -> None:
        """A first contact, a complete intake, and a later talk so many days ago."""
        self.writer.contact(resident, self.days(-intake_days - 9), note="Kwam zelf naar de balie.")
        add_background(self.writer.batch, self.writer.intake(resident, self.days(-intake_days)), self.today)
        if seen_days < intake_days:
            self.writer.contact(
                resident,
                self.days(-seen_days),
                is_outreach=False,
                kind=OutreachContact.Kind.DESK,
                outcome=OutreachContact.Outcome.INFORMED,
                note="Stand van zaken besproken, met tolk aan de telefoon.",
            )


Situation = Callable[[Desk, Person | None], None]


# Who cannot start yet.


def waits_for_time(desk: Desk, person: Person | None, pending: int = 40) -> None:
    """Still inside the waiting time, which is three months at the least."""
    resident = desk.applicant(person, pending)
    desk.writer.contact(resident, desk.days(-20))


def may_work_in(days: int) -> Situation:
    """The waiting time ends so many days from today (0: today)."""

    def situation(desk: Desk, person: Person | None) -> None:
        lodged_on = _lodged_on(desk, desk.days(days))
        resident = desk.applicant(person, (desk.today - lodged_on).days)
        desk.writer.contact(resident, desk.days(-9))
        desk.writer.intake(resident, desk.days(-3), complete=days != 0)

    return situation


def _lodged_on(desk: Desk, may_work_on: date) -> date:
    """The latest day to lodge an application so that the waiting time is over on a day."""
    name = "nl.work.waiting_months" if desk.in_nl else "be.work.waiting_months"
    rules = Parameters.shipped()
    lodged_on = may_work_on - timedelta(days=60)
    while add_months(lodged_on, rules.value(name, lodged_on).value) > may_work_on:
        lodged_on -= timedelta(days=1)
    return lodged_on


def dublin(desk: Desk, person: Person | None) -> None:
    """Another member state is responsible."""
    resident = desk.person(person, 120)
    desk.writer.event(resident, LegalEvent.Type.APPLICATION_LODGED, desk.days(-120))
    desk.writer.event(resident, LegalEvent.Type.TRACK, desk.days(-100), "dublin")
    desk.writer.event(resident, LegalEvent.Type.DUBLIN_TRANSFER, desk.days(-40))
    desk.writer.contact(resident, desk.days(-25), outcome=OutreachContact.Outcome.REFERRED)


def incomplete(desk: Desk, person: Person | None) -> None:
    """The desk does not know enough yet."""
    resident = desk.person(person, 90, birth_date=None, reference_number="", reference_missing="not_shown")
    desk.writer.contact(resident, desk.today, outcome=OutreachContact.Outcome.LATER)


def document_expires(days: int) -> Situation:
    """May work, but the document ends soon."""

    def situation(desk: Desk, person: Person | None) -> None:
        resident = desk.guided(person, 320, days, seen_days=0)
        desk.writer.step(
            resident, "document_renewal", desk.days(-5), Step.Party.AUTHORITY, due_on=desk.days(days)
        )

    return situation


def waits_for_number(waiting: int, *, due: int | None = None) -> Situation:
    """In guidance, waiting so many days for the citizen service or national number."""

    def situation(desk: Desk, person: Person | None) -> None:
        resident = desk.guided(person, 260 + waiting, seen_days=min(waiting, 14))
        kind = "bsn" if desk.in_nl else "national_number"
        due_on = desk.days(-waiting + 42) if due is None else desk.days(due)
        desk.writer.step(resident, kind, desk.days(-waiting), Step.Party.MUNICIPALITY, due_on=due_on)

    return situation


def waits_for_bank(desk: Desk, person: Person | None) -> None:
    """Has the number; the bank account is next."""
    resident = desk.guided(person, 340, seen_days=4)
    kind = "bsn" if desk.in_nl else "national_number"
    desk.writer.step(resident, kind, desk.days(-70), Step.Party.MUNICIPALITY, closed_on=desk.days(-8))
    desk.writer.step(resident, "bank_account", desk.days(-7), Step.Party.RESIDENT, due_on=desk.days(3))


# Who could start.


def ready(desk: Desk, person: Person | None) -> None:
    """May work, has a number and an account, no match yet."""
    resident = desk.guided(person, 350, seen_days=desk.writer.rng.choice([2, 6, 11, 19]))
    _papers_done(desk, resident)


def out_of_sight(desk: Desk, person: Person | None) -> None:
    """In guidance, not seen for more than 30 days."""
    resident = desk.guided(person, 380, intake_days=80, seen_days=44)
    desk.writer.consent(
        resident,
        desk.days(-80),
        purpose=Consent.Purpose.PHOTO,
        until_on=desk.days(12),
        way=Consent.Way.WRITTEN,
    )
    _papers_done(desk, resident)


def status_holder(desk: Desk, person: Person | None) -> None:
    """Free to work."""
    resident = desk.person(person, 600)
    desk.writer.status_holder(resident, desk.days(-600), desk.days(-90))
    desk.writer.languages(resident, nl="B1", en="B2")
    desk.guide(resident, 45, 9)
    _papers_done(desk, resident)


def intake_half_way(desk: Desk, person: Person | None) -> None:
    """The intake was broken off."""
    resident = desk.applicant(person, 240)
    desk.writer.contact(resident, desk.days(-6))
    add_background(desk.writer.batch, desk.writer.intake(resident, desk.days(-4), complete=False), desk.today)


def wants_intake(desk: Desk, person: Person | None) -> None:
    """Reached, no intake yet."""
    desk.writer.contact(desk.applicant(person, 210), desk.days(-desk.writer.rng.randrange(1, 25)))


def not_reached(desk: Desk, person: Person | None) -> None:
    """Registered only."""
    desk.applicant(person, desk.writer.rng.randrange(20, 330), coach=None)


# Proposals, matches, placements.


def proposed(vacancy: str, due: int, status: str = Proposal.Status.PROPOSED) -> Situation:
    """Proposed for a vacancy; the answer is due so many days from today."""

    def situation(desk: Desk, person: Person | None) -> None:
        resident = desk.guided(person, 330, seen_days=3)
        _papers_done(desk, resident)
        proposal = desk.writer.batch.add(
            Proposal(
                resident=resident,
                vacancy=desk.vacancies[vacancy],
                code=desk.writer.code("K"),
                status=status,
                proposed_by=desk.coach,
                suggested_on=desk.days(due - 14),
                since_on=desk.days(due - 14),
                proposed_on=desk.days(due - 14),
                remind_on=desk.days(due - 7),
                answer_due_on=desk.days(due),
            )
        )
        desk.writer.batch.status(proposal, "", proposal.status, proposal.proposed_on, desk.coach)

    return situation


def waits_for_permit(company: str, waiting: int, due: int) -> Situation:
    """Matched; the employer must get the work permit (or, in Belgium, send the Dimona)."""

    def situation(desk: Desk, person: Person | None) -> None:
        resident = desk.guided(person, 360, seen_days=5)
        _papers_done(desk, resident)
        placement = _match(desk, resident, company, waiting, starts_in=21)
        kind = "twv" if desk.in_nl else "dimona"
        desk.writer.step(
            resident,
            kind,
            desk.days(-waiting),
            Step.Party.EMPLOYER,
            due_on=desk.days(due) if desk.in_nl else placement.planned_start_on,
            subject=placement.code,
        )

    return situation


def number_blocks_start(desk: Desk, person: Person | None) -> None:
    """Matched, permit asked for, and the number has been waited for too long."""
    resident = desk.guided(person, 202, 163, seen_days=10, intake_days=40)
    number = "bsn" if desk.in_nl else "national_number"
    desk.writer.step(
        resident,
        number,
        desk.days(-34),
        Step.Party.MUNICIPALITY,
        due_on=desk.days(-2),
        note="In de wachtrij.",
    )
    account, waits = "bank_account", Step.Status.WAITS
    desk.writer.step(resident, account, desk.days(-16), Step.Party.RESIDENT, status=waits)
    placement = _match(desk, resident, "linde" if desk.in_nl else "maasfruit", 16, starts_in=45)
    desk.writer.step(
        resident,
        "twv" if desk.in_nl else "dimona",
        desk.days(-14),
        Step.Party.EMPLOYER,
        due_on=desk.days(21),
        subject=placement.code,
    )


def fell_through(desk: Desk, person: Person | None) -> None:
    """A match that did not become a contract."""
    resident = desk.guided(person, 400, intake_days=120, seen_days=8)
    _papers_done(desk, resident)
    match = desk.writer.match(
        resident, desk.companies["schilder"], desk.days(-50), status=Match.Status.FALLEN_THROUGH
    )
    desk.writer.placement(
        match, "Schilder", Sector.CONSTRUCTION, desk.days(-20), status=Placement.Status.CANCELLED
    )


def at_work(
    company: str,
    since: int,
    *,
    last_done: bool = True,
    ended: int | None = None,
    household: tuple[int, int] | None = None,
    wage: str = "",
) -> Situation:
    """At work since so many days; the last check-in done or overdue; perhaps it has ended.

    ``household``: how many adults and children live on the wage. ``wage``: in euros an hour; empty: drawn.
    """

    def situation(desk: Desk, person: Person | None) -> None:
        resident = desk.guided(person, since + 320, intake_days=since + 60, seen_days=min(since, 16))
        _papers_done(desk, resident)
        employer = desk.companies[company]
        started_on = desk.days(-since)
        placement = _match(desk, resident, company, since + 40, started_on=started_on, ended=ended, wage=wage)
        if desk.in_nl:
            desk.writer.work_permit(resident, employer, started_on, desk.days(150))
            desk.writer.step(
                resident,
                "twv",
                desk.days(-since - 38),
                Step.Party.EMPLOYER,
                closed_on=desk.days(-since - 3),
                subject=placement.code,
            )
        desk.writer.check_ins(placement, desk.today, last_done=last_done)
        add_declarations(desk.writer, placement, desk.today)
        if household:
            add_household(desk.writer, placement, *household)

    return situation


def ukrainian(since: int | None) -> Situation:
    """Temporary protection; at work since so many days, or looking."""

    def situation(desk: Desk, person: Person | None) -> None:
        writer = desk.writer
        origin = ORIGINS["ukraine"]
        person = person or Person(
            writer.rng.choice(origin.women), writer.rng.choice(origin.last_names), "woman", "uk", "ukraine"
        )
        resident = desk.person(person, 500)
        writer.event(resident, LegalEvent.Type.STATUS_GRANTED, desk.days(-490), "temporary_protection")
        kind = "O-document" if desk.in_nl else "A-card"
        mention = "" if desk.in_nl else "unlimited"
        writer.document(resident, kind, desk.days(-480), date(2027, 3, 4), mention=mention)
        writer.languages(resident, nl="A2", en="B1")
        desk.guide(resident, (since or 0) + 50, 5)
        _papers_done(desk, resident)
        if since is not None:
            company = "logis" if desk.in_nl else "pakket"
            placement = _match(desk, resident, company, since + 12, started_on=desk.days(-since))
            if desk.in_nl:
                writer.event(
                    resident,
                    LegalEvent.Type.EMPLOYER_NOTIFIED,
                    desk.days(-since - 8),
                    employer=desk.companies[company].employer_code,
                )
            writer.check_ins(placement, desk.today, last_done=since != 33)

    return situation


def waits_for_notification(company: str) -> Situation:
    """Temporary protection, matched: the employer notifies before the first day."""

    def situation(desk: Desk, person: Person | None) -> None:
        resident = desk.person(person, 400)
        desk.writer.event(resident, LegalEvent.Type.STATUS_GRANTED, desk.days(-390), "temporary_protection")
        desk.writer.document(resident, "O-document", desk.days(-380), date(2027, 3, 4))
        desk.writer.languages(resident, nl="A2", en="B1")
        desk.guide(resident, 60, 4)
        _papers_done(desk, resident)
        placement = _match(desk, resident, company, 3, starts_in=8)
        desk.writer.step(
            resident,
            "notification",
            desk.days(-3),
            Step.Party.EMPLOYER,
            due_on=desk.days(4),
            subject=placement.code,
        )

    return situation


def _papers_done(desk: Desk, resident: Resident) -> None:
    kind = "bsn" if desk.in_nl else "national_number"
    opened = desk.writer.rng.randrange(60, 110)
    number_on = desk.days(-opened + desk.writer.rng.randrange(18, 50))
    desk.writer.step(resident, kind, desk.days(-opened), Step.Party.MUNICIPALITY, closed_on=number_on)
    desk.writer.step(
        resident,
        "bank_account",
        number_on,
        Step.Party.RESIDENT,
        closed_on=number_on + timedelta(days=desk.writer.rng.randrange(4, 10)),
    )


def _match(
    desk: Desk,
    resident: Resident,
    company: str,
    matched: int,
    *,
    starts_in: int = 0,
    started_on: date | None = None,
    ended: int | None = None,
    wage: str = "",
) -> Placement:
    employer = desk.companies[company]
    match = desk.writer.match(resident, employer, desk.days(-matched))
    status = Placement.Status.STARTED if started_on else Placement.Status.PLANNED
    ended_on = desk.days(-ended) if ended is not None else None
    placement = desk.writer.placement(
        match,
        JOBS.get(Sector(employer.sector), "Medewerker"),
        employer.sector,
        started_on or desk.days(starts_in),
        started_on=started_on,
        ended_on=ended_on,
        status=Placement.Status.ENDED if ended_on else status,
        end_reason=Placement.EndReason.CONTRACT_END if ended_on else "",
        hours=24,
        **({"wage_hour": Decimal(wage)} if wage else {}),
    )
    _own_papers(desk, placement, desk.days(-matched))
    return placement


def _own_papers(desk: Desk, placement: Placement, matched_on: date) -> None:
    """What every employer does: the copy of the identity document, in the Netherlands, and the first day."""
    kinds = ["identity_copy"] if desk.in_nl else []
    if placement.started_on is None:
        kinds.append("start_confirmation")
    for kind in kinds:
        step = desk.writer.step(
            placement.resident,
            kind,
            matched_on,
            Step.Party.EMPLOYER,
            subject=placement.code,
            closed_on=placement.started_on,
        )
        step.due_on = placement.planned_start_on
