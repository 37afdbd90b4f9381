"""A form field for several files, checked before anything else is done with them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobdesk.files.checking import ACCEPT, CheckedFile, checked
from jobdesk.trail.errors import RuleBroken

MOST_FILES = 8
HELP = gettext_lazy("PDFs or photos, at most 8, of at most 10 MB each. Only the job desk can open them.")


class FilesInput(forms.FileInput):
    """A button that lets several files be chosen, or photos be taken."""

    allow_multiple_selected = True


class FilesField(forms.Field):
    """PDFs and photos. The cleaned value is a list of ``CheckedFile``, in the order of the choice."""

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", HELP)
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ACCEPT, "multiple": True}

    def clean(self, value: list[UploadedFile] | UploadedFile | None) -> list[CheckedFile]:
        """Check every file. Raises ValidationError; of several it says which one cannot be kept."""
        sent = value if isinstance(value, list) else [value] if value else []
        if self.required and not sent:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(sent) > MOST_FILES:
            raise ValidationError(_("Choose at most %(most)d files.") % {"most": MOST_FILES})
        return [self._checked(file, number, len(sent)) for number, file in enumerate(sent, start=1)]

    def _checked(self, file: UploadedFile, number: int, total: int) -> CheckedFile:
        try:
            return checked(file)
        except RuleBroken as error:
            if total == 1:
                raise ValidationError(error.message) from None
            words = {"number": number, "why": error.message}
            raise ValidationError(_("File %(number)d: %(why)s") % words) from None
