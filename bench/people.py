"""Match profiles as many as wanted, in realistic proportions, made by PostgreSQL itself: for benches.

``database()`` is one of its own with all of it; ``fill(count)`` makes residents and their profiles in 60
centres of both countries, ``vacancies(count)`` open vacancies for them. Proportions are assumptions of
November 2026: half in guidance, seven in ten of those agree to be shown, four in ten of the facts of an
intake are not known of those who have none.
"""

import json
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from employers.models import Company, Vacancy, VacancyLanguage
from jobdesk.desks.places import find_place
from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.models import Occupation
from matching.profiles.groups import group_bits
from tests.factories.desks import CentreFactory, OrganisationFactory
from tests.factories.employers import CompanyFactory

# The work that is done most, first; the last ones are rare.
UNITS = (
    "9112", "9412", "5120", "9333", "9329", "9211", "5131", "8322", "7131", "7115", "9321", "5223", "7531",
    "9313", "5141", "8153", "7231", "7112", "6113", "9214", "5322", "5311", "9122", "8332", "7212", "7411",
    "4321", "9622", "7126", "8160", "2341", "2221", "3115", "2512", "5244", "7511", "7512", "9334", "9611",
    "8131", "4110", "5230", "7233", "9121", "9311", "9312", "3513", "2643", "2166", "8341",
)  # fmt: skip
PLACES = {
    "NL": (
        "Almere", "Utrecht", "Amsterdam", "Rotterdam", "Den Haag", "Eindhoven", "Tilburg", "Breda",
        "Nijmegen", "Arnhem", "Enschede", "Zwolle", "Assen", "Emmen", "Groningen", "Leeuwarden", "Drachten",
        "Delfzijl", "Venlo", "Maastricht", "Heerlen", "Sittard", "Weert", "Middelburg", "Goes", "Dronten",
        "Harderwijk", "Apeldoorn", "Deventer", "Doetinchem", "Winterswijk", "Hengelo", "Alkmaar",
        "Den Helder", "Haarlem",
        "Leiden", "Gouda", "Dordrecht", "Oss", "Cranendonck",
    ),
    "BE": (
        "Brussel", "Antwerpen", "Gent", "Brugge", "Luik", "Namen", "Charleroi", "Bergen", "Leuven",
        "Mechelen", "Hasselt", "Genk", "Kortrijk", "Oostende", "Turnhout", "Aalst", "Verviers", "Aarlen",
        "Doornik", "Wezel",
    ),
}  # fmt: skip

RESIDENTS = """
INSERT INTO residents_resident (code, reference_number, reference_missing, first_name, last_name, gender,
    phone, email, language, centre_id, reception, status, work_outcome, work_requirement)
SELECT 'B-' || translate(lpad(n::text, 6, '0'), '01', 'XY'), '29' || lpad(n::text, 8, '0'), '', 'Yonas',
    'Tesfay', 'unknown', '', '', 'en', c.id, CASE c.country WHEN 'BE' THEN 'Fedasil' ELSE 'COA' END,
    'guidance', '', ''
FROM generate_series(1, %s) AS n
JOIN (SELECT id, country, row_number() OVER (ORDER BY id) AS nr, count(*) OVER () AS many
      FROM desks_centre) AS c
    ON c.nr = n %% c.many + 1
"""
# One draw for each fact, so that each can be unknown by itself. ``asked``: whether there is an intake. The
# bits of the work come from a table of them by code.
PROFILES = """
INSERT INTO matching_matchprofile (resident_id, centre_id, country, is_guided, consent_until, at_work_at,
    is_looking, open_proposals, eligible_from, lead_days, first_on, permit_employer, work_until,
    isco_1, isco_2, isco_3, years_1, wishes, nl, fr, en, de, skills, certificates,
    availability, lessons, hours_max, travel_max, means, work_bits, read_units)
SELECT made.*,
    coalesce((%(bits)s::jsonb ->> isco_1)::bigint, 0) | coalesce((%(bits)s::jsonb ->> isco_2)::bigint, 0)
    | coalesce((%(bits)s::jsonb ->> wishes)::bigint, 0), ''
FROM (
    SELECT id, centre_id, country, guided, CASE WHEN guided AND a < 0.7 THEN DATE '9999-12-31' END,
        CASE WHEN b < 0.12 THEN 'E' || (b * 1000)::int ELSE '' END, b >= 0.12, floor(c * c * c * 5),
        eligible, lead, eligible + lead, '', CASE WHEN d < 0.3 THEN DATE '9999-12-31'
            WHEN d < 0.95 THEN %(on)s::date + (d * 800)::int END,
        CASE WHEN asked THEN (%(units)s::text[])[floor(e * e * %(many)s)::int + 1] ELSE '' END AS isco_1,
        CASE WHEN asked AND f < 0.5 THEN (%(units)s::text[])[floor(f * 2 * %(many)s)::int + 1] ELSE '' END
            AS isco_2, '',
        CASE WHEN g < 0.6 THEN round((g * 12)::numeric, 1) END,
        CASE WHEN asked THEN CASE WHEN h < 0.8 THEN (%(units)s::text[])[floor(h * h * %(many)s)::int + 1]
            ELSE '' END END AS wishes,
        CASE WHEN asked THEN floor(a * 5) + 1 END, CASE WHEN asked THEN floor(b * 3) END,
        CASE WHEN asked AND c < 0.9 THEN floor(c * 6) END, 0,
        CASE WHEN asked THEN '[]'::jsonb END, CASE WHEN asked THEN '{}'::jsonb END,
        CASE WHEN asked THEN 2097151 & ~(floor(d * 2097151)::int & floor(e * 2097151)::int) END, 0,
        CASE WHEN asked THEN (ARRAY[16, 20, 24, 32, 36, 40])[floor(f * 6)::int + 1] END,
        CASE WHEN asked THEN (ARRAY[20, 30, 30, 45, 60, 90])[floor(g * 6)::int + 1] END,
        CASE WHEN asked AND h < 0.9 THEN floor(a * 3) + 1 END
    FROM (
        SELECT r.id, r.centre_id, c.country, random() < 0.5 AS guided, random() < 0.8 AS asked,
            CASE WHEN random() < 0.9 THEN %(on)s::date - 300 + (random() * 400)::int END AS eligible,
            (ARRAY[35, 35, 35, 4, 0])[floor(random() * 5)::int + 1] AS lead,
            random() AS a, random() AS b, random() AS c, random() AS d, random() AS e, random() AS f,
            random() AS g, random() AS h
        FROM residents_resident r JOIN desks_centre c ON c.id = r.centre_id ORDER BY r.id
    ) AS drawn
) AS made
"""


@contextmanager
def database(residents: int, open_ones: int) -> Iterator[date]:
    """Make a test database of PostgreSQL with so many of both; yield the day. It is thrown away after.

    Opens the scope of a job. Exits where DATABASE_URL names no PostgreSQL server.
    """
    if connection.vendor != "postgresql":
        sys.exit("DATABASE_URL must name a PostgreSQL server.")
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with system_scope("bench"):
            fill(residents)
            vacancies(open_ones)
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")  # as the server does by itself
            yield timezone.localdate()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def fill(count: int) -> None:
    """Make residents with a profile each, the same ones every time; the tables are empty before."""
    for country, places in PLACES.items():
        for name in places:
            place = find_place(name, country)
            if place:
                CentreFactory(country=country, municipality=name, latitude=round(place.point[0], 5),
                              longitude=round(place.point[1], 5))  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute(RESIDENTS, [count])
        bits = json.dumps({unit: group_bits([unit]) for unit in UNITS})
        drawn_from = {"units": list(UNITS), "many": len(UNITS), "on": timezone.localdate(), "bits": bits}
        cursor.execute(PROFILES, drawn_from)


def vacancies(count: int, seed: int = 1) -> list[Vacancy]:
    """Make open vacancies for the same work, of forty companies in both countries."""
    draw, today = random.Random(seed), timezone.localdate()
    companies = {
        country: [
            CompanyFactory(organisation=OrganisationFactory(kind="employer", country=country))
            for _number in range(20)
        ]
        for country in PLACES
    }
    occupations = {each.code: each for each in Occupation.objects.filter(scheme="isco08", code__in=UNITS)}
    made = Vacancy.objects.bulk_create(
        (_vacancy(draw, today, companies, occupations) for _number in range(count)), batch_size=2_000
    )
    VacancyLanguage.objects.bulk_create(
        VacancyLanguage(vacancy=each, language=draw.choice(("nl", "nl", "en")), use="speaking",
                        level=draw.choice(("A1", "A2", "B1")))
        for each in made
        if draw.random() < 0.6
    )  # fmt: skip
    return made


def _vacancy(
    draw: random.Random, today: date, companies: dict[str, list[Company]], occupations: dict[str, Occupation]
) -> Vacancy:
    country = draw.choice(("NL", "NL", "NL", "BE"))
    unit = UNITS[int(draw.random() ** 2 * len(UNITS))]
    days = draw.choice((0b11, 0b1, 0b10))
    return Vacancy(
        company=draw.choice(companies[country]),
        status=Vacancy.Status.OPEN,
        title="Work",
        description="Work.",
        sector="hospitality",
        municipality=draw.choice([name for name in PLACES[country] if find_place(name, country)]),
        occupation=occupations.get(unit),
        hours=draw.choice((16, 20, 24, 32, 36)),
        shifts=sum(days << (day * 3) for day in draw.sample(range(7), draw.choice((3, 4, 5)))),
        starts_on=today + timedelta(days=draw.randint(0, 60)),
        published_on=today,
        expires_on=today + timedelta(days=60),
    )
