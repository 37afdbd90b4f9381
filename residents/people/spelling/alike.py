"""Whether two words can be one name: the same consonants, and vowels that are heard for each other."""

import re
from itertools import product

from rapidfuzz.distance import DamerauLevenshtein

from residents.people.spelling.keys import groups_of, key_of, sound_forms

# What it costs to hear one vowel for another. Arabic writes few of them, so a missing one says little.
_PAIRS = {"ae": 0.2, "ei": 0.2, "ou": 0.0, "ao": 0.5, "ai": 0.8, "iu": 0.8, "au": 0.8, "eo": 0.8, "eu": 0.8}
_PAIRS |= {"io": 0.8}
MISSING, MIXED, OTHER_ENDING = 0.15, 0.2, 0.8
MOST = 0.7  # Mohamed and Maxamed cost 0.5; Samir and Samira 0.8, Hassan and Hussein 1.0
_RUNS = re.compile(r"[A-Z]|[a-z]+|(?<=[A-Z])(?=[A-Z])")


def alike(one: str, two: str) -> bool:
    """Say whether two words may be spellings of one name."""
    if set(groups_of(one)) & set(groups_of(two)):
        return True
    return any(
        key_of(first) == key_of(second) and _vowels_apart(first, second) <= MOST
        for first, second in product(sound_forms(one), sound_forms(two))
    )


def _vowels_apart(one: str, two: str) -> float:
    """Return how far the vowels of two forms with the same consonants are apart; 0 is not at all."""
    pairs = list(zip(_vowels(one), _vowels(two), strict=True))
    inside, (last_one, last_two) = pairs[:-1], pairs[-1]
    is_open = (last_one[-1:] == "a", last_two[-1:] == "a")
    ends = {last_one[-1:], last_two[-1:]}
    ending = OTHER_ENDING if is_open[0] != is_open[1] and not ends & {"e", "o"} else 0.0
    if not ending and "o" in ends and ends & {"", "i"}:
        ending = OTHER_ENDING
    return sum(_cost(*pair) for pair in inside) + (ending or _cost(last_one, last_two))


def _vowels(form: str) -> list[str]:
    """Return the vowels before, between and after the consonants of a form; an empty one where is none."""
    return re.split(r"[A-Z]", form)


def _cost(one: str, two: str) -> float:
    if one == two:
        return 0.0
    if not one or not two:
        return MISSING
    if len(one) > 1 or len(two) > 1:
        return MIXED
    return _PAIRS["".join(sorted((one, two)))]


def similarity(one: str, two: str) -> float:
    """Return from 0 to 1 how alike two Latin words are written; swapped neighbours count as one error."""
    return DamerauLevenshtein.normalized_similarity(one, two)
