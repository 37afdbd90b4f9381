"""Whether two companies may be one: what is the same of them, as codes that a person can read and check.

Pure. A hit is a reason to look, and never a decision: numbers change hands, people work for several
companies. One thing that only one company has is enough (its number, telephone, mailbox, own domain or
account); what many share (a name, a place, a person of the same name) counts only together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from matching.integrity.rules import likeness_words
from residents.people.spelling import alike, plain, similarity

NUMBER, BRANCH, PHONE, MAIL, DOMAIN, ACCOUNT = "number", "branch", "phone", "mail", "domain", "account"
NAME, PERSON, POSTCODE, PLACE = "name", "person", "postcode", "place"
STRONG = (NUMBER, BRANCH, PHONE, MAIL, DOMAIN, ACCOUNT)
# What many companies share, and how much of it together is a reason to look.
WEAK = ((NAME, POSTCODE), (NAME, PLACE), (NAME, PERSON), (PERSON, POSTCODE))

SHORTEST_NUMBER = 8  # digits of a company number
LONGEST_BRANCH = 4  # digits that a branch puts behind the number of its company
PHONE_DIGITS = 8  # the last ones: the same with or without the code of country and area
CLOSE = 0.83  # similarity of two names that may be one: "Linde" and "Linden" have 0.83
TELLING = 4  # letters of a word that tells a company apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What a company can be recognised by. ``numbers``: all that it gave as its number, as written.

    ``accounts``: keys of the users who act for it, also those who ask to or are invited. ``people``: their
    names. ``mails``: their addresses.
    """

    name: str = ""
    numbers: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    accounts: frozenset[int] = frozenset()
    people: tuple[str, ...] = ()
    postcode: str = ""
    place: str = ""


def evidence(one: Traits, two: Traits) -> tuple[str, ...]:
    """Return what of two companies is the same, the strongest first; empty where it is no reason to look."""
    found = tuple(code for code, holds in _compared(one, two) if holds)
    is_hit = any(code in STRONG for code in found) or any(set(pair) <= set(found) for pair in WEAK)
    return found if is_hit else ()


def _compared(one: Traits, two: Traits) -> Iterable[tuple[str, bool]]:
    numbers = _digits(one.numbers), _digits(two.numbers)
    mails = {_mailbox(each) for each in one.mails}, {_mailbox(each) for each in two.mails}
    is_same_number = bool(numbers[0] & numbers[1])
    yield NUMBER, is_same_number
    yield BRANCH, not is_same_number and any(_is_branch(a, b) for a in numbers[0] for b in numbers[1])
    yield PHONE, bool(_phones(one.phones) & _phones(two.phones))
    yield MAIL, bool(mails[0] & mails[1])
    yield DOMAIN, bool(_own_domains(mails[0]) & _own_domains(mails[1]))
    yield ACCOUNT, bool(one.accounts & two.accounts)
    yield NAME, are_names_alike(one.name, two.name)
    yield PERSON, any(are_people_alike(a, b) for a in one.people for b in two.people)
    yield POSTCODE, bool(_compact(one.postcode)) and _compact(one.postcode) == _compact(two.postcode)
    yield PLACE, bool(plain(one.place)) and plain(one.place) == plain(two.place)


def are_names_alike(one: str, two: str) -> bool:
    """Say whether two names of companies may be one: the words that tell them apart are nearly the same.

    Words that many have (the form, the trade) count only where a name has nothing else.
    """
    first, second = _telling(one), _telling(two)
    if not first or not second:
        return _whole(one) == _whole(two) != ""
    if similarity(_joined(first), _joined(second)) >= CLOSE:
        return True
    short, long = sorted((first, second), key=len)
    return all(any(_is_word(a, b) for b in long) for a in short) and any(len(a) >= TELLING for a in short)


def are_people_alike(one: str, two: str) -> bool:
    """Say whether two names of people may be one person's: first and last word sound the same."""
    first, second = plain(one).split(), plain(two).split()
    if min(len(first), len(second)) < 2:
        return False
    return alike(first[0], second[0]) and alike(first[-1], second[-1])


def _is_word(one: str, two: str) -> bool:
    return one == two or similarity(one, two) >= CLOSE or _is_glued(one, two) or _is_glued(two, one)


def _is_glued(one: str, two: str) -> bool:
    """Whether one word is the other behind a word that says nothing: "Vanhouten" and "Houten"."""
    return one.endswith(two) and one.removesuffix(two) in likeness_words("plain_words")


def _telling(name: str) -> tuple[str, ...]:
    plain_words = likeness_words("plain_words")
    return tuple(word for word in _words(name) if word not in plain_words)


def _whole(name: str) -> str:
    return " ".join(sorted(_words(name)))


def _words(name: str) -> list[str]:
    # "B.V." is one word, and so is "Jan's".
    return re.findall(r"[a-z0-9]+", plain(re.sub(r"[.'’]", "", name)))


def _joined(words: Iterable[str]) -> str:
    return "".join(sorted(words))


def _digits(numbers: Iterable[str]) -> frozenset[str]:
    found = (re.sub(r"\D", "", each).lstrip("0") for each in numbers)
    return frozenset(each for each in found if len(each) >= SHORTEST_NUMBER - 1)


def _is_branch(one: str, two: str) -> bool:
    short, long = sorted((one, two), key=len)
    return 0 < len(long) - len(short) <= LONGEST_BRANCH and long.startswith(short)


def _phones(phones: Iterable[str]) -> frozenset[str]:
    found = (re.sub(r"\D", "", each) for each in phones)
    return frozenset(each[-PHONE_DIGITS:] for each in found if len(each) >= PHONE_DIGITS)


def _mailbox(mail: str) -> str:
    """The mailbox behind an address: without a tag, and without dots where they do not count."""
    local, _at, host = mail.strip().casefold().rpartition("@")
    local = local.split("+")[0]
    if host in likeness_words("dots_do_not_count"):
        local = local.replace(".", "")
    return f"{local}@{host}"


def _own_domains(mailboxes: Iterable[str]) -> frozenset[str]:
    hosts = {each.rpartition("@")[2] for each in mailboxes}
    return frozenset(hosts - likeness_words("public_mail") - {""})


def _compact(postcode: str) -> str:
    return re.sub(r"\W", "", postcode).upper()
