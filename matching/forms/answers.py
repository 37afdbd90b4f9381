"""What companies and desks fill in about a candidate who was proposed: answers, questions, talks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.errors import RuleBroken
from matching.employer_side.telling import pieces
from matching.forms.common import clock_field, day_field
from matching.interviews.offered_times import Offer
from matching.interviews.words import span
from matching.models import Interview, InterviewTime, Proposal
from matching.services import Invitation

_DAY_MISSING = {"required": _("Offer at least one time.")}


class NoFitForm(forms.Form):
    """Why a candidate does not fit, and what the candidate reads of it."""

    reason = forms.ChoiceField(
        label=_("Why does this candidate not fit?"),
        choices=Proposal.NoFit,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason: it helps the job coach to find somebody who fits.")},
    )
    sentence = forms.ChoiceField(
        label=_("What the candidate reads, in their own language"),
        choices=[("", _("The sentence that goes with the reason")), *Proposal.Sentence.choices],
        required=False,
    )
    note = forms.CharField(
        label=_("In your own words"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class InvitationForm(forms.Form):
    """Up to three times for a talk, how and where, whom to ask for and what to take along.

    ``suggested``: the times it begins with. ``has_reason``: it moves what was offered before.
    """

    way = forms.ChoiceField(label=_("Kind of talk"), choices=Interview.Way, widget=forms.RadioSelect)
    place = forms.CharField(
        label=_("Where"),
        max_length=160,
        help_text=_("The address, the number the candidate calls, or the link."),
        error_messages={"required": _("Say where the candidate comes, calls or clicks.")},
    )
    ask_for = forms.CharField(
        label=_("Whom to ask for"),
        max_length=80,
        error_messages={"required": _("Say whom the candidate asks for.")},
    )
    bring = forms.MultipleChoiceField(
        label=_("To take along"),
        choices=Interview.Bring,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = forms.CharField(
        label=_("Why other times"),
        max_length=300,
        error_messages={"required": _("Say why in a few words: the job coach tells the candidate.")},
    )

    def __init__(
        self, *args: Any, suggested: Sequence[Offer] = (), has_reason: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for number in self.numbers:
            is_first = number == 1
            self.fields[f"on_{number}"] = day_field(_("Day"), required=is_first, error_messages=_DAY_MISSING)
            self.fields[f"from_{number}"] = clock_field(pgettext_lazy("a time of the day", "From"), is_first)
            self.fields[f"until_{number}"] = clock_field(
                pgettext_lazy("a time of the day", "Until"), is_first
            )
        for number, offer in enumerate(suggested, 1):
            self.initial |= {
                f"on_{number}": offer.on,
                f"from_{number}": offer.begins,
                f"until_{number}": offer.ends,
            }
        if not has_reason:
            del self.fields["reason"]

    @property
    def numbers(self) -> range:
        """Of the times, from 1."""
        return range(1, Interview.MOST_TIMES + 1)

    @property
    def rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The fields of each time: day, from, until."""
        return [(n, [self[f"on_{n}"], self[f"from_{n}"], self[f"until_{n}"]]) for n in self.numbers]

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing of a time that was begun. One without a day is not offered."""
        said = super().clean() or {}
        for number in self.numbers[1:]:
            if said.get(f"on_{number}"):
                for name in (f"from_{number}", f"until_{number}"):
                    if name not in self.errors and not said.get(name):
                        self.add_error(name, _("Fill in the time, or leave the day out."))
        return said

    @property
    def invitation(self) -> Invitation:
        """What is offered, as the services take it; the field of a time is its number among these."""
        said = self.cleaned_data
        times = [(said[f"on_{n}"], said[f"from_{n}"], said[f"until_{n}"]) for n in self.offered]
        return Invitation(
            offers=[Offer(*each) for each in times],
            way=said["way"],
            place=said["place"],
            ask_for=said["ask_for"],
            bring=said["bring"],
        )

    @property
    def offered(self) -> list[int]:
        """The numbers of the times that have a day."""
        return [number for number in self.numbers if self.cleaned_data.get(f"on_{number}")]

    def show(self, error: RuleBroken) -> None:
        """Put a refusal where it belongs: a service counts what is offered, the form all times."""
        name, _dash, count = error.field.partition("_")
        field = f"on_{self.offered[int(count) - 1]}" if name == "on" and self.offered else error.field
        self.add_error(field if field in self.fields else None, error.message)


class QuestionForm(forms.Form):
    """What a company asks about a candidate."""

    text = forms.CharField(
        label=_("What would you like to know?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write your question.")},
    )


class TellingForm(forms.Form):
    """Words of the desk that a company reads: what may tell who somebody is, is asked about once.

    ``told``: the name of the field with the words; ``names``: of the person, the centre, the coach.
    """

    told = ""
    is_read = forms.BooleanField(
        label=_("I have read it: it does not tell who this is, or where they come from"), required=False
    )

    def __init__(self, *args: Any, names: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names

    def clean(self) -> dict[str, Any]:
        """Point at names, contacts, countries, faiths and statuses, unless they were read."""
        said = super().clean() or {}
        telling = [each for each in pieces(said.get(self.told, ""), self.names) if each.kind]
        if telling and not said.get("is_read"):
            words = ", ".join(f"“{each.text}” ({each.label})" for each in telling)
            why = gettext("The company reads this: %(words)s. Leave it out, or tick that you have read it.")
            self.add_error(self.told, why % {"words": words})
        return said


class ReplyForm(TellingForm):
    """What the desk answers: a company reads it."""

    told = "answer"
    answer = forms.CharField(
        label=_("Your answer to the company"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the answer.")},
    )


class ChooseTimeForm(forms.Form):
    """Which of the times offered the resident takes."""

    time = forms.ModelChoiceField(
        None,
        label=_("Which time does the candidate take?"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose a time, or ask for other times.")},
    )

    def __init__(self, *args: Any, times: QuerySet[InterviewTime], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time"].queryset = times
        self.fields["time"].label_from_instance = lambda time: capfirst(span(time.starts_at, time.ends_at))


class OtherTimesForm(TellingForm):
    """Why none of the times suits: the company reads it."""

    told = "reason"
    reason = forms.CharField(
        label=_("Why other times"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The company reads this: no name, and nothing about health or the procedure."),
        error_messages={"required": _("Say why in a few words: the company reads it.")},
    )
