"""Readings of terms of the vocabulary: what is not in the list stays as it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jobdesk.imports.reading.values import Reading, Unreadable, Values
from jobdesk.vocabulary.fields import LONGEST, Chosen
from jobdesk.vocabulary.models import Term
from jobdesk.vocabulary.queries import clear_hit, names_of
from jobdesk.vocabulary.words import normalise, singular_forms


@dataclass(frozen=True)
class OneTerm(Values):
    """A term of ``kind`` (occupation or skill), by any of its names; or words of one's own, with a remark."""

    kind: str

    @property
    def form(self) -> str:
        return _("As it is called, in Dutch, French or English")

    def of(self, cell: Any, text: str) -> Reading:
        chosen = self.chosen(text)
        if chosen.term:
            return Reading(chosen, _read_as(text, chosen.term))
        return Reading(chosen, _("Not in our list: kept in your words."))

    def chosen(self, text: str) -> Chosen:
        """Return the term that is clearly meant, or the words. Raises Unreadable for too many letters."""
        text = " ".join(text.split())
        if len(text) > LONGEST:
            raise Unreadable(_("This is too long: use at most 120 letters."))
        hit = clear_hit(self.kind, text)
        return Chosen(hit.term) if hit else Chosen(words=text)


@dataclass(frozen=True)
class ManyTerms(OneTerm):
    """Some of them, with commas or semicolons between."""

    @property
    def form(self) -> str:
        return _("As they are called, with commas between")

    def of(self, cell: Any, text: str) -> Reading:
        texts = [each.strip() for each in re.split(r"[,;\n]", text) if each.strip()]
        found = [self.chosen(each) for each in texts]
        own = ", ".join(each.words for each in found if each.words)
        said = [_("Not in our list: %(words)s.") % {"words": own}] if own else []
        read = [_read_as(each, chosen.term) for each, chosen in zip(texts, found, strict=True) if chosen.term]
        return Reading(tuple(found), " ".join(filter(None, [*read, *said])))


def _read_as(text: str, term: Term) -> str:
    """What to say of words that are none of the names of the term which they were read as."""
    words = normalise(text)
    if {words, *singular_forms(words)} & names_of(term):
        return ""
    return _("“%(words)s” was read as “%(term)s”.") % {"words": text, "term": term.label}
