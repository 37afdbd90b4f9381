"""How a name sounds, whoever wrote it down: one person, many spellings.

A name reaches the desk through an interpreter, a card, a telephone. ``words`` takes a name or a query apart
into Latin words, ``keys`` says what a word is looked up by, ``near_keys`` what it may have been with one
consonant wrong, ``alike`` whether two spellings can be one name. The rules are tables: ``scripts.py``
(letters of other scripts), ``sounds.py`` (what Latin letters sound like), ``same.toml`` (one name in
two languages).
"""

from residents.people.spelling.alike import alike, similarity
from residents.people.spelling.keys import KEY_LENGTH, keys, near_keys
from residents.people.spelling.words import WORD_LENGTH, indexed_words, plain, query_words

__all__ = [
    "KEY_LENGTH",
    "WORD_LENGTH",
    "alike",
    "indexed_words",
    "keys",
    "near_keys",
    "plain",
    "query_words",
    "similarity",
]
