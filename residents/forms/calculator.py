"""What is left of the wage: the questions. Sent with GET, so that the answer has an address to share."""

from datetime import date
from decimal import Decimal

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jobdesk.web.amounts import AmountField, WholeField
from jobdesk.web.numbers import CommaField
from law.contributions.wage import WEEKS_IN_52
from law.countries.record import Scheme

OFFERS = (1, 2, 3)
DECLARED = [("yes", _("Yes, every month")), ("no", _("No"))]
MONTHS_AHEAD = 2
MOST_A_MONTH, MOST_AN_HOUR, MOST_HOURS = 20_000, 200, 60
WEEKS_A_MONTH = Decimal(52) / 12


class CalculatorForm(forms.Form):
    """One scheme's questions: the household where the scheme asks for it, the month, up to three offers.

    An offer that is left empty is no offer; the first must have something. What is not filled in of the
    household is not known: the answer then says what is certain.
    """

    scheme = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, asked: QueryDict, scheme: Scheme) -> None:
        today = timezone.localdate()
        starting = {
            "scheme": scheme.code,
            "status": scheme.applicant,
            "month": f"{today:%Y-%m}",
            "children": "0",
        }
        starting |= {f"declared{number}": "yes" for number in OFFERS}
        answers = starting | {name: value for name, value in asked.items() if name != "scheme"}
        super().__init__(answers if is_asked(asked) else None, initial={"adults": "1"} | answers)
        statuses = [(code, gettext(words)) for code, words in scheme.statuses.items()]
        self.fields["status"] = forms.ChoiceField(label=_("Status"), choices=statuses)
        if scheme.asks_household:
            self._ask_household()
        if scheme.asks_weeks:
            self._ask_weeks()
        self.fields["month"] = forms.ChoiceField(
            label=_("For which month?"), choices=_months(today, scheme.first_year)
        )
        for number in OFFERS:
            self._ask_offer(number, scheme)

    def _ask_household(self) -> None:
        self.fields["adults"] = _count(_("Adults in the family"), least=1, most=12)
        self.fields["children"] = _count(_("Children"), least=0, most=20)

    def _ask_weeks(self) -> None:
        self.fields["weeks"] = _count(
            _("Weeks worked in the last 52 weeks"),
            least=0,
            most=WEEKS_IN_52,
            help_text=_("Leave empty if you do not know."),
        )

    def _ask_offer(self, number: int, scheme: Scheme) -> None:
        def euros(label: str, most: int, example: str, help_text: str = "") -> AmountField:
            return AmountField(label=label, most=most, example=example, help_text=help_text, required=False)

        net_help = _("What comes into the account, in euros. It is on the pay slip.")
        self.fields[f"net{number}"] = euros(_("Net wage a month"), MOST_A_MONTH, "900", net_help)
        self.fields[f"gross{number}"] = euros(_("Gross wage a month"), MOST_A_MONTH, "1200")
        self.fields[f"hours{number}"] = CommaField(
            label=_("Hours a week"),
            required=False,
            help_text=_("To see what is left for each hour of work."),
            min_value=1,
            max_value=MOST_HOURS,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            error_messages={
                "invalid": _("Fill in the hours as a number, for example 24."),
                "min_value": _("Fill in at least 1 hour."),
                "max_value": _("Fill in at most %(limit_value)s hours."),
            },
        )
        self.fields[f"wage{number}"] = euros(_("Gross wage an hour"), MOST_AN_HOUR, "15.50")
        if scheme.declared_label:
            self.fields[f"declared{number}"] = forms.ChoiceField(
                label=gettext(scheme.declared_label), choices=DECLARED, widget=forms.RadioSelect
            )

    def offer_fields(self) -> list[tuple]:
        """Return each offer: its number, the net wage, the hours, what the gross is made of, whether it is
        declared (None where the scheme does not ask), whether anything is in use, and anything of the gross.
        """
        groups = []
        for number in OFFERS:
            net = self[f"net{number}"]
            hours = self[f"hours{number}"]
            gross = [self[f"{name}{number}"] for name in ("gross", "wage")]
            declared = self[f"declared{number}"] if f"declared{number}" in self.fields else None
            gross_in_use = any(field.errors or field.value() for field in gross)
            in_use = gross_in_use or any(field.errors or field.value() for field in (net, hours))
            groups.append((number, net, hours, gross, declared, in_use, gross_in_use))
        return groups

    def clean_month(self) -> date:
        """Return the first day of the month: its rules are used."""
        return date.fromisoformat(f"{self.cleaned_data['month']}-01")

    def clean(self) -> dict:
        for number in OFFERS:
            self._check_offer(number)
        first = [f"{name}1" for name in ("net", "gross", "hours", "wage")]
        if not any(self.cleaned_data.get(name) for name in first) and not set(first) & set(self.errors):
            self.add_error("net1", _("Fill in the net wage, for example 900."))
        return self.cleaned_data

    def _check_offer(self, number: int) -> None:
        net, gross, hours, wage = (
            self.cleaned_data.get(f"{name}{number}") for name in ("net", "gross", "hours", "wage")
        )
        wrong = self.errors
        if hours and not wage and f"wage{number}" not in wrong and not (net or gross):
            self.add_error(f"wage{number}", _("Fill in the wage an hour too, for example 15.50."))
        if wage and not hours and f"hours{number}" not in wrong and not (net or gross):
            self.add_error(f"hours{number}", _("Fill in the hours a week too, for example 24."))
        if net and gross and net > gross:
            self.add_error(f"net{number}", _("The net wage cannot be more than the gross wage."))


def is_asked(asked: QueryDict) -> bool:
    """Say whether an address asks for an answer, and not only for the questions."""
    amounts = [f"{name}{number}" for number in OFFERS for name in ("net", "gross", "wage")]
    return "month" in asked or any(asked.get(name) for name in amounts)


def _count(label: str, *, least: int, most: int, help_text: str = "") -> WholeField:
    return WholeField(
        label=label,
        required=False,
        least=least,
        most=most,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


def _months(today: date, first_year: int) -> list[tuple[str, str]]:
    """Return the months to choose from, the latest first."""
    last = today.year * 12 + today.month - 1 + MONTHS_AHEAD
    months = [divmod(number, 12) for number in range(last, first_year * 12 - 1, -1)]
    return [(f"{year}-{month + 1:02}", f"{MONTHS[month + 1]} {year}") for year, month in months]
