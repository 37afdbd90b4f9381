"""What a word is looked up by: its consonants as they sound. Mohammed and Maxamed are both ``MHMT``."""

import tomllib
from functools import lru_cache
from pathlib import Path

from residents.people.spelling.scripts import readings
from residents.people.spelling.sounds import CONSONANTS, sounds

KEY_LENGTH = 24
INITIAL_VOWEL = "A"  # every vowel with which a word begins: Omar and Umar, Iman and Eman
ALPHABET = "".join(sorted({INITIAL_VOWEL, "J", "Y", *CONSONANTS.values()}))
SHORTEST_WITH_ERROR = 3  # of a shorter key one wrong consonant leaves nothing to go by


def _groups() -> tuple[tuple[str, ...], ...]:
    text = (Path(__file__).parent / "same.toml").read_text(encoding="utf-8")
    return tuple(tuple(group.split()) for group in tomllib.loads(text)["groups"])


GROUPS = _groups()
GROUPS_OF: dict[str, tuple[int, ...]] = {}
for _number, _group in enumerate(GROUPS):
    for _word in _group:
        GROUPS_OF[_word] = (*GROUPS_OF.get(_word, ()), _number)


@lru_cache(maxsize=20_000)
def sound_forms(word: str) -> tuple[str, ...]:
    """Return how a word of any script may sound, the likeliest first."""
    return tuple(dict.fromkeys(form for latin in readings(word) for form in sounds(latin)))


def key_of(form: str) -> str:
    """Return the key of a sound form: its consonants, and a mark for a vowel at the beginning."""
    consonants = "".join(letter for letter in form if letter.isupper())
    return ((INITIAL_VOWEL if form[:1].islower() else "") + consonants)[:KEY_LENGTH]


@lru_cache(maxsize=20_000)
def keys(word: str) -> tuple[str, ...]:
    """Return the keys of a word in any script: of each way to read it, and of the same name elsewhere."""
    own = [key_of(form) for form in sound_forms(word)]
    heads = [GROUPS[number][0] for number in groups_of(word)]
    shared = [key_of(form) for head in heads for form in sound_forms(head)[:1]]
    return tuple(dict.fromkeys(own + shared))


def groups_of(word: str) -> tuple[int, ...]:
    """Return the groups of ``same.toml`` in which a word stands."""
    return tuple(dict.fromkeys(number for latin in readings(word) for number in GROUPS_OF.get(latin, ())))


def near_keys(key: str) -> frozenset[str]:
    """Return the keys that differ from ``key`` by one consonant: left out, too many, wrong, or swapped."""
    if len(key) < SHORTEST_WITH_ERROR:
        return frozenset()
    cuts = [(key[:place], key[place:]) for place in range(len(key) + 1)]
    left_out = {before + after[1:] for before, after in cuts if after}
    swapped = {before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1}
    wrong = {before + letter + after[1:] for before, after in cuts if after for letter in ALPHABET}
    too_few = {before + letter + after for before, after in cuts for letter in ALPHABET}
    return frozenset(left_out | swapped | wrong | too_few) - {key}
