"""Read the CSV files of an official ESCO download, plain or .gz, and say what is wrong with them."""

import csv
import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from pathlib import Path

from jobdesk.vocabulary.models import LANGUAGES

OCCUPATION_COLUMNS = ("conceptUri", "iscoGroup", "preferredLabel", "altLabels", "code")
SKILL_COLUMNS = ("conceptUri", "skillType", "preferredLabel")
RELATION_COLUMNS = ("occupationUri", "relationType", "skillUri")
GROUP_COLUMNS = ("code",)
RELEASED = ("", "released")


class BadDownload(Exception):
    """The files cannot be loaded; the message says which, where and why."""


@dataclass
class Concept:
    """An occupation or a skill with its names by language. ``group``: ISCO-08, or the type of skill."""

    code: str
    group: str
    labels: dict[str, str] = field(default_factory=dict)
    words: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Download:
    """What the files hold. ``relations``: occupation, skill, essential; by URI."""

    digest: str
    occupations: dict[str, Concept]
    skills: dict[str, Concept]
    relations: list[tuple[str, str, bool]]


def read_download(folder: Path, isco_codes: frozenset[str]) -> Download:
    """Read and check all files. Raises BadDownload. ``isco_codes``: the groups of ISCO-08 that we know."""
    if not folder.is_dir():
        raise BadDownload(f"{folder} is not a folder.")
    paths = _paths(folder)
    occupations, skills = {}, {}
    for language in LANGUAGES:
        if path := paths.get(f"occupations_{language}"):
            _read_occupations(path, language, isco_codes, occupations)
        if path := paths.get(f"skills_{language}"):
            _read_skills(path, language, skills)
    if path := paths.get("ISCOGroups_en"):
        _check_groups(path, isco_codes)
    relations = list(_read_relations(paths["occupationSkillRelations"], occupations, skills))
    return Download(_digest(paths), occupations, skills, relations)


def _paths(folder: Path) -> dict[str, Path]:
    names = [f"{kind}_{language}" for kind in ("occupations", "skills") for language in LANGUAGES]
    wanted = {name: [name] for name in [*names, "ISCOGroups_en"]}
    # Since version 1.2 the name of this file ends in a language, though what it links is the same.
    wanted["occupationSkillRelations"] = ["occupationSkillRelations", "occupationSkillRelations_en"]
    paths = {}
    for name, stems in wanted.items():
        files = [folder / f"{stem}{ending}" for stem in stems for ending in (".csv", ".csv.gz")]
        if path := next((each for each in files if each.is_file()), None):
            paths[name] = path
    required = ("occupations_en", "skills_en", "occupationSkillRelations")
    if missing := [f"{name}.csv" for name in required if name not in paths]:
        raise BadDownload(f"Not in {folder}: {', '.join(missing)} (plain or .gz).")
    return paths


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row with its line. Leaves out what is no longer released."""
    try:
        with _open(path) as file:
            reader = csv.DictReader(file, strict=True)
            if missing := [name for name in columns if name not in (reader.fieldnames or ())]:
                raise BadDownload(f"{path.name}: the heading has no {', '.join(missing)}.")
            for row in reader:
                if any(row[name] is None for name in columns):
                    raise BadDownload(f"{path.name}, line {reader.line_num}: the row is cut off.")
                if (row.get("status") or "") in RELEASED:
                    yield reader.line_num, row
    except UnicodeDecodeError as error:
        raise BadDownload(f"{path.name}: not UTF-8 text ({error.reason}).") from error
    except csv.Error as error:
        raise BadDownload(f"{path.name}, line {reader.line_num}: not CSV ({error}).") from error
    except (OSError, EOFError, zlib.error) as error:
        raise BadDownload(f"{path.name}: cannot be read ({error}).") from error


def _open(path: Path):
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _read_occupations(
    path: Path, language: str, isco_codes: frozenset[str], found: dict[str, Concept]
) -> None:
    for line, row in _rows(path, OCCUPATION_COLUMNS):
        code, group = row["code"].strip(), row["iscoGroup"].strip()
        if group not in isco_codes:
            raise BadDownload(f"{path.name}, line {line}: “{group}” is not a group of ISCO-08.")
        if not code.startswith(group):
            raise BadDownload(f"{path.name}, line {line}: “{code}” is not a code in group {group}.")
        _add_names(found.setdefault(row["conceptUri"], Concept(code, group)), language, row)


def _read_skills(path: Path, language: str, found: dict[str, Concept]) -> None:
    for line, row in _rows(path, SKILL_COLUMNS):
        code = row["conceptUri"].rpartition("/")[2]
        if not code:
            raise BadDownload(f"{path.name}, line {line}: the row has no conceptUri.")
        _add_names(found.setdefault(row["conceptUri"], Concept(code, row["skillType"])), language, row)


def _add_names(concept: Concept, language: str, row: dict[str, str]) -> None:
    label = row["preferredLabel"].strip()
    concept.labels[language] = label
    others = {each.strip() for each in (row.get("altLabels") or "").splitlines()} - {"", label}
    concept.words += [(language, each) for each in sorted(others)]


def _check_groups(path: Path, isco_codes: frozenset[str]) -> None:
    for line, row in _rows(path, GROUP_COLUMNS):
        if row["code"] not in isco_codes:
            raise BadDownload(f"{path.name}, line {line}: “{row['code']}” is not a group of ISCO-08.")


def _read_relations(
    path: Path, occupations: dict[str, Concept], skills: dict[str, Concept]
) -> Iterator[tuple[str, str, bool]]:
    seen = set()
    for line, row in _rows(path, RELATION_COLUMNS):
        pair = row["occupationUri"], row["skillUri"]
        if row["relationType"] not in ("essential", "optional"):
            raise BadDownload(f"{path.name}, line {line}: “{row['relationType']}” is not a kind of relation.")
        if pair not in seen and pair[0] in occupations and pair[1] in skills:
            seen.add(pair)
            yield *pair, row["relationType"] == "essential"


def _digest(paths: dict[str, Path]) -> str:
    whole = sha256()
    for name, path in sorted(paths.items()):
        with path.open("rb") as file:
            whole.update(f"{name} {file_digest(file, 'sha256').hexdigest()}\n".encode())
    return whole.hexdigest()
