"""Cells that name an occupation or a certificate."""

import pytest
from django.utils.translation import override

from jobdesk.imports.reading.values import Unreadable
from jobdesk.imports.terms import ManyTerms, OneTerm
from jobdesk.vocabulary.fields import Chosen
from jobdesk.vocabulary.models import Occupation, Skill

pytestmark = pytest.mark.django_db


def read(kind, text: str):
    with override("en"):
        return kind.of(text, text)


@pytest.mark.parametrize("text", ["kamermeisje", "Kamermeisjes", "femme de chambre"])
def test_name_of_an_occupation_is_read_without_a_remark(text):
    reading = read(OneTerm("occupation"), text)
    assert (reading.value, reading.remark) == (Chosen(Occupation.objects.get(code="room-attendant")), "")


def test_clear_text_is_read_as_its_term_and_says_so():
    reading = read(OneTerm("occupation"), "Allround  medewerker magazijn m/v/x")
    assert reading.value == Chosen(Occupation.objects.get(code="warehouse-worker"))
    assert reading.remark == "“Allround  medewerker magazijn m/v/x” was read as “Warehouse worker”."


@pytest.mark.parametrize("text", ["iets met mensen en dieren", "schoonm", "qwrtplk zzz"])
def test_unclear_text_is_kept_in_its_words(text):
    reading = read(OneTerm("occupation"), text)
    assert (reading.value, reading.remark) == (Chosen(words=text), "Not in our list: kept in your words.")


def test_too_long_a_text_is_refused():
    with pytest.raises(Unreadable, match="at most 120 letters"):
        read(OneTerm("occupation"), "x" * 121)


def test_several_are_read_each_by_itself():
    reading = read(ManyTerms("skill"), "VCA basis; qwrtplk zzz")
    assert reading.value == (Chosen(Skill.objects.get(code="vca-basic")), Chosen(words="qwrtplk zzz"))
    assert reading.remark == "Not in our list: qwrtplk zzz."
