"""In which language a step card is made, and how it is printed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.card.pdf import PAPERS
from desk.card.wording import LANGUAGES
from jobdesk.web.amounts import AmountField
from residents.forms.calculator import MOST_A_MONTH


class CardForm(forms.Form):
    """In which language a step card is made, and the wage that it says something about."""

    language = forms.ChoiceField(label=_("Language of the card"), choices=LANGUAGES.items)
    net_month = AmountField(
        label=_("Net wage a month (EUR)"),
        help_text=_("If you know it. The card then says what is left of it."),
        required=False,
        most=MOST_A_MONTH,
        example="1200",
        unit="month",
    )


class CardPrintForm(CardForm):
    """The same, with the size of the paper."""

    paper = forms.ChoiceField(choices=[(paper, paper.upper()) for paper in PAPERS])
