"""What a column of a list can be, and the readings that need the desk's own centres and projects."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from import_export.fields import Field

from jobdesk.desks.models import Centre, Project
from jobdesk.imports.reading.cells import key
from jobdesk.imports.reading.values import Reading, Unreadable, Values
from jobdesk.trail.scoping import SYSTEM, current_scope

OWN_KEY = "own_key"  # the column with the number that the source itself gives a row


class Column(Field):
    """A field of a resource: how its cells are read, and by which headings it is known.

    ``synonyms``: headings in Dutch, French and English with | between, without accents or spaces that matter.
    ``hint`` and ``example`` stand in the template and in docs/import.md.
    """

    def __init__(
        self,
        label: str | Promise,
        values: Values,
        synonyms: str = "",
        *,
        is_required: bool = False,
        hint: str | Promise = "",
        example: str = "",
        fixable: bool = False,
    ) -> None:
        super().__init__()
        self.label, self.values, self.hint, self.example = label, values, hint, example
        self.is_required, self.fixable = is_required, fixable
        self.synonyms = frozenset(key(each) for each in synonyms.split("|") if each)

    def clean(self, row: dict[str, Any], **_kwargs: Any) -> Any:
        """Read the cell of this column; remarks are kept with the row. Raises Unreadable (a ValueError)."""
        reading = self.values.read(row.get(self.attribute), row["words"].get(self.attribute))
        if reading.value is None and self.is_required:
            raise Unreadable(_("Fill this in."))
        if reading.remark:
            row["remarks"].append((self.attribute, reading.remark))
        return reading.value

    def save(self, instance: Any, row: dict[str, Any], is_m2m: bool = False, **kwargs: Any) -> None:
        """Keep what was read in the draft; an empty cell says nothing."""
        value = self.clean(row, **kwargs)
        if value is not None:
            instance.given[self.attribute] = value


class OfTheDesk(Values):
    """One of the rows of a model that the reader may choose, by code or name."""

    model: Any = None
    unknown = ""

    def of(self, cell: Any, text: str) -> Reading:
        found = self._known.get(key(text))
        if found is None:
            raise Unreadable(self.refusal())
        return Reading(found)

    def refusal(self) -> str:
        """Say what is wrong; the same for what does not exist and what is somebody else's."""
        raise NotImplementedError

    def rows(self) -> list[Any]:
        """Return the rows that may be chosen in the open scope."""
        raise NotImplementedError

    @property
    def offered(self) -> dict[str, str]:
        return {row.code: row.name for row in self._rows}

    @cached_property
    def _rows(self) -> list[Any]:
        return self.rows()

    @cached_property
    def _known(self) -> dict[str, Any]:
        by_name = {key(row.name): row for row in self._rows}
        return by_name | {key(row.code): row for row in self._rows}


class OwnCentre(OfTheDesk):
    """A centre of the open scope."""

    @property
    def form(self) -> str:
        return _("Code or name of one of your centres")

    def refusal(self) -> str:
        return _("This is not the code or name of one of your centres.")

    def rows(self) -> list[Any]:
        scope, centres = current_scope(), Centre.objects.select_related("region").order_by("name")
        return list(centres if scope.reader == SYSTEM else centres.filter(pk__in=scope.centres))


class AnyCentre(OwnCentre):
    """Any centre: people come from elsewhere."""

    @property
    def form(self) -> str:
        return _("Code or name of a centre")

    def refusal(self) -> str:
        return _("There is no centre with this code or name.")

    def rows(self) -> list[Any]:
        return list(Centre.objects.select_related("region").order_by("name"))


class OwnProject(OfTheDesk):
    """A project of the open scope."""

    @property
    def form(self) -> str:
        return _("Code or name of one of your projects")

    def refusal(self) -> str:
        return _("This is not the code or name of one of your projects.")

    def rows(self) -> list[Any]:
        scope, projects = current_scope(), Project.objects.order_by("code").prefetch_related("centres")
        return list(projects if scope.reader == SYSTEM else projects.filter(pk__in=scope.projects))
