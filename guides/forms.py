"""A text of the guide in every language of the site, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django import forms
from django.conf import settings
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from guides.shipped import Words
from jobdesk.web.amounts import WholeField


class Column(NamedTuple):
    """The fields of one language."""

    language: str
    name: str
    title: BoundField
    body: BoundField


class TextForm(forms.Form):
    """Title and text in every language. ``version``: the one that was opened; nobody is overwritten."""

    version = WholeField(least=0, most=1_000_000, widget=forms.HiddenInput)

    def __init__(self, *args, words: Mapping[str, Words], version: int, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = version
        for language, _name in settings.LANGUAGES:
            said = words.get(language, Words("", ""))
            attrs = {"lang": language}
            self.fields[f"title_{language}"] = forms.CharField(
                label=_("Title"), max_length=160, initial=said.title, widget=forms.TextInput(attrs=attrs)
            )
            self.fields[f"body_{language}"] = forms.CharField(
                label=_("Text"),
                max_length=8000,
                initial=said.body,
                widget=forms.Textarea(attrs=attrs | {"rows": 12}),
            )

    def columns(self) -> list[Column]:
        """Return the fields by language, in the order of the site."""
        return [
            Column(language, str(name), self[f"title_{language}"], self[f"body_{language}"])
            for language, name in settings.LANGUAGES
        ]

    def typed(self) -> dict[str, Words]:
        """Return what stands in the fields now, checked or not: for the preview."""
        return {
            each.language: Words(
                (each.title.value() or "").strip(), (each.body.value() or "").replace("\r\n", "\n").strip()
            )
            for each in self.columns()
        }
