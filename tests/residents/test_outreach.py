"""Logging a contact."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from residents.models import OutreachContact, Resident
from tests.factories.desks import ProjectFactory
from tests.factories.residents import ResidentFactory
from tests.residents.sweep import assert_guarded

URL = "/outreach/"


@pytest.fixture
def typed(project):
    return {
        "project": project.pk,
        "on": timezone.localdate().isoformat(),
        "kind": "desk",
        "interpreter": "phone",
        "outcome": "interested",
        "note": "Worked as a baker",
        "action": "save",
    }


def contacts() -> list[OutreachContact]:
    with system_scope("test"):
        return list(OutreachContact.objects.select_related("resident"))


def test_outreach_is_guarded(client_of, coach, employer):
    assert_guarded(client_of, URL, insider=coach, outsider=employer)


def test_outreach_defaults_to_today_and_to_running_projects(client_of, coach, centre, elsewhere, project):
    ProjectFactory(centres=[elsewhere])
    ProjectFactory(centres=[centre], starts_on=timezone.localdate() + timedelta(days=1))
    form = client_of(coach).get(URL).context["form"]
    assert form["on"].value() == timezone.localdate().isoformat()
    assert list(form.fields["project"].queryset) == [project]


def test_outreach_without_a_running_project_says_so(client_of, coach):
    assert "No project runs in your centres today" in client_of(coach).get(URL).content.decode()


def test_outreach_find_lists_own_people_and_keeps_what_was_typed(client_of, coach, centre, elsewhere, typed):
    mine = ResidentFactory(centre=centre, first_name="Yonas")
    ResidentFactory(centre=elsewhere, first_name="Yonas")

    response = client_of(coach).post(URL, typed | {"action": "find", "q": "Tesfay Y"})

    assert response.context["people"] == [mine]
    assert response.context["chosen"] == mine.code
    assert response.context["form"]["note"].value() == "Worked as a baker"
    assert response.context["form"].errors == {}
    assert contacts() == []


def test_outreach_find_by_htmx_sends_only_the_people(client_of, coach, centre, typed):
    resident = ResidentFactory(centre=centre, first_name="Yonas")
    response = client_of(coach).post(
        URL, typed | {"action": "find", "q": "yonas"}, headers={"HX-Request": "true"}
    )
    page = response.content.decode()
    assert page.lstrip().startswith('<div id="people"')
    assert resident.code in page
    assert "<html" not in page


def test_outreach_logs_and_goes_to_the_record(client_of, coach, resident, typed):
    response = client_of(coach).post(URL, typed | {"resident": resident.code})

    (contact,) = contacts()
    assert response["Location"] == reverse("desk:resident", args=[resident.code])
    assert (contact.resident, contact.outcome, contact.note, contact.coach) == (
        resident,
        "interested",
        "Worked as a baker",
        coach,
    )
    assert AuditEntry.objects.filter(action="contact.logged", actor=coach).count() == 1


def test_outreach_registers_somebody_new_at_once(client_of, coach, centre, typed):
    new = {"first_name": "Selam", "reference_missing": "not_yet", "language": "ti", "centre": centre.pk}
    response = client_of(coach).post(URL, typed | new)

    (contact,) = contacts()
    assert response["Location"] == reverse("desk:resident", args=[contact.resident.code])
    assert (contact.resident.first_name, contact.resident.status) == ("Selam", Resident.Status.CONTACTED)


@pytest.mark.parametrize(
    ("sought", "names", "focus"),
    [
        ("selam", ("Selam", "", ""), "last_name"),
        ("Selam  Haile Berhe", ("Selam", "Haile Berhe", ""), "reference_number"),
        ("1234567890", ("", "", "1234567890"), "first_name"),
    ],
)
def test_outreach_goes_on_with_somebody_new_when_nobody_is_found(
    client_of, coach, typed, sought, names, focus
):
    form = client_of(coach).post(URL, typed | {"action": "enter", "q": sought}).context["form"]
    fields = ("first_name", "last_name", "reference_number")
    assert tuple(form[name].value() or "" for name in fields) == names
    assert form.is_new_open
    focused = [name for name, field in form.fields.items() if "autofocus" in field.widget.attrs]
    assert (focused, form["note"].value()) == ([focus], "Worked as a baker")


def test_outreach_keeps_the_name_that_was_typed_for_somebody_new(client_of, coach, typed):
    sent = typed | {"action": "find", "q": "Selma", "first_name": "Selam"}
    form = client_of(coach).post(URL, sent).context["form"]
    assert (form["first_name"].value(), form["last_name"].value() or "") == ("Selam", "")


def test_outreach_next_remembers_project_day_and_manner(client_of, coach, resident, typed):
    browser = client_of(coach)
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    response = browser.post(
        URL, typed | {"resident": resident.code, "on": yesterday, "kind": "group", "action": "next"}
    )
    assert response["Location"] == URL

    form = browser.get(URL).context["form"]
    assert [form[name].value() for name in ("on", "kind", "project")] == [
        yesterday,
        "group",
        typed["project"],
    ]
    assert form["note"].value() is None


def test_outreach_of_a_resident_by_code_has_them_chosen(client_of, coach, resident, project):
    response = client_of(coach).get(URL, {"resident": resident.code})
    assert response.context["people"] == [resident]
    assert response.context["chosen"] == resident.code


def test_outreach_with_nobody_keeps_what_was_typed(client_of, coach, typed):
    form = client_of(coach).post(URL, typed).context["form"]
    assert form.errors == {"q": ["Choose who you spoke, or register somebody new."]}
    assert form["note"].value() == "Worked as a baker"


def test_outreach_with_a_resident_of_another_centre_is_refused(client_of, coach, stranger, typed):
    form = client_of(coach).post(URL, typed | {"resident": stranger.code}).context["form"]
    assert form.errors == {"q": ["This resident is not in your centres. Look again."]}
    assert contacts() == []


def test_outreach_in_the_future_is_refused(client_of, coach, resident, typed):
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    form = client_of(coach).post(URL, typed | {"resident": resident.code, "on": tomorrow}).context["form"]
    assert form.errors == {"on": ["A contact cannot be in the future."]}
