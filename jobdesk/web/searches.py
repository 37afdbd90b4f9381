"""What somebody searched for, out of addresses and so out of logs and histories.

A name that is typed stays in the session of the user; the address carries a token for it. A shared address
keeps everything else that was chosen, and for somebody else its token stands for nothing.
"""

import secrets

from django.contrib.sessions.backends.base import SessionBase

SESSION_SEARCHES = "searches"
KEPT = 20
TOKEN_BYTES = 6


def remember(session: SessionBase, text: str) -> str:
    """Keep what was typed; return its token, the same one for the same text, or "" for nothing."""
    if not text:
        return ""
    kept: dict[str, str] = session.get(SESSION_SEARCHES, {})
    token = next((token for token, words in kept.items() if words == text), "")
    token = token or secrets.token_urlsafe(TOKEN_BYTES)
    kept.pop(token, None)
    session[SESSION_SEARCHES] = dict([*kept.items(), (token, text)][-KEPT:])
    return token


def recall(session: SessionBase, token: str) -> str:
    """Return what was typed, or "" when this session does not know the token."""
    return session.get(SESSION_SEARCHES, {}).get(token, "")
