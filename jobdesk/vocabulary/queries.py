"""What a search finds, as the screens show it."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import get_language

from jobdesk.vocabulary.find import guesses
from jobdesk.vocabulary.index import (
    EXACT,
    GUESS,
    MODELS,
    SINGULAR,
    SURE,
    WORDS,
    Found,
    Index,
    index_of,
)
from jobdesk.vocabulary.models import Occupation, Scheme, Skill, Term
from jobdesk.vocabulary.words import normalise

LIMIT = 8
OFFERED = 0.3  # how well a group must fit a text to be shown to who typed it


@dataclass(frozen=True)
class Hit:
    """A term that was found. ``said``: by which word, if that is not its name; ``about``: its group.

    ``is_exact``: it is called so. Where not every word fits: ``is_sure``, it is meant; ``is_guess``, maybe.
    """

    term: Term
    label: str
    said: str
    about: str
    is_exact: bool
    is_sure: bool = False
    is_guess: bool = False


def search(kind: str, query: str, limit: int = LIMIT) -> list[Hit]:
    """Return up to ``limit`` terms (``occupation`` or ``skill``) for a query, the best first.

    Of an occupation that is not found by all the words typed, what the text may mean comes as well.
    """
    language = get_language() or "nl"
    index = index_of(kind)
    found = index.find(query, language)[: limit * 3]
    if kind == "occupation" and not any(each.fit <= WORDS for each in found):
        found += _guessed(index, query, language)
    terms = _terms(kind, [each.term for each in found])
    hits, seen = [], set()
    for each in found:
        term = terms.get(each.term)
        if term is None:
            continue
        hit = _hit(term, each, language)
        name = (each.entry.unit[:3], normalise(hit.label))  # 523 and 5230 have one name
        if name not in seen:
            seen.add(name)
            hits.append(hit)
    return hits[:limit]


def clear_hit(kind: str, text: str) -> Hit | None:
    """Return the term that a text names without a doubt, for where nobody can be asked; None when in doubt.

    It is called so, and nothing else is; or it is work of which the engine of ``find/`` is sure.
    """
    hits = search(kind, text)
    exact = [hit for hit in hits if hit.is_exact]
    if exact:
        return exact[0] if len(exact) == 1 else None
    return next((hit for hit in hits if hit.is_sure), None)


def _guessed(index: Index, query: str, language: str) -> list[Found]:
    matches = index.guess(query, language)
    sure = [guess.is_sure for guess in guesses(matches)]
    return [
        Found(entry.term, entry, SURE if is_sure else GUESS)
        for match, is_sure in zip(matches, sure, strict=True)
        if match.score >= OFFERED and (entry := index.entries[match.label.key])
    ]


def term_by_key(kind: str, key: str) -> Term | None:
    """Return the term that a form names (``own:cleaner``), None when there is none."""
    scheme, _colon, code = key.partition(":")
    return _with_parent(kind).filter(scheme=scheme, code=code).first()


def names_of(term: Term) -> set[str]:
    """Return everything the term is called, normalised."""
    texts = [term.label_nl, term.label_fr, term.label_en, *term.words.values_list("text", flat=True)]
    return {normalise(text) for text in texts if text}


def _terms(kind: str, keys: list[int]) -> dict[int, Term]:
    return {term.pk: term for term in _with_parent(kind).filter(pk__in=keys)}


def _with_parent(kind: str):
    terms = MODELS[kind].objects.all()
    return terms.select_related("parent") if MODELS[kind] is Occupation else terms


def _hit(term: Term, found: Found, language: str) -> Hit:
    label = term.label_in(language)
    said = capfirst(found.entry.shown)
    return Hit(
        term=term,
        label=label,
        said="" if normalise(said) == normalise(label) else said,
        about=_about(term, language),
        is_exact=found.fit in (EXACT, SINGULAR),
        is_sure=found.fit == SURE,
        is_guess=found.fit == GUESS,
    )


def _about(term: Term, language: str) -> str:
    if isinstance(term, Skill):
        return " · ".join(filter(None, [str(term.get_kind_display()), term.country]))
    if term.scheme == Scheme.ISCO:
        return term.code
    return f"{term.parent.label_in(language)} ({term.parent.code})"
