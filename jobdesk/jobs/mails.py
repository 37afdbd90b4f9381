"""The one way out for e-mails: sealed in the transaction that asks for them, sent by a job.

``send_later`` is for an e-mail that can only be written in the request. One that can be written from a row
(an invitation, a digest) has a job of its own, which calls ``deliver``: nothing of it is kept.
"""

from __future__ import annotations

import json
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit
from uuid import uuid4

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction

from jobdesk.encryption import decrypt, encrypt
from jobdesk.jobs.kinds import GiveUpError, TryLaterError
from jobdesk.jobs.models import SealedMail
from jobdesk.jobs.services import enqueue

FINAL = 500  # SMTP answers from here on are final, under it they are for now


@transaction.atomic
def send_later(message: EmailMessage) -> None:
    """Have ``message`` sent after the commit, again and again until the mail server takes it.

    Keeps it encrypted, since it may hold a secret link, and deletes it once it is sent or given up. An e-mail
    to nobody takes the same way and is thrown away at its end: asking for it takes as long as for another.
    """
    sealed = SealedMail.objects.create(content=encrypt(json.dumps(_plain(message))))
    enqueue("mail", sealed.pk)


def send_sealed(pk: int) -> None:
    """Send an e-mail that waits, and delete it. Harmless when it was sent: then it is gone."""
    sealed = SealedMail.objects.filter(pk=pk).first()
    if sealed is None:
        return
    try:
        message = _message(json.loads(decrypt(sealed.content)))
    except InvalidToken:
        raise GiveUpError("no key fits") from None
    if message.to:
        deliver(message)
    sealed.delete()


def drop_sealed(pk: int) -> None:
    """Delete an e-mail that will not be sent."""
    SealedMail.objects.filter(pk=pk).delete()


def deliver(message: EmailMessage) -> None:
    """Hand ``message`` to the mail server. Raises TryLaterError, or GiveUpError for a final refusal."""
    try:
        transmit(message)
    except SMTPRecipientsRefused as error:
        code = max(answer[0] for answer in error.recipients.values())
        raise _refusal(f"recipient refused, {code}", code) from None
    except SMTPDataError as error:
        raise _refusal(f"message refused, {error.smtp_code}", error.smtp_code) from None
    except (
        SMTPResponseException
    ) as error:  # who may send, and how: our own settings, until somebody mends them
        raise TryLaterError(f"{type(error).__name__}, {error.smtp_code}") from None
    except (SMTPException, OSError) as error:
        raise TryLaterError(type(error).__name__) from None


def transmit(message: EmailMessage) -> None:
    """Hand ``message`` to the mail server. Raises what the server raises."""
    message.send()


def _refusal(words: str, code: int) -> Exception:
    return GiveUpError(words) if code >= FINAL else TryLaterError(words)


def _plain(message: EmailMessage) -> dict:
    """An e-mail as values that JSON knows. Raises ValueError for one with files, which nothing here sends."""
    if message.attachments:
        raise ValueError("An e-mail with files cannot wait.")
    host = urlsplit(settings.SITE_URL).hostname
    return {
        "subject": str(message.subject),
        "body": str(message.body),
        "from_email": message.from_email,
        "to": list(message.to),
        "cc": list(message.cc),
        "bcc": list(message.bcc),
        "reply_to": list(message.reply_to),
        # The same e-mail twice, sent by a worker that died before it could say so, has one Message-ID.
        "headers": {"Message-ID": f"<{uuid4()}@{host}>", **message.extra_headers},
        "subtype": message.content_subtype,
        "alternatives": [[str(content), kind] for content, kind in getattr(message, "alternatives", [])],
    }


def _message(plain: dict) -> EmailMessage:
    subtype, alternatives = plain.pop("subtype"), plain.pop("alternatives")
    message = EmailMultiAlternatives(**plain)
    message.content_subtype = subtype
    for content, kind in alternatives:
        message.attach_alternative(content, kind)
    return message
