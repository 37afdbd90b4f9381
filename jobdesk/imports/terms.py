"""Readings of terms of the vocabulary: what is not in the list stays as it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jobdesk.imports.reading.values import Reading, Unreadable, Values
from jobdesk.vocabulary.fields import LONGEST, Chosen
from jobdesk.vocabulary.queries import search


@dataclass(frozen=True)
class OneTerm(Values):
    """A term of ``kind`` (occupation or skill), by any of its names; or words of one's own, with a remark."""

    kind: str

    @property
    def form(self) -> str:
        return _("As it is called, in Dutch, French or English")

    def of(self, cell: Any, text: str) -> Reading:
        chosen = self.chosen(text)
        return Reading(chosen, "" if chosen.term else _("Not in our list: kept in your words."))

    def chosen(self, text: str) -> Chosen:
        """Return the term that is called so, or the words. Raises Unreadable for too many letters."""
        text = " ".join(text.split())
        if len(text) > LONGEST:
            raise Unreadable(_("This is too long: use at most 120 letters."))
        exact = [hit for hit in search(self.kind, text) if hit.is_exact]
        return Chosen(exact[0].term) if len(exact) == 1 else Chosen(words=text)


@dataclass(frozen=True)
class ManyTerms(OneTerm):
    """Some of them, with commas or semicolons between."""

    @property
    def form(self) -> str:
        return _("As they are called, with commas between")

    def of(self, cell: Any, text: str) -> Reading:
        found = [self.chosen(each) for each in re.split(r"[,;\n]", text) if each.strip()]
        own = ", ".join(each.words for each in found if each.words)
        return Reading(tuple(found), _("Not in our list: %(words)s.") % {"words": own} if own else "")
