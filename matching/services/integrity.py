"""What is decided about a company: proposed by one coordinator, decided by another, ended the same way."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from employers.letters.company import tell_people
from employers.models import Company
from employers.queries import brought_in
from jobdesk.accounts.granting import reads_mail_of
from jobdesk.accounts.models import User
from jobdesk.trail.audit import acting_user, change_status, record, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import system_scope
from law.rules import add_working_days
from matching.integrity.rules import decide_days, urgent_days
from matching.models import Measure, MeasureReply, MeasureTalk, Topic
from matching.services.integrity_effects import end_now, let_days_run_on, put_in_force
from matching.services.integrity_returns import look_for_returns
from matching.transitions import MEASURE

_Status = Measure.Status


@transaction.atomic
def propose_measure(
    company: Company,
    kind: str,
    *,
    grounds: Collection[str],
    text: str,
    until_on: date | None = None,
    is_urgent: bool = False,
) -> Measure:
    """Propose a warning, a pause or a ban, for another coordinator to decide on. The company learns nothing.

    ``until_on``: the last day of a pause. ``is_urgent``: a pause holds for the desks at once, until somebody
    decided and for five working days at most. Saves, records the first status and ``measure.proposed``.
    Raises RuleBroken for whoever brought the company in, without grounds and words, for a pause without a day
    to come, for what is urgent and no pause, and while a measure waits.
    """
    hold(company)
    refuse_who_is_near(company, acting_user())
    _check_proposed(company, kind, grounds, text, until_on, is_urgent)
    today = timezone.localdate()
    measure = Measure.objects.create(
        company=company,
        kind=kind,
        grounds=[code for code in Topic.values if code in grounds],
        text=text.strip(),
        until_on=until_on,
        urgent_until_on=add_working_days(today, urgent_days(), company.country) if is_urgent else None,
        proposed_by=acting_user(),
        proposed_on=today,
    )
    record_status(measure, "", measure.status)
    record("measure.proposed", measure, {"company": company.pk, "kind": kind, "grounds": measure.grounds})
    return measure


@transaction.atomic
def agree_measure(measure: Measure) -> None:
    """Put a measure in force, by another coordinator than who proposed it.

    A measure that was in force ends with it. A ban closes the vacancies of the company. Saves, records the
    change of status, tells the people of the company that there is something to read, has coaches talk with
    whom a pause or ban touches, and looks whether the company is there under another name. Raises RuleBroken
    for who proposed it, by whatever account of theirs, who brought the company in, and when it was decided.
    """
    hold(measure, "company__organisation", "proposed_by")
    refuse_who_is_near(measure.company, acting_user())
    _check_second(measure.proposed_by, _("You proposed this measure. Another coordinator decides."))
    before = measure.company.measures.filter(status=_Status.IN_FORCE).first()
    if before is not None:
        end_now(before, gettext_noop("Another measure took its place."))
    put_in_force(measure)
    look_for_returns(timezone.localdate())


@transaction.atomic
def refuse_measure(measure: Measure, reason: str) -> None:
    """Say no to a measure that a colleague proposed; what held at once ends. Records the change of status.

    Raises RuleBroken without a reason, and when it was decided.
    """
    hold(measure, "company__organisation")
    also = {"decided_by": acting_user(), "decided_on": timezone.localdate()}
    change_status(measure, _Status.REFUSED, MEASURE, reason=_said(reason)[:500], also=also)
    let_days_run_on(measure)


@transaction.atomic
def ask_to_end(measure: Measure, text: str) -> None:
    """Ask to end a measure before its day, for another coordinator to decide. Records ``measure.end_asked``.

    Raises RuleBroken for whoever brought the company in, without words, for one that is not in force, and
    when it is asked already.
    """
    hold(measure, "company__organisation")
    refuse_who_is_near(measure.company, acting_user())
    if measure.status != _Status.IN_FORCE:
        raise RuleBroken(_("This measure is not in force."))
    if measure.end_asked_by_id:
        raise RuleBroken(_("A colleague has asked this already."))
    measure.end_text, measure.end_asked_by = _said(text), acting_user()
    measure.save(update_fields=["end_text", "end_asked_by"])
    record("measure.end_asked", measure)


@transaction.atomic
def agree_end(measure: Measure) -> None:
    """End a measure, by another coordinator than who asked it. Saves, records, tells the company.

    Raises RuleBroken for who asked, who brought the company in, and when nobody asked.
    """
    hold(measure, "company__organisation", "end_asked_by")
    asked_by = _who_asked(measure)
    refuse_who_is_near(measure.company, acting_user())
    _check_second(asked_by, _("You asked this. Another coordinator decides."))
    end_now(measure, gettext_noop("Two coordinators agreed to end it."))
    tell_people(measure.company, "measure_ended")


@transaction.atomic
def refuse_end(measure: Measure) -> None:
    """Let a measure go on that a colleague asked to end. Records ``measure.end_refused``."""
    hold(measure, "company__organisation")
    _who_asked(measure)
    record("measure.end_refused", measure, {"asked_by": measure.end_asked_by_id})
    measure.end_text, measure.end_asked_by = "", None
    measure.save(update_fields=["end_text", "end_asked_by"])


@transaction.atomic
def reply_to_measure(measure: Measure, text: str) -> MeasureReply:
    """Say, as somebody of the company, what it thinks of a measure. Coordinators read it in Today.

    Saves, records ``measure.replied`` without the words. Raises RuleBroken without words, and for one that is
    not in force.
    """
    if measure.status != _Status.IN_FORCE:
        raise RuleBroken(_("This measure is not in force any more."))
    with system_scope("answer of a company to a measure"):
        reply = MeasureReply.objects.create(measure=measure, text=_said(text), by=acting_user())
        record("measure.replied", measure)
    return reply


@transaction.atomic
def read_reply(reply: MeasureReply) -> None:
    """Note that a coordinator read what a company says. Saves, records ``measure.reply_read``; once."""
    hold(reply)
    if reply.read_by_id is None:
        reply.read_by = acting_user()
        reply.save(update_fields=["read_by"])
        record("measure.reply_read", reply.measure)


@transaction.atomic
def note_talk(talk: MeasureTalk) -> None:
    """Note that a resident was spoken to about the company. Saves, records ``measure.talk_held``; once."""
    hold(talk)
    if talk.spoken_on is None:
        talk.spoken_on = timezone.localdate()
        talk.save(update_fields=["spoken_on"])
        record("measure.talk_held", talk)


@transaction.atomic
def reopen_talk(talk: MeasureTalk) -> None:
    """Take back that a resident was spoken to. Saves, records ``measure.talk_reopened``; once."""
    hold(talk)
    if talk.spoken_on is not None:
        talk.spoken_on = None
        talk.save(update_fields=["spoken_on"])
        record("measure.talk_reopened", talk)


def end_due_measures(on: date) -> int:
    """End the pauses whose last day has passed, each in a transaction of its own; return how many.

    Urgent ones that nobody decided on in time hold no more; they still wait for a decision. Needs a system
    scope; can be repeated without harm.
    """
    over = Measure.objects.filter(status=_Status.IN_FORCE, until_on__lt=on).order_by("pk")
    urgent = Measure.objects.filter(status=_Status.PROPOSED, urgent_until_on__lt=on).order_by("pk")
    return sum(_end_due(key, on) for key in list(over.values_list("pk", flat=True))) + sum(
        _end_urgent(key, on) for key in list(urgent.values_list("pk", flat=True))
    )


@transaction.atomic
def _end_due(key: int, on: date) -> bool:
    measure = Measure.objects.select_related("company__organisation").get(pk=key)
    hold(measure, "company__organisation")
    if measure.status != _Status.IN_FORCE or measure.until_on is None or measure.until_on >= on:
        return False
    end_now(measure, gettext_noop("Its last day has passed."))
    tell_people(measure.company, "measure_ended")
    return True


@transaction.atomic
def _end_urgent(key: int, on: date) -> bool:
    measure = Measure.objects.select_related("company__organisation").get(pk=key)
    hold(measure, "company__organisation")
    if measure.status != _Status.PROPOSED or measure.urgent_until_on is None or measure.urgent_until_on >= on:
        return False
    let_days_run_on(measure)
    measure.urgent_until_on = None
    measure.save(update_fields=["urgent_until_on"])
    record("measure.urgent_over", measure)
    return True


def refuse_who_is_near(company: Company, user: User) -> None:
    """Raise RuleBroken for a user who brought a company in, or is one of its people."""
    if brought_in(company, user):
        raise RuleBroken(_("You brought this company in. A colleague deals with its file."))


def _check_proposed(
    company: Company, kind: str, grounds: Collection[str], text: str, until_on: date | None, is_urgent: bool
) -> None:
    if kind not in Measure.Kind.values:
        raise RuleBroken(_("Choose a measure."), "kind")
    if not grounds or not set(grounds) <= set(Topic.values):
        raise RuleBroken(_("Choose at least one ground."), "grounds")
    _said(text)
    if kind == Measure.Kind.PAUSE and (until_on is None or until_on <= timezone.localdate()):
        raise RuleBroken(_("Choose until when the pause holds: a day to come."), "until_on")
    if kind != Measure.Kind.PAUSE and until_on is not None:
        raise RuleBroken(_("Only a pause has a last day. Leave it empty."), "until_on")
    if is_urgent and kind != Measure.Kind.PAUSE:
        raise RuleBroken(_("Only a pause can hold at once."), "is_urgent")
    if company.measures.filter(status=_Status.PROPOSED).exists():
        raise RuleBroken(_("A measure about this company waits for a decision. Decide on that first."))


def _check_second(first: User, words: str) -> None:
    second = acting_user()
    if second == first or reads_mail_of(second, first.email):
        raise RuleBroken(words)


def _who_asked(measure: Measure) -> User:
    if measure.status != _Status.IN_FORCE or measure.end_asked_by is None:
        raise RuleBroken(_("Nobody asks to end this measure."))
    return measure.end_asked_by


def _said(text: str) -> str:
    if not text.strip():
        raise RuleBroken(_("Say why, in words that a colleague can check."), "text")
    return text.strip()


def decide_by(measure: Measure) -> date:
    """Return the day by which a second coordinator decides on a measure that waits."""
    if measure.urgent_until_on is not None:
        return measure.urgent_until_on
    return add_working_days(measure.proposed_on, decide_days(), measure.company.country)
