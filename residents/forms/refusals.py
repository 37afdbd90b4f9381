"""What a service refuses, shown at the form that asked for it."""

from django.forms import BaseForm

from jobdesk.trail.errors import RuleBroken


def show_refusal(form: BaseForm, error: RuleBroken) -> None:
    """Put the refusal at the field it names, or above the form when the form does not ask for that."""
    form.add_error(error.field if error.field in form.fields else None, error.message)
