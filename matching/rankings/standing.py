"""Where somebody stands for a vacancy: in which list, or why in none."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matching.scoring import CHECK, EXCLUDED, NEAR, RANKED, Judgement

# Why somebody is in none of the lists; what they can do about it stands on their own page.
WHY = {
    "ended": gettext_lazy("Guidance has ended."),
    "no_consent": gettext_lazy("Did not agree to be shown to employers, or no longer does."),
    "other_country": gettext_lazy("A right to work is national, and this one is of another country."),
    "at_work_here": gettext_lazy("Works at this company."),
    "not_looking": gettext_lazy("Is at work and does not look for other work."),
    "no_occupation": gettext_lazy("The vacancy names its work in its own words: nobody can be compared."),
    "occupation_unknown": gettext_lazy("Earlier work is not known."),
    "not_relevant": gettext_lazy("Did no work of this kind and does not wish it."),
    "conditions": gettext_lazy("Does not meet: %(conditions)s."),
}
ABOUT_THE_PERSON = {"ended", "no_consent", "not_looking", "occupation_unknown"}
CONDITION_NAMES = {
    "eligible": gettext_lazy("may work on the first day"),
    "right_ends": gettext_lazy("right to work as long as the contract"),
    "language": gettext_lazy("language"),
    "certificate": gettext_lazy("certificate"),
    "travel": gettext_lazy("journey"),
    "hours": gettext_lazy("hours"),
    "shifts": gettext_lazy("days and times"),
}


def standing(judged: Judgement) -> str:
    """Say in which list somebody stands, or why in none."""
    if judged.state == EXCLUDED:
        return str(WHY[judged.why]) % {
            "conditions": conditions_text(each.condition for each in judged.failed)
        }
    return {
        RANKED: _("Suits."),
        CHECK: _("Something is to be checked first."),
        NEAR: _("A near miss: one condition fails by little."),
    }[judged.state]


def why_in_none(judged: Iterable[Judgement]) -> str:
    """Say why somebody is in no list of any vacancy, where it is the same everywhere; else nothing."""
    whys = {each.why if each.state == EXCLUDED else "" for each in judged}
    return str(WHY[whys.pop()]) if len(whys) == 1 and whys <= ABOUT_THE_PERSON else ""


def conditions_text(conditions: Iterable[str]) -> str:
    """Name conditions, each once."""
    return ", ".join(dict.fromkeys(str(CONDITION_NAMES[each.partition(":")[0]]) for each in conditions))
