"""What all lists of the desk can do: filters combined, columns, sorting, pages, addresses."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobdesk.lists.models import ListPreference
from jobdesk.lists.registry import lists
from jobdesk.trail.access import Role
from matching.models import CheckIn
from residents.models import Resident
from tests.desk.people import coach_at, day, member, resident, resident_with_case, signed_in
from tests.factories.desks import CentreFactory, ProjectFactory
from tests.factories.matching import (
    CheckInFactory,
    DeskProposalFactory,
    MatchFactory,
    PlacementFactory,
    ProposalFactory,
    StartedPlacementFactory,
    WorkClashFactory,
)
from tests.factories.residents import (
    ConsentFactory,
    DocumentFactory,
    IntakeFactory,
    LanguageSkillFactory,
    StepFactory,
)

pytestmark = pytest.mark.django_db
RESIDENTS, STEPS, PLACEMENTS = (reverse(f"desk:{name}") for name in ("residents", "steps", "placements"))


def names(client, url=RESIDENTS, **query) -> list[str]:
    """The first names on the page, sorted."""
    rows = client.get(url, query).context["rows"]
    people = [getattr(row["row"], "resident", None) or _case(row["row"]).resident for row in rows]
    return sorted(person.first_name for person in people)


def _case(row):
    return row.step if hasattr(row, "step") else row.placement


@pytest.fixture
def desk():
    """A coordinator's client at two centres in two municipalities, and five residents."""
    here, there = CentreFactory(), CentreFactory(country="BE")
    coach, other = member(Role.COACH, here), member(Role.COACH, there)
    project = ProjectFactory(centres=[here])
    amina = resident(here, coach, first_name="Amina", language="ar", birth_date=day(-20 * 365))
    bilal = resident(here, None, first_name="Bilal", work_outcome="not_yet", work_allowed_from=day(40))
    chen = resident(there, other, first_name="Chen", status="intake", work_requirement="TWV")
    dora = resident(there, other, first_name="Dora", last_contact_on=day(-90), birth_date=None)
    emre = resident(here, coach, first_name="Emre", last_contact_on=None)
    LanguageSkillFactory(resident=amina, language="nl", level="A2")
    LanguageSkillFactory(resident=bilal, language="en", level="B1")
    LanguageSkillFactory(resident=chen, language="nl", level="A1")
    IntakeFactory(
        resident=amina, project=project, complete=True, occupation="Hairdresser",
        education="isced_3", availability=0b1,
    )  # fmt: skip
    ConsentFactory(resident=amina)
    ConsentFactory(resident=bilal, until_on=day(-1))
    IntakeFactory(resident=bilal, wish="to bake", availability=0b111 << 15)
    StepFactory(resident=chen, kind="bank_account")
    DocumentFactory(resident=dora, until_on=day(10))
    DocumentFactory(resident=emre, until_on=day(10), type="A-card")
    DocumentFactory(resident=emre, until_on=day(400), type="A-card")
    PlacementFactory(match=MatchFactory(resident=emre))
    client = signed_in(member(Role.COORDINATOR, here, there))
    client.coach, client.here, client.there, client.project = coach, here, there, project
    return client


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"work": ["may", "not_yet"], "language": "ar"}, ["Amina"]),
        ({"status": ["intake", "exited"]}, ["Chen"]),
        ({"allowed_from": day(1)}, ["Bilal"]),
        ({"allowed_from": day(1), "allowed_to": day(20)}, []),
        ({"requirement": "TWV"}, ["Chen"]),
        ({"speaks": "nl"}, ["Amina", "Chen"]),
        ({"speaks": "nl", "level": ["A2", "B1"]}, ["Amina"]),
        ({"level": ["A1", "A2"]}, ["Amina", "Chen"]),
        ({"speaks": "en", "level": "B1"}, ["Bilal"]),
        ({"education": "isced_3"}, ["Amina"]),
        ({"occupation": "HAIR"}, ["Amina"]),
        ({"occupation": "bake"}, ["Bilal"]),
        ({"available": "morning"}, ["Amina", "Bilal"]),
        ({"available": "weekend"}, ["Bilal"]),
        ({"available": "night"}, ["Bilal"]),
        ({"consent": "yes"}, ["Amina"]),
        ({"consent": "no"}, ["Bilal", "Chen", "Dora", "Emre"]),
        ({"intake": "none"}, ["Chen", "Dora", "Emre"]),
        ({"intake": ["unfinished", "complete"]}, ["Amina", "Bilal"]),
        ({"seen": day(-30)}, ["Dora", "Emre"]),
        ({"expires": day(30)}, ["Dora"]),
        ({"step": ["bank_account", "bsn"]}, ["Chen"]),
        ({"placement": "planned"}, ["Emre"]),
        ({"placement": "none"}, ["Amina", "Bilal", "Chen", "Dora"]),
        ({"municipality": "Hasselt"}, ["Chen", "Dora"]),
        ({"country": "BE", "status": "guidance"}, ["Dora"]),
        ({"age": "18-24"}, ["Amina"]),
        ({"age": ["none", "18-24"]}, ["Amina", "Dora"]),
        ({"coach": "nobody"}, ["Bilal"]),
        ({"allowed_from": "31-02-2026", "age": "old", "coach": "987654"}, list("ABCDE")),
    ],
)
def test_residents_filters_are_combined(desk, query, expected):
    expected = ["Amina", "Bilal", "Chen", "Dora", "Emre"] if expected == list("ABCDE") else expected
    assert names(desk, **query) == expected


def test_residents_are_filtered_by_coach_centre_and_project(desk):
    assert names(desk, coach=desk.coach.pk) == ["Amina", "Emre"]
    assert names(desk, coach=[desk.coach.pk, "nobody"]) == ["Amina", "Bilal", "Emre"]
    assert names(desk, centre=desk.there.code) == ["Chen", "Dora"]
    assert names(desk, project=desk.project.code) == ["Amina"]


def test_steps_are_filtered():
    here, there = CentreFactory(), CentreFactory(municipality="Zutphen")
    coach = member(Role.COACH, here)
    client = signed_in(member(Role.COORDINATOR, here, there))
    StepFactory(resident=resident(here, coach, first_name="Late"), due_on=day(-1), opened_on=day(-60))
    StepFactory(resident=resident(there, first_name="Bank"), kind="bank_account", party="resident")
    gone = resident(here, first_name="Gone", status=Resident.Status.EXITED)
    StepFactory(resident=gone)
    done = StepFactory(resident=resident(here, first_name="Done"), status="done", closed_on=day(-2))

    assert names(client, STEPS) == ["Bank", "Late"]
    assert names(client, STEPS, tab="late") == ["Late"]
    assert names(client, STEPS, tab="closed") == ["Done"]
    assert names(client, STEPS, tab="all") == ["Bank", "Done", "Gone", "Late"]
    assert names(client, STEPS, kind="bank_account") == ["Bank"]
    assert names(client, STEPS, party=["resident", "coach"]) == ["Bank"]
    assert names(client, STEPS, late="yes") == ["Late"]
    assert names(client, STEPS, due_from=day(0), due_to=day(30)) == ["Bank"]
    assert names(client, STEPS, opened=day(-30)) == ["Late"]
    assert names(client, STEPS, coach=coach.pk) == ["Late"]
    assert names(client, STEPS, municipality="Zutphen") == ["Bank"]
    assert names(client, STEPS, tab="all", status="done") == [done.resident.first_name]


def test_steps_that_wait_longer_than_usual_are_found():
    centre = CentreFactory()
    client = signed_in(member(Role.COORDINATOR, centre))
    for number in range(12):
        done = StepFactory(
            resident=resident(centre), opened_on=day(-100), status="done", closed_on=day(-100 + number)
        )
        assert (done.closed_on - done.opened_on).days == number
    StepFactory(resident=resident(centre, first_name="Slow"), opened_on=day(-40), due_on=day(9))
    StepFactory(resident=resident(centre, first_name="New"), opened_on=day(-2), due_on=day(9))

    assert names(client, STEPS, slow="yes") == ["Slow"]


def test_placements_are_filtered():
    centre = CentreFactory()
    client = signed_in(member(Role.COORDINATOR, centre))
    planned = PlacementFactory(match=MatchFactory(resident=resident_with_case(centre, first_name="Plan")))
    StepFactory(resident=planned.resident, kind="twv", party="employer", subject=planned.code)
    working = StartedPlacementFactory(
        match=MatchFactory(resident=resident_with_case(centre, first_name="Work")), kind="internship"
    )
    CheckInFactory(placement=working, due_on=day(0))
    StartedPlacementFactory(
        match=MatchFactory(resident=resident_with_case(centre, first_name="Ends")),
        planned_end_on=day(5),
        planned_start_on=day(-50),
    )
    everything = {"tab": "all"}

    assert names(client, PLACEMENTS, **everything, status=["planned", "ended"]) == ["Plan"]
    assert names(client, PLACEMENTS, **everything, kind="internship") == ["Work"]
    assert names(client, PLACEMENTS, **everything, employer=working.match.company_id) == ["Work"]
    assert names(client, PLACEMENTS, **everything, talk="yes") == ["Work"]
    assert names(client, PLACEMENTS, **everything, permit="yes") == ["Plan"]
    WorkClashFactory(placement=working)
    assert names(client, PLACEMENTS, **everything, clash="yes") == ["Work"]
    assert names(client, PLACEMENTS, **everything, planned_from=day(1)) == ["Plan"]
    assert names(client, PLACEMENTS, **everything, started_to=day(-20)) == ["Ends"]
    assert names(client, PLACEMENTS, **everything, ends_from=day(0), ends_to=day(9)) == ["Ends"]


@pytest.mark.parametrize("url", [RESIDENTS, STEPS, PLACEMENTS])
def test_rows_of_another_centre_are_absent(url):
    _coach, client = coach_at(CentreFactory())
    foreign = resident_with_case(CentreFactory())
    StepFactory(resident=foreign)
    PlacementFactory(match=MatchFactory(resident=foreign))

    assert names(client, url, tab="all") == []


def test_chips_take_one_choice_away(desk):
    context = desk.get(RESIDENTS, {"status": ["intake", "guidance"], "seen": "2026-11-01"}).context

    assert [(chip.words, chip.url) for chip in context["chips"]] == [
        ("Status: Intake under way", "?status=guidance&seen=2026-11-01"),
        ("Status: In guidance", "?status=intake&seen=2026-11-01"),
        ("Last seen before 1 Nov. 2026", "?status=intake&status=guidance"),
    ]
    assert context["cleared"] == "?"


def test_what_was_left_empty_does_not_stand_in_the_address(desk):
    response = desk.get(RESIDENTS + "?tab=mine&allowed_from=&seen=&status=intake&sort=waiting")

    assert (response.status_code, response.url) == (302, RESIDENTS + "?status=intake")


@pytest.mark.parametrize("name", lists())
def test_every_column_sorts_both_ways_over_all_pages(name):
    centre = CentreFactory()
    client = signed_in(member(Role.COORDINATOR, centre))
    coaches = [member(Role.COACH, centre), None]
    for number in range(27):
        person = resident_with_case(centre, coaches[number % 2], last_name=f"F{number % 3}")
        StepFactory(resident=person, opened_on=day(-(number % 4)), due_on=day(number) if number % 3 else None)
        PlacementFactory(match=MatchFactory(resident=person), planned_end_on=day(90) if number % 2 else None)
        (ProposalFactory if number % 2 else DeskProposalFactory)(resident=person)
    columns = [column.name for column in lists()[name].columns if column.sort]
    wrong = {}
    for sort in [*columns, *(f"-{column}" for column in columns)]:
        first = client.get(reverse(f"desk:{name}"), {"sort": sort, "tab": "all"}).context
        second = client.get(reverse(f"desk:{name}") + first["next"]).context
        again = client.get(reverse(f"desk:{name}") + second["previous"]).context
        shown = [[row["pk"] for row in page["rows"]] for page in (first, second, again)]
        if len({*shown[0], *shown[1]}) != 27 or shown[2] != shown[0]:
            wrong[sort] = shown
    assert wrong == {}


@pytest.mark.parametrize("name", lists())
def test_list_with_all_columns_makes_as_many_queries_for_three_rows_as_for_one(name):
    centre = CentreFactory()
    coach = member(Role.COACH, centre)
    client = signed_in(member(Role.COORDINATOR, centre))
    every = ",".join(column.name for column in lists()[name].columns)

    def add() -> None:
        person = resident_with_case(centre, coach)
        LanguageSkillFactory(resident=person)
        IntakeFactory(resident=person, project=ProjectFactory(centres=[centre]))
        ConsentFactory(resident=person)
        placement = StartedPlacementFactory(match=MatchFactory(resident=person))
        StepFactory(resident=person, kind="twv", party="employer", subject=placement.code)
        CheckInFactory(placement=placement, status=CheckIn.Status.PLANNED)
        ProposalFactory(resident=person)

    query = {"tab": "all", "columns": every}
    add()
    client.get(reverse(f"desk:{name}"), query)
    with CaptureQueriesContext(connection) as one:
        page = client.get(reverse(f"desk:{name}"), query)
    add()
    add()
    with CaptureQueriesContext(connection) as three:
        client.get(reverse(f"desk:{name}"), query)

    assert len(page.context["rows"][0]["cells"]) == len(lists()[name].columns)
    assert len(three) == len(one)


def test_columns_are_remembered_and_stand_in_the_address():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    resident_with_case(centre, coach)
    url = reverse("lists:columns", args=["residents"])

    response = client.post(
        url,
        {"here": "?status=guidance", "show": ["age", "centre", "no such column"],
         "place_age": "9", "place_centre": "2"},
    )  # fmt: skip

    assert response.url == RESIDENTS + "?status=guidance&columns=name%2Ccentre%2Cage"
    heads = client.get(RESIDENTS).context["heads"]
    assert [head["column"].name for head in heads] == ["name", "centre", "age"]
    client.post(url, {"usual": "yes"})
    assert ListPreference.objects.get().columns == list(lists()["residents"].default_columns)


def test_columns_in_the_address_go_before_those_remembered():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    resident_with_case(centre, coach)
    ListPreference.objects.create(user=coach, list_name="residents", columns=["name", "age"])

    heads = client.get(RESIDENTS, {"columns": "status,code,hack"}).context["heads"]

    assert [head["column"].name for head in heads] == ["name", "status", "code"]


def test_page_size_is_one_of_three():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    for _number in range(30):
        resident(centre, coach)

    assert len(client.get(RESIDENTS, {"size": "50"}).context["rows"]) == 30
    assert len(client.get(RESIDENTS, {"size": "100000"}).context["rows"]) == 25


def test_result_count_is_of_all_pages():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    for _number in range(30):
        resident(centre, coach)

    assert client.get(RESIDENTS).context["count_words"] == "30 residents"
    assert client.get(RESIDENTS, {"status": "exited"}).context["count_words"] == "0 residents"


def test_head_of_the_sorted_column_says_so():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    resident_with_case(centre, coach)

    heads = {head["column"].name: head for head in client.get(RESIDENTS, {"sort": "-seen"}).context["heads"]}

    assert (heads["seen"]["direction"], heads["seen"]["url"]) == ("descending", "?sort=seen")
    assert (heads["name"]["direction"], heads["path"]["url"]) == ("", "")


@pytest.mark.parametrize("name", lists())
@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.FUNDER, Role.ADMINISTRATOR])
def test_lists_are_refused_to_other_roles(name, role):
    assert signed_in(member(role)).get(reverse(f"desk:{name}")).status_code == 403


def test_unknown_list_is_not_found():
    _coach, client = coach_at(CentreFactory())

    assert client.get(reverse("lists:views", args=["members"])).status_code == 404


def test_placement_that_is_planned_late_says_so():
    centre = CentreFactory()
    _coach, client = coach_at(centre)
    PlacementFactory(
        match=MatchFactory(resident=resident_with_case(centre)),
        planned_start_on=day(0) - timedelta(days=3),
    )

    cells = client.get(PLACEMENTS).context["rows"][0]["cells"]

    assert {each["column"].name: each["cell"].badge for each in cells}["next"] == "stop"
