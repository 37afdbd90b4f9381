"""What a list can hold: for each kind a resource that finds, compares and writes rows through the services.

A kind says which columns there are, which row of ours a row of the file means (``find``), what would change
(``differences``) and which services write it (``create``, ``change``) and take it back (``undo``). The apps
bring their own; ``settings.IMPORT_KINDS`` names them, so that this package knows none of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource

from jobdesk.imports.columns import OWN_KEY, Column
from jobdesk.imports.models import ExternalKey, ImportRow, Source
from jobdesk.trail.access import Holder, may
from jobdesk.trail.errors import RuleBroken

Outcome = ImportRow.Outcome


@dataclass
class Draft:
    """A row on its way: what it says (``given``), whom it means, what would change, and what came of it."""

    given: dict[str, Any] = field(default_factory=dict)
    existing: models.Model | None = None
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    outcome: str = Outcome.NEW
    label: str = ""
    code: str = ""
    subject_id: int | None = None
    before: dict[str, Any] = field(default_factory=dict)
    prepared: Any = None

    def get(self, name: str, default: Any = None) -> Any:
        """Return what the row says in a column."""
        return self.given.get(name, default)


class Kind(Resource):
    """One kind of list. Used once: it remembers which rows of the file it has seen."""

    slug: ClassVar[str]
    label: ClassVar[str | Promise]
    hint: ClassVar[str | Promise] = ""
    model: ClassVar[type[models.Model]]
    # Who brings one in: those who may do this (jobdesk/trail/access.py).
    action: ClassVar[str] = "cases.import"
    # Rows that are wrong do not hold up the others, if each stands for itself. Else: all rows or none.
    leaves_wrong_rows_out: ClassVar[bool] = False
    # Of each group at least one must have a column or a fixed value.
    needs: ClassVar[tuple[tuple[str, ...], ...]] = ()

    class Meta:
        instance_loader_class = BaseInstanceLoader  # a kind finds its rows itself
        skip_diff = True
        store_instance = True
        report_skipped = True
        use_transactions = False

    def __init__(self, source: Source | None = None) -> None:
        super().__init__()
        self.source = source
        self._seen: dict[Any, int] = {}
        self._waiting: list[Draft] = []
        self._new_keys: dict[str, int] = {}
        for name, column in self.fields.items():
            column.attribute = name

    @property
    def columns(self) -> dict[str, Column]:
        """The columns in their order."""
        return self.fields

    # What a kind says of itself.

    def find(self, draft: Draft) -> models.Model | None:
        """Return the row of ours that this row means, or None for a new one. Raises RuleBroken."""
        raise NotImplementedError

    def differences(self, draft: Draft) -> dict[str, tuple[Any, Any]]:
        """Return what the row says otherwise than ``draft.existing``: column → (old, new)."""
        raise NotImplementedError

    def create(self, draft: Draft) -> models.Model:
        """Write a new row through the services. Raises RuleBroken."""
        raise NotImplementedError

    def prepare(self, draft: Draft) -> Any:
        """Look whether a new row may be written, and return what ``create_many`` needs. Raises RuleBroken.

        None: this one is written at once, by ``create``.
        """
        return None

    def create_many(self, drafts: list[Draft]) -> list[models.Model]:
        """Write what was prepared (``draft.prepared``) in one go; return the rows in the same order."""
        raise NotImplementedError

    def change(self, draft: Draft) -> None:
        """Write ``draft.changes`` through the services. Raises RuleBroken."""
        raise RuleBroken(_("This is there already, and says something else. Change it on its page."))

    def undo(self, row: ImportRow) -> None:
        """Take back what a row did. Raises RuleBroken."""
        raise NotImplementedError

    def subjects(self, row: ImportRow) -> models.Q:
        """Return which entries of the trail tell that somebody changed this row since."""
        return models.Q(subject_type=self.model._meta.label_lower, subject_id=row.subject_id)

    def identity(self, draft: Draft) -> Any:
        """Return what may stand only once in a file; None for what may come back."""
        return draft.existing.pk if draft.existing else None

    def finish(self) -> None:
        """Do once, for some rows that have just been written, what need not be done for each."""

    def doubts(self, draft: Draft) -> list[tuple[str, str]]:
        """Return remarks on a new row: (column, sentence)."""
        return []

    def name_of(self, draft: Draft) -> str:
        """Return whom or what the row is about, for the list."""
        return ""

    def code_of(self, subject: models.Model) -> str:
        """Return the code of the case, for the file with the outcome."""
        return getattr(subject, "code", "")

    # How django-import-export goes through a row.

    def get_import_order(self) -> list[str]:
        return list(self.fields)

    def get_or_init_instance(self, _instance_loader: Any, _row: dict) -> tuple[Draft, bool]:
        return Draft(), True

    def import_instance(self, instance: Draft, row: dict, **kwargs: Any) -> None:
        instance.label = self._plain_name(row)
        if row["is_shifted"]:
            raise ValidationError({NON_FIELD_ERRORS: [shifted()]})
        super().import_instance(instance, row, **kwargs)
        with _as_errors():
            instance.existing = self._known(instance) or self.find(instance)
            instance.label = self.name_of(instance) or instance.label
            self._refuse_second(instance, row["number"])
            if instance.existing is not None:
                instance.changes = self.differences(instance)
                instance.outcome = Outcome.CHANGED if instance.changes else Outcome.UNCHANGED
                self._point_at(instance, instance.existing)

    def skip_row(
        self, instance: Draft, _original: Any, _row: dict, import_validation_errors: Any = None
    ) -> bool:
        is_same = instance.outcome == Outcome.UNCHANGED and not import_validation_errors
        if is_same:
            self._remember(instance)
        return is_same

    def validate_instance(
        self, instance: Draft, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        if import_validation_errors:
            raise ValidationError(import_validation_errors)

    def save_instance(self, instance: Draft, _is_create: bool, row: dict, **_kwargs: Any) -> None:
        """Write the row: all that it does, or nothing of it."""
        with _as_errors():
            if instance.existing is None:
                row["remarks"].extend(self.doubts(instance))
                instance.prepared = self.prepare(instance)
        if instance.prepared is not None:
            self._waiting.append(instance)
            return
        self.write_waiting()  # the services look at what stands above, too
        with _as_errors(), transaction.atomic():
            if instance.existing is None:
                self._point_at(instance, self.create(instance))
            else:
                self.change(instance)
            self._remember(instance)

    def write_waiting(self) -> None:
        """Write the rows that were prepared. Raises RuleBroken when somebody else came first by a moment."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            for draft, subject in zip(waiting, self.create_many(waiting), strict=True):
                self._point_at(draft, subject)
                self._remember(draft)
        if self._new_keys:
            self._write_keys()

    def save_m2m(self, *_args: Any, **_kwargs: Any) -> None:
        """Nothing: the services write what belongs to a row."""

    def _known(self, draft: Draft) -> models.Model | None:
        """The row that the source means by its own number, if it still is there and in the scope."""
        if self.source is None or OWN_KEY not in draft.given:
            return None
        key = draft.given[OWN_KEY]
        if any(each.get(OWN_KEY) == key for each in self._waiting):
            self.write_waiting()
        pk = self._keys.get(key)
        return self.model.objects.filter(pk=pk).first() if pk else None

    @cached_property
    def _keys(self) -> dict[str, int]:
        """Which row of ours each number of the source means."""
        return dict(self.source.keys.filter(kind=self.slug).values_list("key", "subject_id"))

    def _remember(self, draft: Draft) -> None:
        if self.source is None or OWN_KEY not in draft.given or not draft.subject_id:
            return
        key = draft.given[OWN_KEY]
        if self._keys.get(key) != draft.subject_id:
            self._keys[key] = self._new_keys[key] = draft.subject_id

    def _write_keys(self) -> None:
        keys, self._new_keys = self._new_keys, {}
        ExternalKey.objects.bulk_create(
            [
                ExternalKey(source=self.source, kind=self.slug, key=key, subject_id=pk)
                for key, pk in keys.items()
            ],
            update_conflicts=True,
            unique_fields=["source", "kind", "key"],
            update_fields=["subject_id"],
        )

    def _refuse_second(self, draft: Draft, number: int) -> None:
        identity = self.identity(draft)
        if identity is None:
            return
        first = self._seen.setdefault(identity, number)
        if first != number:
            raise RuleBroken(
                _("Row %(row)d of this file is about the same. Leave one of the two out.") % {"row": first}
            )

    def _point_at(self, draft: Draft, subject: models.Model) -> None:
        draft.subject_id, draft.code = subject.pk, self.code_of(subject)

    def _plain_name(self, row: dict) -> str:
        """What can be said of a row that cannot be read."""
        return ""


def shifted() -> str:
    """Say that the cells of a row stand below other headings than their own."""
    return _(
        "This row has more cells than there are headings, so some stand in the wrong column. Is there a "
        "separator or a quotation mark inside a cell?"
    )


class _as_errors:  # noqa: N801 - reads as what it does
    """Turn a broken rule into the error of its column."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: Any, error: BaseException | None, _trace: Any) -> None:
        if isinstance(error, RuleBroken):
            raise ValidationError({error.field or NON_FIELD_ERRORS: [error.message]}) from error


@cache
def kinds() -> dict[str, type[Kind]]:
    """Return the kinds of lists there are, by slug."""
    found: Iterable[type[Kind]] = (import_string(path) for path in settings.IMPORT_KINDS)
    return {each.slug: each for each in found}


def kinds_for(holder: Holder) -> dict[str, type[Kind]]:
    """Return the kinds of lists that the wearer of a hat brings in, by slug."""
    return {slug: kind for slug, kind in kinds().items() if may(holder, kind.action)}


def kind_of(slug: str) -> type[Kind]:
    """Return a kind. Raises RuleBroken for a slug that is not there (any more)."""
    try:
        return kinds()[slug]
    except KeyError:
        raise RuleBroken(
            _("There is no kind of list “%(slug)s”. Kinds: %(kinds)s.")
            % {"slug": slug, "kinds": ", ".join(kinds())}
        ) from None
