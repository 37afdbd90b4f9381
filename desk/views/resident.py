from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from desk.case.badges import decision_of
from desk.case.history import trail
from desk.case.path import Path, path_of
from desk.case.shared import share_lines
from desk.case.stations import Case
from desk.case.timeline import contact_event, happened
from desk.case.todo import todo
from desk.case.wage_left import wage_card
from desk.queries.case import known_net_wage, with_case, with_papers
from desk.views.explained import explained
from jobdesk.trail.access import allowed, may
from law.engine import Decision
from matching import queries
from matching.aftercare.queries import open_concerns
from matching.agreed_terms import agreed
from matching.clashes.queries import serious_of
from matching.clashes.showing import by_work
from matching.employer_side.released import add_releases
from matching.models import Match, Placement, Proposal
from residents.consents import consent_lines
from residents.intake.background import sections_of
from residents.intake.questions import ABOUT, COUNTED, PARTS, answered_count, is_answered, label_of
from residents.models import Appointment, Intake, OutreachContact, Resident, Step
from residents.people.doubles import Likely, doubles_of
from residents.queries import (
    appointments,
    contacts_of,
    intakes_of,
    relocation_under_way,
    removed_contacts_of,
    trail_of,
)
from residents.right_to_work.banners import banner_of
from residents.services.looks import note_look

LAST_EVENTS = 8
TRAIL_ROWS = 200
WEEK_FIELDS = frozenset({"availability", "lessons"})  # bits, one for each part of the week


@require_GET
@allowed("residents.view")
def resident(request: HttpRequest, code: str) -> HttpResponse:
    """The page of one resident: may they work, where they stand, what to do, what happened."""
    on = timezone.localdate()
    person = get_object_or_404(with_case(Resident.objects.all()), code=code)
    note_look(person)
    page = CasePage(person, on)
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "overview"
    context = {
        "resident": person,
        "crumbs": [(_("Residents"), reverse("desk:residents")), (person.code, "")],
        "on": on,
        "tab": tab,
        "doubles": doubles_of(person) if may(request.hat, "doubles.merge") else Likely(),
        "tabs": _tabs(page, tab),
        "since": next((stay.from_on for stay in person.stays.all() if stay.until_on is None), None),
        "banner": banner_of(page.decision),
        "path": page.path,
        **explained(page.path, on),
        "placement": page.case.placement,
        "move": relocation_under_way(person),
        "concerns": open_concerns().filter(resident=person),
        "clash_groups": by_work(serious_of(person)),
        "intake": page.unfinished,
        "intake_answered": answered_count(page.unfinished) if page.unfinished else 0,
        "intake_total": len(COUNTED),
        **TABS[tab](page),
    }
    return render(request, "desk/resident.html", context)


@dataclass(frozen=True)
class CasePage:
    """What the tabs of one page share, each read once."""

    resident: Resident
    on: date

    @cached_property
    def case(self) -> Case:
        return Case.of(self.resident, self.on)

    @cached_property
    def path(self) -> Path:
        return path_of(self.resident, self.on)

    @cached_property
    def decision(self) -> Decision:
        return decision_of(self.path, self.on)

    @cached_property
    def contacts(self) -> list[OutreachContact]:
        return list(contacts_of(self.resident))

    @cached_property
    def intakes(self) -> list[Intake]:
        return list(intakes_of(self.resident))

    @property
    def unfinished(self) -> Intake | None:
        return next((each for each in self.intakes if each.status == Intake.Status.STARTED), None)

    @cached_property
    def proposals(self) -> list[Proposal]:
        return list(queries.proposals_of(self.resident))

    @cached_property
    def matches(self) -> list[Match]:
        return list(queries.matches_of(self.resident))

    @cached_property
    def events(self) -> list:
        return happened(
            self.resident,
            self.contacts,
            self.intakes,
            self.proposals,
            self.matches,
            self.on,
            appointments.appointments_of(self.resident),
        )


def _overview(page: CasePage) -> dict:
    return {
        "jobs": todo(page.case, page.intakes),
        "events": page.events[:LAST_EVENTS],
        "consents": consent_lines(page.resident, page.on),
        "shares": share_lines(page.resident, page.on),
        "agreed": agreed(page.case.placement) if page.case.placement else [],
        "beside": [
            each
            for each in page.resident.placements.all()
            if each.status in Placement.UNDER_WAY and each != page.case.placement
        ],
        "appointments": appointments.appointments_of(page.resident)
        .filter(status=Appointment.Status.PLANNED)
        .reverse(),
        "wage_card": wage_card(page.case, known_net_wage(page.resident)),
    }


def _contacts(page: CasePage) -> dict:
    return {
        "contacts": [(contact, contact_event(contact)) for contact in page.contacts],
        "removed_contacts": [
            (contact, contact_event(contact)) for contact in removed_contacts_of(page.resident)
        ],
    }


def _intake(page: CasePage) -> dict:
    intake = page.unfinished or (page.intakes[0] if page.intakes else None)
    sections = sections_of(page.resident)
    return {
        "shown_intake": intake,
        "parts": _answers(intake) if intake else [],
        "sections": sections,
        "has_background": any(section.lines for section in sections),
    }


def _matches(page: CasePage) -> dict:
    add_releases(page.proposals, page.on)
    return {
        "proposals": page.proposals,
        "matches": page.matches,
        "placements": page.resident.placements.all(),
    }


def _documents(page: CasePage) -> dict:
    return {
        "documents": page.resident.documents.all(),
        "legal_events": page.resident.legal_events.all(),
    }


def _steps(page: CasePage) -> dict:
    steps = sorted(
        page.resident.steps.all(),
        key=lambda step: (step.status != Step.Status.OPEN, -step.opened_on.toordinal()),
    )
    return {"steps": with_papers(steps)}


def _history(page: CasePage) -> dict:
    return {"events": page.events, "trail": trail(*trail_of(page.resident, TRAIL_ROWS))}


TABS: dict[str, Callable[[CasePage], dict]] = {
    "overview": _overview,
    "steps": _steps,
    "contacts": _contacts,
    "intake": _intake,
    "matches": _matches,
    "documents": _documents,
    "history": _history,
}


def _tabs(page: CasePage, current: str) -> list[dict]:
    intake = page.intakes[0] if page.intakes else None
    percent = f"{100 * answered_count(intake) // len(COUNTED)}%" if intake else None
    unproposed = [match for match in page.matches if match.proposal_id is None]
    labels = {
        "overview": (_("Overview"), None),
        "steps": (_("Steps"), sum(step.status == Step.Status.OPEN for step in page.resident.steps.all())),
        "contacts": (_("Contacts"), len(page.contacts)),
        "intake": (_("Intake"), percent),
        "matches": (_("Matches"), len(page.proposals) + len(unproposed)),
        "documents": (_("Documents and procedure"), None),
        "history": (_("Who did what"), None),
    }
    tabs = [
        {"label": label, "count": count, "url": f"?tab={tab}", "is_current": tab == current}
        for tab, (label, count) in labels.items()
    ]
    # The plan has a page of its own, for it is worked in and not only read.
    plan = reverse("residents:plan", args=[page.resident.code])
    return [tabs[0], {"label": _("Plan"), "count": None, "url": plan, "is_current": False}, *tabs[1:]]


def _answers(intake: Intake) -> list[dict]:
    return [
        {
            "name": part.name,
            "pairs": [
                {"label": capfirst(label_of(name)), "value": _answer(intake, name)}
                for name in part.fields
                if name not in ABOUT.values() or getattr(intake, name)
            ],
        }
        for part in PARTS
    ]


def _answer(intake: Intake, name: str) -> str:
    value = getattr(intake, name)
    if not is_answered(value):
        return "–"
    if name in WEEK_FIELDS:
        parts = value.bit_count()
        return ngettext("%(n)d part of the week", "%(n)d parts of the week", parts) % {"n": parts}
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    display = getattr(intake, f"get_{name}_display", None)
    return str(display()) if display else str(value)
