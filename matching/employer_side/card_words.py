"""A coach's own words on one candidate's card: they pass only as they were approved, beside that card."""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256

from django.utils import translation

from matching.employer_side.blind import BlindProfile, Words
from matching.models import CardText
from residents.models import Intake

# They follow the day and the law, not the person: a card is not looked at again because a month began.
_OF_THE_DAY = ("start", "papers", "words")


def mark_of(text: CardText, profile: BlindProfile, intake: Intake | None) -> str:
    """Return the mark of exactly this text beside exactly this card, made from this state of the intake.

    ``profile`` must have been made in the language that ``card_language`` opens.
    """
    card = {name: value for name, value in asdict(profile).items() if name not in _OF_THE_DAY}
    made_from = [intake.pk, intake.version] if intake else []
    told = json.dumps([text.text, text.language, card, made_from], sort_keys=True)
    return sha256(told.encode()).hexdigest()


def card_language() -> translation.override:
    """Open the one language in which cards are compared, whoever reads them."""
    return translation.override("en")


def approved_words(text: CardText | None, mark: str) -> Words:
    """Return what the company reads: the text, if what was approved is what stands there now."""
    if text is None or not text.text or not text.approval or text.approval != mark:
        return Words()
    return Words(text.text, text.language)
