"""What Latin letters sound like in names from Arabic, Persian, Tigrinya, Ukrainian, Turkish, Somali and more.

A sound form writes consonants as capitals and vowels as small letters: Mohammed → ``MoHaMeT``. The tables are
applied as they stand: FIRST, what is written in several ways and sounds alike; OPEN, letters that are read in
more than one way; AFTER, what then is not heard; CONSONANTS, what is left, one letter each.
"""

import itertools
import re

# What is written, and what it is taken for; a capital is a sound that no later rule changes.
FIRST = (
    (r"^c?abd(?:[aeiou]{1,2}l?)(?!a?h?$)", "abd"),  # Abdul, Abdel, Abdi-, Abdur-, Cabdi: one beginning
    (r"oo|ou|oe", "u"),  # Dawood, Youssef, Joesoef
    (r"ee", "i"),  # Ameen, Amin
    (r"([a-z])\1", r"\1"),  # Mohammed, Maxamuud
    (r"^[iey]y?(?=[aou])", "y"),  # Iuliia, Yuliia; Iyasu, Eyasu
    (r"^u(?=[aei])", "w"),  # Ouahid, Wahid
    (r"tsch|tch|tsh|tsj|tj|shch|sch|sh|sj|sz|cz|ts|tz", "S"),  # heard as each other at the desk
    (r"dzh|dj", "J"),  # Djamal
    (r"zh", "J"),  # Zhanna
    (r"kh", "H"),  # Khaled
    (r"ph", "F"),  # Philippos
    (r"th", "T"),  # Thabet
    (r"dh", "D"),  # Ramadhan
    (r"qu|ck|q", "K"),  # Qasim
)

# Letters with more than one reading: every combination is a reading of its own, MOST_READINGS at most.
OPEN = {
    "ch": ("H", "S"),  # Dutch and German; English, Spanish and French
    "gh": ("G", "K"),  # Arabic and Tigrinya; Persian, where it is also written q
    "j": ("y", "J"),  # Dutch, German and Slavic; English and French
    "x": ("h", "KS"),  # Somali and Kurdish; elsewhere
    "c": ("K", "J", ""),  # before a, o, u or a consonant: elsewhere; Turkish; Somali, where it is not heard
    "c before e": ("S", "J", ""),
    "w inside": ("V", ""),  # Dawud, Daoud
}
MOST_READINGS = 6

AFTER = (
    (r"(?<=[aeiou]y)e$", ""),  # Tesfaye, Tesfay
    (r"h$", ""),  # Fatemeh, Abdullah
)

CONSONANTS = {
    "b": "B", "d": "D", "f": "F", "g": "G", "h": "H", "k": "K", "l": "L", "m": "M", "n": "N", "p": "P",
    "r": "R", "s": "S", "t": "T", "v": "V", "w": "V", "z": "Z",
}  # fmt: skip
# Nobody hears whether the last consonant is voiced: Murad, Murat; Ivanov, Ivanoff; Gonzalez, Gonzales.
LAST = {"D": "T", "B": "P", "V": "F", "G": "K", "Z": "S"}
VOWELS = frozenset("aeiouy")

_FIRST = tuple((re.compile(pattern), instead) for pattern, instead in FIRST)
_AFTER = tuple((re.compile(pattern), instead) for pattern, instead in AFTER)
_OPEN = re.compile(r"ch|gh|j|x|c|(?<=.)w")
_BEFORE_E = frozenset("eiy")


def sounds(word: str) -> list[str]:
    """Return how a Latin word may sound, the likeliest first; never more than MOST_READINGS."""
    for pattern, instead in _FIRST:
        word = pattern.sub(instead, word)
    closed = _OPEN.split(word)
    choices = [_choices(match.group(), word[match.end() :]) for match in _OPEN.finditer(word)]
    found: dict[str, None] = {}
    for chosen in itertools.islice(itertools.product(*choices), MOST_READINGS):
        written = closed[0] + "".join(map("".join, zip(chosen, closed[1:], strict=True)))
        for pattern, instead in _AFTER:
            written = pattern.sub(instead, written)
        found[_spell(written)] = None
    return [each for each in found if each]


def _choices(letters: str, rest: str) -> tuple[str, ...]:
    if letters == "w":
        return OPEN["w inside"]
    if letters == "c" and rest[:1] in _BEFORE_E:
        return OPEN["c before e"]
    return OPEN[letters]


def _spell(written: str) -> str:
    """Write each letter as its sound: y is a consonant only at the beginning."""
    spelt: list[str] = []
    for place, letter in enumerate(written):
        if letter == "y" and place == 0:
            sound = "Y"
        elif letter in VOWELS:
            sound = "i" if letter == "y" else letter
        elif letter.isupper():
            sound = letter
        else:
            sound = CONSONANTS.get(letter, "")
        if sound and (not spelt or spelt[-1] != sound):
            spelt.append(sound)
    if spelt:
        spelt[-1] = LAST.get(spelt[-1], spelt[-1])
    return "".join(spelt)
