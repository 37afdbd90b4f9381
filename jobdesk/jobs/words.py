"""Why a job was not done, in the words of the reader. The codes are those that work and its sender give."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What a code begins with, and the sentence; the first that fits counts. What comes after a comma is the
# number of the mail server's answer: "recipient refused, 550".
_SENTENCES = (
    ("recipient refused", gettext_lazy("The mail server refused the e-mail address.")),
    ("message refused", gettext_lazy("The mail server refused this e-mail.")),
    ("SMTP", gettext_lazy("The mail server did not take the e-mail.")),
    ("Connection", gettext_lazy("The mail server or the storage could not be reached.")),
    ("TimeoutError", gettext_lazy("The mail server or the storage did not answer in time.")),
    ("gaierror", gettext_lazy("The mail server or the storage could not be reached.")),
    ("OperationalError", gettext_lazy("The database was not there for a moment.")),
    ("OSError", gettext_lazy("A file could not be written or read. The disk may be full.")),
    ("not taken", gettext_lazy("The mail server did not take the e-mail.")),
    (
        "no key fits",
        gettext_lazy("What it needs was encrypted with a key that the site does not have any more."),
    ),
    ("worker lost", gettext_lazy("The program that did it was stopped.")),
    ("unknown kind", gettext_lazy("This release does not know this kind of work.")),
    ("import stopped", gettext_lazy("The list could not be read. Its own page says why.")),
    ("file not made", gettext_lazy("The file could not be made. Its own page says why.")),
    ("report not built", gettext_lazy("The report could not be built. Its own page says why.")),
    ("RuleBroken", gettext_lazy("A rule does not allow it any more: something changed in the meantime.")),
)


def reason(error: str) -> str:
    """Return why a job failed or stopped; of an error that nobody foresaw, where it can be looked up."""
    code, _comma, answer = error.partition(", ")
    for beginning, sentence in _SENTENCES:
        if code.startswith(beginning):
            return f"{sentence} ({answer})" if answer else str(sentence)
    return _("An error of the site. Whoever runs the site finds it in the log as “%(error)s”.") % {
        "error": error
    }
