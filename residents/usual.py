"""How long a kind of step took the desks, in a sentence."""

from django.utils.translation import gettext as _

from residents.steps.durations import Usual


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
