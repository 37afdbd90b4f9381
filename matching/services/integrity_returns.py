"""A company that may be one under a pause or ban: found, looked at by two people, and what follows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from employers.models import Company
from employers.queries import brought_in
from jobdesk.desks.models import Organisation
from jobdesk.trail.audit import acting_user, change_status, record, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import system_scope
from matching.integrity.returns import Pair, resembling
from matching.models import Measure, Resemblance
from matching.services.integrity_effects import end_now, put_in_force
from matching.transitions import RESEMBLANCE

_Status = Resemblance.Status


def look_for_returns(on: date) -> int:
    """Compare every company that is not closed with those under a pause or ban; return how many are new.

    Every night, and when a measure begins: people are invited and change their numbers where nobody asks.
    """
    with system_scope("companies that come back"):
        rows = Company.objects.exclude(status=Company.Status.CLOSED).select_related("organisation")
        return _keep(list(rows.order_by("pk")), on)


@transaction.atomic
def look_at(company: Company) -> None:
    """Compare one company, after it registered or something of it changed. It learns nothing of it.

    Saves what it resembles as open, also where somebody looked before and more is the same now. Records
    ``company.resembles`` without what is the same.
    """
    with system_scope("companies that come back"):
        _keep([company], timezone.localdate())


def look_at_organisation(organisation: Organisation) -> None:
    """Compare the company of an organisation to which somebody was invited; one that has none yet waits."""
    with system_scope("companies that come back"):
        company = Company.objects.filter(organisation=organisation).select_related("organisation").first()
    if company is not None:
        look_at(company)


def _keep(companies: Collection[Company], on: date) -> int:
    barred = set(Measure.objects.barring(on).values_list("company_id", flat=True))
    free = [each for each in companies if each.pk not in barred]
    return sum(_keep_one(*found, on) for found in _by_family(resembling(free, on)))


def _by_family(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """One pair for a company and all names under which another has a measure, with all that is the same."""
    found: dict[tuple[int, int], Pair] = {}
    for company, measure, evidence in pairs:
        key = company.pk, measure.carried_from_id or measure.pk
        _company, first, before = found.get(key, (company, measure, ()))
        found[key] = company, first, tuple(dict.fromkeys((*before, *evidence)))
    yield from found.values()


def _keep_one(company: Company, measure: Measure, evidence: Collection[str], on: date) -> bool:
    """Keep what is the same, unless it is known; return whether somebody must look."""
    found = Resemblance.objects.filter(company=company, measure=measure).first()
    if found is None:
        made = Resemblance.objects.create(
            company=company, measure=measure, evidence=list(evidence), found_on=on
        )
        record_status(made, "", made.status)
        record("company.resembles", company, {"measure": measure.pk})
        return True
    if set(evidence) <= set(found.evidence):
        return False
    _look_again(found, evidence, on)
    return True


def _look_again(found: Resemblance, evidence: Collection[str], on: date) -> None:
    also = {"evidence": list(evidence), "found_on": on, "decided_by": None, "decided_on": None, "reason": ""}
    if found.status == _Status.OTHER:
        change_status(found, _Status.OPEN, RESEMBLANCE, also=also)
    elif found.status == _Status.OPEN:
        found.evidence = list(evidence)
        found.save(update_fields=["evidence"])


@transaction.atomic
def say_another_company(resemblance: Resemblance, reason: str) -> None:
    """Say that a company is another one than that under the measure, and why. Records the change of status.

    A second coordinator approves the company (``check_second_pair``). Raises RuleBroken without a reason, for
    who brought the company in, and when somebody has said so.
    """
    _decide(resemblance, _Status.OTHER, reason)


@transaction.atomic
def say_same_company(resemblance: Resemblance, reason: str) -> Measure:
    """Say that a company is the one under the measure: the measure holds for it too, from now on.

    One act, because two people agreed to the measure before. Records the changes of status, and does what a
    measure in force does. Raises RuleBroken without a reason, for who brought the company in, when the
    measure holds no more, and when somebody has said so.
    """
    _decide(resemblance, _Status.SAME, reason)
    first, company = resemblance.measure, resemblance.company
    if not Measure.objects.barring(timezone.localdate()).filter(pk=first.pk).exists():
        raise RuleBroken(_("The measure about the other company holds no more."))
    if company.measures.filter(status=Measure.Status.PROPOSED).exists():
        raise RuleBroken(_("A measure about this company waits for a decision. Decide on that first."))
    for before in company.measures.filter(status=Measure.Status.IN_FORCE):
        hold(before, "company__organisation")
        end_now(before, gettext_noop("Another measure took its place."))
    carried = Measure.objects.create(
        company=company,
        kind=first.kind,
        grounds=first.grounds,
        text=first.text,
        until_on=first.until_on,
        proposed_by=first.proposed_by,
        carried_from=first.carried_from or first,
    )
    record_status(carried, "", carried.status)
    record("measure.carried", carried, {"company": company.pk, "from": first.pk})
    put_in_force(carried)
    return carried


def check_second_pair(company: Company) -> None:
    """Raise RuleBroken unless two people looked at a company that resembles one under a measure.

    One has said, with a reason, that it is another company; the actor, who approves it, is somebody else.
    """
    with system_scope("resemblances of a company"):
        rows = list(company.resemblances.order_by("pk").values_list("status", "decided_by_id"))
    if any(status == _Status.OPEN for status, _by in rows):
        raise RuleBroken(
            _(
                "This company resembles one under a pause or ban. Say first, on its file, whether it "
                "is the same."
            )
        )
    if (
        any(status == _Status.SAME for status, _by in rows)
        and company.measures.barring(timezone.localdate()).exists()
    ):
        raise RuleBroken(_("It is the same company as one under a pause or ban. It cannot be approved."))
    if any(by == acting_user().pk for _status, by in rows):
        raise RuleBroken(_("You said that it is another company. A second coordinator approves it."))


def _decide(resemblance: Resemblance, status: str, reason: str) -> None:
    hold(resemblance, "company__organisation", "measure")
    if not reason.strip():
        raise RuleBroken(_("Say why: what did you look at, or whom did you call?"), "reason")
    if brought_in(resemblance.company, acting_user()):
        raise RuleBroken(_("You brought this company in. A colleague deals with its file."))
    if resemblance.status != _Status.OPEN:
        raise RuleBroken(_("A colleague has looked at this already."))
    also = {"decided_by": acting_user(), "decided_on": timezone.localdate(), "reason": reason.strip()}
    change_status(resemblance, status, RESEMBLANCE, also=also)
