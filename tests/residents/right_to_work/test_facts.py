"""From the stored case to the facts of the rules."""

from datetime import date

from jobdesk.trail.scoping import system_scope
from residents.models import Resident
from residents.right_to_work.facts import facts_of, facts_of_many, with_facts
from tests.factories.residents import DocumentFactory, LegalEventFactory, ResidentFactory


def test_facts_of_carries_every_field_of_the_exchange_format(desk, resident):
    LegalEventFactory(resident=resident, on=date(2026, 1, 5), is_subsequent=True)
    LegalEventFactory(resident=resident, type="track", on=date(2026, 1, 6), value="regular")
    LegalEventFactory(resident=resident, type="first_decision", on=date(2026, 1, 7), value="refused")
    LegalEventFactory(resident=resident, type="status_granted", on=date(2026, 1, 8), value="refugee")
    LegalEventFactory(resident=resident, type="employer_notified", on=date(2026, 1, 9), employer="E1")
    DocumentFactory(
        resident=resident, type="TWV", from_on=date(2026, 1, 1), until_on=date(2026, 6, 1), employer="E1"
    )
    DocumentFactory(
        resident=resident, type="A-card", from_on=date(2025, 1, 1), until_on=None, mention="unlimited"
    )

    facts = facts_of(resident, work="internship", employer="E1")

    assert (facts.id, facts.country, facts.reception) == (resident.code, "NL", "COA")
    assert (facts.birth_date, facts.work, facts.employer) == (date(1995, 4, 12), "internship", "E1")
    assert [(e.type, e.on.day, e.value or e.result or e.status or e.employer) for e in facts.events] == [
        ("application_lodged", 5, None),
        ("track", 6, "regular"),
        ("first_decision", 7, "refused"),
        ("status_granted", 8, "refugee"),
        ("employer_notified", 9, "E1"),
    ]
    assert facts.events[0].subsequent is True
    assert {(d.type, d.from_on, d.until_on, d.employer, d.mention) for d in facts.documents} == {
        ("TWV", date(2026, 1, 1), date(2026, 6, 1), "E1", None),
        ("A-card", date(2025, 1, 1), None, None, "unlimited"),
    }


def test_facts_of_without_birth_date_leaves_it_out(desk, centre):
    assert facts_of(ResidentFactory(centre=centre, birth_date=None)).birth_date is None


def test_facts_of_many_takes_as_many_queries_for_five_as_for_one(db, centre, django_assert_num_queries):
    for _each in range(5):
        DocumentFactory(resident=LegalEventFactory(resident=ResidentFactory(centre=centre)).resident)
    with system_scope("test"):
        with django_assert_num_queries(4):
            assert len(list(facts_of_many(Resident.objects.all()))) == 5
        with django_assert_num_queries(3):
            assert len([facts_of(each) for each in with_facts(Resident.objects.all())]) == 5


def test_who_fled_ukraine_with_another_nationality_is_told_apart(desk, resident):
    LegalEventFactory(resident=resident, type="status_granted", on=date(2026, 1, 8), value="third_country")
    (event,) = [each for each in facts_of(resident).events if each.type == "status_granted"]
    assert (event.status, event.third_country) == ("temporary_protection", True)
