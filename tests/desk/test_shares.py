"""A case shared with a partner, seen from the desk: who may, what is asked, when it ends."""

import pytest
from django.urls import reverse

from desk.models import CaseShare, ShareNote
from desk.queries.shares import holding_shares
from desk.services import change_share, end_share, share_case, write_down_ends
from desk.services.merging import merge_residents
from desk.today.jobs import Duty
from desk.today.shares import ending, written
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from residents.models import Consent, Resident
from residents.services import move_to_centre, withdraw_consent
from tests.desk.people import coach_at, day, member, resident
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, OrganisationFactory
from tests.factories.residents import StepFactory
from tests.factories.shares import CaseShareFactory, ShareNoteFactory

AGREED = {"given_on": None, "way": "spoken", "interpreter": "none", "interpreter_language": ""}


@pytest.fixture
def centre(db):
    return CentreFactory()


@pytest.fixture
def person(centre):
    return resident(centre)


@pytest.fixture
def partner(db):
    """A language school in which somebody reads what is shared."""
    organisation = OrganisationFactory(kind="partner", name="Taalhuis")
    MembershipFactory(role=Role.PARTNER, organisation=organisation)
    return organisation


@pytest.fixture
def desk(centre):
    """The scope of a coach, open during the test."""
    with open_scope(hat_for(member(Role.COACH, centre), Role.COACH).scope) as scope:
        yield scope


def plan(**changes) -> dict:
    return {
        "parts": ["contact", "languages"],
        "purpose": "Lessons on Tuesday.",
        "until_on": day(90),
        "consent": AGREED,
    } | changes


def typed(**changes) -> dict:
    return {
        "parts": ["contact", "languages"],
        "purpose": "Lessons on Tuesday.",
        "until_on": day(90).isoformat(),
        "given_on": day(0).isoformat(),
        "way": "spoken",
        "interpreter": "none",
    } | changes


def test_sharing_keeps_the_consent_as_it_was_asked(centre, person, partner):
    coach, client = coach_at(centre)
    page = reverse("desk:shares", args=[person.code])
    assert "Taalhuis" in client.get(page).content.decode()
    response = client.post(page, typed(organisation=partner.pk))
    with system_scope("test"):
        share = CaseShare.objects.select_related("consent").get()
    assert response.url == reverse("desk:share", args=[share.code])
    assert (share.part_codes, share.shared_by, share.until_on) == (["contact", "languages"], coach, day(90))
    consent = share.consent
    assert (consent.purpose, consent.recipient, consent.until_on) == ("partner", "Taalhuis", day(90))
    assert client.get(reverse("desk:resident", args=[person.code])).content.decode().count("Taalhuis") >= 2


def test_a_refused_form_keeps_what_was_typed(centre, person, partner):
    _coach, client = coach_at(centre)
    page = reverse("desk:shares", args=[person.code])
    answer = client.post(page, typed(organisation=partner.pk, until_on=day(-1).isoformat()))
    assert "until_on" in answer.context["form"].errors
    assert "Lessons on Tuesday." in answer.content.decode()
    with system_scope("test"):
        assert (CaseShare.objects.count(), Consent.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"parts": []}, "parts"),
        ({"parts": ["steps"]}, "steps"),
        ({"purpose": "  "}, "purpose"),
        ({"until_on": day(-1)}, "until_on"),
        ({"until_on": day(400)}, "until_on"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(desk, person, partner, changes, field):
    with pytest.raises(RuleBroken) as refused:
        share_case(person, partner, **plan(**changes))
    assert refused.value.field == field


def test_only_open_partners_of_the_own_country_with_a_reader_are_offered(desk, person, partner):
    nobody_reads = OrganisationFactory(kind="municipality")
    abroad = OrganisationFactory(kind="partner", country="BE")
    MembershipFactory(role=Role.PARTNER, organisation=abroad)
    closed = OrganisationFactory(kind="partner", closed_on=day(-1))
    MembershipFactory(role=Role.PARTNER, organisation=closed)
    for organisation in (nobody_reads, abroad, closed):
        with pytest.raises(RuleBroken, match="partner of this country"):
            share_case(person, organisation, **plan())
    share_case(person, partner, **plan())
    with pytest.raises(RuleBroken, match="shared with this organisation already"):
        share_case(person, partner, **plan())


def test_steps_of_another_case_are_refused(desk, centre, person, partner):
    foreign = StepFactory(resident=resident(centre))
    with pytest.raises(RuleBroken) as refused:
        share_case(person, partner, **plan(parts=["steps"], steps=[foreign]))
    assert refused.value.field == "steps"


def test_a_change_asks_again_and_the_old_consent_no_longer_counts(desk, person, partner):
    share = share_case(person, partner, **plan())
    first = share.consent
    change_share(share, **plan(parts=["contact", "work"], until_on=day(120)))
    first.refresh_from_db()
    assert (first.withdrawn_on, share.part_codes, share.consent.until_on) == (
        day(0),
        ["contact", "work"],
        day(120),
    )
    assert share.why_over(day(0)) == ""


def test_it_ends_the_moment_the_resident_withdraws(desk, person, partner):
    share = share_case(person, partner, **plan())
    withdraw_consent(share.consent)
    share = CaseShare.objects.select_related("consent", "resident", "organisation").get()
    assert share.why_over(day(0)) == "withdrawn"
    with pytest.raises(RuleBroken, match="over"):
        change_share(share, **plan())


@pytest.mark.parametrize(
    ("share_fields", "why"),
    [
        ({}, ""),
        ({"until_on": day(0)}, ""),
        ({"until_on": day(-1), "shared_on": day(-9)}, "until"),
        ({"resident__status": Resident.Status.EXITED}, "exited"),
        ({"organisation__closed_on": day(-1)}, "closed"),
        ({"ended_on": day(-1), "over_why": "stopped"}, "stopped"),
    ],
)
def test_a_query_and_a_row_say_the_same(db, share_fields, why):
    share = CaseShareFactory(**share_fields)
    with system_scope("test"):
        assert share.why_over(day(0)) == why
        assert holding_shares(day(0)).exists() is (why == "")
        assert write_down_ends(day(0)) == (1 if why and share.ended_on is None else 0)
        share.refresh_from_db()
        assert share.over_why == why
        assert write_down_ends(day(0)) == 0


def test_ending_says_why(centre, person, partner):
    share = CaseShareFactory(resident=person, organisation=partner)
    _coach, client = coach_at(centre)
    page = reverse("desk:share_end", args=[share.code])
    assert client.get(page).status_code == 200
    assert client.post(page, {"is_withdrawn": "yes"}).status_code == 302
    with system_scope("test"):
        share.refresh_from_db()
        assert (share.over_why, share.ended_on, share.consent.withdrawn_on) == ("withdrawn", day(0), day(0))
        with pytest.raises(RuleBroken):
            end_share(share, is_withdrawn=False)
    assert "withdrew" in client.get(reverse("desk:share", args=[share.code])).content.decode()


def test_a_move_takes_the_share_along(desk, person, partner):
    share = share_case(person, partner, **plan())
    move_to_centre(person, CentreFactory())
    with system_scope("test"):
        share = CaseShare.objects.select_related("consent", "resident", "organisation").get(pk=share.pk)
        assert share.why_over(day(0)) == ""
    assert not CaseShare.objects.exists()  # the old desk has lost the case, and so its shares


def test_merging_refuses_two_shares_with_one_partner(centre, partner):
    one, two = resident(centre), resident(centre)
    shares = [CaseShareFactory(resident=each, organisation=partner) for each in (one, two)]
    with open_scope(hat_for(member(Role.COORDINATOR, centre), Role.COORDINATOR).scope):
        with pytest.raises(RuleBroken, match="shared with one organisation"):
            merge_residents(one, two)
        end_share(shares[1], is_withdrawn=False)
        merge_residents(one, two)
        assert {share.resident_id for share in CaseShare.objects.all()} == {one.pk}


def test_today_shows_what_was_written_until_somebody_read_it(centre, person):
    coach, client = coach_at(centre)
    with system_scope("test"):
        Resident.objects.filter(pk=person.pk).update(coach=coach)
    note = ShareNoteFactory(share=CaseShareFactory(resident=person), kind=ShareNote.Kind.CONCERN)
    page = client.get("/today/").content.decode()
    assert "has a concern" in page
    assert f"/today/sharenote-{note.pk}/done/" in page
    client.post(f"/today/sharenote-{note.pk}/done/")
    assert "has a concern" not in client.get("/today/").content.decode()
    client.post(f"/today/sharenote-{note.pk}/undo/")
    assert "has a concern" in client.get("/today/").content.decode()
    client.post(reverse("desk:share_note_read", args=[note.share.code, note.pk]))
    with system_scope("test"):
        note.refresh_from_db()
    assert note.seen_by == coach


def test_a_share_that_ends_within_a_week_is_a_line_of_its_own(desk, person):
    share = CaseShareFactory(resident=person, until_on=day(5))
    CaseShareFactory(resident=person, until_on=day(30))
    duty = Duty(desk.actor, Resident.objects.all(), day(0))
    assert [job.key for job in ending(duty)] == [f"share-{share.code}"]
    assert list(written(duty)) == []


def test_a_stranger_among_the_coaches_finds_nothing(centre, person, partner):
    share = CaseShareFactory(resident=person, organisation=partner)
    _other, client = coach_at(CentreFactory())
    for name in ("desk:share", "desk:share_end", "desk:share_appointment"):
        assert client.get(reverse(name, args=[share.code])).status_code == 404
    assert client.get(reverse("desk:shares", args=[person.code])).status_code == 404


def test_an_appointment_with_the_partner_is_for_their_people(centre, person, partner):
    share = CaseShareFactory(resident=person, organisation=partner)
    coach, client = coach_at(centre)
    reader = partner.memberships.get().user
    page = reverse("desk:share_appointment", args=[share.code])
    sent = {
        "kind": "other",
        "on": day(3).isoformat(),
        "at": "10:00",
        "minutes": "30",
        "with_user": reader.pk,
        "place": "Taalhuis",
    }
    assert "with_user" in client.post(page, sent | {"with_user": coach.pk}).context["form"].errors
    assert client.post(page, sent).status_code == 302
    shown = client.get(reverse("desk:share", args=[share.code])).content.decode()
    assert "Taalhuis" in shown
    with system_scope("test"):
        assert person.appointments.get().with_user == reader
