"""Pages of a long list that start after a row, not at a number: page 400 costs what page 1 costs."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy


@dataclass(frozen=True)
class KeysetPage:
    """The rows of one page, and the codes at which the pages beside it begin (empty: there is none)."""

    rows: list[Model] = field(default_factory=list)
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class _Key:
    """One field of the order. Rows without a value come last, whichever way the list is sorted."""

    name: str
    is_down: bool
    is_nullable: bool

    def ordering(self, *, is_back: bool) -> OrderBy:
        is_down = self.is_down != is_back
        if not self.is_nullable:  # said without NULLS LAST, so that an index can be walked either way
            return F(self.name).desc() if is_down else F(self.name).asc()
        nulls = {"nulls_first": True} if is_back else {"nulls_last": True}
        return F(self.name).desc(**nulls) if is_down else F(self.name).asc(**nulls)

    def beyond(self, value: object, *, is_back: bool) -> Q:
        is_down = self.is_down != is_back
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if is_back else Q(pk__in=[])
        further = Q(**{f"{self.name}__{'lt' if is_down else 'gt'}": value})
        if self.is_nullable and not is_back:
            further |= Q(**{f"{self.name}__isnull": True})
        return further

    def equal(self, value: object) -> Q:
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})


def keyset_page(
    rows: QuerySet,
    order: tuple[str, ...],
    *,
    all_rows: QuerySet,
    after: str = "",
    before: str = "",
    size: int = 25,
    anchored_by: str = "code",
) -> KeysetPage:
    """Return the page of ``rows`` after (or before) the row with that code; three queries at most.

    ``order`` names fields, the last one unique; ``-`` turns one round. What has no value comes last. The row
    of the code is looked up in ``all_rows``, as it may have left the list; one that is nowhere gives page
    one. The address holds a code (or, ``anchored_by="pk"``, a key) and never what is sorted by: that would
    put names into the logs.
    """
    keys = [_key(rows, name) for name in order]
    anchor = _anchor(all_rows, keys, anchored_by, after or before)
    is_back = bool(before) and anchor is not None
    if anchor is not None:
        rows = rows.filter(_beyond(keys, anchor, is_back=is_back))
    # First the keys alone: sorting whole rows with all that is joined to them takes far longer.
    sorted_rows = rows.order_by(*(key.ordering(is_back=is_back) for key in keys))
    chosen = list(sorted_rows.values_list("pk", flat=True)[: size + 1])
    has_more, chosen = len(chosen) > size, chosen[:size]
    by_key = {row.pk: row for row in rows.order_by().filter(pk__in=chosen)}
    found = [by_key[key] for key in chosen if key in by_key]
    if is_back:
        found.reverse()
    has_before, has_after = (has_more, True) if is_back else (anchor is not None, has_more)
    return KeysetPage(
        rows=found,
        before=str(getattr(found[0], anchored_by)) if found and has_before else "",
        after=str(getattr(found[-1], anchored_by)) if found and has_after else "",
    )


def ordered(rows: QuerySet, order: tuple[str, ...]) -> QuerySet:
    """Return the rows in the order in which the pages show them."""
    return rows.order_by(*(_key(rows, name).ordering(is_back=False) for name in order))


def _anchor(all_rows: QuerySet, keys: list[_Key], anchored_by: str, value: str) -> tuple | None:
    if not value or (anchored_by == "pk" and not value.isdecimal()):
        return None
    return all_rows.filter(**{anchored_by: value}).values_list(*(key.name for key in keys)).first()


def _key(rows: QuerySet, name: str) -> _Key:
    plain = name.removeprefix("-")
    return _Key(plain, name.startswith("-"), plain != "pk" and _may_be_null(rows, plain))


def _may_be_null(rows: QuerySet, name: str) -> bool:
    if name in rows.query.annotations:
        return True
    model = rows.model
    for part in name.split("__"):
        try:
            found = model._meta.get_field(part)
        except FieldDoesNotExist:  # a transform of what came before it
            return True
        if found.null:
            return True
        model = found.related_model or model
    return False


# Vacancies by first day, the newest first: order ("-starts_on", "-id"). A page ends at the row with code V7
# and id 17, which starts on 5 May. The address says ?after=V7, the anchor read for it is (5 May, 17), and the
# next page begins beyond that:
#
#     starts_on < 5 May
#     or starts_on is null                      (rows without a value come last, so they are beyond any value)
#     or starts_on = 5 May and id < 17          (the unique last field settles it among equals)
#
# The page before takes the same condition with every sign turned (is_back), sorted the other way round, and
# is reversed once it has been read. Where the anchor itself has no value, only what follows among its equals
# is beyond it (null and id < 17); going back, every row that has a value is.
def _beyond(keys: list[_Key], anchor: tuple, *, is_back: bool) -> Q:
    beyond, equal = Q(pk__in=[]), Q()
    for key, value in zip(keys, anchor, strict=True):
        beyond |= equal & key.beyond(value, is_back=is_back)
        equal &= key.equal(value)
    return beyond
