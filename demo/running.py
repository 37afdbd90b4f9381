"""The running project, dated relative to today: people in every state, something on every screen."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal

from demo.batch import Batch
from demo.cases import CaseWriter
from demo.hires import add_ways_to_work
from demo.names import ORIGINS, Person, draw
from demo.places import Places
from demo.situations import (
    Desk,
    Situation,
    at_work,
    document_expires,
    dublin,
    fell_through,
    incomplete,
    intake_half_way,
    may_work_in,
    not_reached,
    number_blocks_start,
    out_of_sight,
    proposed,
    ready,
    status_holder,
    ukrainian,
    waits_for_bank,
    waits_for_notification,
    waits_for_number,
    waits_for_permit,
    waits_for_time,
    wants_intake,
)
from employers.models import Vacancy, VacancyCertificate, VacancyLanguage
from jobdesk.vocabulary.models import Occupation, Skill
from jobdesk.web.week import WORKING_DAYS_BY_DAY
from matching.models import Proposal

# Which occupation a vacancy asks, by its title; the others have none yet.
OCCUPATIONS = {
    "Kamerhulp": "room-attendant",
    "Keukenhulp": "kitchen-help",
    "Nachtreceptie": "hotel-receptionist",
    "Inpakker bakkerij": "packer",
    "Orderpicker": "order-picker",
    "Medewerker kas": "greenhouse-worker",
    "Leerling-schilder": "painter",
    "Fruitplukker": "fruit-picker",
    "Schoonmaker kantoren": "cleaner",
    "Schoonmaker": "cleaner",
    "Inpakker": "packer",
    "Productiemedewerker": "production-worker",
}


def _occupations() -> dict[str, Occupation]:
    """The occupation of a vacancy, by its title."""
    terms = {each.code: each for each in Occupation.objects.filter(code__in=OCCUPATIONS.values())}
    return {title: terms[code] for title, code in OCCUPATIONS.items()}


# By vacancy: when people work, if not by day from Monday to Friday; what they learn; a certificate.
SHIFTS = {
    "kamerhulp": sum(0b001 << (day * 3) for day in (0, 2, 4, 5)),
    "keuken": sum(0b110 << (day * 3) for day in (2, 3, 4, 5)),
    "nacht": 0b100 << 15 | 0b100 << 18,
    "linde-nieuw": sum(0b001 << (day * 3) for day in range(7)),
    "linde-oud": sum(0b001 << (day * 3) for day in range(5)),
    "poets": sum(0b100 << (day * 3) for day in range(5)),
    "bakker": sum(0b101 << (day * 3) for day in (1, 2, 3, 4, 5)),
}
TRAINING = {
    "order": "U leert op de heftruck rijden; wij betalen het examen.",
    "schilder": "Vier dagen werken, een dag naar school.",
}
LASTS = {"pluk": 150}  # days: the harvest
CERTIFICATES = {"order": "forklift", "poets": "vca-basic"}


def _of(origin: str, first_name: str, last_name: str, gender: str = "man") -> Person:
    return Person(first_name, last_name, gender, ORIGINS[origin].language, origin)


# Those whose names the screens in the guides show; then the rest, drawn.
LINDENHOUT: list[tuple[Situation, Person]] = [
    (waits_for_number(131, due=-40), _of("afghanistan", "Hamid", "Rahimi")),
    (lambda desk, person: waits_for_time(desk, person, 75), _of("syria", "Ibrahim", "Omar")),
    (lambda desk, person: waits_for_time(desk, person, 31), _of("syria", "Karim", "Sabbagh")),
    (dublin, _of("afghanistan", "Parwin", "Jafari", "woman")),
    (number_blocks_start, _of("eritrea", "Yonas", "Tekle")),
    (waits_for_permit("zonneveld", 28, -6), _of("afghanistan", "Nazanin", "Karimi", "woman")),
    (waits_for_permit("kweker", 21, 9), _of("eritrea", "Samuel", "Ebba")),
    (may_work_in(0), _of("iran", "Farhad", "Moradi")),
    (may_work_in(0), _of("syria", "Amina", "Darwish", "woman")),
    (document_expires(12), _of("eritrea", "Selam", "Ghebremedhin", "woman")),
    (document_expires(5), _of("iraq", "Jamal", "Fatah")),
    (waits_for_bank, _of("iraq", "Leyla", "Ahmed", "woman")),
    (ukrainian(33), _of("ukraine", "Oleksandr", "Bondarenko")),
    (incomplete, _of("afghanistan", "Rashid", "Noori")),
    (status_holder, _of("turkey", "Mirza", "Hazar")),
    (at_work("logis", 95, household=(2, 1)), _of("eritrea", "Dawit", "Asmerom")),
    (ukrainian(None), _of("ukraine", "Olena", "Petrenko", "woman")),
    (at_work("kweker", 6, last_done=True, wage="14.85"), _of("eritrea", "Tesfay", "Woldu")),
]
MORE: list[Situation] = [
    proposed("kamerhulp", 2),
    proposed("kamerhulp", 2),
    proposed("kamerhulp", -1, Proposal.Status.LAPSED),
    proposed("kamerhulp", 6),
    waits_for_number(16),
    waits_for_number(22),
    waits_for_number(18),
    ready,
    ready,
    ready,
    out_of_sight,
    intake_half_way,
    wants_intake,
    may_work_in(5),
    may_work_in(19),
    at_work("zonneveld", 190, last_done=False),
    at_work("linde", 29, last_done=False),
    at_work("logis", 240, ended=20),
    fell_through,
    wants_intake,
    ready,
    waits_for_bank,
    waits_for_time,
    wants_intake,
    *[proposed("kamerhulp", due) for due in (8, 9, 10, 11)],
]
BILZERBOS: list[Situation] = [
    number_blocks_start,
    waits_for_number(40),
    ready,
    waits_for_time,
    may_work_in(0),
    may_work_in(6),
    document_expires(20),
    waits_for_permit("maasfruit", 9, 2),
    at_work("maasfruit", 92, last_done=False),
    at_work("pakket", 30),
    at_work("poets", 6),
    status_holder,
    ukrainian(50),
    dublin,
    incomplete,
    intake_half_way,
    wants_intake,
    out_of_sight,
    ready,
    waits_for_bank,
]


def build_running(places: Places) -> None:
    """Write the running project."""
    rng = random.Random(2026)  # noqa: S311 - the same data every time
    batch = Batch()
    vacancies = _vacancies(batch, places, rng)
    project = places.projects["GRENSLAND"]

    def desk(centre: str, coach: str | None) -> Desk:
        user = places.users[coach] if coach else None
        writer = CaseWriter(batch, rng, project, user)
        return Desk(writer, places.centres[centre], user, places.today, vacancies, places.companies)

    lindenhout, haven = desk("lindenhout", "coach"), desk("havenkwartier", "coach")
    for situation, person in LINDENHOUT:
        situation(lindenhout, person)
    for number, situation in enumerate(MORE):
        situation(lindenhout if number % 3 else haven, None)
    bilzerbos = desk("bilzerbos", "coach2")
    for situation in BILZERBOS:
        situation(bilzerbos, None)
    for number in range(60):
        not_reached([lindenhout, haven, bilzerbos][number % 3], draw(rng, without=("ukraine",)))
    # Last, so that the invented people above stay who they are.
    waits_for_notification("linde")(lindenhout, _of("ukraine", "Iryna", "Kovalenko", "woman"))
    add_ways_to_work(CaseWriter(batch, rng, project, places.users["coach"]), _occupations())
    batch.flush()


def _vacancies(batch: Batch, places: Places, rng: random.Random) -> dict[str, Vacancy]:
    status = Vacancy.Status
    # key: company, status, title, hours, wage, language, places, start in days, times
    rows = {
        "kamerhulp": (
            "linde",
            status.OPEN,
            "Kamerhulp",
            24,
            "15.60",
            "Nederlands A1",
            2,
            43,
            "6.30 tot 14.30 uur",
        ),
        "keuken": (
            "linde",
            status.OPEN,
            "Keukenhulp",
            32,
            "14.80",
            "Engels A2",
            1,
            30,
            "15.00 tot 22.00 uur",
        ),
        "nacht": (
            "linde",
            status.SUBMITTED,
            "Nachtreceptie",
            16,
            "16.40",
            "Engels B1",
            1,
            60,
            "",
        ),
        "linde-oud": ("linde", status.CLOSED, "Medewerker wasserij", 20, "14.90", "", 1, -60, ""),
        "linde-nieuw": ("linde", status.DRAFT, "Ontbijtmedewerker", 20, "15.10", "", 1, 50, ""),
        "bakker": (
            "zonneveld",
            status.SUBMITTED,
            "Inpakker bakkerij",
            36,
            "15.10",
            "",
            3,
            25,
            "4.00 tot 12.00 uur",
        ),
        "bakker2": (
            "zonneveld",
            status.RETURNED,
            "Bezorger",
            30,
            "13.90",
            "Nederlands A2",
            1,
            30,
            "",
        ),
        "order": ("logis", status.OPEN, "Orderpicker", 36, "15.05", "Engels A1", 6, 21, "twee ploegen"),
        "kas": ("kweker", status.OPEN, "Medewerker kas", 32, "15.25", "", 4, 14, "7.00 tot 15.30 uur"),
        "schilder": (
            "schilder",
            status.OPEN,
            "Leerling-schilder",
            32,
            "15.90",
            "Nederlands A2",
            1,
            35,
            "",
        ),
        "pluk": ("maasfruit", status.OPEN, "Fruitplukker", 38, "14.20", "", 8, 20, ""),
        "poets": (
            "poets",
            status.SUBMITTED,
            "Schoonmaker kantoren",
            24,
            "16.55",
            "Nederlands A1",
            2,
            28,
            "",
        ),
    }
    occupations = _occupations()
    made = {}
    for key, (company, state, title, hours, wage, language, count, start, times) in rows.items():
        employer = places.companies[company]
        vacancy = batch.add(
            Vacancy(
                company=employer,
                code="V-" + "".join(rng.choice("23456789ABCDEFGH") for _ in range(6)),
                status=state,
                title=title,
                occupation=occupations.get(title),
                description="Werk in een klein team. Wij leren u het vak en een collega helpt u.",
                sector=employer.sector,
                municipality=employer.municipality,
                places=count,
                hours=hours,
                wage_hour=Decimal(wage),
                shifts=SHIFTS.get(key, WORKING_DAYS_BY_DAY),
                working_times=times,
                training=TRAINING.get(key, ""),
                starts_on=places.today + timedelta(days=start),
                ends_on=places.today + timedelta(days=LASTS[key]) if key in LASTS else None,
                submitted_on=None if state == status.DRAFT else places.today - timedelta(days=4),
                published_on=places.today - timedelta(days=4) if state == status.OPEN else None,
                expires_on=places.today + timedelta(days=56) if state == status.OPEN else None,
                closed_for=Vacancy.CloseReason.ELSEWHERE if state == status.CLOSED else "",
                returned_for=Vacancy.ReturnReason.PAY if state == status.RETURNED else "",
                returned_reason="Het loon ligt onder het minimum." if state == status.RETURNED else "",
            )
        )
        if language:
            name, level = language.split()
            code = {"Nederlands": "nl", "Engels": "en"}[name]
            batch.add(VacancyLanguage(vacancy=vacancy, language=code, use="speaking", level=level))
        if key in CERTIFICATES:
            skill = Skill.objects.get(code=CERTIFICATES[key])
            batch.add(VacancyCertificate(vacancy=vacancy, skill=skill, is_offered=key in TRAINING))
        batch.status(vacancy, "", state, places.today - timedelta(days=4), None)
        made[key] = vacancy
    return made
