"""A contact logged by mistake: deleted, counted nowhere, and brought back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from residents import services
from residents.models import OutreachContact
from tests.factories.residents import AttendanceFactory, ContactFactory, GroupSessionFactory

TODAY = timezone.localdate


@pytest.fixture
def contact(resident, project):
    return ContactFactory(resident=resident, project=project, on=TODAY() - timedelta(days=2))


def test_deleted_contact_counts_nowhere_and_comes_back(desk, coach, contact, project):
    earlier = ContactFactory(resident=contact.resident, project=project, on=TODAY() - timedelta(days=9))
    services.remove_contact(contact)
    services.remove_contact(contact)
    assert list(OutreachContact.objects.all()) == [earlier]
    assert contact.resident.last_contact_on == earlier.on
    assert (contact.removed_by, contact.removed_at is None) == (coach, False)

    services.restore_contact(contact)
    services.restore_contact(contact)
    assert list(OutreachContact.objects.all()) == [contact, earlier]
    assert contact.resident.last_contact_on == contact.on
    entries = AuditEntry.objects.filter(action__startswith="contact.").order_by("id")
    assert [(entry.action, entry.actor) for entry in entries] == [
        ("contact.removed", coach),
        ("contact.restored", coach),
    ]


def test_contact_of_a_group_session_is_deleted_on_its_list(desk, contact):
    session = GroupSessionFactory(centre=contact.centre, project=contact.project)
    AttendanceFactory(session=session, resident=contact.resident, status="present", contact=contact)
    with pytest.raises(RuleBroken):
        services.remove_contact(contact)
    assert list(OutreachContact.objects.all()) == [contact]


def test_contacts_are_deleted_and_brought_back_on_the_page(client_of, coach, contact):
    browser, code = client_of(coach), contact.resident.code
    page = f"{reverse('desk:resident', args=[code])}?tab=contacts"
    restore = reverse("residents:contact_restore", args=[code, contact.pk])

    response = browser.post(reverse("residents:contact_remove", args=[code, contact.pk]))
    assert response["Location"] == page
    shown = browser.get(page)
    assert shown.context["contacts"] == []
    assert [each for each, _event in shown.context["removed_contacts"]] == [contact]
    assert [message.extra_tags for message in shown.context["messages"]] == [restore]

    browser.post(restore)
    shown = browser.get(page)
    assert ([each for each, _event in shown.context["contacts"]], shown.context["removed_contacts"]) == (
        [contact],
        [],
    )


def test_logging_a_contact_offers_to_undo_it(client_of, coach, resident, project):
    browser = client_of(coach)
    sent = {
        "project": project.pk,
        "on": TODAY().isoformat(),
        "kind": "desk",
        "interpreter": "none",
        "outcome": "informed",
        "resident": resident.code,
        "action": "enter",
    }
    assert browser.post("/outreach/", sent)["Location"] == "/outreach/"  # Enter saves and begins the next
    (message,) = browser.get("/outreach/").context["messages"]
    browser.post(message.extra_tags)
    with system_scope("test"):
        assert OutreachContact.objects.count() == 0


def test_enter_while_nobody_is_chosen_looks_for_somebody(client_of, coach, resident, project):
    page = client_of(coach).post("/outreach/", {"q": resident.first_name, "action": "enter"})
    assert page.context["people"] == [resident]
    assert page.context["form"].errors == {}


def test_contact_of_another_resident_is_not_found(client_of, coach, contact, stranger):
    url = reverse("residents:contact_remove", args=[stranger.code, contact.pk])
    assert client_of(coach).post(url).status_code == 404
