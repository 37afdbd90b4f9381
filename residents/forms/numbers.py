"""A number as people write it."""

from decimal import Decimal

from django import forms


class CommaField(forms.DecimalField):
    """A number with its decimals behind a comma or a point, in every language."""

    def to_python(self, value: str | None) -> Decimal | None:
        return super().to_python(value.replace(",", ".") if value else value)
