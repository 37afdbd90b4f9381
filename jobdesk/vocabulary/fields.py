"""A form field for a term of the vocabulary, or for words of one's own when the list has no term for them.

With a script it is a combobox. Without one it is a text field: what is typed is looked up when the form is
sent; when it is not a term, the form comes back once with what may have been meant, and with "keep my words".
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.urls import reverse_lazy
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from jobdesk.vocabulary.models import Term
from jobdesk.vocabulary.queries import Hit, names_of, search, term_by_key
from jobdesk.vocabulary.words import normalise

LONGEST = 120
OWN_WORDS = "own-words"
REMINDED = 4  # terms that are offered beside words that were kept
ADDRESSES = {
    "occupation": reverse_lazy("vocabulary:occupations"),
    "skill": reverse_lazy("vocabulary:skills"),
}


@dataclass(frozen=True)
class Chosen:
    """A term, or words that are not in the list."""

    term: Term | None = None
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.term or self.words)

    @property
    def text(self) -> str:
        """What the field shows."""
        return self.term.label if self.term else self.words

    @property
    def key(self) -> str:
        """How the field remembers what was chosen."""
        if self.term:
            return self.term.key
        return OWN_WORDS if self.words else ""


@dataclass(frozen=True)
class Typed:
    """What came from the browser. ``choice``: of the terms offered the last time."""

    text: str
    key: str
    choice: str


class TermInput(forms.Widget):
    """The combobox. ``offered``: terms that may have been meant, to choose from without a script.

    Words that were kept are asked about again, by the way, each time the form is opened: the list may have
    grown since, and nobody finds a person or a vacancy by words of one's own.
    """

    offered: list[Hit] = []

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> Typed:
        return Typed(*(data.get(each, "").strip() for each in (name, f"{name}-key", f"{name}-choice")))

    def value_omitted_from_data(self, data: Any, _files: Any, name: str) -> bool:
        return name not in data

    def render(self, name: str, value: Any, attrs: dict | None = None, **_renderer) -> SafeString:
        attrs = self.build_attrs(self.attrs, attrs)
        own_class = attrs.pop("class", "input")
        is_kept = isinstance(value, Chosen) and bool(value.words)
        offered = search(self.kind, value.words, REMINDED) if is_kept and not self.offered else self.offered
        context = {
            "name": name,
            "text": value.text if value else "",
            "key": value.key if value else "",
            "own_words": OWN_WORDS,
            "attrs": flatatt(attrs),
            "id": attrs.get("id", name),
            "class": own_class,
            "maxlength": LONGEST,
            "address": ADDRESSES[self.kind],
            "offered": offered,
            "is_kept": is_kept,
        }
        return SafeString(render_to_string("vocabulary/combobox.html", context))

    def use_required_attribute(self, _initial: Any) -> bool:
        return False


class TermField(forms.Field):
    """A term of ``occupation`` or ``skill``; cleaned to ``Chosen``, which is false when nothing was typed."""

    def __init__(self, kind: str, **kwargs) -> None:
        super().__init__(widget=TermInput(kind), **kwargs)
        self.kind = kind

    def clean(self, value: Typed | Chosen) -> Chosen:
        if isinstance(value, Chosen):  # a disabled field keeps its initial value
            return value
        if not value.text:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return Chosen()
        if len(value.text) > LONGEST:
            raise forms.ValidationError(_("This is too long: use at most 120 letters."), code="max_length")
        if value.choice != OWN_WORDS and (chosen := self._chosen(value)):
            return chosen
        if OWN_WORDS in (value.key, value.choice):
            return Chosen(words=value.text)
        return self._looked_up(value.text)

    def _chosen(self, value: Typed) -> Chosen | None:
        """The term that was chosen, unless other words were typed since."""
        if term := value.choice and term_by_key(self.kind, value.choice):
            return Chosen(term)
        term = value.key and term_by_key(self.kind, value.key)
        return Chosen(term) if term and normalise(value.text) in names_of(term) else None

    def _looked_up(self, text: str) -> Chosen:
        hits = search(self.kind, text)
        exact = [hit for hit in hits if hit.is_exact]
        if len(exact) == 1:
            return Chosen(exact[0].term)
        if not hits:
            return Chosen(words=text)
        self.widget.offered = hits
        raise forms.ValidationError(_("Choose what you mean, or keep your own words."), code="unclear")
