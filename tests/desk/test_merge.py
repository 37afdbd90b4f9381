"""Two records of one person: merged, undone, proposed as doubles, found under the old code."""

from datetime import date

import pytest
from django.apps import apps
from django.urls import reverse

from desk.services.merging import (
    CARRIED,
    CLASHES,
    KEPT,
    merge_residents,
    say_not_the_same,
    undo_merge,
    unique_by_resident,
)
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from matching.models import Proposal
from residents import services
from residents.models import Attendance, Merge, NotSame, Resident, Step
from residents.people.doubles import doubles_of, likely_pairs
from residents.people.finding import find_residents
from residents.queries import trail_of
from tests.desk.people import day, member, signed_in
from tests.factories.desks import CentreFactory, ProjectFactory
from tests.factories.employers import VacancyFactory
from tests.factories.matching import CheckInFactory, MatchFactory, ProposalFactory, StartedPlacementFactory
from tests.factories.residents import (
    AttendanceFactory,
    CentreStayFactory,
    ContactFactory,
    DocumentFactory,
    DuoFactory,
    GroupSessionFactory,
    IntakeFactory,
    LanguageSkillFactory,
    LegalEventFactory,
    MentorFactory,
    ResidentFactory,
    StepFactory,
)

BORN = date(1995, 4, 12)


@pytest.fixture
def centre(db):
    return CentreFactory()


@pytest.fixture
def coordinator(centre):
    return member(Role.COORDINATOR, centre)


@pytest.fixture
def client(coordinator):
    return signed_in(coordinator)


@pytest.fixture
def desk(coordinator):
    with open_scope(hat_for(coordinator, Role.COORDINATOR).scope) as scope:
        yield scope


@pytest.fixture
def pair(centre):
    """Mohamed with a case, and Muhammad with another one; both with a stay that lasts."""
    one = ResidentFactory(
        centre=centre, first_name="Mohamed", last_name="Darwish", birth_date=BORN, status="intake"
    )
    two = ResidentFactory(
        centre=centre, first_name="Muhammad", last_name="Darwich", birth_date=BORN, phone="0612345678",
        last_contact_on=day(-2),
    )  # fmt: skip
    for each in (one, two):
        CentreStayFactory(resident=each)
        LanguageSkillFactory(resident=each)
        StepFactory(resident=each)
    project = ProjectFactory(centres=[centre])
    vacancy = VacancyFactory()
    placement = StartedPlacementFactory(
        match=MatchFactory(resident=two, vacancy=vacancy, company=vacancy.company, project=project)
    )
    ProposalFactory(resident=two, vacancy=vacancy)
    CheckInFactory(placement=placement)
    for factory in (ContactFactory, DocumentFactory, LegalEventFactory):
        factory(resident=two)
    IntakeFactory(resident=two, project=project, complete=True)
    return one, two


def rows_of(*residents: Resident) -> dict:
    """Every row of these residents with all its values, but the words they are found by."""
    tables = {}
    for label in CARRIED:
        model = apps.get_model(label)
        rows = model._base_manager.filter(resident__in=residents).order_by("pk").values()
        tables[label] = list(rows)
    derived = ("work_outcome", "work_allowed_from", "work_allowed_until", "work_requirement", "recheck_on")
    people = Resident._base_manager.filter(pk__in=[each.pk for each in residents]).order_by("pk").values()
    tables["people"] = [{k: v for k, v in row.items() if k not in derived} for row in people]
    return tables


def test_merge_handles_every_table_with_a_resident():
    labels = {
        f"{model._meta.label}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is Resident
    }
    assert labels == set(CARRIED) | set(KEPT)
    for label in CARRIED:
        assert apps.get_model(label)._meta.get_field("resident").related_model is Resident


def test_merge_knows_what_to_do_with_every_unique_constraint():
    names = {each.name for label in CARRIED for each in unique_by_resident(apps.get_model(label))}
    assert names == set(CLASHES)


def test_merge_carries_everything_along(desk, pair):
    one, two = pair
    before = rows_of(one, two)
    merge = merge_residents(one, two, frozenset({"phone", "last_name"}))

    after = rows_of(one)
    moved = {label for label, rows in after.items() if label in CARRIED and rows}
    assert {"matching.Placement", "matching.CheckIn", "residents.Intake", "residents.Document"} <= moved
    for label in CARRIED:
        lost = 1 if label == "residents.LanguageSkill" else 0
        assert len(after[label]) == len(before[label]) - lost
    one.refresh_from_db()
    assert (one.full_name, one.phone, one.status) == ("Mohamed Darwich", "0612345678", "guidance")
    assert one.last_contact_on == two.last_contact_on
    assert not Resident.objects.filter(pk=two.pk).exists()
    assert one.stays.filter(until_on=None).count() == 1
    assert one.steps.filter(status=Step.Status.OPEN).count() == 1
    assert [each.resident for each in find_residents("Muhammad Darwish", limit=9)] == [one]
    entry = AuditEntry.objects.get(action="resident.merged")
    assert entry.changes["merged"] == two.code
    assert merge.by == desk.actor


def test_merge_undone_brings_everything_back(desk, pair):
    one, two = pair
    before = rows_of(one, two)
    merge = merge_residents(one, two, frozenset({"phone", "first_name", "reference_number"}))
    undo_merge(merge)
    assert rows_of(one, two) == before
    assert Merge.objects.get().undone_at is not None
    with pytest.raises(RuleBroken, match="undone already"):
        undo_merge(merge)


def test_merge_takes_the_number_of_the_other_record(desk, pair):
    one, two = pair
    number = two.reference_number
    merge_residents(one, two, frozenset({"reference_number"}))
    assert Resident.objects.get(pk=one.pk).reference_number == number


def test_merge_keeps_the_number_and_asks_nothing_about_a_missing_one(pair, client):
    one, two = pair
    Resident._base_manager.filter(pk=two.pk).update(reference_number="", reference_missing="not_shown")
    address = reverse("desk:merge", args=[one.code, two.code])
    names = [field["name"] for field in client.get(address).context["fields"]]
    assert ("reference_number" in names, "reference_missing" in names) == (True, False)
    client.post(address, {"reference_missing": two.code})
    with system_scope("test"):
        merged = Resident.objects.get(pk=one.pk)
    assert (merged.reference_number, merged.reference_missing) == (one.reference_number, "")


def test_merge_undo_is_refused_when_something_contradicts(desk, pair):
    one, two = pair
    merge = merge_residents(one, two, frozenset({"phone"}))
    one.refresh_from_db()
    services.update_profile(one, phone="0687654321")
    with pytest.raises(RuleBroken, match=r"telephone.* was changed after the merge"):
        undo_merge(merge)
    assert Resident.objects.filter(pk=two.pk).count() == 0


def test_merge_undo_is_refused_when_a_carried_row_is_gone(desk, pair):
    one, two = pair
    merge = merge_residents(one, two)
    one.legal_events.all().delete()
    with pytest.raises(RuleBroken, match="removed or moved since"):
        undo_merge(merge)


def test_merge_undo_the_last_one_first(desk, pair, centre):
    one, two = pair
    third = ResidentFactory(centre=centre)
    first = merge_residents(one, two)
    merge_residents(third, one)
    with pytest.raises(RuleBroken, match="Undo that merge first"):
        undo_merge(first)


def test_merge_of_two_centres_is_refused(desk, pair):
    one, two = pair
    Resident._base_manager.filter(pk=two.pk).update(centre=CentreFactory())
    with system_scope("test"), pytest.raises(RuleBroken, match="in two centres"):
        merge_residents(one, two)


def test_merge_of_a_record_with_itself_is_refused(desk, pair):
    with pytest.raises(RuleBroken, match="the same record"):
        merge_residents(pair[0], pair[0])


def test_merge_with_two_open_intakes_or_proposals_is_refused(desk, pair):
    one, two = pair
    project, vacancy = ProjectFactory(centres=[one.centre]), VacancyFactory()
    intakes = [IntakeFactory(resident=each, project=project) for each in pair]
    with pytest.raises(RuleBroken, match="unfinished intake of one project"):
        merge_residents(one, two)
    intakes[0].delete()
    for each in pair:
        ProposalFactory(resident=each, vacancy=vacancy, status=Proposal.Status.PROPOSED)
    with pytest.raises(RuleBroken, match="proposed for one vacancy"):
        merge_residents(one, two)
    assert Merge.objects.count() == 0


def test_merge_with_two_duos_of_one_mentor_is_refused_until_one_ends(desk, pair):
    one, two = pair
    mentor = MentorFactory(centre=one.centre, duos_at_once=2)
    duos = [DuoFactory(mentor=mentor, resident=each) for each in pair]
    with pytest.raises(RuleBroken, match="a duo with one mentor"):
        merge_residents(one, two)
    services.end_duo(duos[1], outcome="language", on=day(0))
    merge_residents(one, two)
    assert set(one.duos.all()) == set(duos)


def test_merged_record_leaves_its_trail_readable(desk, pair, client):
    one, two = pair
    services.update_profile(two, email="m@example.org")
    merge_residents(one, two)
    actions = [entry.action for entry in trail_of(one, 50)[0]]
    assert {"resident.merged", "resident.profile_changed"} <= set(actions)


def test_address_of_a_merged_record_leads_to_the_survivor(desk, pair, client):
    one, two = pair
    merge_residents(one, two)
    for name in ("desk:resident", "residents:profile"):
        response = client.get(reverse(name, args=[two.code]))
        assert (response.status_code, response["Location"]) == (302, reverse(name, args=[one.code]))
    stranger = signed_in(member(Role.COORDINATOR, CentreFactory()))
    assert stranger.get(reverse("desk:resident", args=[two.code])).status_code == 404
    assert client.get(reverse("desk:resident", args=["B-222222"])).status_code == 404


def test_doubles_are_proposed_until_somebody_says_no(desk, pair, centre):
    one, two = pair
    ResidentFactory(centre=centre, first_name="Yonas", last_name="Tesfay", birth_date=BORN)
    ResidentFactory(centre=centre, first_name="Mohamed", last_name="Darwish", birth_date=date(1990, 1, 1))
    ResidentFactory(centre=CentreFactory(), first_name="Mohamed", last_name="Darwish", birth_date=BORN)
    assert likely_pairs(None) == [(one, two)]
    assert doubles_of(one) == [two]
    say_not_the_same(two, one)
    say_not_the_same(one, two)
    assert NotSame.objects.count() == 1
    assert (likely_pairs(None), doubles_of(one)) == ([], [])


def test_doubles_screen_compares_merges_and_undoes(pair, client):
    one, two = pair
    page = client.get(reverse("desk:doubles"))
    assert page.context["pairs"] == [(one, two)]
    address = reverse("desk:merge", args=[one.code, two.code])
    fields = {field["name"]: field for field in client.get(address).context["fields"]}
    assert (fields["phone"]["is_taken"], fields["first_name"]["is_taken"]) == (True, False)

    response = client.post(address, {"phone": two.code, "first_name": one.code})
    assert response["Location"] == reverse("desk:resident", args=[one.code])
    merge = client.get(reverse("desk:doubles")).context["merges"][0]
    response = client.post(reverse("desk:merge_undo", args=[merge.pk]))
    assert response["Location"] == reverse("desk:doubles")
    with system_scope("test"):
        assert Resident.objects.filter(pk__in=[one.pk, two.pk]).count() == 2


def test_merge_screen_shows_the_refusal_and_keeps_the_choice(pair, client):
    one, two = pair
    Resident._base_manager.filter(pk=two.pk).update(first_name="Muhammed")
    project = ProjectFactory(centres=[one.centre])
    for each in pair:
        IntakeFactory(resident=each, project=project)
    page = client.post(reverse("desk:merge", args=[one.code, two.code]), {"first_name": two.code})
    assert "unfinished intake of one project" in page.content.decode()
    assert {f["name"]: f["is_taken"] for f in page.context["fields"]}["first_name"] is True


def test_not_the_same_is_kept_from_the_screen(pair, client):
    one, two = pair
    response = client.post(reverse("desk:not_the_same"), {"one": one.code, "two": two.code})
    assert response.status_code == 302
    assert client.get(reverse("desk:doubles")).context["pairs"] == []


@pytest.mark.parametrize("ticked", [0, 1], ids=["of the survivor", "of the other record"])
def test_the_attendance_that_was_ticked_stays(desk, pair, centre, ticked):
    session = GroupSessionFactory(centre=centre, project=ProjectFactory(centres=[centre]))
    for each in pair:
        AttendanceFactory(session=session, resident=each)
    services.set_present(session, pair[ticked], is_present=True)
    merge_residents(*pair)
    (left,) = Attendance.objects.filter(session=session)
    assert (left.resident_id, left.status) == (pair[0].pk, "present")
    assert left.contact.resident_id == pair[0].pk
