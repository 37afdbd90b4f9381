"""A talk in words, for the screens of both sides."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from matching.models import Interview


def span(starts_at: datetime, ends_at: datetime) -> str:
    """A day with its weekday, from and until, as in a sentence: ``Thursday 10 December, 10:00 to 10:30``."""
    begins, ends = timezone.localtime(starts_at), timezone.localtime(ends_at)
    return _("%(day)s, %(from)s to %(until)s") % {
        "day": date_format(begins, "l j F"),
        "from": time_format(begins, "H:i"),
        "until": time_format(ends, "H:i"),
    }


def when(interview: Interview) -> str:
    """When the talk is that was agreed; empty when none is."""
    if interview.starts_at is None or interview.ends_at is None:
        return ""
    return span(interview.starts_at, interview.ends_at)


def state_of(interview: Interview) -> str:
    """Where a talk stands, as its company reads it: what is agreed, or whose turn it is."""
    if interview.status == Interview.Status.AGREED:
        return capfirst(when(interview))
    return {
        Interview.Status.OFFERED: _("The job coach asks which of your times suits."),
        Interview.Status.OTHER_TIMES: _("Your times do not suit: please offer others."),
        Interview.Status.WANTED: _("You want to hire: the job coach asks the candidate."),
        Interview.Status.OVER: "",
    }[Interview.Status(interview.status)]


def taken_along(interview: Interview) -> str:
    """What the candidate takes along, as a list in words; empty when it is nothing."""
    labels = dict(Interview.Bring.choices)
    return ", ".join(str(labels[code]) for code in interview.bring if code in labels)
