"""A number as people write it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import number_format


class CommaField(forms.DecimalField):
    """A number with its decimals behind a comma or a point, in every language."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def prepare_value(self, value: Any) -> Any:
        """Show a number as the reader writes it; what they typed stays as it is."""
        return number_format(value, use_l10n=True) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        return super().to_python(
            value.replace(",", ".").replace(" ", "") if isinstance(value, str) else value
        )
