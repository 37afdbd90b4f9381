"""A form field for the languages of work places: a level for each use of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from jobdesk.vocabulary.languages import WORK_LANGUAGES, Cefr, Language, LanguageAsked, LanguageUse

LEVELS = [("", "–"), *((each.value, each.label) for each in Cefr if each != Cefr.A0)]
Asked = tuple[LanguageAsked, ...]


class LevelGrid(forms.Widget):
    """A choice for each use of each language. ``first``: the languages spoken here; the others are folded."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.first: tuple[str, ...] = WORK_LANGUAGES[:1]

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> Asked:
        found = (
            LanguageAsked(language, use, data.get(f"{name}-{language}-{use}", ""))
            for language in WORK_LANGUAGES
            for use in LanguageUse
        )
        return tuple(each for each in found if each.level)

    def value_omitted_from_data(self, data: Mapping[str, Any], _files: Any, name: str) -> bool:
        return not any(each.startswith(f"{name}-") for each in data)

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ARG002 - ours is the one of the site
    ) -> SafeString:
        levels = {(each.language, each.use): each.level for each in value or ()}
        is_disabled = "disabled" in self.build_attrs(self.attrs, attrs)
        rows = [self._row(name, language, levels, is_disabled) for language in WORK_LANGUAGES]
        others = [row for row in rows if row["code"] not in self.first]
        context = {
            "first": [row for row in rows if row["code"] in self.first],
            "others": others,
            "is_open": any(row["is_asked"] for row in others),
        }
        return mark_safe(render_to_string("vocabulary/levels.html", context))  # noqa: S308 - a template of ours

    def _row(
        self, name: str, language: Language, levels: Mapping[tuple[str, str], str], is_disabled: bool
    ) -> dict[str, Any]:
        select = forms.Select({"disabled": True} if is_disabled else None, choices=LEVELS)
        cells = []
        for use in LanguageUse:
            field, level = f"{name}-{language}-{use}", levels.get((language, use), "")
            attrs = {"id": f"id_{field}", "class": "select select--s"}
            cells.append({"id": attrs["id"], "use": use.label, "tag": select.render(field, level, attrs)})
        is_asked = any(code == language for code, _use in levels)
        return {"code": language, "name": language.label, "cells": cells, "is_asked": is_asked}


class LanguagesField(forms.Field):
    """Cleaned to ``LanguageAsked`` tuples; none where the work needs no language."""

    widget = LevelGrid

    def clean(self, value: Iterable[LanguageAsked] | None) -> Asked:
        asked = tuple(value or ())
        if any(each.level not in Cefr.values for each in asked):
            raise forms.ValidationError(_("Choose a level from the list."), code="invalid")
        return asked
