"""How long a kind of step takes, in a sentence: as it took the desks, or as the catalogue says."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from law.steps import LEGAL, WORKING, StepKind
from residents.steps.durations import Usual

# What the catalogue gives as its sources, marked for translation; a test holds the two together.
SOURCES = (
    gettext_noop("Declared before the work begins; 1 working day is the desks' habit"),
    gettext_noop("Reba 2008: income is reported at once; 5 working days is the desks' habit"),
    gettext_noop(
        "Royal Decree of 2024-04-16: declared monthly, in the month after; 30 days stands for that month"
    ),
    gettext_noop("UWV: work starts not earlier than 2 working days after the notification"),
    gettext_noop("Usual duration at the desks"),
    gettext_noop(
        "Usual duration at the desks; UWV's confirmation that it received the form is enough to start"
    ),
    gettext_noop("Usual duration at the desks; reported waits run from weeks to 18 months"),
    gettext_noop("Wet arbeid vreemdelingen, art. 6(2): UWV decides within 5 weeks"),
    gettext_noop("Wet inburgering 2021: the plan (PIP) within 10 weeks of registration in the municipality"),
)


def source_text(kind: StepKind) -> str:
    """Say where the duration in the catalogue comes from, in the reader's language."""
    return _(kind.source)


def days_text(kind: StepKind) -> str:
    """Say how many days, or working days, the catalogue gives a kind of step."""
    if kind.count == WORKING:
        words = ngettext("%(days)d working day", "%(days)d working days", kind.days)
    else:
        words = ngettext("%(days)d day", "%(days)d days", kind.days)
    return words % {"days": kind.days}


def duration_sentence(kind: StepKind) -> str:
    """Say how long a kind of step takes by the catalogue, and whether the law or experience says so."""
    if kind.basis == LEGAL:
        return _("By law this takes at most %(duration)s.") % {"duration": days_text(kind)}
    return _("This usually takes %(duration)s.") % {"duration": days_text(kind)}


def usual_text(found: Usual) -> str:
    """Say how long half of the cases took, of how many and where; and how long the slow ones, if known."""
    if found.ninetieth is None:
        text = (
            _("Half of the %(number)d cases in %(place)s took %(median)d days or less.")
            if found.place
            else _("Half of the %(number)d cases of all desks took %(median)d days or less.")
        )
    else:
        text = (
            _(
                "Half of the %(number)d cases in %(place)s took %(median)d days or less, "
                "one in ten over %(ninetieth)d."
            )
            if found.place
            else _(
                "Half of the %(number)d cases of all desks took %(median)d days or less, "
                "one in ten over %(ninetieth)d."
            )
        )
    return text % {
        "number": found.number,
        "place": found.place,
        "median": found.median,
        "ninetieth": found.ninetieth,
    }


def too_few_text() -> str:
    """Say that the figure comes from the catalogue."""
    return _("The desks have too few cases of their own yet: this is the usual time of the catalogue.")
