"""Find residents by a number, a day of birth, or a name in any spelling. All of it stays in the open scope.

A search goes from sure to unsure and stops when it has enough: the whole word, its beginning, the same sound;
one consonant off when nobody was found. Every step reads an index of ``SearchKey``; only a few are compared
letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from itertools import islice, pairwise
from operator import or_

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone

from jobdesk.accounts.models import User
from residents.models import Resident, SearchKey, held_by
from residents.people.normalise import day_in, is_phone, normalise_number, phone_digits
from residents.people.spelling import alike, keys, near_keys, plain, query_words, similarity

LONGEST_QUERY = 100
MOST_SIMILAR = 6  # who are shown before somebody is registered
POOL = 60  # candidates of an unsure step that are compared letter by letter
ENOUGH_ALIKE = 0.6  # of the letters, for a word that only sounds alike or has an error
SHORTEST_SOUND = 3  # letters from which a word is also looked up by its sound,
SHORTEST_ERROR = 4  # and from which an error is looked for
_CODE = re.compile(r"^(?:B-([2-9A-Z]{2,6})|B?([2-9A-Z]{6}))$")  # its beginning, or all of it
_YEAR = re.compile(r"(?<!\d)(19[2-9]\d|20[0-2]\d)(?!\d)")
_NUMBER = re.compile(r"^(?:O?V)?[\s.+(-]*\d[\d\s./()-]{2,}[A-Z]?$", re.IGNORECASE)

Word = tuple[str, str]  # in plain Latin letters, and as it was typed


@dataclass(frozen=True)
class Asked:
    """What a query asks for."""

    text: str
    born_on: date | None
    born_in: int | None
    words: tuple[Word, ...]

    @classmethod
    def of(cls, query: str) -> Asked:
        text = " ".join(query.split())[:LONGEST_QUERY]
        born_on, rest = day_in(text, timezone.localdate())
        year = None
        if born_on is None and (found := _YEAR.search(text)) and found.group() != text:
            year, rest = int(found.group()), _YEAR.sub(" ", text, count=1)
        return cls(text, born_on, year, tuple(query_words(rest)))

    @cached_property
    def numbers(self) -> Q | None:
        """The condition that the text is the beginning of a code, a number or a telephone, or a birthday."""
        either = []
        if code := _CODE.match(self.text.upper().replace(" ", "")):
            either.append(Q(code__startswith=f"B-{code[1] or code[2]}"))
        if _NUMBER.match(self.text):
            starts = {normalise_number(self.text).casefold()}
            if is_phone(self.text):
                starts.add(phone_digits(self.text))
            either.append(_having(reduce(or_, (Q(word__startswith=start) for start in sorted(starts)))))
        if self.born_on and not self.words:
            either.append(Q(birth_date=self.born_on))
        return reduce(or_, either) if either else None

    @property
    def born(self) -> Q:
        """The condition on the day or year of birth that stands beside a name."""
        if self.born_on:
            return Q(birth_date=self.born_on)
        return Q(birth_date__year=self.born_in) if self.born_in else Q()


@dataclass(frozen=True)
class Found:
    """A resident who was found. ``is_guess``: the name is not written as it was typed."""

    resident: Resident
    is_guess: bool = False


def find_residents(
    query: str, *, limit: int, people: QuerySet[Resident] | None = None, mine: User | None = None
) -> list[Found]:
    """Return at most ``limit`` residents of the scope whom ``query`` may mean, the likeliest first.

    Among equals those of ``mine``, the user who asks, come first, and those who left come last.
    """
    people = Resident.objects.all() if people is None else people
    asked = Asked.of(query)
    found: dict[int, Found] = {}
    for condition, is_guess in _steps(asked):
        room = limit - len(found)
        if room <= 0:
            break
        rows = people.filter(condition).exclude(pk__in=list(found)).select_related("centre")
        rows = rows.order_by(_own_first(mine), "last_name", "first_name", "id")
        chosen = _likeliest(rows[:POOL], asked.words)[:room] if is_guess else rows[:room]
        found |= {each.pk: Found(each, is_guess) for each in chosen}
        if found and condition is asked.numbers:
            break
    if not found and asked.words:
        rows = people.filter(_each(asked.words, _nearly) & asked.born).select_related("centre")
        likeliest = _likeliest(rows.order_by("last_name", "first_name", "id")[:POOL], asked.words)
        found = {each.pk: Found(each, True) for each in likeliest[:limit]}
    return list(found.values())


def found_by(query: str) -> Q:
    """Return the condition that a resident is found by ``query``, for a list with an order of its own."""
    asked = Asked.of(query)
    conditions = [condition for condition, _is_guess in _steps(asked)]
    return reduce(or_, conditions) if conditions else Q()


def similar_residents(first_name: str, last_name: str, birth_date: date | None = None) -> list[Resident]:
    """Return residents of the scope who may be the same person, by name; the first MOST_SIMILAR.

    Those whose first and last name are alike in any spelling and order, or who were born on the same day and
    have one name alike. Without a last name only the day of birth can tell.
    """
    first, last = query_words(first_name), query_words(last_name)
    either = Q(pk__in=[])
    if first and last:
        either |= _any_sound(first) & _any_sound(last)
    if birth_date and (first or last):
        either |= Q(birth_date=birth_date) & _any_sound(first + last)
    rows = Resident.objects.filter(either).select_related("centre").order_by("last_name", "first_name", "id")
    # Read until there are enough: thousands may have a common name and one birthday.
    similar = (each for each in rows.iterator(POOL) if _is_similar(each, first, last, birth_date))
    return list(islice(similar, MOST_SIMILAR))


def _is_similar(resident: Resident, first: list[Word], last: list[Word], birth_date: date | None) -> bool:
    theirs = _words_of(resident)
    has_first = any(alike(word, other) for word, _typed in first for other in theirs)
    has_last = any(alike(word, other) for word, _typed in last for other in theirs)
    if birth_date and resident.birth_date == birth_date:
        return has_first or has_last
    return has_first and has_last


def _steps(asked: Asked) -> Iterator[tuple[Q, bool]]:
    """Yield (condition, whether it is a guess), from sure to unsure; each is a query of its own."""
    if asked.numbers is not None:
        yield asked.numbers, False
    if not asked.words:
        return
    if len(asked.words) == 1:  # with two words, a match on the whole first is soon among the first anyway
        yield _each(asked.words, _whole) & asked.born, False
    yield _each(asked.words, _beginning) & asked.born, False
    yield (_each(asked.words, _sound) | _joined(asked.words)) & asked.born, True


def _each(words: tuple[Word, ...], condition) -> Q:
    """The condition that every word is among what a resident is found by."""
    both = Q()
    for word in words:
        both &= _having(condition(word))
    return both


def _having(condition: Q) -> Q:
    # Not through the scoped manager: the residents that are filtered are scoped, and one join is enough.
    return Q(pk__in=SearchKey._base_manager.filter(condition).values("resident"))


def _whole(word: Word) -> Q:
    return Q(word=word[0])


def _beginning(word: Word) -> Q:
    return Q(word__startswith=word[0])


def _sound(word: Word) -> Q:
    if len(word[0]) < SHORTEST_SOUND:
        return _beginning(word)
    return _beginning(word) | Q(key__in=_keys(word))


def _nearly(word: Word) -> Q:
    if len(word[0]) < SHORTEST_ERROR:
        return _sound(word)
    near = set().union(*(near_keys(key) for key in _keys(word)[:1]))
    return _sound(word) | Q(key__in=sorted(near))


def _any_sound(words: list[Word]) -> Q:
    every = sorted({key for word in words for key in _keys(word)})
    return _having(Q(key__in=every))


def _joined(words: tuple[Word, ...]) -> Q:
    return reduce(or_, (_each(way, _sound) for way in _ways(words)[1:]), Q(pk__in=[]))


def _ways(words: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """The words, and the same with two neighbours as one: Tekle Haimanot, Teklehaimanot."""
    joined = [
        (*words[:place], (one + two, first + second), *words[place + 2 :])
        for place, ((one, first), (two, second)) in enumerate(pairwise(words))
    ]
    return [words, *joined]


def _keys(word: Word) -> list[str]:
    return [key for key in keys(word[1]) if key]


def _likeliest(rows: QuerySet[Resident], words: tuple[Word, ...]) -> list[Resident]:
    """Sort by how alike the names are to what was typed, and drop what only shares consonants."""
    scored = [(_score(each, words), place, each) for place, each in enumerate(rows)]
    return [each for score, _place, each in sorted(scored, key=lambda s: (-s[0], s[1])) if score]


def _score(resident: Resident, words: tuple[Word, ...]) -> float:
    """Return how alike the word is that is least alike, 0 when it is not at all."""
    theirs = _words_of(resident)
    theirs += [one + two for one, two in pairwise(theirs)]
    return max(
        min(max((_word_score(word, other) for other in theirs), default=0.0) for word in way)
        for way in _ways(words)
    )


def _word_score(word: Word, other: str) -> float:
    latin, typed = word
    if other.startswith(latin):
        return 1.0
    score = similarity(latin, other)
    if alike(typed, other):
        return min(max(score, ENOUGH_ALIKE) + 0.2, 0.99)
    return score if score >= ENOUGH_ALIKE else 0.0


def _words_of(resident: Resident) -> list[str]:
    return plain(resident.full_name).split()


def _own_first(mine: User | None) -> Case:
    """Sort: those of the user who asks, then those who are here, then those who left."""
    own = [When(held_by(mine), then=Value(0))] if mine else []
    return Case(*own, When(status=Resident.Status.EXITED, then=Value(2)), default=Value(1))
