"""What the residents of the running project bring: work, schools, papers, wishes and strengths."""

from __future__ import annotations

import random
from datetime import date, timedelta

from demo.batch import Batch
from jobdesk.vocabulary.models import Occupation, Skill
from residents.choices import Language
from residents.models import (
    Certificate,
    EducationRecord,
    Intake,
    Strength,
    WishedWork,
    WorkExperience,
)

# By the occupation that the intake names: term of the work, papers, school, wishes.
LIVES = {
    "Kamerhulp, schoonmaak": ("room-attendant", ["licence-b"], "isced_2", ["room-attendant", "cook"]),
    "Kok, keukenhulp": ("cook", ["haccp"], "isced_3v", ["cook", "kitchen-help"]),
    "Magazijnmedewerker": ("warehouse-worker", ["forklift"], "isced_3", ["forklift-driver", "order-picker"]),
    "Elektricien": ("electrician", ["vca-basic", "nen-3140"], "isced_3v", ["electrician"]),
    "Kapper": ("hairdresser", ["cutting-hair"], "isced_3v", ["hairdresser", "barber"]),
    "Bakker": ("baker", ["haccp"], "isced_2", ["baker"]),
    "Naaister": ("sewing-machine-operator", ["sewing-industrial"], "isced_2", ["tailor"]),
    "Chauffeur": ("truck-driver", ["licence-b", "licence-c", "code-95"], "isced_3", ["truck-driver"]),
    "Verzorgende": ("nurse", ["first-aid"], "isced_6", ["health-care-assistant", "nurse"]),
    "Metselaar": ("bricklayer", ["vca-basic"], "isced_2", ["bricklayer"]),
    "Fruitplukker": ("farm-worker", ["farming"], "isced_1", ["fruit-picker", "greenhouse-worker"]),
    "Leraar wiskunde": ("secondary-teacher", ["teaching"], "isced_7", ["secondary-teacher", "interpreter"]),
    "Productiemedewerker": ("production-worker", ["bhv"], "isced_3", ["production-worker", "packer"]),
    "Schilder": ("painter", ["vca-basic", "painting-walls"], "isced_2", ["painter"]),
}
COUNTRIES = {
    Language.AR: "SY", Language.TI: "ER", Language.PRS: "AF", Language.TR: "TR", Language.KMR: "IQ",
    Language.FA: "IR", Language.UK: "UA", Language.SO: "SO", Language.FR: "BI", Language.ES: "CO",
}  # fmt: skip
PROUD = (
    "Heeft het bedrijf van de familie drie jaar alleen draaiend gehouden.",
    "Leerde zichzelf Engels met filmpjes.",
    "Zorgde onderweg voor twee kleine neefjes.",
    "Bouwde met de buren een school weer op.",
)
ASKED = ("Fietsen repareren.", "Tolken voor wie net is aangekomen.", "Koken voor veel mensen.")
FORKLIFT_DAYS = 41  # the forklift certificates of the demo expire soon


def add_background(batch: Batch, intake: Intake, today: date) -> None:
    """Add rows that agree with what the intake says; the same for a resident every time."""
    resident = intake.resident
    rng = random.Random(resident.code)  # noqa: S311 - the same data every time
    work, papers, level, wishes = LIVES[intake.occupation]
    country = COUNTRIES.get(resident.language, "")
    common = {"resident": resident, "intake": intake}
    ended = today.year - rng.randrange(1, 4)
    years = max(int(intake.experience_years or 1), 1)
    batch.add(
        WorkExperience(
            **common,
            occupation=_occupation(work),
            country=country,
            began_in=str(ended - years),
            ended_in=f"{ended}-{rng.randrange(1, 13):02}",
            employer=rng.choice(["company", "family", "own"]),
            has_reference=rng.random() < 0.3,
        )
    )
    if rng.random() < 0.2:
        batch.add(
            WorkExperience(**common, words="Waterput graven", country=country, years=rng.randrange(1, 4))
        )
    higher = level in ("isced_6", "isced_7")
    batch.add(
        EducationRecord(
            **common,
            level=level,
            field=intake.occupation if higher else "",
            country=country,
            ended_in=str(ended - years - 1),
            diploma=rng.choice(["shown", "yes", "lost"]),
            valuation=rng.choice(["requested", "valued"]) if higher else "open",
            valued_on=today - timedelta(days=rng.randrange(20, 60)) if higher else None,
        )
    )
    for code in papers:
        skill = _skill(code)
        days = FORKLIFT_DAYS if code == "forklift" else rng.randrange(120, 900)
        expires_on = today + timedelta(days=days) if skill.usual_months else None
        batch.add(Certificate(**common, skill=skill, expires_on=expires_on, is_seen=rng.random() < 0.5))
    for rank, code in enumerate(wishes, start=1):
        batch.add(WishedWork(**common, occupation=_occupation(code), rank=rank))
    batch.add(Strength(**common, question="proud", answer=rng.choice(PROUD)))
    if rng.random() < 0.5:
        batch.add(Strength(**common, question="asked", answer=rng.choice(ASKED)))


def _occupation(code: str) -> Occupation:
    return Occupation.objects.get(scheme="own", code=code)


def _skill(code: str) -> Skill:
    return Skill.objects.get(scheme="own", code=code)
