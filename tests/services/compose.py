"""Reads docker-compose.yml and the Dockerfile, as far as Jobdesk uses them, to run them without an engine."""

import fnmatch
import os
import re
import shlex
import shutil
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
VARIABLE = re.compile(r"\$(?:\$|\{(?P<name>\w+)(?::(?P<kind>[-?])(?P<word>[^}]*))?\})")


def read_compose(variables: dict[str, str]) -> dict:
    """Return docker-compose.yml with ``variables`` filled in. Raises KeyError for a missing one."""

    def fill(match: re.Match) -> str:
        if match["name"] is None:
            return "$"
        if match["kind"] == "-":
            return variables.get(match["name"], match["word"])
        return variables[match["name"]]

    return yaml.safe_load(VARIABLE.sub(fill, (ROOT / "docker-compose.yml").read_text()))


def copy_image(to: Path) -> None:
    """Copy what ``COPY . .`` puts into the image: all but what .dockerignore names."""
    patterns = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and line[0] != "#"]
    anywhere = [pattern.removeprefix("**/") for pattern in patterns if pattern.startswith("**/")]

    def left_out(folder: str, names: list[str]) -> set[str]:
        matching = anywhere + (patterns if Path(folder) == ROOT else [])
        return {name for name in names for pattern in matching if fnmatch.fnmatch(name, pattern)}

    shutil.copytree(ROOT, to, ignore=left_out)


def collect_static_command() -> tuple[dict[str, str], list[str]]:
    """Return the environment and the command with which the Dockerfile collects the static files."""
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    found = re.search(r"&&\s*((?:\w+=\S+\s+)+)python (manage\.py collectstatic [^&\n]*)", text)
    assert found, "The Dockerfile does not collect the static files."
    env = dict(pair.split("=", 1) for pair in found[1].split())
    return env, here(["python", *shlex.split(found[2])])


def here(command: list[str]) -> list[str]:
    """Return ``command`` as run by this environment: by its Python, not by what PATH has."""
    program, *arguments = command
    if program == "python":
        return [sys.executable, *arguments]
    return [sys.executable, "-m", program, *arguments]


def clean_environment(image: Path, environment: dict[str, object]) -> dict[str, str]:
    """Return what a container has: none of this shell's settings, only those of the service."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "PYTHONPATH": str(image), **{name: str(value) for name, value in environment.items()}}
