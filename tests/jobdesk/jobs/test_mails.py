"""E-mails that wait for the mail server: sealed, sent once, wiped; and no page tells who has an account."""

import re
import smtplib

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobdesk.accounts.models import Invitation
from jobdesk.jobs import mails, services
from jobdesk.jobs.models import Job, SealedMail
from jobdesk.jobs.tasks import sweep_jobs
from jobdesk.trail.access import Role
from tests.factories.accounts import PASSWORD, MembershipFactory, UserFactory
from tests.factories.desks import OrganisationFactory

pytestmark = pytest.mark.django_db
RESET = "/account/password/reset/"


@pytest.fixture
def posted(client, django_capture_on_commit_callbacks):
    """Post a form; what it asked for is handed out after it."""

    def post(url, data):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(url, data)

    return post


def letter(**more) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives("Subject", "A secret link", to=["zoe@example.org"], **more)
    message.attach_alternative("<p>A secret link</p>", "text/html")
    return message


def sealed() -> SealedMail:
    with transaction.atomic():
        mails.send_later(letter(reply_to=["desk@example.org"], headers={"Auto-Submitted": "auto-generated"}))
    return SealedMail.objects.get()


def now_due() -> None:
    Job.objects.update(not_before=timezone.now())


def test_sealed_mail_hides_what_it_says_and_arrives_as_it_was():
    waiting = sealed()
    assert [word for word in ("secret", "zoe", "Subject") if word in waiting.content] == []
    mails.send_sealed(waiting.pk)
    mails.send_sealed(waiting.pk)
    (message,) = mail.outbox
    assert (message.subject, message.body, message.to) == ("Subject", "A secret link", ["zoe@example.org"])
    assert (message.reply_to, message.extra_headers["Auto-Submitted"]) == (
        ["desk@example.org"],
        "auto-generated",
    )
    assert [tuple(each) for each in message.alternatives] == [("<p>A secret link</p>", "text/html")]
    assert re.fullmatch(r"<[0-9a-f-]{36}@localhost>", message.extra_headers["Message-ID"])
    assert SealedMail.objects.count() == 0


def test_mail_with_a_file_is_refused():
    message = letter()
    message.attach("a.txt", "text", "text/plain")
    with pytest.raises(ValueError, match="cannot wait"):
        mails.send_later(message)


@pytest.mark.parametrize(
    ("error", "status", "said", "kept"),
    [
        (smtplib.SMTPServerDisconnected("gone"), "stopped", "SMTPServerDisconnected", 1),
        (smtplib.SMTPDataError(450, b"later, zoe"), "stopped", "message refused, 450", 1),
        (smtplib.SMTPAuthenticationError(535, b"who?"), "stopped", "SMTPAuthenticationError, 535", 1),
        (smtplib.SMTPRecipientsRefused({"zoe": (450, b"full")}), "stopped", "recipient refused, 450", 1),
        (smtplib.SMTPRecipientsRefused({"zoe": (550, b"zoe?")}), "failed", "recipient refused, 550", 0),
        (smtplib.SMTPDataError(554, b"spam"), "failed", "message refused, 554", 0),
    ],
)
def test_refusal_for_now_is_tried_again_and_a_final_one_is_wiped(monkeypatch, error, status, said, kept):
    def refuse(_message):
        raise error

    monkeypatch.setattr(mails, "transmit", refuse)
    sealed()
    sweep_jobs()
    job = Job.objects.get()
    assert (job.status, job.error, SealedMail.objects.count()) == (status, said, kept)


def test_key_that_was_lost_fails_and_wipes(settings):
    sealed()
    settings.DATA_KEYS = ["c29tZS1vdGhlci1rZXktdGhhdC1maXRzLW5vdGhpbmc="]
    sweep_jobs()
    job = Job.objects.get()
    assert (job.status, job.error, SealedMail.objects.count()) == ("failed", "no key fits", 0)


def test_reset_answers_the_same_with_the_mail_server_away_and_arrives_later(posted, mail_away):
    user = UserFactory()
    answers = [posted(RESET, {"email": email}) for email in (user.email, "nobody@example.org")]
    assert [(each.status_code, each.url) for each in answers] == [(302, f"{RESET}done/")] * 2
    assert list(Job.objects.order_by("pk").values_list("kind", "status")) == [
        ("mail", "stopped"),
        ("mail", "done"),
    ]

    mail_away.comes_back()
    now_due()
    sweep_jobs()
    sweep_jobs()
    assert [message.to for message in mail.outbox] == [[user.email]]
    assert SealedMail.objects.count() == 0


def test_reset_asks_the_same_of_the_database_for_known_and_unknown(client):
    user = UserFactory()
    counts = []
    for email in (user.email, "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            client.post(RESET, {"email": email})
        counts.append([query["sql"].split()[0] for query in queries if "INTO" in query["sql"]])
    assert counts[0] == counts[1] != []


def test_reset_and_login_without_queue_and_mail_server(posted, queue_away, mail_away):
    user = UserFactory()
    assert posted(RESET, {"email": user.email}).status_code == 302
    assert posted("/account/login/", {"login": user.email, "password": PASSWORD}).url == "/"
    queue_away.comes_back()
    mail_away.comes_back()
    sweep_jobs()
    assert [message.to for message in mail.outbox] == [[user.email]]


def test_invitation_without_queue_and_mail_server_is_sent_once_when_they_are_back(
    client, posted, queue_away, mail_away
):
    agency = OrganisationFactory()
    client.force_login(MembershipFactory(role=Role.ADMINISTRATOR, organisation=agency).user)
    hotel = OrganisationFactory(kind="employer")
    answers = {"email": "zoe@example.org", "name": "Zoë", "organisation": hotel.pk, "language": "en"}
    response = posted("/members/invite/", answers | {"role": Role.EMPLOYER})
    assert (response.status_code, Invitation.objects.count()) == (302, 1)
    assert Job.objects.get().status == "waiting"

    queue_away.comes_back()
    services.sweep(timezone.now())
    job = Job.objects.get()
    assert (job.status, job.error, mail.outbox) == ("stopped", "ConnectionRefusedError", [])

    mail_away.comes_back()
    now_due()
    sweep_jobs()
    sweep_jobs()
    assert [message.to for message in mail.outbox] == [["zoe@example.org"]]
    assert (Job.objects.get().status, Job.objects.get().attempts) == ("done", 2)
