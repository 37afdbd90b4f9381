"""The e-mails that a machine without a mail server wrote to files, shown at /dev/outbox/."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

BETWEEN_MESSAGES = b"\n" + b"-" * 79 + b"\n"  # written by Django's file backend


@dataclass(frozen=True)
class OutboxMessage:
    """One e-mail as the outbox shows it. ``code`` names it in the URL."""

    code: str
    recipients: str
    subject: str
    sent_at: datetime
    text: str
    html: str


@login_not_required
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """List the e-mails, the newest first. Open to all: an invitation is found here before signing in."""
    return render(
        request,
        "dev/outbox.html",
        {"messages_sent": read_outbox(Path(settings.EMAIL_FILE_PATH))},
    )


@login_not_required
@require_safe
def outbox_message(request: HttpRequest, code: str) -> HttpResponse:
    """Show one e-mail; ``?part=html`` answers with its HTML part as the reader's program would show it."""
    for message in read_outbox(Path(settings.EMAIL_FILE_PATH)):
        if message.code == code:
            if request.GET.get("part") == "html" and message.html:
                return _html_part(request, message)
            return render(request, "dev/outbox_message.html", {"message": message})
    raise Http404


# An e-mail's styles stand in the e-mail; its scripts never run.
@csp_replace(
    {
        "script-src": [NONE],
        "style-src": [UNSAFE_INLINE],
        "sandbox": True,
    }
)
def _html_part(_request: HttpRequest, message: OutboxMessage) -> HttpResponse:
    return HttpResponse(message.html)


def read_outbox(folder: Path) -> list[OutboxMessage]:
    """Return the e-mails in ``folder``, the newest first; empty when nothing was sent yet."""
    found = []
    for file in folder.glob("*.log"):
        for number, raw in enumerate(file.read_bytes().split(BETWEEN_MESSAGES)):
            if raw.strip():
                found.append(_parsed(f"{file.stem}-{number}", raw))
    return sorted(found, key=lambda message: (message.sent_at, message.code), reverse=True)


def _parsed(code: str, raw: bytes) -> OutboxMessage:
    message = BytesParser(policy=policy.default).parsebytes(raw.lstrip())
    return OutboxMessage(
        code=code,
        recipients=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        # Django writes the zone as -0000, which Python takes for no zone at all.
        sent_at=parsedate_to_datetime(message["Date"]).replace(tzinfo=UTC),
        text=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body(preferencelist=(kind,))
    return body.get_content() if body else ""
