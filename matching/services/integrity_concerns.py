"""What somebody says of a company itself: reported by a desk or a partner, and dealt with."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.models import Company
from jobdesk.desks.models import Centre
from jobdesk.trail.audit import acting_user, change_status, record, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import system_scope
from law.rules import add_working_days
from matching.integrity.rules import look_days, usual_severity
from matching.models import CompanyConcern, CompanyConcernWords, Severity, Topic
from matching.transitions import COMPANY_CONCERN


@transaction.atomic
def report_concern(
    company: Company, topic: str, *, source: str, text: str, centre: Centre | None, severity: str = ""
) -> CompanyConcern:
    """Keep what somebody says of a company; coordinators of its country look at it in time.

    ``severity``: without one, that of the topic. ``centre``: the desk that writes it down, whose people read
    the words; none for a partner. Nothing of it reaches the company. Saves, records the first status and
    ``company_concern.reported`` without the words. Raises RuleBroken without topic and words.
    """
    if topic not in Topic.values:
        raise RuleBroken(_("Choose what is wrong."), "topic")
    if not text.strip():
        raise RuleBroken(_("Write what you heard or saw."), "text")
    weight = severity or usual_severity(topic)
    if weight not in Severity.values:
        raise RuleBroken(_("Choose how grave it is."), "severity")
    today = timezone.localdate()
    # A partner has no lens on companies, a coach none on what no desk of theirs wrote.
    with system_scope("a concern about a company"):
        concern = CompanyConcern.objects.create(
            company=company,
            topic=topic,
            severity=weight,
            source=source,
            centre=centre,
            reported_by=acting_user(),
            reported_on=today,
            look_by_on=add_working_days(today, look_days(weight), company.country),
        )
        _say(concern, text)
        record_status(concern, "", concern.status)
        what = {"company": company.pk, "topic": topic, "severity": weight, "source": source}
        record("company_concern.reported", concern, what)
    return concern


@transaction.atomic
def close_company_concern(concern: CompanyConcern, outcome: str, text: str) -> None:
    """Say what came of a concern about a company, in words too. Records the change of status.

    Raises RuleBroken without an outcome or words, and for one that is closed.
    """
    hold(concern)
    if concern.status != CompanyConcern.Status.OPEN:
        raise RuleBroken(_("A colleague has dealt with this already."))
    if outcome not in CompanyConcern.Outcome.values:
        raise RuleBroken(_("Choose what came of it."), "outcome")
    if not text.strip():
        raise RuleBroken(_("Write what was said or done."), "text")
    also = {"outcome": outcome, "closed_on": timezone.localdate()}
    change_status(concern, CompanyConcern.Status.CLOSED, COMPANY_CONCERN, reason=outcome, also=also)
    with system_scope("a concern about a company"):
        _say(concern, text)


def _say(concern: CompanyConcern, text: str) -> None:
    CompanyConcernWords.objects.create(concern=concern, text=text.strip(), by=acting_user())
