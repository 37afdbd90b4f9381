"""What the card asks of the resident now, and that every kind of step has its words in every language."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from desk.card.contents import card_of
from desk.card.now import Task
from desk.card.pictograms import pictogram
from desk.card.say import Month, Say
from desk.card.wording import LANGUAGES, WRITTEN, card_text, phrases, say
from desk.queries.case import with_case
from jobdesk.trail.scoping import system_scope
from law.steps import countries, step_kinds
from residents.models import Resident
from residents.services import assess_resident
from tests.factories.matching import CheckInFactory, MatchFactory, PlacementFactory, StartedPlacementFactory
from tests.factories.residents import DocumentFactory, LegalEventFactory, ResidentFactory, StepFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def day(offset):
    return TODAY() + timedelta(days=offset)


def now_of(person):
    with system_scope("test"):
        assess_resident(Resident.objects.get(pk=person.pk))
        fetched = with_case(Resident.objects.all()).get(pk=person.pk)
        contents = card_of(fetched, TODAY())
    for language in LANGUAGES:
        card_text(contents, language)
    return list(contents.now)


def declaration(person, month_on, due_on):
    return StepFactory(
        resident=person,
        kind="income_declaration",
        party="resident",
        subject="P-234567",
        month_on=month_on,
        due_on=due_on,
    )


KINDS = {code: kind for country in countries() for code, kind in step_kinds(country).items() if kind.on_card}
NAMES = {code: kind.card for code, kind in KINDS.items()}


def test_every_kind_of_step_has_a_name_on_the_card():
    assert [code for code, name in NAMES.items() if not name] == []


@pytest.mark.parametrize("country", countries())
def test_pictures_and_phrases_of_the_catalogue_are_there(country):
    kinds = step_kinds(country).values()
    for icon in {each.icon for each in kinds} | {each.card_icon or each.icon for each in kinds}:
        assert pictogram(icon)
    keys = {key for each in kinds for key in (each.card, each.bring) if key}
    assert [key for key in keys if key not in phrases("en", country)] == []


@pytest.mark.parametrize("country", ["NL", "BE"])
@pytest.mark.parametrize("language", WRITTEN)
def test_every_kind_of_step_has_a_phrase_in_every_language(language, country):
    names = {kind.card for kind in step_kinds(country).values() if kind.on_card}
    assert {name for name in names if not phrases(language, country).get(name)} == set()


def test_what_is_between_employer_and_desk_stands_on_no_card():
    placement = PlacementFactory()
    step = {"resident": placement.resident, "party": "employer", "subject": placement.code}
    StepFactory(**step, kind="identity_copy")
    with system_scope("test"):
        person = with_case(Resident.objects.all()).get(pk=placement.resident_id)
        names = [stop.name for stop in card_of(person, TODAY()).stops]
    StepFactory(**step, kind="diploma_valuation")
    with system_scope("test"):
        person = with_case(Resident.objects.all()).get(pk=placement.resident_id)
        more = [stop.name for stop in card_of(person, TODAY()).stops]
    assert [name for name in more if name not in names] == [Say("diploma")]
    assert len(more) == len(names) + 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_open_step_shows_on_the_card(kind):
    """As a stop when others must act, else on top, where it says what to do."""
    person = ResidentFactory(centre__country="BE" if kind in ("dimona", "national_number") else "NL")
    work = "volunteering" if kind == "volunteer_declaration" else "paid_job"
    PlacementFactory(match=MatchFactory(resident=person), code="P-345678", kind=work)
    if kind == "notification":
        LegalEventFactory(resident=person, type="status_granted", value="temporary_protection")
    party = "resident" if kind in ("bank_account", "income_declaration", "health_insurance") else "authority"
    StepFactory(resident=person, kind=kind, party=party, subject="P-345678")
    with system_scope("test"):
        contents = card_of(with_case(Resident.objects.all()).get(pk=person.pk), TODAY())
    said = {stop.name for stop in contents.stops} | {
        task.lines[0].params.get("step") for task in contents.now
    }
    assert Say(NAMES[kind]) in said


def test_late_months_come_first_and_the_how_stands_once():
    person = ResidentFactory()
    declaration(person, date(2026, 10, 1), day(-3))
    declaration(person, date(2026, 11, 1), day(20))
    StepFactory(resident=person, kind="health_insurance", party="resident", due_on=day(2))
    assert now_of(person) == [
        Task(
            "euro",
            (
                Say("now_declare_late", month=Month(date(2026, 10, 1)), agency="COA"),
                Say("now_declare_how"),
            ),
            is_late=True,
        ),
        Task("euro", (Say("now_declare", month=Month(date(2026, 11, 1)), agency="COA", day=day(20)),)),
        Task("bell", (Say("now_step", step=Say("insurance"), day=day(2)),)),
    ]


def test_more_than_three_months_do_not_hide_the_rest():
    person = ResidentFactory()
    for month in range(1, 7):
        declaration(person, date(2026, month, 1), day(-month))
    StepFactory(resident=person, kind="bank_account", party="resident", due_on=day(-1))
    assert [task.icon for task in now_of(person)] == ["euro", "euro", "euro", "bell"]


def test_document_that_ends_soon_is_asked_for_unless_a_longer_one_is_there():
    person = ResidentFactory()
    DocumentFactory(resident=person, until_on=day(12))
    assert now_of(person) == [Task("idcard", (Say("now_renew", document=Say("w_document"), day=day(12)),))]
    DocumentFactory(resident=person, until_on=day(300))
    assert now_of(person) == []


def test_first_day_and_talk_that_are_near():
    person = ResidentFactory()
    PlacementFactory(match=MatchFactory(resident=person), planned_start_on=day(5))
    assert now_of(person) == [Task("flag", (Say("now_start", day=day(5)),))]
    other = ResidentFactory()
    placement = StartedPlacementFactory(match=MatchFactory(resident=other))
    CheckInFactory(placement=placement, week=4, due_on=day(9))
    assert now_of(other) == [Task("phone", (Say("talk_on", day=day(9)),))]


def test_what_others_must_do_is_not_asked_of_the_resident():
    person = ResidentFactory()
    for kind, party in (("bsn", "municipality"), ("twv", "employer"), ("diploma_valuation", "authority")):
        StepFactory(resident=person, kind=kind, party=party, due_on=day(-3))
    assert now_of(person) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Report your income (November 2026) to Fedasil. Last day: 31 December 2026."),
        ("nl", "Geef uw inkomen (november 2026) op bij Fedasil. Laatste dag: 31 december 2026."),
        ("uk", "Повідомте Fedasil про свій дохід (листопад 2026). Останній день: 31 грудня 2026."),
        ("prs", "عاید خود (نومبر 2026) را به Fedasil گزارش بدهید. آخرین روز: 31 دسمبر 2026 (10 جدی 1405)."),
    ],
)
def test_month_of_a_declaration_in_the_language_of_the_reader(language, words):
    about = Say("now_declare", month=Month(date(2026, 11, 1)), agency="Fedasil", day=date(2026, 12, 31))
    assert say(about, language, "BE").replace("\N{NO-BREAK SPACE}", " ") == words
