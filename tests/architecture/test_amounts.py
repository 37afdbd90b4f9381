"""Amounts of money are asked for by one field and written by one function, wherever they stand."""

import ast
import importlib
import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.forms.forms import BaseForm
from django.http import QueryDict
from django.utils.translation import override

from jobdesk.web.amounts import AmountField, WholeField
from law import registry
from law.rules.kinds import Kind, definitions
from residents.forms.calculator import CalculatorForm
from residents.forms.law import LawValueForm

BASE = Path(settings.BASE_DIR)
ROOMS = ("jobdesk", "residents", "employers", "matching", "desk", "reports", "guides")
OF_MONEY = re.compile(r"(^|_)(wage|net|gross|amount|budget|grant|salary|fee|price|cost)", re.IGNORECASE)
WRITES_MONEY = {
    "jobdesk/web/money.py": "is where amounts are written",
    "jobdesk/dev/gallery.py": "shows a component with invented texts",
}


def form_classes() -> list[type[BaseForm]]:
    """Every form of the product: the modules in which one may stand are read first."""
    for room in ROOMS:
        for path in (BASE / room).rglob("*.py"):
            if "forms" in path.parts or path.stem in ("forms", "admin"):
                importlib.import_module(".".join(path.relative_to(BASE).with_suffix("").parts))
    found, waiting = set(), [BaseForm]
    while waiting:
        for each in waiting.pop().__subclasses__():
            if each not in found:
                found.add(each)
                waiting.append(each)
    return sorted((each for each in found if each.__module__.split(".")[0] in ROOMS), key=str)


def made() -> list[tuple[str, dict[str, forms.Field]]]:
    """The fields of every form, with those that are made when the form is."""
    found = [(form.__qualname__, form.base_fields) for form in form_classes() if hasattr(form, "base_fields")]
    for country in registry.countries():
        found += [
            (f"calculator {each.code}", CalculatorForm(QueryDict(), each).fields) for each in country.schemes
        ]
    found += [(f"law {name}", LawValueForm(definition=each).fields) for name, each in definitions().items()]
    return found


def test_no_form_asks_for_an_amount_with_a_number_field():
    fields = [(form, name, field) for form, named in made() for name, field in named.items()]
    assert len(fields) > 100
    amounts = [each for each in fields if isinstance(each[2], AmountField)]
    assert {form for form, _name, _field in amounts} >= {
        "VacancyForm",
        "MatchForm",
        "EmployerForm",
        "ChangeForm",
    }
    others = [each for each in fields if not isinstance(each[2], AmountField)]
    assert [
        f"{form}.{name}"
        for form, name, field in others
        if (OF_MONEY.search(name) and isinstance(field, forms.IntegerField))
        or (isinstance(field, forms.DecimalField) and field.widget.input_type == "number")
    ] == []
    assert {field.widget.input_type for _form, _name, field in amounts} == {"text"}


def test_euros_of_the_law_are_asked_for_as_amounts():
    of_euros = [each for each in definitions().values() if each.kind == Kind.EUROS]
    assert of_euros
    assert {type(LawValueForm(definition=each).fields["value"]) for each in of_euros} == {AmountField}


def test_bounds_of_counts_are_said_in_our_own_words():
    with override("en"):
        stock = str(forms.IntegerField(max_value=1).validators[0].message)
        assert stock.startswith("Ensure")
    bounded = [
        (form, name, field)
        for form, named in made()
        for name, field in named.items()
        if isinstance(field, forms.IntegerField)
        and not isinstance(field, forms.DecimalField | WholeField | forms.FloatField)
        and (field.max_value is not None or field.min_value is not None)
    ]
    assert [
        f"{form}.{name}" for form, name, field in bounded if "max_value" not in field.error_messages
    ] == []


@pytest.mark.parametrize("folder", ["templates"])
def test_no_page_writes_a_sign_of_its_own(folder):
    wrong = [
        f"{path.relative_to(BASE)}: {line.strip()[:80]}"
        for path in (BASE / folder).rglob("*.html")
        for line in path.read_text().splitlines()
        if re.search(r"€|EUR\b", line)
    ]
    assert wrong == []


def test_no_module_writes_a_sign_of_its_own():
    wrong = []
    for room in (*ROOMS, "law"):
        for path in (BASE / room).rglob("*.py"):
            name = path.relative_to(BASE).as_posix()
            if "migrations" in path.parts or name in WRITES_MONEY:
                continue
            wrong += [
                f"{name}: {node.value[:60]}"
                for node in ast.walk(ast.parse(path.read_text()))
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
                if re.search(r"€\s?%|%\(\w+\)s euros|€\s?\{", node.value)
            ]
    assert wrong == []
