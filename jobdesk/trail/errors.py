"""The one error a service raises when a rule of the field forbids what was asked."""


class RuleBroken(Exception):
    """A rule forbids this. ``message`` is written for the person at the screen, in their language.

    ``field`` names the form field to show it at; empty shows it above the form.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
