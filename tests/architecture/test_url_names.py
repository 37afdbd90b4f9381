"""A room names no address of a room above it: such pages are registered in settings.PAGES."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import get_resolver

ROOT = Path(settings.BASE_DIR)
# What each room may name besides the platform's addresses and its own.
BELOW = {
    "jobdesk": set(),
    "law": set(),
    "residents": set(),
    "employers": set(),
    "matching": {"residents", "employers"},
    "desk": {"residents", "employers", "matching"},
    "reports": {"residents", "employers", "matching"},
    "guides": {"residents", "employers", "matching"},
}
# Templates that every room extends or includes know none of them.
SHARED = {
    "account",
    "accounts",
    "components",
    "desks",
    "imports",
    "jobs",
    "layouts",
    "lists",
    "mfa",
    "trail",
    "vocabulary",
}
SAYS_WHERE_THINGS_ARE = (
    "urls.py",
    "places.py",
    "settings/",
    "migrations/",
    "dev/",
)  # Their task is to name addresses.


def sources() -> list[tuple[str, Path]]:
    """Every module and template, with the room it stands in."""
    modules = [(room, path) for room in BELOW for path in sorted((ROOT / room).rglob("*.py"))]
    folders = {**{room: room for room in BELOW}, **dict.fromkeys(SHARED, "jobdesk")}
    templates = [
        (room, path)
        for folder, room in folders.items()
        for path in sorted((ROOT / "templates" / folder).rglob("*.html"))
    ]
    return [
        (room, path)
        for room, path in [*modules, *templates]
        if not any(part in path.as_posix() for part in SAYS_WHERE_THINGS_ARE)
    ]


def names_above(room: str, source: str) -> list[str]:
    """The names of addresses in ``source`` that lead into a room above."""
    above = set(settings.ROOMS) - BELOW[room] - {room}
    return re.findall(rf"""["']((?:{"|".join(sorted(above))}):[a-z_]+)["']""", source)


@pytest.mark.parametrize(
    ("room", "source", "found"),
    [
        ("residents", 'reverse("desk:resident", args=[code])', ["desk:resident"]),
        ("jobdesk", "{% url 'matching:vacancies' %}", ["matching:vacancies"]),
        ("desk", 'reverse("matching:vacancies")', []),
        ("residents", 'reverse("residents:plan")', []),
    ],
)
def test_names_above_are_found(room, source, found):
    assert names_above(room, source) == found


def test_no_room_names_an_address_above_it():
    found = {str(path.relative_to(ROOT)): names_above(room, path.read_text()) for room, path in sources()}
    assert {path: names for path, names in found.items() if names} == {}


def test_every_page_that_is_named_is_registered_and_leads_somewhere():
    used = set()
    for _room, path in sources():
        used |= set(re.findall(r"""(?:page_url\(|\{% page )["'](\w+)["']""", path.read_text()))
    assert used == set(settings.PAGES)
    resolver = get_resolver()
    for name in settings.PAGES.values():
        namespace, screen = name.split(":")
        assert screen in resolver.namespace_dict[namespace][1].reverse_dict, name
