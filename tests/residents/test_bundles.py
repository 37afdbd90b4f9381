"""Groups that share something, and the training groups made of them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.models import Occupation, Skill
from residents import services
from residents.groups.bundles import Kind, bundles
from residents.models import (
    Attendance,
    Certificate,
    GroupSession,
    TrainingGroup,
    WantedCertificate,
    WishedWork,
    WorkExperience,
)
from tests.factories.desks import CentreFactory
from tests.factories.residents import IntakeFactory, LanguageSkillFactory, ResidentFactory

LIST = reverse("residents:bundles")


def day(offset: int):
    return timezone.localdate() + timedelta(days=offset)


def people(centre, count, **fields):
    return [ResidentFactory(centre=centre, **fields) for _number in range(count)]


def worked(residents, *, occupation=None, words="", model=WorkExperience):
    with system_scope("test"):
        for rank, resident in enumerate(residents, start=1):
            extra = {"rank": rank} if model is WishedWork else {}
            model.objects.create(resident=resident, occupation=occupation, words=words, **extra)


def everyday(unit: str) -> list[Occupation]:
    """Everyday occupations under a unit group, and the group itself."""
    group = Occupation.objects.get(scheme="isco08", code=unit)
    return [group, *Occupation.objects.filter(parent=group, scheme="own")]


def found(centres, **asked):
    with system_scope("test"):
        return [
            (each.kind, each.key, each.hub, set(each.residents))
            for each in bundles(centres, day(0), **{"size": 3} | asked)
        ]


def pks(residents) -> set[int]:
    return {each.pk for each in residents}


def test_occupations_of_one_unit_group_are_put_together(centre):
    terms = everyday("5141")
    assert len(terms) > 1
    residents = people(centre, 3)
    for resident, term in zip(residents, [terms[0], terms[1], terms[-1]], strict=True):
        worked([resident], occupation=term)
    assert found([centre]) == [("experience", "isco08:5141", centre, pks(residents))]


def test_group_below_the_size_is_not_proposed(centre):
    worked(people(centre, 2), words="Beekeeper")
    assert found([centre]) == []
    assert [key for _kind, key, _hub, _who in found([centre], size=2)] == ["words:beekeeper"]


def test_who_is_not_guided_does_not_count(centre):
    worked(people(centre, 2), words="Beekeeper")
    worked(people(centre, 1, status="exited"), words="Beekeeper")
    assert found([centre]) == []


def test_people_of_centres_within_reach_are_put_together(centre):
    near = CentreFactory(latitude=centre.latitude, longitude=centre.longitude)
    far = CentreFactory(latitude="53.21000", longitude="6.56000")
    here, there, away = people(centre, 2), people(near, 3), people(far, 1)
    worked([*here, *there, *away], words="Beekeeper")
    assert found([centre, near, far]) == [("experience", "words:beekeeper", near, pks([*here, *there]))]
    assert len(found([centre, near, far], within=300)[0][3]) == 6


def test_other_kinds_of_groups(centre, project):
    residents = people(centre, 3)
    skill = Skill.objects.filter(scheme="own").first()
    worked(residents, words="Beekeeper", model=WishedWork)
    with system_scope("test"):
        for resident in residents:
            WantedCertificate.objects.create(resident=resident, skill=skill)
            Certificate.objects.create(resident=resident, skill=skill, expires_on=day(30))
    for resident in residents:
        LanguageSkillFactory(resident=resident, language="nl", level="A1")
        IntakeFactory(resident=resident, project=project, complete=True, barriers="child_care,mobility")
    everyone = pks(residents)
    assert {(kind, key, len(who)) for kind, key, _hub, who in found([centre])} == {
        ("wish", "words:beekeeper", 3),
        ("wanted", f"own:{skill.code}", 3),
        ("expired", f"own:{skill.code}", 3),
        ("language", "nl:A1", 3),
        ("barrier", "barrier:child_care", 3),
        ("barrier", "barrier:mobility", 3),
    }
    assert found([centre], kind=Kind.LANGUAGE) == [("language", "nl:A1", centre, everyone)]


def test_certificate_that_holds_for_long_is_no_reason(centre):
    with system_scope("test"):
        for resident in people(centre, 3):
            Certificate.objects.create(resident=resident, words="Sewing", expires_on=day(91))
    assert found([centre]) == []


def test_page_shows_only_people_of_ones_own_centres(client_of, coach, employer, centre, elsewhere):
    worked([*people(centre, 3), *people(elsewhere, 5)], words="Beekeeper")
    shown = client_of(coach).get(LIST, {"size": 3}).context["bundles"]
    assert [(each.label, each.size) for each in shown] == [("Beekeeper", 3)]
    assert client_of(employer).get(LIST).status_code == 403


@pytest.mark.parametrize("asked", [{"size": "x"}, {"size": "1000"}, {"kind": "nonsense"}, {"within": "-1"}])
def test_nonsense_in_the_address_is_as_if_it_was_not_there(client_of, coach, asked):
    context = client_of(coach).get(LIST, asked).context
    assert context["asked"] == {"size": 5, "within": 45, "kind": ""}


def test_training_group_is_made_of_those_who_are_ticked(client_of, coach, centre, project, elsewhere):
    residents = people(centre, 3)
    worked(residents, words="Beekeeper")
    url = reverse("residents:bundle", args=["experience", "words:beekeeper"]) + "?size=3"
    chosen = [each.code for each in residents[:2]]
    data = {"title": "Bees", "project": project.pk, "residents": chosen}
    stranger = people(elsewhere, 1)[0].code
    refused = client_of(coach).post(url, data | {"residents": [stranger]}).context
    assert set(refused["form"].errors) == {"residents"}
    response = client_of(coach).post(url, data)
    with system_scope("test"):
        group = TrainingGroup.objects.get()
        assert {member.resident.code for member in group.members.all()} == set(chosen)
    assert response["Location"] == reverse("residents:training", args=[group.code])
    assert (group.shared, group.led_by) == ("Have done this work: Beekeeper", coach)


def test_group_that_nobody_forms_is_not_found(client_of, coach):
    for kind, key in (("experience", "words:beekeeper"), ("nonsense", "x")):
        assert client_of(coach).get(reverse("residents:bundle", args=[kind, key])).status_code == 404


@pytest.fixture
def group(desk, centre, project, coach):
    return services.make_training("Bees", people(centre, 2), project=project, centre=centre, led_by=coach)


def test_session_of_the_group_invites_its_people(client_of, coach, group):
    stopped = group.members.first()
    services.set_training_outcome(stopped, "stopped")
    data = {"title": "First", "on": day(3), "at": "10:00", "minutes": 90, "place": "Room 1"}
    client_of(coach).post(reverse("residents:training", args=[group.code]), data)
    with system_scope("test"):
        session = GroupSession.objects.get()
        invited = set(Attendance.objects.values_list("resident", flat=True))
    assert (session.kind, list(group.sessions.all())) == ("training", [session])
    assert invited == {member.resident_id for member in group.members.all()} - {stopped.resident_id}


def test_group_ends_when_everybody_has_an_outcome(client_of, coach, group):
    url = reverse("residents:training_outcomes", args=[group.code])
    first, second = (member.resident.code for member in group.members.select_related("resident"))
    client_of(coach).post(url, {first: "completed", "end": "yes"})
    group.refresh_from_db()
    assert group.status == "running"
    client_of(coach).post(url, {second: "certificate", "end": "yes"})
    group.refresh_from_db()
    assert (group.status, group.ended_on) == ("ended", day(0))
    outcomes = set(group.members.values_list("resident__code", "outcome"))
    assert outcomes == {(first, "completed"), (second, "certificate")}


def test_presence_is_counted_for_each(client_of, coach, group):
    session = services.plan_training_session(
        group, title="First", starts_at=timezone.now(), minutes=60, place="Room 1", led_by=coach
    )
    came = group.members.select_related("resident").first()
    services.set_present(session, came.resident, is_present=True)
    members = client_of(coach).get(reverse("residents:training", args=[group.code])).context["members"]
    assert {member.pk: member.present for member in members} == {
        each.pk: int(each.pk == came.pk) for each in group.members.all()
    }
