"""The search for malware in what is uploaded: a test string, and clamd where there is one."""

from __future__ import annotations

import logging
import socket

from django.conf import settings
from django.utils.translation import gettext as _

from jobdesk.trail.errors import RuleBroken

# The file that every scanner must report (EICAR, 2006); in two parts, so that none reports this one.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SECONDS = 20
log = logging.getLogger(__name__)


def refuse_malware(content: bytes) -> None:
    """Raise RuleBroken when malware is found in a file, or when the scanner of the site cannot look at it."""
    if EICAR in content:
        raise RuleBroken(_("A virus was found in this file. It was not kept."), "file")
    if not settings.CLAMD_ADDRESS:
        return
    try:
        answer = _ask_clamd(content)
    except OSError as error:
        log.error("clamd does not answer: %s", type(error).__name__)
        answer = ""
    if answer.endswith("FOUND"):
        raise RuleBroken(_("A virus was found in this file. It was not kept."), "file")
    if not answer.endswith("OK"):
        raise RuleBroken(_("Files cannot be checked for viruses now. Try again later."), "file")


def _ask_clamd(content: bytes) -> str:
    """Send a file to clamd with its command INSTREAM; return its answer, such as "stream: OK"."""
    host, _colon, port = settings.CLAMD_ADDRESS.rpartition(":")
    with socket.create_connection((host, int(port)), SECONDS) as clamd:
        clamd.sendall(b"zINSTREAM\0" + len(content).to_bytes(4, "big") + content + bytes(4))
        answer = b""
        while part := clamd.recv(1024):
            answer += part
    return answer.rstrip(b"\0").decode(errors="replace").strip()
