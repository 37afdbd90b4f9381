"""That the fixture of tests/conftest.py sees what it should."""

import pytest
from django.template import engines
from django_cotton.compiler_regex import CottonCompiler

from tests.undefined import undefined_names

TEMPLATE = "desk/today.html"  # any of ours


def names_in(source: str, **context) -> set[str]:
    template = engines["django"].from_string(CottonCompiler().process(source))
    template.template.name = TEMPLATE
    with undefined_names() as found:
        template.render(context)
    return {name for _template, name in found}


@pytest.fixture
def _defined_names():
    """These tests look for themselves."""


class Thing:
    known = 1


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("{{ nothing }}", {"nothing"}),
        ("{% if nothing %}a{% endif %}", {"nothing"}),
        ("{% if thing.known and nothing %}a{% endif %}", {"nothing"}),
        ("{% for each in nothing %}a{% endfor %}", {"nothing"}),
        ("{{ thing.unknown }}", {"Thing.unknown"}),
        ('<c-tabs :items="nothing" label="x" />', {"nothing"}),
        ('<c-tabs :items="[]" label="x" />', set()),
        ("{{ thing.known }}{{ none.known }}{{ data.unknown }}", set()),
    ],
)
def test_undefined_name_is_found(source, names):
    assert names_in(source, thing=Thing(), none=None, data={}) == names
