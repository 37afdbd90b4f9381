"""The people of a company look after themselves: who is there, who does what, who comes and who goes."""

import pytest
from django.urls import reverse

from jobdesk.accounts.colleagues import services
from jobdesk.accounts.hats import hat_for
from jobdesk.accounts.models import Invitation, Membership
from jobdesk.accounts.tokens import invitation_token
from jobdesk.desks.models import Organisation
from jobdesk.trail.access import Role, duties_of, may
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope
from tests.factories.accounts import InvitationFactory, MembershipFactory, UserFactory
from tests.factories.desks import OrganisationFactory
from tests.factories.employers import CompanyFactory

pytestmark = pytest.mark.django_db
ALL = set(duties_of(Role.EMPLOYER))
ANSWERS = {
    "email": "Daan@example.org",
    "name": "Daan Mulder",
    "duties": ["candidates", "papers"],
    "language": "nl",
}


@pytest.fixture(autouse=True)
def company(hotel):
    return CompanyFactory(organisation=hotel)


def at(organisation, *duties, name="Joost Hendriks", **fields):
    """Somebody who has these duties in a company, or all of them."""
    chosen = dict.fromkeys(duties, True) if duties else None
    return MembershipFactory(
        user=UserFactory(name=name, **fields), role=Role.EMPLOYER, organisation=organisation, duties=chosen
    )


@pytest.fixture
def sanne(hotel):
    return at(hotel, name="Sanne de Wit")


@pytest.fixture
def joost(hotel):
    return at(hotel, "vacancies", "candidates")


def acting(membership):
    return open_scope(hat_for(membership.user, Role.EMPLOYER).scope)


def held(membership):
    return set(Membership.objects.get(pk=membership.pk).duties)


def url(name, *args):
    return reverse(f"accounts:{name}", args=args)


# ── Duties


def test_who_says_nothing_has_all_duties(sanne, coach):
    assert (held(sanne), coach.memberships.get().duties) == (ALL, {})


def test_invitation_by_an_administrator_offers_all_duties(client, administrator, hotel):
    client.force_login(administrator)
    client.post(
        "/members/invite/",
        {
            "email": "x@example.org",
            "name": "X",
            "organisation": hotel.pk,
            "role": "employer",
            "language": "nl",
        },
    )
    assert set(Invitation.objects.get().duties) == ALL


@pytest.mark.parametrize(
    ("duty", "opened"),
    [
        ("vacancies", {"employers:vacancy_new"}),
        ("candidates", set()),
        ("papers", {"matching:papers"}),
        ("colleagues", {"accounts:colleague_invite", "matching:close_account"}),
    ],
)
def test_a_duty_opens_its_pages_and_no_others(client, hotel, duty, opened):
    client.force_login(at(hotel, duty).user)
    of_duties = (
        "employers:vacancy_new",
        "matching:papers",
        "accounts:colleague_invite",
        "matching:close_account",
    )
    assert {name for name in of_duties if client.get(reverse(name)).status_code == 200} == opened
    for_all = ("matching:vacancies", "employers:charter", "accounts:colleagues", "accounts:leave")
    assert {name: client.get(reverse(name)).status_code for name in for_all} == dict.fromkeys(for_all, 200)


def test_menu_and_button_follow_the_duties(client, hotel):
    client.force_login(at(hotel, "papers").user)
    shell = client.get("/vacancies/").context["shell"]
    assert [item.url for item in shell.items] == ["/vacancies/", "/papers/", "/charter/", "/colleagues/"]
    assert shell.primary is None


def test_duties_of_one_company_do_not_count_in_another(client, sanne):
    other = CompanyFactory()
    MembershipFactory(
        user=sanne.user, role=Role.EMPLOYER, organisation=other.organisation, duties={"papers": True}
    )
    client.force_login(sanne.user)
    here, there = client.get("/vacancies/").context["shell"].roles
    assert (str(here[1]), str(there[1])) == ("Employer, Hotel Zeezicht", f"Employer, {other}")

    client.post("/me/role/", {"role": there[0]})

    page = client.get("/vacancies/")
    assert page.context["company"] == other
    assert client.get("/vacancies/new/").status_code == 403
    assert list(client.get("/colleagues/").context["colleagues"]) == [
        Membership.objects.get(organisation=other.organisation)
    ]


def test_page_of_a_missing_duty_says_who_can_give_it(client, hotel, joost):
    at(hotel, "papers", name="Ad Vermeer")
    at(hotel, "colleagues", name="Sinéad O’Brien")
    at(hotel, "colleagues", name="Wim D'Hondt")
    at(OrganisationFactory(kind="employer"), name="Somebody Else")
    client.force_login(joost.user)

    page = client.get("/papers/")

    assert page.status_code == 403
    assert page.context["who_can_help"] == (
        "This belongs to the duty “Files papers”: ask Sinéad O’Brien or Wim D'Hondt to give it to you."
    )
    assert "ask Sinéad O’Brien or Wim D&#x27;Hondt to give" in page.content.decode()


def test_who_manages_reads_that_they_can_take_the_duty_on(client, hotel):
    client.force_login(at(hotel, "colleagues").user)
    assert "you can take it on under “Colleagues”" in client.get("/papers/").content.decode()


def test_where_nobody_manages_the_desk_is_named(client, joost):
    client.force_login(joost.user)
    assert "nobody at Hotel Zeezicht can give it: ask the job desk" in client.get("/papers/").content.decode()


def test_another_role_reads_what_it_always_read(client, coach):
    client.force_login(coach)
    page = client.get("/colleagues/")
    assert (page.status_code, "Your role does not include this page" in page.content.decode()) == (403, True)


# ── The list


def test_list_shows_everybody_with_what_they_do(client, hotel, sanne, joost, coach):
    at(OrganisationFactory(kind="employer"), name="Somebody Else")
    waiting = InvitationFactory(role=Role.EMPLOYER, organisation=hotel, duties={"papers": True})
    client.force_login(joost.user)

    page = client.get("/colleagues/")

    assert list(page.context["colleagues"]) == [joost, sanne]
    assert list(page.context["invitations"]) == [waiting]
    assert url("colleague_let_go", sanne.pk) not in page.content.decode()


def test_list_says_which_duty_nobody_has(client, hotel, joost):
    client.force_login(joost.user)
    assert [str(duty.label) for duty in client.get("/colleagues/").context["duties_of_nobody"]] == [
        "Files papers",
        "Manages colleagues",
    ]


def test_list_takes_as_many_queries_for_many_as_for_few(client, hotel, sanne, django_assert_max_num_queries):
    for _number in range(4):
        at(hotel, "papers")
        InvitationFactory(role=Role.EMPLOYER, organisation=hotel)
    client.force_login(sanne.user)
    with django_assert_max_num_queries(12):
        client.get("/colleagues/")


def test_administrator_sees_the_duties_in_the_list_of_members(client, administrator, joost):
    client.force_login(administrator)
    assert "Posts vacancies, Sees and answers candidates" in client.get("/members/").content.decode()


def test_administrator_reads_whom_a_company_would_be_left_without(client, administrator, sanne, joost):
    client.force_login(administrator)
    pages = [client.get(url("deactivate_member", each.user.pk)).content.decode() for each in (sanne, joost)]
    words = "Nobody else manages the colleagues of Hotel Zeezicht."
    assert [words in page for page in pages] == [True, False]


# ── Coming


def test_invite_saves_records_and_mails_company_and_duties(client, sanne, hotel, mailoutbox):
    client.force_login(sanne.user)

    response = client.post(url("colleague_invite"), ANSWERS)

    assert response.url == "/colleagues/"
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.organisation, set(invitation.duties)) == (
        "daan@example.org",
        Role.EMPLOYER,
        hotel,
        {"candidates", "papers"},
    )
    entry = AuditEntry.objects.get(action="members.invited")
    assert (entry.actor, entry.changes["duties"]) == (sanne.user, ["candidates", "papers"])
    (mail,) = mailoutbox
    for part in (mail.body, mail.alternatives[0][0]):
        assert [
            word for word in ("Hotel Zeezicht", "Sanne de Wit", "Daan Mulder", "/i/") if word not in part
        ] == []


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_letter_to_a_company_says_u(client, sanne, mailoutbox, language):
    client.force_login(sanne.user)
    client.post(url("colleague_invite"), ANSWERS | {"language": language})
    (mail,) = mailoutbox
    words = {"nl": "Uw taken daar:", "fr": "Vos tâches :", "en": "Your duties there:"}[language]
    duty = {"nl": "Dient papieren in", "fr": "Introduit les papiers", "en": "Files papers"}[language]
    for part in (mail.body, mail.alternatives[0][0]):
        assert (words in part, duty in part) == (True, True)
        assert [each for each in (" je ", " jou ", "Je bent", " tu ", " ton ") if each in part] == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"email": "daan"}, "email"),
        ({"name": ""}, "name"),
        ({"duties": []}, "duties"),
        ({"duties": ["everything"]}, "duties"),
        ({"language": "xx"}, "language"),
    ],
)
def test_invite_refuses_what_does_not_fit_and_keeps_what_was_typed(client, sanne, changed, field):
    client.force_login(sanne.user)
    page = client.post(url("colleague_invite"), ANSWERS | changed)
    form = page.context["form"]
    assert (list(form.errors), form["name"].value()) == ([field], (ANSWERS | changed)["name"])
    assert Invitation.objects.count() == 0


def test_invite_twice_and_invite_a_colleague_is_refused(client, sanne, joost):
    client.force_login(sanne.user)
    client.post(url("colleague_invite"), ANSWERS)
    for email, words in (
        ("DAAN@example.org", "invited already"),
        (joost.user.email, "has this role in this organisation already"),
    ):
        (error,) = (
            client.post(url("colleague_invite"), ANSWERS | {"email": email}).context["form"].errors["email"]
        )
        assert words in error
    assert Invitation.objects.count() == 1


def test_accepting_gives_exactly_the_duties_that_were_offered(client, hotel, sanne):
    invitation = InvitationFactory(role=Role.EMPLOYER, organisation=hotel, duties={"papers": True})
    link = f"/i/{invitation_token(invitation.pk)}/"
    assert "Files papers" in client.get(link).content.decode()

    client.post(
        link, {"name": "Daan", "password": "a-long-sentence-3", "password_again": "a-long-sentence-3"}
    )

    assert Membership.objects.get(user__email=invitation.email).duties == {"papers": True}
    assert client.get("/papers/").status_code == 200
    assert client.get("/vacancies/new/").status_code == 403


def test_invitation_can_be_sent_again_and_withdrawn(client, hotel, sanne, mailoutbox):
    invitation = InvitationFactory(role=Role.EMPLOYER, organisation=hotel)
    client.force_login(sanne.user)

    client.post(url("colleague_invite_again", invitation.pk))
    client.post(url("colleague_uninvite", invitation.pk))

    assert len(mailoutbox) == 1
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None
    assert client.post(url("colleague_uninvite", invitation.pk)).status_code == 404


def test_service_refuses_who_does_not_manage(hotel, sanne, joost):
    with acting(joost):
        for act in (
            lambda: services.invite_colleague(hotel, **ANSWERS, site="https://jobdesk.example"),
            lambda: services.change_duties(joost, ALL),
            lambda: services.let_go(sanne),
            lambda: services.end_everybody(hotel),
        ):
            with pytest.raises(RuleBroken, match="You do not manage the colleagues"):
                act()


# ── Duties that change


def test_duties_are_changed_recorded_and_hold_at_once(client, sanne, joost):
    client.force_login(sanne.user)

    assert client.post(url("colleague_duties", joost.pk), {"duties": ["papers"]}).url == "/colleagues/"

    assert held(joost) == {"papers"}
    entry = AuditEntry.objects.get(action="colleagues.duties_changed")
    assert (entry.actor, entry.changes["from"], entry.changes["to"]) == (
        sanne.user,
        ["candidates", "vacancies"],
        ["papers"],
    )
    client.force_login(joost.user)
    assert (client.get("/papers/").status_code, client.get("/vacancies/new/").status_code) == (200, 403)


def test_nothing_changed_leaves_no_trace(sanne, joost):
    with acting(sanne):
        services.change_duties(joost, ["candidates", "vacancies"])
    assert AuditEntry.objects.count() == 0


def test_no_duty_at_all_is_refused(client, sanne, joost):
    client.force_login(sanne.user)
    form = client.post(url("colleague_duties", joost.pk), {}).context["form"]
    assert form.errors == {"duties": ["Choose at least one duty."]}
    with acting(sanne), pytest.raises(RuleBroken):
        services.change_duties(joost, [])


def test_last_one_who_manages_cannot_drop_that_duty(client, sanne, joost):
    client.force_login(sanne.user)
    form = client.post(url("colleague_duties", sanne.pk), {"duties": ["papers"]}).context["form"]
    assert form.errors == {
        "duties": ["Nobody else manages colleagues here. Give that duty to a colleague first."]
    }
    assert held(sanne) == ALL


def test_duty_is_handed_over_and_then_dropped(client, sanne, joost):
    client.force_login(sanne.user)
    client.post(url("colleague_duties", joost.pk), {"duties": ["colleagues"]})
    client.post(url("colleague_duties", sanne.pk), {"duties": ["papers"]})
    assert (held(joost), held(sanne)) == ({"colleagues"}, {"papers"})


def test_closed_account_does_not_count_as_one_who_manages(client, hotel, sanne):
    at(hotel, "colleagues", is_active=False)
    client.force_login(sanne.user)
    assert client.get(url("leave")).context["is_last"] is True


# ── Going


def test_let_go_asks_first_then_ends_and_closes(client, sanne, joost):
    client.force_login(sanne.user)
    assert (
        "End the access of Joost Hendriks?" in client.get(url("colleague_let_go", joost.pk)).content.decode()
    )

    client.post(url("colleague_let_go", joost.pk))

    joost.user.refresh_from_db()
    assert (joost.user.is_active, joost.user.memberships.count()) == (False, 0)
    entry = AuditEntry.objects.get(action="colleagues.let_go")
    assert (entry.actor, entry.subject_id, entry.changes["duties"]) == (
        sanne.user,
        joost.user.pk,
        ["candidates", "vacancies"],
    )


def test_let_go_leaves_roles_elsewhere(sanne, joost):
    elsewhere = MembershipFactory(user=joost.user, role=Role.FUNDER)
    with acting(sanne):
        services.let_go(joost)
    joost.user.refresh_from_db()
    assert (joost.user.is_active, list(joost.user.memberships.all())) == (True, [elsewhere])


def test_oneself_is_not_let_go_but_leaves(client, sanne):
    client.force_login(sanne.user)
    assert client.post(url("colleague_let_go", sanne.pk)).status_code == 404
    with acting(sanne), pytest.raises(RuleBroken):
        services.let_go(sanne)


def test_leave_ends_ones_own_access_and_logs_out(client, sanne, joost):
    client.force_login(joost.user)
    page = client.post(url("leave"), follow=True)
    assert page.redirect_chain == [("/account/login/", 302)]
    assert "You have left Hotel Zeezicht." in page.content.decode()
    assert not Membership.objects.filter(pk=joost.pk).exists()
    assert AuditEntry.objects.get(action="colleagues.left").actor == joost.user


def test_leave_goes_on_with_another_role(client, sanne, joost):
    MembershipFactory(user=joost.user, role=Role.FUNDER)
    client.force_login(joost.user)
    assert client.post(url("leave")).url == "/"
    assert client.get("/me/").status_code == 200


def test_last_one_who_manages_hands_over_first(client, sanne, joost):
    client.force_login(sanne.user)
    page = client.get(url("leave")).content.decode()
    assert [words for words in ("Hand over first", "/company/close/") if words not in page] == []

    page = client.post(url("leave"), follow=True).content.decode()

    assert "Nobody else manages colleagues here." in page
    assert held(sanne) == ALL


def test_service_lets_nobody_leave_for_another(sanne, joost):
    with acting(sanne), pytest.raises(RuleBroken):
        services.leave(joost)


def test_access_that_was_ended_meanwhile_says_so(sanne, joost):
    again = Membership.objects.get(pk=joost.pk)
    with acting(sanne):
        services.let_go(joost)
        for act in (lambda: services.let_go(again), lambda: services.change_duties(again, ["papers"])):
            with pytest.raises(RuleBroken, match="has no access any more"):
                act()


# ── Another company


def test_colleagues_of_another_company_are_not_found(client, sanne):
    other = OrganisationFactory(kind=Organisation.Kind.EMPLOYER)
    foreign = at(other)
    invitation = InvitationFactory(role=Role.EMPLOYER, organisation=other)
    client.force_login(sanne.user)
    for name, row in (
        ("colleague_duties", foreign),
        ("colleague_let_go", foreign),
        ("colleague_invite_again", invitation),
        ("colleague_uninvite", invitation),
    ):
        assert client.post(url(name, row.pk), {"duties": ["papers"]}).status_code == 404
    assert held(foreign) == ALL


def test_administrator_of_the_company_is_no_colleague_with_duties(client, hotel, sanne):
    administrator = MembershipFactory(role=Role.ADMINISTRATOR, organisation=hotel)
    client.force_login(sanne.user)
    assert client.post(url("colleague_let_go", administrator.pk)).status_code == 404


def test_membership_and_hat_answer_alike(joost):
    hat = hat_for(joost.user, Role.EMPLOYER)
    actions = ("vacancies.post", "papers.view", "colleagues.manage", "residents.view")
    assert [may(hat, each) for each in actions] == [may(joost, each) for each in actions]
