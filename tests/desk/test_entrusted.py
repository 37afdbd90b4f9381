"""A case shared with a partner, seen from the partner: the agreed parts, and nothing else."""

import pytest
from django.urls import reverse

from desk.models import CaseShare, ShareNote
from desk.services.entrusted import ShareOver, take_step
from jobdesk.accounts.hats import hat_for
from jobdesk.accounts.models import AccessRequest
from jobdesk.accounts.services import invite_member
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from matching.models import CheckIn, Placement
from residents.models import Appointment, Resident, Step, WishedWork
from residents.services import withdraw_consent
from tests.desk.people import coach_at, day, resident, signed_in
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, OrganisationFactory
from tests.factories.matching import CheckInFactory
from tests.factories.residents import (
    AppointmentFactory,
    ContactFactory,
    DocumentFactory,
    GoalFactory,
    LanguageSkillFactory,
    StepFactory,
)
from tests.factories.shares import CaseShareFactory

Part = CaseShare.Part
# Words that stand in one part each, and words that stand in none.
MARKS = {
    Part.CONTACT: "+31611111111",
    Part.WORK: "Kneading dough",
    Part.LANGUAGES: "Tigrinya",
    Part.PLAN: "A shop of my own",
    Part.STEPS: "Health insurance",
    Part.PLACEMENT: "Chamber help",
}
NEVER = [
    "2899887766",
    "W-document",
    "Talked about the hearing",
    "1995",
    "Secret note",
    "About a debt",
]


@pytest.fixture
def reader(db):
    return MembershipFactory(role=Role.PARTNER).user


@pytest.fixture
def case(db):
    """A resident of whom there is something in every part, and much in none."""
    person = resident(
        CentreFactory(), first_name="Semira", phone=MARKS[Part.CONTACT], reference_number="2899887766",
        language="en",
    )  # fmt: skip
    ContactFactory(resident=person, note="Talked about the hearing")
    DocumentFactory(resident=person)
    LanguageSkillFactory(resident=person, language="ti")
    with system_scope("test"):
        WishedWork.objects.create(resident=person, words=MARKS[Part.WORK], rank=1)
    GoalFactory(resident=person, words=MARKS[Part.PLAN])
    CheckInFactory(
        placement__match__resident=person, placement__job_title=MARKS[Part.PLACEMENT], note="Secret note"
    )
    return person


@pytest.fixture
def share(case, reader):
    return share_of(case, reader)


def share_of(case, reader, **fields) -> CaseShare:
    with system_scope("test"):
        step = case.steps.filter(kind="health_insurance").first() or StepFactory(
            resident=case, kind="health_insurance", note="About a debt"
        )
    organisation = reader.memberships.get().organisation
    return CaseShareFactory(resident=case, organisation=organisation, steps=[step], **fields)


def page_of(share) -> str:
    return reverse("desk:entrusted_case", args=[share.code])


@pytest.mark.parametrize("part", [*Part, None])
def test_a_partner_reads_the_agreed_part_and_no_other(case, reader, part):
    share = share_of(case, reader, parts=part or ",".join(Part.values))
    body = signed_in(reader).get(page_of(share)).content.decode()
    agreed = [part] if part else list(Part)
    assert [other for other in Part if MARKS[other] in body] == agreed
    assert [words for words in NEVER if words in body] == []
    assert ("Semira" in body) == (Part.CONTACT in agreed)


def test_the_list_names_nobody_whose_name_is_not_shared(case, reader):
    share = share_of(case, reader, parts=Part.WORK)
    body = signed_in(reader).get(reverse("desk:entrusted")).content.decode()
    assert share.code in body
    assert "Semira" not in body


def test_the_list_says_what_there_is_to_do_in_a_fixed_number_of_queries(case, share, reader):
    other = resident(case.centre, first_name="Zara")
    share_of(other, reader, parts="contact,plan", until_on=day(9))
    AppointmentFactory(resident=other, with_user=reader)
    AppointmentFactory(resident=other)  # with somebody of the desk
    lines = signed_in(reader).get(reverse("desk:entrusted")).context["lines"]
    assert [(line.name.split()[0], line.waits, line.late) for line in lines] == [
        ("Semira", 2, 1),
        ("Zara", 1, 0),
    ]


def test_the_rest_of_the_site_is_closed_to_a_partner(case, share, reader):
    client = signed_in(reader)
    assert client.get("/").url == reverse("desk:entrusted")
    for url in (f"/residents/{case.code}/", "/today/", "/residents/", "/placements/", "/steps/"):
        assert client.get(url).status_code == 403
    with open_scope(hat_for(reader, Role.PARTNER).scope):
        assert (Resident.objects.count(), Step.objects.count(), Placement.objects.count()) == (0, 0, 0)
        assert CaseShare.objects.get() == share


def test_another_partner_finds_nothing(share):
    client = signed_in(MembershipFactory(role=Role.PARTNER).user)
    assert client.get(page_of(share)).status_code == 404
    assert client.post(page_of(share), {"kind": "note", "text": "x"}).status_code == 404


@pytest.mark.parametrize("how", ["withdrawn", "exited", "until", "closed"])
def test_what_is_over_shows_nothing_from_that_moment(case, share, reader, how):
    client = signed_in(reader)
    assert "Semira" in client.get(page_of(share)).content.decode()
    with system_scope("test"):
        if how == "withdrawn":
            withdraw_consent(share.consent)
        elif how == "exited":
            Resident.objects.filter(pk=case.pk).update(status=Resident.Status.EXITED)
        elif how == "closed":
            share.organisation.closed_on = day(0)
            share.organisation.save()
        else:
            CaseShare.objects.filter(pk=share.pk).update(until_on=day(-1), shared_on=day(-9))
        step, talk = share.steps.get(), CheckIn.objects.get()
    for url in (page_of(share), reverse("desk:entrusted")):
        assert not any(mark in client.get(url).content.decode() for mark in ["Semira", *MARKS.values()])
    assert client.post(page_of(share), {"kind": "note", "text": "Late."}).status_code == 410
    assert client.post(reverse("desk:entrusted_step", args=[share.code, step.pk])).status_code == 404
    assert client.get(reverse("desk:entrusted_check_in", args=[share.code, talk.pk])).status_code == 404
    with system_scope("test"):
        assert not ShareNote.objects.exists()
        step.refresh_from_db()
    assert step.status == "open"


def test_each_day_of_reading_is_kept_once_and_the_coach_sees_it(case, share, reader):
    client = signed_in(reader)
    client.get(page_of(share))
    client.get(page_of(share))
    looks = AuditEntry.objects.filter(action="share.viewed", resident_id=case.pk)
    assert [each.actor for each in looks] == [reader]
    _coach, desk = coach_at(case.centre)
    assert reader.name in desk.get(reverse("desk:share", args=[share.code])).content.decode()


def test_a_report_reaches_the_coach(share, reader):
    client = signed_in(reader)
    assert "text" in client.post(page_of(share), {"kind": "note", "text": " "}).context["form"].errors
    sent = client.post(page_of(share), {"kind": "note", "text": "Came to all lessons."})
    assert sent.status_code == 302
    assert "Came to all lessons." in client.get(page_of(share)).content.decode()
    kept = AuditEntry.objects.get(action="share.noted")
    assert (kept.actor, kept.resident_id, kept.changes) == (reader, share.resident_id, {"kind": "note"})


def test_only_the_own_step_can_be_ticked(case, share, reader):
    with system_scope("test"):
        own, other = share.steps.get(), StepFactory(resident=case, kind="bank_account")
    client = signed_in(reader)
    assert client.post(reverse("desk:entrusted_step", args=[share.code, other.pk])).status_code == 404
    client.post(reverse("desk:entrusted_step", args=[share.code, own.pk]))
    with system_scope("test"):
        own.refresh_from_db()
        other.refresh_from_db()
    assert (own.status, other.status) == ("done", "open")
    again = client.post(reverse("desk:entrusted_step", args=[share.code, own.pk]), follow=True)
    assert "cannot go from" in again.content.decode()


def test_a_part_that_is_not_agreed_does_nothing(case, reader):
    share = share_of(case, reader, parts=Part.CONTACT)
    with system_scope("test"):
        step = share.steps.get()
    with open_scope(hat_for(reader, Role.PARTNER).scope):
        shared = CaseShare.objects.get()
        with pytest.raises(ShareOver):
            take_step(shared, step.pk)


def test_an_appointment_with_them_is_recorded_and_is_no_contact(case, share, reader):
    mine = AppointmentFactory(resident=case, with_user=reader, kind="talk")
    other = AppointmentFactory(resident=case)
    client = signed_in(reader)
    before = case_contacts(case)
    for appointment, status in ((mine, 302), (other, 404)):
        url = reverse("desk:entrusted_appointment", args=[share.code, appointment.code])
        assert client.post(url, {"came": "yes"}).status_code == status
    with system_scope("test"):
        found = {each.pk: each.status for each in Appointment.objects.all()}
    assert found == {mine.pk: "kept", other.pk: "planned"}
    assert case_contacts(case) == before


def case_contacts(case) -> int:
    with system_scope("test"):
        return case.contacts.count()


def talk(**changes) -> dict:
    return {"is_reached": "yes", "done_on": day(0).isoformat(), "still_working": "yes"} | changes


def test_a_municipal_coach_records_a_talk_and_a_no_is_a_task_of_the_same_day(case, share, reader):
    with system_scope("test"):
        found = CheckIn.objects.get()
        other = CheckInFactory(placement__match__resident=resident(case.centre))
    client = signed_in(reader)
    page = reverse("desk:entrusted_check_in", args=[share.code, found.pk])
    assert client.get(reverse("desk:entrusted_check_in", args=[share.code, other.pk])).status_code == 404
    assert "still_working" in client.post(page, talk(still_working="")).context["form"].errors
    assert client.post(page, talk(paid_as_agreed="no")).status_code == 302
    with system_scope("test"):
        found.refresh_from_db()
        note = ShareNote.objects.get()
        Resident.objects.filter(pk=case.pk).update(coach=(coach := coach_at(case.centre))[0])
    assert (found.status, note.kind, note.check_in) == ("done", "concern", found)
    today = coach[1].get("/today/").content.decode()
    assert "a no at: paid as agreed" in today


def test_a_talk_in_which_all_is_well_is_no_concern(share, reader):
    with system_scope("test"):
        found = CheckIn.objects.get()
    signed_in(reader).post(
        reverse("desk:entrusted_check_in", args=[share.code, found.pk]), talk(paid_as_agreed="yes")
    )
    with system_scope("test"):
        found.refresh_from_db()
        assert (found.status, ShareNote.objects.count()) == ("done", 0)


# ── Who lets a partner in


@pytest.fixture
def agency(db):
    return OrganisationFactory(kind="agency")


def invited(administrator, organisation):
    with open_scope(hat_for(administrator, Role.ADMINISTRATOR).scope):
        return invite_member(
            email="tess@example.org",
            name="Tess",
            role=Role.PARTNER,
            organisation=organisation,
            centres=[],
            language="nl",
            site="https://jobdesk.example",
        )


def test_a_partner_is_let_in_by_two_administrators_of_the_agency(agency):
    one, _two = (MembershipFactory(role=Role.ADMINISTRATOR, organisation=agency).user for _ in range(2))
    asked = invited(one, OrganisationFactory(kind="municipality"))
    assert isinstance(asked, AccessRequest)
    assert asked.agency == agency


def test_one_administrator_alone_lets_no_partner_in(agency):
    one = MembershipFactory(role=Role.ADMINISTRATOR, organisation=agency).user
    with pytest.raises(RuleBroken) as refused:
        invited(one, OrganisationFactory(kind="partner"))
    assert refused.value.field == "role"


def test_administrators_of_a_partner_cannot_let_each_other_in(db):
    organisation = OrganisationFactory(kind="partner")
    one, _two = (MembershipFactory(role=Role.ADMINISTRATOR, organisation=organisation).user for _ in range(2))
    with pytest.raises(RuleBroken, match="reception agency"):
        invited(one, organisation)
