"""What the combobox asks the server, and the field that works without it."""

import pytest
from django import forms
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from jobdesk.trail.access import Role
from jobdesk.vocabulary.fields import Chosen, TermField
from jobdesk.vocabulary.models import Occupation
from tests.factories.accounts import MembershipFactory

pytestmark = pytest.mark.django_db


class WorkForm(forms.Form):
    work = TermField("occupation", label="Work")


def sent(**typed: str) -> WorkForm:
    data = QueryDict(mutable=True)
    data.update({name.replace("_", "-"): value for name, value in typed.items()})
    return WorkForm(data)


def drawn(form: WorkForm) -> str:
    """The field as HTML, with one space where the template has lines."""
    return " ".join(str(form["work"]).split()).replace(" >", ">")


def occupation(code: str) -> Occupation:
    return Occupation.objects.get(code=code)


def test_options_are_a_piece_of_html_with_ones_own_words_last():
    client = Client(headers={"accept-language": "nl"})
    client.force_login(MembershipFactory(role=Role.COACH, user__language="nl").user)
    response = client.get(reverse("vocabulary:occupations"), {"q": "<b>poetshulp"})
    html = response.content.decode()
    assert response.templates[0].name == "vocabulary/options.html"
    assert html.count('role="option"') == len(response.context["hits"]) + 1
    assert 'data-key="own:cleaner"' in html
    assert "<b>poetshulp" not in html
    assert 'data-text="&lt;b&gt;poetshulp"' in html


def test_word_that_is_one_term_is_taken_without_asking():
    form = sent(work="femme de ménage")
    assert form.is_valid()
    assert form.cleaned_data["work"] == Chosen(occupation("cleaner"))


def test_chosen_term_is_taken_by_its_key():
    form = sent(work="Poetshulp", work_key="own:cleaner")
    assert form.is_valid()
    assert form.cleaned_data["work"] == Chosen(occupation("cleaner"))


def test_key_of_other_words_is_not_believed():
    form = sent(work="Kapper", work_key="own:cleaner")
    assert form.is_valid()
    assert form.cleaned_data["work"] == Chosen(occupation("hairdresser"))


def test_unclear_word_comes_back_once_with_choices():
    form = sent(work="schoonm")
    assert form.errors == {"work": ["Choose what you mean, or keep your own words."]}
    html = drawn(form)
    assert 'value="schoonm"' in html
    assert '<input type="radio" name="work-choice" value="own:cleaner">' in html
    assert '<input type="radio" name="work-choice" value="own-words">' in html


def test_choice_among_those_offered_is_taken():
    form = sent(work="schoonm", work_choice="own:cleaner")
    assert form.is_valid()
    assert form.cleaned_data["work"] == Chosen(occupation("cleaner"))


@pytest.mark.parametrize("typed", [{"work_choice": "own-words"}, {"work_key": "own-words"}])
def test_own_words_are_kept_when_asked(typed):
    form = sent(work="schoonm", **typed)
    assert form.is_valid()
    assert form.cleaned_data["work"] == Chosen(words="schoonm")


def test_word_that_nothing_is_like_is_kept():
    form = sent(work="qwrtplk zzz")
    assert form.is_valid()
    assert form.cleaned_data["work"] == Chosen(words="qwrtplk zzz")


def test_empty_and_too_long_are_refused():
    assert sent(work=" ").errors == {"work": ["Fill this in."]}
    assert sent(work="x" * 121).errors == {"work": ["This is too long: use at most 120 letters."]}


def test_saved_value_is_shown_with_its_key():
    html = str(WorkForm(initial={"work": Chosen(occupation("cleaner"))})["work"])
    assert 'value="Cleaner"' in html
    assert 'value="own:cleaner"' in html


def test_words_that_were_kept_are_offered_terms_when_the_form_is_opened_again():
    html = drawn(WorkForm(initial={"work": Chosen(words="ik deed de afwas in een restaurant")}))
    assert "Perhaps it is in the list:" in html
    assert 'name="work-choice" value="own:dishwasher"' in html
    assert html.count('type="radio"') == 5
    assert '<input type="radio" name="work-choice" value="own-words">' in html
    assert "checked" not in html  # other words that are typed now are looked up


def test_words_that_nothing_is_like_are_not_asked_about():
    html = drawn(WorkForm(initial={"work": Chosen(words="qwrtplk zzz")}))
    assert "Perhaps it is in the list:" not in html
    assert 'type="radio"' not in html


def test_term_chosen_beside_words_that_were_kept_is_taken():
    form = sent(work="ik deed de afwas", work_key="own-words", work_choice="own:dishwasher")
    assert form.is_valid()
    assert form.cleaned_data["work"] == Chosen(occupation("dishwasher"))


def test_words_that_were_kept_stay_when_nothing_is_chosen():
    form = sent(work="ik deed de afwas", work_key="own-words")
    assert form.is_valid()
    assert form.cleaned_data["work"] == Chosen(words="ik deed de afwas")


def test_text_in_which_not_every_word_fits_comes_back_with_what_it_may_mean():
    form = sent(work="ik deed de afwas in een restaurant")
    assert form.errors == {"work": ["Choose what you mean, or keep your own words."]}
    assert 'name="work-choice" value="own:dishwasher"' in drawn(form)
