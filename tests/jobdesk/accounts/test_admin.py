"""The technical administration: who gets in, that its pages work, and what it leaves in the trail."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.urls import reverse

from jobdesk.trail.audit import AuditEntry
from tests.factories.accounts import InvitationFactory, MembershipFactory, UserFactory
from tests.factories.desks import CentreFactory, OrganisationFactory, ProjectTargetFactory

pytestmark = pytest.mark.django_db
OURS = ["accounts", "desks", "jobdesk"]


@pytest.fixture
def technician():
    return UserFactory(is_staff=True, is_superuser=True)


def _registered():
    return sorted(model._meta.label_lower for model in admin.site._registry if model._meta.app_label in OURS)


def test_admin_login_is_the_login_of_the_site(client):
    response = client.get("/admin/login/?next=/admin/")

    assert (response.status_code, response.url) == (302, "/account/login/?next=%2Fadmin%2F")


def test_admin_has_no_form_of_its_own_that_takes_a_password(client, technician):
    client.post("/admin/login/", {"username": technician.email, "password": "a-long-password-1"})

    assert "_auth_user_id" not in client.session


def test_admin_refuses_members(client, administrator):
    client.force_login(administrator)

    assert client.get("/admin/", follow=True).status_code == 403


def test_admin_shows_these_tables():
    assert _registered() == [
        "accounts.invitation",
        "accounts.membership",
        "accounts.user",
        "desks.centre",
        "desks.organisation",
        "desks.project",
        "desks.region",
        "jobdesk.auditentry",
        "jobdesk.statuschange",
    ]


def test_admin_pages_work_under_the_policy(client, technician, coach):
    InvitationFactory()
    ProjectTargetFactory()
    client.force_login(technician)
    client.post(
        reverse("admin:desks_region_add"), {"name": "Flevoland", "country": "NL"}
    )  # so that the trail has a row

    for model in admin.site._registry:
        if model._meta.app_label not in OURS:
            continue
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        pages = [client.get(reverse(f"{name}_changelist"))]
        if row := model.objects.first():
            pages.append(client.get(reverse(f"{name}_change", args=[row.pk])))
        for page in pages:
            assert page.status_code == 200
            assert " style=" not in page.content.decode()
            assert "<script>" not in page.content.decode()


def test_admin_change_is_in_the_trail(client, technician):
    region = CentreFactory().region
    client.force_login(technician)

    client.post(
        reverse("admin:desks_region_change", args=[region.pk]), {"name": "Flevoland", "country": "NL"}
    )

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.subject_id) == ("admin.changed", technician, region.pk)
    assert entry.changes == {"said": [{"changed": {"fields": ["Name"]}}]}


def test_admin_deletion_is_in_the_trail(client, technician):
    organisation = OrganisationFactory()
    client.force_login(technician)

    client.post(reverse("admin:desks_organisation_delete", args=[organisation.pk]), {"post": "yes"})

    assert list(AuditEntry.objects.values_list("action", "subject_id")) == [
        ("admin.deleted", organisation.pk)
    ]


@pytest.mark.parametrize(
    "name",
    [
        "accounts_invitation",
        "accounts_membership",
        "jobdesk_auditentry",
        "jobdesk_statuschange",
    ],
)
def test_admin_of_records_is_for_reading(client, technician, name):
    client.force_login(technician)

    assert client.get(reverse(f"admin:{name}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:{name}_add")).status_code == 403


def test_admin_takes_a_lost_second_step_away(client, technician, coach):
    Authenticator.objects.create(user=coach, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(technician)

    client.post(
        reverse("admin:accounts_user_changelist"),
        {"action": "take_second_step_away", "_selected_action": [coach.pk]},
    )

    assert not Authenticator.objects.exists()
    assert AuditEntry.objects.get().action == "admin.second_step_taken_away"


def test_membership_of_the_admin_gives_a_role(client, technician):
    membership = MembershipFactory(user=technician)
    client.force_login(technician)

    assert client.get("/me/").wsgi_request.hat.role == membership.role
