"""Giving a case to a coach."""

from django.urls import reverse

from jobdesk.trail.audit import AuditEntry
from tests.factories.accounts import MembershipFactory
from tests.residents.sweep import assert_guarded


def test_assign_is_for_coordinators(client_of, coach, coordinator, resident, stranger):
    url, foreign = (reverse("residents:assign", args=[each.code]) for each in (resident, stranger))
    assert_guarded(client_of, url, foreign_url=foreign, insider=coordinator, outsider=coach)


def test_assign_gives_the_case_and_takes_it_back(client_of, coach, coordinator, resident):
    url = reverse("residents:assign", args=[resident.code])
    browser = client_of(coordinator)

    assert browser.post(url, {"coach": coach.pk}).status_code == 302
    resident.refresh_from_db()
    assert resident.coach == coach
    assert browser.get(url).context["caseloads"] == [
        (each.name, 1 if each == coach else 0) for each in sorted((coach, coordinator), key=lambda u: u.name)
    ]

    browser.post(url, {"coach": ""})
    resident.refresh_from_db()
    assert resident.coach is None
    assert AuditEntry.objects.filter(action="resident.assigned", actor=coordinator).count() == 2


def test_assign_offers_only_coaches_of_the_centre(client_of, coordinator, resident, elsewhere):
    foreign = MembershipFactory(centres=[elsewhere]).user
    url = reverse("residents:assign", args=[resident.code])
    form = client_of(coordinator).post(url, {"coach": foreign.pk}).context["form"]
    assert set(form.errors) == {"coach"}
