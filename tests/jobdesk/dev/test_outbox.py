"""The e-mails that were not sent, at /dev/outbox/."""

from datetime import UTC, datetime

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from jobdesk.dev.outbox import read_outbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def outbox(settings, tmp_path):
    """An empty outbox, to which ``outbox.send`` writes as Django does."""
    settings.EMAIL_FILE_PATH = tmp_path / "outbox"

    class Outbox:
        folder = settings.EMAIL_FILE_PATH

        def send(self, *subjects: str, html: str = "") -> None:
            mails = [
                EmailMultiAlternatives(subject, "Dag Zoë", to=["zoe@example.org"]) for subject in subjects
            ]
            for mail in mails:
                if html:
                    mail.attach_alternative(html, "text/html")
            get_connection(
                "django.core.mail.backends.filebased.EmailBackend", file_path=str(self.folder)
            ).send_messages(mails)

    return Outbox()


def test_outbox_without_a_folder_says_so(client, outbox):
    assertContains(client.get(reverse("dev_outbox")), "Nothing was sent yet")


def test_outbox_lists_each_message_of_each_file(client, outbox):
    outbox.send("One", "Two")
    outbox.send("Three: é")
    response = client.get(reverse("dev_outbox"))
    assert sorted(mail.subject for mail in response.context["messages_sent"]) == ["One", "Three: é", "Two"]


def test_outbox_shows_a_message(client, outbox, time_machine):
    time_machine.move_to(datetime(2026, 7, 1, 10, 0, tzinfo=UTC))
    outbox.send("Hello")
    (mail,) = read_outbox(outbox.folder)
    response = client.get(reverse("dev_outbox_message", args=[mail.code]))
    assertContains(response, "Dag Zoë")
    assertContains(response, "zoe@example.org, 1 ")
    assertContains(response, "12:00")  # in summer, two hours later in Amsterdam
    assertNotContains(response, "?part=html")


def test_outbox_shows_the_html_part_without_letting_it_run_anything(client, outbox):
    outbox.send("Hello", html="<p style='color: red'>Dag</p><script>alert(1)</script>")
    (mail,) = read_outbox(outbox.folder)
    url = reverse("dev_outbox_message", args=[mail.code])
    assertContains(client.get(url), "?part=html")
    response = client.get(url, {"part": "html"})
    assert response.content.startswith(b"<p style='color: red'>Dag</p>")
    policy = dict(each.strip().partition(" ")[::2] for each in response["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["style-src"] == "'unsafe-inline'"
    assert policy["script-src"] == "'none'"
    assert policy["sandbox"] == ""


def test_outbox_message_that_is_not_there_is_404(client, outbox):
    outbox.send("Hello")
    assert client.get(reverse("dev_outbox_message", args=["passwd"])).status_code == 404


def test_outbox_is_read_only(client, outbox):
    assert client.post(reverse("dev_outbox")).status_code == 405
