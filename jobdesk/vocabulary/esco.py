"""Write an ESCO download: one transaction, all or nothing. The same files again change nothing.

A term that a new edition does not have stays for the rows that name it, and is not found any more.
"""

from collections.abc import Callable

from django.db import models, transaction
from django.utils import timezone

from jobdesk.vocabulary.esco_files import Concept, Download
from jobdesk.vocabulary.models import (
    LANGUAGES,
    Occupation,
    OccupationSkill,
    OccupationWord,
    Release,
    Scheme,
    Skill,
    SkillWord,
    Term,
)

BATCH = 2_000
LONGEST = 250
LABELS = [f"label_{language}" for language in LANGUAGES]


def isco_codes() -> frozenset[str]:
    """Return the codes of ISCO-08 that are loaded."""
    return frozenset(Occupation.objects.filter(scheme=Scheme.ISCO).values_list("code", flat=True))


@transaction.atomic
def load_download(download: Download, say: Callable[[str], None]) -> bool:
    """Write a download that was read; return False when this edition is loaded already. ``say``: progress."""
    if Release.objects.filter(scheme=Scheme.ESCO, digest=download.digest).exists():
        return False
    groups = dict(Occupation.objects.filter(scheme=Scheme.ISCO).values_list("code", "pk"))
    occupations = _write(
        Occupation,
        {
            uri: Occupation(parent_id=groups[concept.group], **_fields(concept))
            for uri, concept in download.occupations.items()
        },
        "parent",
    )
    say(f"Occupations: {len(occupations):,}")
    words = _rewrite_words(OccupationWord, "occupation", download.occupations, occupations)
    say(f"Other words for occupations: {words:,}")
    skills = _write(
        Skill,
        {
            uri: Skill(kind=_kind(concept.group), **_fields(concept))
            for uri, concept in download.skills.items()
        },
        "kind",
    )
    _rewrite_words(SkillWord, "skill", download.skills, skills)
    say(f"Skills: {len(skills):,}")
    OccupationSkill.objects.filter(occupation__scheme=Scheme.ESCO).delete()
    OccupationSkill.objects.bulk_create(
        (
            OccupationSkill(occupation_id=occupations[one], skill_id=skills[other], is_essential=is_essential)
            for one, other, is_essential in download.relations
        ),
        batch_size=BATCH,
    )
    say(f"Skills of occupations: {len(download.relations):,}")
    Release.objects.update_or_create(
        scheme=Scheme.ESCO, defaults={"digest": download.digest, "loaded_at": timezone.now()}
    )
    return True


def _fields(concept: Concept) -> dict[str, str]:
    names = {f"label_{language}": text[:LONGEST] for language, text in concept.labels.items()}
    return {"scheme": Scheme.ESCO, "code": concept.code, **names}


def _kind(skill_type: str) -> str:
    return Skill.Kind.KNOWLEDGE if skill_type == "knowledge" else Skill.Kind.SKILL


def _write(model: type[Term], terms: dict[str, Term], *fields: str) -> dict[str, int]:
    """Write terms by URI and retire the others; return their keys by URI."""
    model.objects.filter(scheme=Scheme.ESCO).update(is_current=False)
    model.objects.bulk_create(
        terms.values(),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["scheme", "code"],
        update_fields=[*LABELS, "is_current", *fields],
    )
    keys = dict(model.objects.filter(scheme=Scheme.ESCO).values_list("code", "pk"))
    return {uri: keys[term.code] for uri, term in terms.items()}


def _rewrite_words(
    model: type[models.Model], name: str, concepts: dict[str, Concept], keys: dict[str, int]
) -> int:
    model.objects.filter(**{f"{name}__scheme": Scheme.ESCO}).delete()
    words = [
        model(**{f"{name}_id": keys[uri]}, language=language, text=text[:LONGEST])
        for uri, concept in concepts.items()
        for language, text in concept.words
    ]
    model.objects.bulk_create(words, batch_size=BATCH)
    return len(words)
