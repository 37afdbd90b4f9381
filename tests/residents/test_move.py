"""Moving to another centre."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from jobdesk.audit import AuditEntry
from tests.factories.desks import CentreFactory
from tests.residents.sweep import assert_guarded


def test_move_is_guarded(client_of, coach, employer, resident, stranger):
    url, foreign = (reverse("residents:move", args=[each.code]) for each in (resident, stranger))
    assert_guarded(client_of, url, foreign_url=foreign, insider=coach, outsider=employer)


def test_move_out_of_the_scope_takes_the_case_from_the_desk(client_of, coach, resident, elsewhere):
    url = reverse("residents:move", args=[resident.code])
    browser = client_of(coach)
    response = browser.post(url, {"centre": elsewhere.pk, "on": timezone.localdate().isoformat()})

    resident.refresh_from_db()
    assert resident.centre == elsewhere
    assert response["Location"] == reverse("matching:residents")
    assert browser.get(url).status_code == 404
    assert AuditEntry.objects.get(action="resident.moved").actor == coach


def test_move_before_the_present_stay_is_refused(client_of, coach, resident, elsewhere):
    url = reverse("residents:move", args=[resident.code])
    day = (timezone.localdate() - timedelta(days=400)).isoformat()
    form = client_of(coach).post(url, {"centre": elsewhere.pk, "on": day}).context["form"]
    assert set(form.errors) == {"on"}
    assert (form["centre"].value(), form["on"].value()) == (str(elsewhere.pk), day)


def test_move_offers_only_centres_of_the_country(client_of, coach, resident, elsewhere):
    CentreFactory(country="BE")
    form = client_of(coach).get(reverse("residents:move", args=[resident.code])).context["form"]
    assert list(form.fields["centre"].queryset) == [elsewhere]
