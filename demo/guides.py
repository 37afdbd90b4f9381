"""The guide as two administrators keep it: a text with a history, one of their own, and a draft."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from demo.places import Places
from guides.models import GuideText
from guides.pages import QUESTIONS
from guides.services import add_text, keep_draft, publish_text
from guides.shipped import Words, shipped_texts
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope

COUNTRY = "NL"
MORE_OF_COST = (
    {"nl": "Voor reiskosten van kandidaten naar het eerste gesprek zorgt de werkbalie."},
    {
        "nl": "De reis van kandidaten naar het eerste gesprek betaalt de werkbalie.",
        "fr": "Le guichet emploi paie le trajet des candidats vers le premier entretien.",
        "en": "The job desk pays the journey of candidates to the first meeting.",
    },
)
BIKES = {
    "nl": Words(
        "Kan mijn werknemer een fiets lenen?",
        "Ja, zolang er fietsen zijn. De jobcoach regelt het met het centrum. De reistijd in het profiel "
        "is met de fiets of de bus gerekend.",
    ),
    "fr": Words(
        "Mon travailleur peut-il emprunter un vélo ?",
        "Oui, tant qu'il y a des vélos. Le jobcoach s'en occupe avec le centre. Le temps de trajet "
        "du profil est calculé à vélo ou en bus.",
    ),
    "en": Words(
        "Can my worker borrow a bicycle?",
        "Yes, as long as there are bicycles. The job coach arranges it with the centre. The travel "
        "time on the profile is by bicycle or bus.",
    ),
}
DRAFT = {
    "nl": "Vraag bij een nachtdienst ook hoe iemand thuiskomt: de bus rijdt dan niet.",
}


def build_guides(places: Places) -> None:
    """Write as the administrators of the Dutch agency; Belgium reads what comes with Jobdesk."""
    ruth, hanna = places.users["administrator"], places.users["administrator3"]
    shipped = shipped_texts(COUNTRY)
    cost, moves = shipped[QUESTIONS, "cost"].words, shipped[QUESTIONS, "moves"].words
    with open_scope(hat_for(ruth, Role.ADMINISTRATOR).scope):
        first = publish_text(COUNTRY, QUESTIONS, "cost", _with_more(cost, MORE_OF_COST[0]), based_on=0)
        added = add_text(COUNTRY, QUESTIONS, BIKES)
        draft = keep_draft(COUNTRY, QUESTIONS, "moves", _with_more(moves, DRAFT), based_on=0)
    with open_scope(hat_for(hanna, Role.ADMINISTRATOR).scope):
        second = publish_text(COUNTRY, QUESTIONS, "cost", _with_more(cost, MORE_OF_COST[1]), based_on=1)
    for row, days_ago in ((first, 40), (added, 39), (second, 12), (draft, 2)):
        at = timezone.now() - timedelta(days=days_ago)
        GuideText.objects.filter(pk=row.pk).update(written_at=at)


def _with_more(words: Mapping[str, Words], more: Mapping[str, str]) -> dict[str, Words]:
    """The same text, with a paragraph added in some languages."""
    return {
        language: Words(said.title, f"{said.body}\n\n{more[language]}" if language in more else said.body)
        for language, said in words.items()
    }
