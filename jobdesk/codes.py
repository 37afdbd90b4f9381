"""Opaque codes that stand in URLs and on paper instead of names and database numbers."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import ScopedManager, ScopedModel

# No 0/O, 1/I/L or U: the code is read aloud over the telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6
Result = TypeVar("Result")
_Row = TypeVar("_Row", bound=models.Model)
MOST_DRAWS = 10  # of codes for one insert; with a million rows, one draw in 730 meets a code that exists


class NoFreeCode(RuntimeError):
    """Draw after draw met a code that exists."""


def new_code(prefix: str) -> str:
    """Return a random code such as ``B-4F7K2M``; 30**6 (729 million) codes for each prefix."""
    return f"{prefix}-" + "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


class CodedQuerySet(models.QuerySet[_Row]):
    """Rows with a code, which are given theirs when they are inserted."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Insert rows; those without a code get one that nobody has, found in one query for all of them."""
        rows = list(objs)
        new = [row for row in rows if row.pk is None]

        def insert() -> list[Any]:
            for row in new:  # a batch before the one that failed may have set them
                row.pk, row._state.adding = None, True
            return super(CodedQuerySet, self).bulk_create(rows, *args, **kwargs)

        return _insert(rows, insert, look_first=True)


_ScopedCoded = ScopedManager.from_queryset(CodedQuerySet)


class ScopedCodedManager(_ScopedCoded[_Row]):
    """The manager of rows with a code that belong to someone."""


class CodedModel(models.Model):
    """A row with a code, drawn at random when it is inserted; ``code_prefix`` is the letter before it."""

    code_prefix: ClassVar[str]

    code = models.CharField(_("code"), max_length=12, unique=True, editable=False)

    objects = CodedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a row without a code gets one that nobody has."""
        save = super().save
        if self.code:
            save(*args, **kwargs)
        else:
            _insert([self], lambda: save(*args, **kwargs))


class ScopedCodedModel(CodedModel, ScopedModel):
    """A row with a code that belongs to someone."""

    objects = ScopedCodedManager()

    class Meta:
        abstract = True


def _insert(rows: Sequence[CodedModel], insert: Callable[[], Result], *, look_first: bool = False) -> Result:
    """Give a code to the rows that have none and insert them; draw again when the database has it already.

    ``look_first``: of many codes some are likely to exist, so ask before the insert is tried. Only the insert
    tells what another transaction wrote meanwhile and whether another constraint is broken. The databases
    word these errors differently, so the codes are looked up: the error passes on when none of them exists.
    """
    bare = [row for row in rows if not row.code]
    try:
        for _draw in range(MOST_DRAWS):
            _give_codes(rows)
            if look_first and _take_back_known(bare):
                continue
            try:
                with transaction.atomic():
                    return insert()
            except IntegrityError:
                if not _take_back_known(bare):
                    raise
        raise NoFreeCode(f"{MOST_DRAWS} draws gave codes that exist.")
    except Exception:
        for row in bare:
            row.code = ""
        raise


def _give_codes(rows: Sequence[CodedModel]) -> None:
    """Draw a code for each row without one, different from all others."""
    given = {row.code for row in rows}
    for row in rows:
        if not row.code:
            while (code := new_code(row.code_prefix)) in given:
                pass
            given.add(code)
            row.code = code


def _take_back_known(rows: Sequence[CodedModel]) -> bool:
    """Take their code from the rows whose code the database has; say whether there were any."""
    if not rows:
        return False
    stored = type(rows[0])._base_manager.only("code")
    known = stored.in_bulk([row.code for row in rows], field_name="code")
    for row in rows:
        if row.code in known:
            row.code = ""
    return bool(known)


class CodeConverter:
    """Matches a code in a URL: ``<code:code>``."""

    regex = "[A-Z]-[2-9A-Z]{6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
