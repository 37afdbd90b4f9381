"""Which rows a request, a task or a command may see: decided here, once.

A *scope* says who reads (``reader``) and what is theirs. A scoped model says, for each kind of reader, which
path leads from its rows to what is theirs (``scope_lenses``); of several paths, one is enough. A reader
without a lens sees nothing; reading without an open scope raises. See docs/adr/0001-scoping.md for why this
is not django-scopes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from jobdesk.accounts.models import User

DESK, COMPANY, FUNDER, PARTNER, SYSTEM = "desk", "company", "funder", "partner", "system"
_Row = TypeVar("_Row", bound=models.Model)


class ScopeNotOpen(RuntimeError):
    """A scoped model was read or written outside any scope: a programming error."""


class OutsideScope(RuntimeError):
    """A row that belongs to somebody else was about to be written."""


@dataclass(frozen=True)
class Scope:
    """Who reads and what is theirs. ``actor`` is the user, or ``job`` names what runs without one."""

    reader: str
    actor: User | None = None
    job: str = ""
    centres: frozenset[int] = frozenset()
    countries: frozenset[str] = frozenset()
    organisations: frozenset[int] = frozenset()
    projects: frozenset[int] = frozenset()


NOTHING = Scope(reader="nobody")
_current: ContextVar[Scope | None] = ContextVar("jobdesk_scope", default=None)


def current_scope() -> Scope:
    """Return the open scope. Raises ScopeNotOpen when there is none."""
    scope = _current.get()
    if scope is None:
        raise ScopeNotOpen("No scope is open: wrap this in open_scope() or system_scope().")
    return scope


def countries_in_scope() -> frozenset[str]:
    """Return the countries of the open scope: codes; none where it names none, or where no scope is open."""
    scope = _current.get()
    return scope.countries if scope else frozenset()


@contextmanager
def open_scope(scope: Scope) -> Iterator[Scope]:
    """Open ``scope`` for the block; scopes nest, the inner one counts."""
    token = _current.set(scope)
    try:
        yield scope
    finally:
        _current.reset(token)


@contextmanager
def system_scope(job: str) -> Iterator[Scope]:
    """Open everything for a job or command that names itself as the actor in the trail.

    Inside a request the user stays the actor: only what may be seen widens.
    """
    if not job:
        raise ValueError("A job must name itself.")
    outer = _current.get()
    actor = outer.actor if outer else None
    with open_scope(Scope(reader=SYSTEM, actor=actor, job=job)) as scope:
        yield scope


class ScopedManager(models.Manager[_Row]):
    """Filters every query by the open scope, through the model's ``scope_lenses``."""

    def get_queryset(self) -> models.QuerySet[_Row]:
        queryset = super().get_queryset()
        scope = current_scope()
        if scope.reader == SYSTEM:
            return queryset
        lens = self.model.scope_lenses.get(scope.reader)
        if lens is None:
            return queryset.none()
        paths, owned = lens
        theirs = getattr(scope, owned)
        also = self.model.scope_conditions.get(scope.reader, Q())
        return queryset.filter(reduce(or_, (Q(**{f"{path}__in": theirs}) for path in _each(paths))), also)


class ScopedModel(models.Model):
    """A row that belongs to someone. ``scope_lenses``: reader → (path, or paths, field of the scope).

    ``scope_conditions``: what must hold besides for a reader to find one of theirs.
    """

    scope_lenses: ClassVar[dict[str, tuple[str | tuple[str, ...], str]]] = {}
    scope_conditions: ClassVar[dict[str, Q]] = {}

    objects = ScopedManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, unless the row lies outside the open scope (raises OutsideScope)."""
        if not self._is_in_scope(current_scope()):
            raise OutsideScope(f"{self._meta.label} is outside the open scope.")
        super().save(*args, **kwargs)

    @classmethod
    def create_many(cls, rows: Sequence[Self]) -> None:
        """Insert many rows in one statement, or none: raises OutsideScope as ``save`` does."""
        scope = current_scope()
        if not all(row._is_in_scope(scope) for row in rows):
            raise OutsideScope(f"{cls._meta.label} is outside the open scope.")
        cls.objects.bulk_create(rows)

    def _is_in_scope(self, scope: Scope) -> bool:
        if scope.reader == SYSTEM:
            return True
        lens = self.scope_lenses.get(scope.reader)
        if lens is None:
            return False
        paths, owned = lens
        return any(self._owner(path) in getattr(scope, owned) for path in _each(paths))

    def _owner(self, path: str) -> object:
        *way, last = path.split("__")
        row: models.Model = self
        for name in way:
            row = getattr(row, name)
        # The key of what it belongs to, without reading that.
        return getattr(row, row._meta.get_field(last).attname)


def _each(paths: str | tuple[str, ...]) -> tuple[str, ...]:
    return (paths,) if isinstance(paths, str) else paths


class ScopeMiddleware:
    """Opens the scope of the hat the user wears, for the whole request."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        from jobdesk.accounts.hats import worn_hat  # the models are ready only now

        request.hat = worn_hat(request)
        with open_scope(request.hat.scope if request.hat else _without_hat(request)):
            return self.get_response(request)


def _without_hat(request: HttpRequest) -> Scope:
    # Sees nothing, but answers for what is written: one's own profile, an invitation accepted.
    return replace(NOTHING, actor=request.user) if request.user.is_authenticated else NOTHING
