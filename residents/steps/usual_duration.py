"""How long a kind of step takes, in a sentence: as it took the desks, or as the catalogue says."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from law.steps import LEGAL, WORKING, StepKind
from residents.law_values import kind_in_force
from residents.steps.durations import Usual


def source_text(kind: StepKind) -> str:
    """Say where the duration in the catalogue comes from, in the reader's language."""
    return _(kind.source)


def days_text(kind: StepKind) -> str:
    """Say how many days, or working days, a kind of step takes by the law in force, else by the catalogue."""
    kind = kind_in_force(kind)
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


def consequence_text(kind: StepKind) -> str:
    """Say what does not work without a kind of step; empty where the catalogue says nothing."""
    text = _(kind.consequence) if kind.consequence else ""
    return text % {"duration": days_text(kind)} if kind.term else text


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
