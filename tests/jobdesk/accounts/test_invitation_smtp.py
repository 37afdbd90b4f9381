"""An invitation through a real conversation with a mail server: what arrives can be read and followed."""

import socket
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from jobdesk.accounts.models import User
from jobdesk.trail.access import Role

pytestmark = pytest.mark.django_db


class Mailbox(Message):
    """Keeps what it is handed."""

    def __init__(self):
        super().__init__()
        self.received = []

    def handle_message(self, message):
        self.received.append(message_from_bytes(message.as_bytes(), policy=policy.default))


@pytest.fixture
def mailbox(settings):
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield box
    controller.stop()


def test_invitation_arrives_and_its_link_makes_an_account(
    client, administrator, second, agency, centre, mailbox, django_capture_on_commit_callbacks
):
    client.force_login(administrator)
    with django_capture_on_commit_callbacks(execute=True):
        asked = client.post(
            "/members/invite/",
            {
                "email": "zoe@example.org",
                "name": "Zoë Dëmir",
                "organisation": agency.pk,
                "role": Role.COACH,
                "centres": [centre.pk],
                "language": "en",
            },
        )
    client.force_login(second)
    client.post(asked.url, {"answer": "approve"})
    client.logout()

    received = {message["To"]: message for message in mailbox.received}
    question, message, decision = (
        received[to] for to in (second.email, "zoe@example.org", administrator.email)
    )
    assert question["Subject"] == "A role in Jobdesk waits for your approval"
    assert decision["Subject"] == "Your request for a role in Jobdesk was decided on"
    assert message["Subject"] == "Your invitation to Jobdesk"
    text = message.get_body(("plain",)).get_content()
    html = message.get_body(("html",)).get_content()
    assert "Hello Zoë Dëmir," in text
    link = next(line for line in text.splitlines() if line.startswith("http"))
    assert f'href="{link}"' in html

    response = client.post(
        urlsplit(link).path,
        {
            "name": "Zoë Dëmir",
            "password": "quite-a-long-sentence-3",
            "password_again": "quite-a-long-sentence-3",
        },
    )

    assert response.url == "/"
    assert User.objects.get(email="zoe@example.org").memberships.get().organisation == agency
