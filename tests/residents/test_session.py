"""The screens of group sessions."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from residents.models import Attendance, GroupSession, OutreachContact
from tests.factories.residents import AttendanceFactory, GroupSessionFactory, ResidentFactory

pytestmark = pytest.mark.django_db
LIST = reverse("residents:sessions")
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def session(centre, project, coach):
    return GroupSessionFactory(centre=centre, project=project, led_by=coach)


@pytest.fixture
def client(client_of, coach):
    return client_of(coach)


def url(name: str, session: GroupSession) -> str:
    return reverse(f"residents:{name}", args=[session.code])


def somebody(centre, first_name: str, **fields):
    return ResidentFactory(centre=centre, first_name=first_name, **fields)


def listed() -> dict[str, str]:
    with system_scope("test"):
        return dict(Attendance.objects.values_list("resident__first_name", "status"))


def plan(centre, project, coach, **changes) -> dict:
    return {
        "kind": "information",
        "title": "Working here",
        "on": (timezone.localdate() + timedelta(days=3)).isoformat(),
        "at": "14:30",
        "minutes": "90",
        "centre": centre.pk,
        "place": "Room 2",
        "capacity": "",
        "language": "ti",
        "interpreter": "present",
        "led_by": coach.pk,
        "guest": "",
        "project": project.pk,
        "note": "",
    } | changes


def test_session_is_planned_at_the_local_time(client, centre, project, coach):
    response = client.post(reverse("residents:session_new"), plan(centre, project, coach))

    with system_scope("test"):
        session = GroupSession.objects.get()
    assert response.url == url("session", session)
    begins = timezone.localtime(session.starts_at)
    assert (begins.date(), begins.hour, begins.minute) == (timezone.localdate() + timedelta(days=3), 14, 30)


def test_rejected_plan_keeps_what_was_typed(client, centre, project, coach):
    response = client.post(
        reverse("residents:session_new"), plan(centre, project, coach, place="", title="Kept")
    )

    form = response.context["form"]
    assert list(form.errors) == ["place"]
    assert form["title"].value() == "Kept"


def test_plan_is_changed(client, session, centre, project, coach):
    page = client.get(url("session_edit", session))
    assert page.context["form"]["on"].value() == session.on

    client.post(url("session_edit", session), plan(centre, project, coach, title="Changed"))

    with system_scope("test"):
        assert GroupSession.objects.get().title == "Changed"


def test_residents_are_invited_from_a_filtered_list(client, session, centre, elsewhere):
    abel = somebody(centre, "Abel", language="ti")
    somebody(centre, "Zahra", language="fa")
    somebody(centre, "Gone", language="ti", status="exited")
    foreign = somebody(elsewhere, "Foreign", language="ti")

    page = client.get(url("session_invite", session), {"language": "ti"})
    assert [each.first_name for each in page.context["people"]] == ["Abel"]
    page = client.get(url("session_invite", session), {"q": "zahr"})
    assert [each.first_name for each in page.context["people"]] == ["Zahra"]

    client.post(url("session_invite", session), {"resident": [abel.code, foreign.code]})

    assert listed() == {"Abel": "invited"}
    page = client.get(url("session_invite", session), {"language": "ti"})
    assert list(page.context["people"]) == []


def test_tick_with_htmx_gives_the_list_with_its_counts(client, session, centre):
    abel = AttendanceFactory(session=session, resident=somebody(centre, "Abel")).resident

    for _twice in range(2):
        page = client.post(url("session_tick", session), {"resident": abel.code, "present": "1"}, **HTMX)

    text = page.content.decode()
    assert (text.count('aria-pressed="true"'), text.count("<html")) == (1, 0)
    assert text.count("1 present, 1 invited") == 1
    assert listed() == {"Abel": "present"}
    with system_scope("test"):
        assert OutreachContact.objects.count() == 1


def test_tick_without_javascript_returns_to_the_session(client, session, centre):
    abel = AttendanceFactory(session=session, resident=somebody(centre, "Abel")).resident

    response = client.post(url("session_tick", session), {"resident": abel.code, "present": "1"})
    assert (response.status_code, response.url) == (302, url("session", session))
    client.post(url("session_tick", session), {"resident": abel.code, "present": "0"})
    assert listed() == {"Abel": "invited"}
    client.post(url("session_tick", session), {"resident": abel.code})
    assert listed() == {}


def test_walk_in_is_found_by_a_few_letters_and_added(client, session, centre, elsewhere):
    abel = somebody(centre, "Abel")
    somebody(elsewhere, "Abelone")
    AttendanceFactory(session=session, resident=somebody(centre, "Abebe"))

    page = client.post(url("session", session), {"q": "abe"}, **HTMX)
    assert [each.first_name for each in page.context["found"]] == ["Abel"]

    client.post(url("session_tick", session), {"resident": abel.code, "present": "1"})
    assert listed() == {"Abel": "present", "Abebe": "invited"}


def test_stranger_cannot_be_ticked(client, session, stranger):
    page = client.post(url("session_tick", session), {"resident": stranger.code, "present": "1"}, **HTMX)

    assert page.context["refusal"] == "This resident is not in your centres. Look again."
    assert listed() == {}


def test_outcome_of_a_training_is_recorded(client, session, centre):
    GroupSession._base_manager.filter(pk=session.pk).update(kind="training")
    abel = somebody(centre, "Abel")
    client.post(url("session_tick", session), {"resident": abel.code, "present": "1"})

    client.post(url("session_outcome", session), {"resident": abel.code, "outcome": "certificate"})

    with system_scope("test"):
        assert Attendance.objects.get().outcome == "certificate"


def test_list_is_printed_and_that_is_noted(client, session, centre):
    AttendanceFactory(session=session, resident=somebody(centre, "Abel"))

    response = client.post(url("session_print", session))

    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
    assert response["Content-Disposition"] == f'inline; filename="{session.code}.pdf"'
    assert "no-store" in response["Cache-Control"]
    assert AuditEntry.objects.filter(action="session.list_printed").count() == 1


def test_lists_tell_planned_from_past_with_counts(client, session, centre):
    AttendanceFactory(session=session, resident=somebody(centre, "Abel"))
    page = client.get(LIST)
    assert [(row["session"], row["invited"], row["present"]) for row in page.context["rows"]] == [
        (session, 1, 0)
    ]

    client.post(url("session_close", session))

    assert client.get(LIST).context["rows"] == []
    past = client.get(LIST, {"tab": "past"}).context["rows"]
    assert [(row["session"], row["present"]) for row in past] == [(session, 0)]


def test_lists_are_narrowed_by_the_picked_centre(client, session, coach, elsewhere, project):
    coach.memberships.get().centres.add(elsewhere)
    GroupSessionFactory(centre=elsewhere, project=project, led_by=coach)
    assert len(client.get(LIST).context["rows"]) == 2
    kept = client.session
    kept["centre"] = session.centre_id
    kept.save()

    assert [row["session"] for row in client.get(LIST).context["rows"]] == [session]


def test_session_is_cancelled_with_a_reason(client, session):
    page = client.post(url("session_cancel", session), {"reason": ""})
    assert page.context["form"].errors == {"reason": ["Say why in a few words."]}

    client.post(url("session_cancel", session), {"reason": "The interpreter is ill"})

    with system_scope("test"):
        assert GroupSession.objects.get().status == "cancelled"


@pytest.mark.parametrize("name", ["session", "session_invite"])
def test_screens_make_as_many_queries_for_three_as_for_one(client, session, centre, name):
    def grow(number):
        for _each in range(number):
            AttendanceFactory(session=session, resident=somebody(centre, "Abel"))
            somebody(centre, "Zahra")

    grow(1)
    client.get(url(name, session))
    with CaptureQueriesContext(connection) as one:
        client.get(url(name, session))
    grow(2)
    with CaptureQueriesContext(connection) as three:
        client.get(url(name, session))
    assert len(three) == len(one)
