"""Amounts: read as people write them, asked about when they are hardly meant, and written one way."""

from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils import translation

from jobdesk.web.amounts import AmountField, TypedAmount, WholeField, hours_field, wage_field
from jobdesk.web.money import euros, euros_per

LANGUAGES = ("en", "nl", "fr")


def typed(text: str, sure: str = "") -> TypedAmount:
    amount = TypedAmount(text)
    amount.sure = sure
    return amount


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1400", "1400"),
        ("1.400", "1400"),
        ("1,400", "1400"),
        ("16,20", "16.20"),
        ("16.20", "16.20"),
        ("1.620,50", "1620.50"),
        ("1,620.50", "1620.50"),
        ("€ 16,20", "16.20"),
        ("16,20 €", "16.20"),
        ("€\u00a015,5", "15.5"),
        ("1\u202f400,50", "1400.50"),
        ("1 400", "1400"),
        ("1.234.567", "1234567"),
        ("1.234.567,8", "1234567.8"),
        ("0,50", "0.50"),
        ("", None),
        (None, None),
    ],
)
def test_amount_is_read_alike_in_every_language(language, text, amount):
    field = AmountField(most=2_000_000, example="900", required=False)
    with translation.override(language):
        assert field.clean(text) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    "text", ["1.2.3", "12,34,5", "1e5", "NaN", "1.2345", "--", "-5", "1,23.456,7", "1.620.50", "0.500", "a"]
)
def test_what_is_no_amount_is_refused(text):
    with translation.override("en"), pytest.raises(ValidationError, match="for example 900"):
        AmountField(most=20_000, example="900", required=False).clean(text)


@pytest.mark.parametrize(("language", "example"), [("en", "15.50"), ("nl", "15,50"), ("fr", "15,50")])
def test_example_is_written_as_in_the_language(language, example):
    with translation.override(language), pytest.raises(ValidationError, match=example):
        AmountField(most=200, example="15.50").clean("much")


def test_one_sign_before_three_digits_is_refused_where_thousands_are_unlikely():
    field = wage_field()
    field.likely = Decimal(45)
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        field.clean(typed("1,620"))
    assert refused.value.messages == ["“1,620” can be read in two ways. Write 1.62 or 1620."]
    assert field.clean(typed("16.200")) == Decimal("16.2")  # 16,200 euros an hour cannot be


def test_decimals_of_a_floor_are_read_with_either_sign():
    field = AmountField(most=100, places=4, example="14.71")
    assert [field.clean(text) for text in ("12,8252", "12.825", "12,8")] == [
        Decimal("12.8252"),
        Decimal("12.825"),
        Decimal("12.8"),
    ]


class Wage(forms.Form):
    name = forms.CharField()
    wage_hour = wage_field()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wage_hour"].likely = Decimal(45)


def test_absurd_amount_is_asked_about_and_kept_when_it_is_meant():
    asked = Wage({"name": "Room attendant", "wage_hour": "1620"})
    page = Template("{% load look %}<c-field :field='field' />{{ field|doubt }}")
    with translation.override("en"):
        assert asked.errors == {
            "wage_hour": [
                "You filled in €1,620.00 an hour. Did you mean €16.20? Correct it, or say that it is right."
            ]
        }
        box = Template("{% load look %}{% with box=field|doubt %}{{ box.name }} {{ box.value }}{% endwith %}")
        assert box.render(Context({"field": asked["wage_hour"]})) == "wage_hour_sure 1620"
        assert page.render(Context({"field": asked["name"]})).endswith("None")
    assert (asked["wage_hour"].value(), asked["name"].value()) == ("1620", "Room attendant")
    meant = Wage({"name": "Room attendant", "wage_hour": "1620", "wage_hour_sure": "1620"})
    assert meant.is_valid()
    assert meant.cleaned_data["wage_hour"] == 1620


def test_what_was_sure_of_one_amount_is_not_sure_of_another():
    assert not Wage({"name": "x", "wage_hour": "2620", "wage_hour_sure": "1620"}).is_valid()


@pytest.mark.parametrize(
    ("text", "amount"), [("1620,50", "€1,620.50"), ("99", "€99.00"), ("9999", "€9,999.00")]
)
def test_what_was_meant_is_not_guessed_without_a_reason(text, amount):
    with translation.override("en"):
        assert Wage({"name": "x", "wage_hour": text}).errors["wage_hour"] == [
            f"{amount} an hour is a lot. Correct it, or say that it is right."
        ]


def test_known_amount_is_shown_as_it_would_be_typed():
    form = Wage(initial={"wage_hour": Decimal("16.2")})
    assert [_shown(form, language) for language in LANGUAGES] == ["16.20", "16,20", "16,20"]


def _shown(form: forms.Form, language: str) -> str:
    with translation.override(language):
        return form["wage_hour"].field.prepare_value(form["wage_hour"].value())


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", ["€15.60", "€1,620.50", "€12.8252", "€-0.29", "€15.60 an hour"]),
        (
            "nl",
            ["€\u00a015,60", "€\u00a01.620,50", "€\u00a012,8252", "€\u00a0-0,29", "€\u00a015,60 per uur"],
        ),
        (
            "fr",
            [
                "15,60\u00a0€",
                "1\u00a0620,50\u00a0€",
                "12,8252\u00a0€",
                "-0,29\u00a0€",
                "15,60\u00a0€ par heure",
            ],
        ),
    ],
)
def test_amount_is_written_as_in_the_language(language, written):
    amounts = [Decimal(each) for each in ("15.6", "1620.5", "12.8252", "-0.29")]
    with translation.override(language):
        assert [
            *(euros(each, is_exact=True) for each in amounts),
            euros_per(Decimal("15.60"), "hour"),
        ] == written
        assert (
            euros(Decimal("957.5"), places=0)
            == {"en": "€958", "nl": "€\u00a0958", "fr": "958\u00a0€"}[language]
        )


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("0", "Fill in at least 1 hour."),
        ("49", "Fill in at most 48 hours."),
        ("many", "Fill in the hours as a number, for example 24."),
    ],
)
def test_hours_say_their_bounds_in_our_own_words(value, sentence):
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        hours_field().clean(value)
    assert refused.value.messages == [sentence]


def test_count_says_its_bounds_in_our_own_words():
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        WholeField(least=1, most=200).clean("201")
    assert refused.value.messages == ["Fill in 200 or less."]
