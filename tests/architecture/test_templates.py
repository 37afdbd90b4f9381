"""What nobody uses any more, what names nothing, and what the house forbids in a template or a style."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import allauth
import django
import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
APPS = ("jobdesk", "law", "residents", "employers", "matching", "desk", "reports", "guides", "demo")
# Templates that these look up by themselves.
PACKAGES = (
    Path(allauth.__file__).parent / "templates",
    Path(django.__file__).parent / "contrib" / "admin" / "templates",
)
BY_NAME = {
    "403.html",
    "403_csrf.html",
    "400.html",
    "404.html",
    "429.html",
    "500.html",
}  # Django's and allauth's

SOURCES = {p.relative_to(TEMPLATES).as_posix(): p.read_text() for p in sorted(TEMPLATES.rglob("*.*"))}
STYLES = {
    p.relative_to(STATIC).as_posix(): re.sub(r"/\*.*?\*/", "", p.read_text(), flags=re.DOTALL)
    for p in sorted((STATIC / "css").glob("*.css"))
}
SCRIPTS = "\n".join(p.read_text() for p in (STATIC / "js").glob("*.js"))
PYTHON = "\n".join(p.read_text() for app in APPS for p in (ROOT / app).rglob("*.py"))
EVERYTHING = "\n".join((*SOURCES.values(), SCRIPTS, PYTHON))
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}", re.DOTALL)
MARKUP = {name: COMMENT.sub("", source) for name, source in SOURCES.items()}


def component_name(path: str) -> str:
    return path.removeprefix("components/").removesuffix(".html").replace("_", "-").replace("/", ".")


def is_named(template: str) -> bool:
    """Say whether code or another template names it, alone or with one of its partials."""
    return re.search(rf'"{re.escape(template)}["#{{]', EVERYTHING) is not None


def test_every_template_is_used():
    unused = {
        name
        for name in SOURCES
        if not name.startswith("components/")
        and name not in BY_NAME
        and not any((package / name).exists() for package in PACKAGES)
        and not is_named(name)
    }
    assert unused == set()


def test_every_component_is_used_outside_the_gallery():
    pages = {name: source for name, source in SOURCES.items() if name != "dev/components.html"}
    unused = {
        name
        for name in SOURCES
        if name.startswith("components/")
        and not any(
            re.search(rf"<c-{re.escape(component_name(name))}[\s/>]", source)
            for page, source in pages.items()
            if page != name
        )
    }
    assert unused == set()


def test_every_partial_is_used():
    unused = set()
    for name, source in SOURCES.items():
        for part, rest in re.findall(r"{% (?:partialdef|startpartial) ([\w-]+)([^%]*)%}", source):
            is_drawn = "inline" in rest or re.search(rf"{{% partial {part} %}}", source)
            if not is_drawn and f"#{part}" not in EVERYTHING:
                unused.add((name, part))
    assert unused == set()


def test_every_static_file_is_used():
    named = EVERYTHING + "\n".join(STYLES.values())
    unused = {
        path.relative_to(STATIC).as_posix()
        for path in STATIC.rglob("*")
        if path.is_file() and not path.name.startswith(("OFL-", "LICENSE")) and path.name not in named
    }
    assert unused == set()


# ── Classes


def classes_of(style: str) -> set[str]:
    """The classes in the selectors of a style sheet."""
    selectors = re.sub(r'{[^{}]*}|url\([^)]*\)|"[^"]*"', " ", style)
    return set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", selectors))


def classes_in(markup: str) -> tuple[set[str], set[str]]:
    """The classes that a template writes out, and the beginnings of those that it puts together."""
    whole, begun = set(), set()
    for value in re.findall(r'\sclass="((?:{{.*?}}|{%.*?%}|[^"])*)"', markup, re.DOTALL):
        words = re.sub(r"{{.*?}}|{%.*?%}", "\0", value, flags=re.DOTALL)
        for word in words.split():
            first, *more = word.split("\0")
            if first.endswith(("-", "__")):
                begun.add(first)
            else:
                pieces = {first, *more} - {""}
                begun |= {piece for piece in pieces if piece.endswith(("-", "__"))}
                whole |= {piece for piece in pieces if not piece.endswith(("-", "__"))}
    return whole, begun


WRITTEN = {name: classes_in(markup) for name, markup in MARKUP.items()}
BEGUN = set().union(*(begun for _whole, begun in WRITTEN.values()))


def is_put_together(name: str) -> bool:
    """Say whether a template begins this class and a word ends it: ``badge--{{ kind }}`` with "go"."""
    return any(
        name.startswith(begin)
        and (name[len(begin) :].isdigit() or re.search(rf"\b{name[len(begin) :]}\b", EVERYTHING))
        for begin in BEGUN
    )


def test_every_class_of_a_style_is_used():
    words = set(re.findall(r"[\w-]+", EVERYTHING))
    unused = {
        (name, each)
        for name, style in STYLES.items()
        for each in classes_of(style)
        if each not in words and not is_put_together(each)
    }
    assert unused == set()


# Their style stands in the e-mail itself.
E_MAILS = {name for name in SOURCES if name.startswith("email/")}


def test_every_class_in_a_template_has_a_style():
    styled = set().union(*(classes_of(style) for style in STYLES.values()))
    without = {
        (name, each)
        for name, (whole, begun) in WRITTEN.items()
        if name not in E_MAILS
        for each in whole | begun
        if each not in styled
        and not (each in begun and any(known.startswith(each) for known in styled))
        and f'"{each}"' not in SCRIPTS
        and f".{each}" not in SCRIPTS
    }
    assert without == set()


# ── What the house forbids


class House(HTMLParser):
    """Finds what the Content-Security-Policy would refuse, and attributes that are no HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if "style" in names or tag == "style":
            self.found.append(f"<{tag}> with a style")
        if tag == "script" and "src" not in names:
            self.found.append("<script> without a file")
        self.found += [f"<{tag} {name}>" for name in names if re.match("on[a-z]{3}", name)]
        self.found += [f"<{tag} {name}>, in HTML data-{name}" for name in names if name.startswith("hx-")]
        self.found += [f"{name}={value}" for name, value in attrs if (value or "").startswith("javascript:")]


@pytest.mark.parametrize("name", [name for name in SOURCES if name.endswith(".html") and name not in E_MAILS])
def test_nothing_is_inline_nor_unknown_to_html(name):
    house = House()
    house.feed(re.sub(r"{%.*?%}", " ", MARKUP[name], flags=re.DOTALL))
    assert house.found == []


# ── Words

WORD = re.compile(r"[^\W\d_]{2,}")
# Read out or shown; in a component also what it shows as its words.
SPOKEN = {"alt", "aria-label", "label", "placeholder", "text", "title", "hint", "empty", "lead"}
UNTRANSLATED = {
    "dev/components.html": "the gallery, for whoever builds the site",
    "dev/outbox.html": "the outbox of the demo",
    "dev/outbox_message.html": "the outbox of the demo",
}
# Words that are the same in every language.
NAMES = {"Jobdesk", "BSN", "XLSX", "CSV", "PDF", "JSON"}
SILENT = ("style", "script", "kbd")  # the name of a key is what stands on it


class Words(HTMLParser):
    """Collects the words that a reader would see or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        for name, value in attrs:
            if name in SPOKEN and value:
                self.note(value)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.silent -= tag in SILENT

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.note(data)

    def note(self, text: str) -> None:
        self.found += [word for word in WORD.findall(text) if word not in NAMES]


def spoken_words(source: str) -> list[str]:
    """The words of a template that stand outside its tags and variables."""
    kept, in_translation = [], False
    bare = re.sub(r"{% block \w+_class %}.*?{% endblock %}", "", COMMENT.sub("", source), flags=re.DOTALL)
    for token in Lexer(bare).tokenize():
        name = token.contents.split(" ")[0] if token.token_type == TokenType.BLOCK else ""
        if name in ("blocktranslate", "blocktrans", "endblocktranslate", "endblocktrans"):
            in_translation = not name.startswith("end")
        elif token.token_type == TokenType.TEXT and not in_translation:
            kept.append(token.contents)
        else:
            kept.append("0")  # something stands here, and the quotes around it stay a pair
    reader = Words()
    reader.feed("".join(kept))
    return reader.found


@pytest.mark.parametrize("name", [name for name in SOURCES if name not in UNTRANSLATED])
def test_every_word_is_translated(name):
    assert spoken_words(SOURCES[name]) == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>Hello {{ name }}</p>", ["Hello"]),
        ('<p title="Day">{% translate "Day" %}</p>', ["Day"]),
        ("{% blocktranslate %}Hello <b>you</b>{% endblocktranslate %}<style>a { top: 0 }</style>", []),
        ("{# a note #}<c-card title=\"{% translate 'Steps' %}\" />", []),
    ],
)
def test_spoken_words_finds_what_stands_outside_a_translation(source, words):
    assert spoken_words(source) == words
