"""Write the shipped vocabulary: ISCO-08, everyday occupations, certificates (docs/vocabulary.md)."""

from collections import defaultdict
from hashlib import sha256
from typing import Any

from django.apps import apps as current_apps
from django.db import transaction
from django.utils import timezone

from jobdesk.vocabulary.data import DATA, LANGUAGES, rows_of

_SCHEMES = ("isco08", "own")
_LABELS = ["label_nl", "label_fr", "label_en", "is_current"]


@transaction.atomic
def load_shipped(apps: Any = current_apps) -> None:
    """Write or renew all shipped terms and words. A migration hands its own state of the models."""
    model = {name: apps.get_model("vocabulary", name) for name in _MODELS}
    _write_isco(model["Occupation"])
    _write_everyday(model["Occupation"], model["OccupationWord"])
    _write_skills(model["Skill"], model["SkillWord"])
    for scheme in _SCHEMES:
        model["Release"].objects.update_or_create(
            scheme=scheme, defaults={"digest": _digest(), "loaded_at": timezone.now()}
        )


def load_new_shipped(apps: Any) -> None:
    """Load them unless these very files are loaded: for a migration that changes words and no columns.

    A new database has them from the first migration on, and is made for every run of the tests.
    """
    release = apps.get_model("vocabulary", "Release")
    if release.objects.filter(scheme__in=_SCHEMES, digest=_digest()).count() < len(_SCHEMES):
        load_shipped(apps)


def _digest() -> str:
    return sha256(b"".join(path.read_bytes() for path in sorted(DATA.glob("*.csv")))).hexdigest()


_MODELS = ("Occupation", "OccupationWord", "Skill", "SkillWord", "Release")


def _write_isco(occupation: Any) -> None:
    levels = defaultdict(list)
    for row in rows_of("isco08.csv"):
        levels[len(row["code"])].append(row)
    above: dict[str, int] = {}
    for _length, rows in sorted(levels.items()):
        terms = [
            occupation(
                scheme="isco08",
                code=row["code"],
                parent_id=above[row["code"][:-1]] if len(row["code"]) > 1 else None,
                **{f"label_{language}": row[language] for language in LANGUAGES},
                **_known(occupation, _works(row)),
            )
            for row in rows
        ]
        above = _upsert(occupation, terms, "parent", *_known(occupation, _works(rows[0])))


def _write_everyday(occupation: Any, word: Any) -> None:
    groups = dict(occupation.objects.filter(scheme="isco08").values_list("code", "pk"))
    rows = rows_of("everyday.csv")
    terms = [
        occupation(
            scheme="own",
            code=row["key"],
            parent_id=groups[row["isco"]],
            **_labels(row),
            **_known(occupation, _works(row)),
        )
        for row in rows
    ]
    _retire(occupation, {term.code for term in terms})
    keys = _upsert(occupation, terms, "parent", *_known(occupation, _works(rows[0])))
    word.objects.filter(occupation__scheme__in=("isco08", "own")).delete()
    word.objects.bulk_create(
        word(occupation_id=key, language=language, text=text)
        for key, words in (
            *((keys[row["key"]], _other_words(row)) for row in rows),
            *((groups[row["isco"]], _words(row)) for row in rows_of("words.csv")),
        )
        for language, text in words
    )


def _write_skills(skill: Any, word: Any) -> None:
    rows = rows_of("skills.csv")
    terms = [
        skill(
            scheme="own",
            code=row["code"],
            kind=row["kind"],
            country=row["country"],
            usual_months=int(row["months"]) if row["months"] else None,
            **_labels(row),
            **_known(skill, {"is_on_cards": row["card"] == "yes"}),
        )
        for row in rows
    ]
    _retire(skill, {term.code for term in terms})
    more = _known(skill, {"is_on_cards": True})
    keys = _upsert(skill, terms, "kind", "country", "usual_months", *more)
    word.objects.filter(skill__scheme="own").delete()
    word.objects.bulk_create(
        word(skill_id=keys[row["code"]], language=language, text=text)
        for row in rows
        for language, text in _other_words(row)
    )


def _labels(row: dict[str, str]) -> dict[str, str]:
    return {f"label_{language}": row[language].split(", ")[0] for language in LANGUAGES}


def _works(row: dict[str, str]) -> dict[str, str]:
    return {f"work_{language}": row[f"work_{language}"] for language in LANGUAGES}


def _known(model: Any, values: dict[str, Any]) -> dict[str, Any]:
    """Keep what the model has: an earlier migration hands one without the columns that came later."""
    names = {field.name for field in model._meta.get_fields()}
    return {name: value for name, value in values.items() if name in names}


def _words(row: dict[str, str]) -> list[tuple[str, str]]:
    return [(language, text) for language in LANGUAGES for text in row[language].split(", ")]


def _other_words(row: dict[str, str]) -> list[tuple[str, str]]:
    names = {(language, row[language].split(", ")[0]) for language in LANGUAGES}
    return [word for word in _words(row) if word not in names]


def _upsert(model: Any, terms: list, *fields: str) -> dict[str, int]:
    """Write terms of one scheme; return their keys by code."""
    model.objects.bulk_create(
        terms,
        update_conflicts=True,
        unique_fields=["scheme", "code"],
        update_fields=[*_LABELS, *fields],
    )
    return dict(model.objects.filter(scheme=terms[0].scheme).values_list("code", "pk"))


def _retire(model: Any, codes: set[str]) -> None:
    model.objects.filter(scheme="own").exclude(code__in=codes).update(is_current=False)
