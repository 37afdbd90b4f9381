"""Sending a file, and saying which column is what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobdesk.imports.columns import Column
from jobdesk.imports.kinds import Kind
from jobdesk.imports.mapping import Mapping, Sample, unknown_words
from jobdesk.imports.reading import Headings, SheetInfo
from jobdesk.imports.reading.cells import key
from jobdesk.web.amounts import WholeField


class SendForm(forms.Form):
    """A file, what is in it and where it comes from."""

    kind = forms.ChoiceField(label=gettext_lazy("What is in it?"), widget=forms.RadioSelect)
    source = forms.CharField(
        label=gettext_lazy("Where does it come from?"),
        help_text=gettext_lazy("For example “Weekly list”. We remember for it which column is what."),
        max_length=60,
        widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Your list"), widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"})
    )

    def __init__(self, *args: Any, kinds: dict[str, type[Kind]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(slug, kind.label) for slug, kind in kinds.items()]
        if len(kinds) == 1:
            only = next(iter(kinds.values()))
            self.fields["kind"].widget = forms.HiddenInput()
            self.initial = {"kind": only.slug, "source": only.label}
        self.fields["file"].help_text = _("CSV or XLSX, at most %(megabytes)d MB and %(rows)d rows.") % {
            "megabytes": settings.IMPORT_MAX_MB,
            "rows": settings.IMPORT_MAX_ROWS,
        }

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > settings.IMPORT_MAX_MB * 1024 * 1024:
            raise forms.ValidationError(
                _("This file is larger than %(limit)d MB. Send it in parts.")
                % {"limit": settings.IMPORT_MAX_MB}
            )
        return file


class ColumnsForm(forms.Form):
    """For each of our columns: which one of the file, and one value for the rows that say nothing.

    Words that nobody can tell the meaning of get a field of their own once their column is chosen.
    """

    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"), required=False)
    heading_row = WholeField(
        label=gettext_lazy("Row with the headings"),
        least=1,
        most=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        sheets: list[SheetInfo],
        headings: Headings,
        samples: dict[str, Sample],
        mapping: Mapping,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.samples, self.kept = kind, samples, mapping
        self.fields["sheet"].choices = [
            (each.name, _("%(name)s (hidden)") % {"name": each.name} if each.is_hidden else each.name)
            for each in sheets
        ]
        self.fields["sheet"].initial, self.fields["heading_row"].initial = mapping.sheet, headings.row
        self.has_sheets = len(sheets) > 1
        self.choices = [("", _("not in the file")), *((name, name) for name in headings.names)]
        for name, column in kind.columns.items():
            self._add(name, column)
        self.word_names = [word for name in kind.columns for word in self._add_words(name)]

    def _add(self, name: str, column: Column) -> None:
        self.fields[f"column-{name}"] = forms.ChoiceField(
            label=column.label,
            choices=self.choices,
            required=False,
            initial=self.kept.columns.get(name, ""),
        )
        if column.fixable:
            self.fields[f"fixed-{name}"] = (
                forms.ChoiceField(
                    label=_("%(column)s, for rows that say nothing") % {"column": column.label},
                    choices=[("", "—"), *column.values.offered.items()],
                    required=False,
                    initial=self.kept.fixed.get(name, ""),
                )
                if column.values.offered
                else forms.CharField(
                    label=_("%(column)s, for rows that say nothing") % {"column": column.label},
                    required=False,
                    max_length=254,
                    initial=self.kept.fixed.get(name, ""),
                )
            )

    def _add_words(self, name: str) -> Iterator[str]:
        column = self.kind.columns[name]
        heading = self.data.get(f"column-{name}") if self.is_bound else self.kept.columns.get(name)
        kept = {key(said): meant for said, meant in self.kept.words.get(name, {}).items()}
        bare = Mapping()
        for at, said in enumerate(unknown_words(column, self.samples.get(heading or ""), bare, name)):
            field = f"word-{name}-{at}"
            self.fields[field] = forms.ChoiceField(
                label=_("“%(word)s” in %(column)s") % {"word": said, "column": column.label},
                choices=[("", _("not known yet")), *column.values.offered.items()],
                required=False,
                initial=kept.get(key(said), ""),
            )
            self.fields[field].said = said
            yield field

    def rows(self) -> list[dict[str, Any]]:
        """The columns as the page shows them."""
        return [
            {
                "name": name,
                "column": column,
                "heading": self[f"column-{name}"],
                "fixed": self[f"fixed-{name}"] if column.fixable else None,
                "examples": self._examples(name),
            }
            for name, column in self.kind.columns.items()
        ]

    def words(self) -> list[forms.BoundField]:
        """The words that nobody can tell the meaning of."""
        return [self[name] for name in self.word_names]

    def unused(self) -> list[str]:
        """The columns of the file that are not read, as far as the first rows hold something there."""
        used = {self[f"column-{name}"].value() for name in self.kind.columns}
        return [name for name, sample in self.samples.items() if name not in used and sample.examples]

    @property
    def has_new_words(self) -> bool:
        """Whether words were found that the page that was sent did not ask about."""
        return any(name not in self.data for name in self.word_names)

    @property
    def mapping(self) -> Mapping:
        """How the file is to be read."""
        cleaned = self.cleaned_data
        words = {name: dict(each) for name, each in self.kept.words.items()}
        for field in self.word_names:
            name = field.split("-")[1]
            if cleaned.get(field):
                words.setdefault(name, {})[self.fields[field].said] = cleaned[field]
        return Mapping(
            sheet=cleaned["sheet"] or self.kept.sheet,
            heading_row=cleaned["heading_row"],
            columns=self._chosen("column"),
            fixed=self._chosen("fixed"),
            words=words,
        )

    def _chosen(self, what: str) -> dict[str, str]:
        chosen = {name: self.cleaned_data.get(f"{what}-{name}", "") for name in self.kind.columns}
        return {name: value for name, value in chosen.items() if value}

    def _examples(self, name: str) -> str:
        sample = self.samples.get(self[f"column-{name}"].value() or "")
        return " · ".join(sample.examples) if sample else ""
