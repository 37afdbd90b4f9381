"""Whose case it is."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jobdesk.accounts.models import User


class ColleagueField(forms.TypedChoiceField):
    """One of some people, who are read once for all such fields of a form."""

    def __init__(self, *, empty_label: str | Promise, **kwargs: Any) -> None:
        super().__init__(empty_value=None, **kwargs)
        self.empty_label = empty_label

    def offer(self, people: Iterable[User]) -> None:
        """Let one of ``people`` be chosen."""
        by_key = {str(each.pk): each for each in people}
        self.coerce = by_key.__getitem__
        self.choices = [("", self.empty_label), *((key, each.name) for key, each in by_key.items())]

    def prepare_value(self, value: Any) -> Any:
        return value.pk if isinstance(value, User) else value


class AssignForm(forms.Form):
    """The coach of a case, and perhaps a second one; empty gives it to nobody.

    ``may_change_first``: else only the second one is asked for.
    """

    coach = ColleagueField(label=_("Coach"), required=False, empty_label=_("Nobody yet"))
    second_coach = ColleagueField(
        label=_("Second coach"),
        help_text=_("Both have the case in Today. What one of them does is done for both."),
        required=False,
        empty_label=_("Nobody"),
    )

    def __init__(self, *args, coaches: QuerySet[User], may_change_first: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        people = list(coaches)
        for name in ("coach", "second_coach"):
            self.fields[name].offer(people)
        if not may_change_first:
            del self.fields["coach"]
