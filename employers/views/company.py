"""One employer, as the desk sees it, and what a coordinator decides about it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from employers import services
from employers.forms import CompanyForm, InviteEmployerForm, ReasonForm
from employers.from_matching.answering import answering_of
from employers.from_matching.integrity import integrity
from employers.models import Company, JoinRequest, Sector, Vacancy
from employers.queries import (
    changes_of,
    has_signed,
    join_requests_waiting,
    latest_signature,
    members_of,
    own_company,
    status_changes_of,
)
from jobdesk.accounts.colleagues.queries import who_manage
from jobdesk.trail.access import allowed
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.errors import RuleBroken
from law import registry

MOST_EVENTS = 30  # of each kind in the history


@require_GET
@allowed("employers.view")
def company(request: HttpRequest, pk: int) -> HttpResponse:
    """The facts, the people, the charter, the vacancies and the history of an employer."""
    return _page(request, _found(pk), ReasonForm())


@require_POST
@allowed("employers.decide")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a company that waits, or refuse it with a reason."""
    found = _found(pk)
    is_refusal = request.POST.get("action") == "refuse"
    form = ReasonForm(request.POST if is_refusal else None)
    if is_refusal and not form.is_valid():
        return _page(request, found, form)
    try:
        if is_refusal:
            services.refuse_company(found, form.cleaned_data["reason"])
            messages.success(request, _("Refused. The company gets an e-mail with the reason."))
        else:
            services.approve_company(found)
            messages.success(request, _("Approved. The company gets an e-mail."))
    except RuleBroken as error:
        return _page(request, found, form, refusal=error.message)
    return redirect("employers:company", pk=pk)


@require_http_methods(["GET", "POST"])
@allowed("employers.decide")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the facts of a company."""
    found = _found(pk)
    form = CompanyForm(request.POST or None, instance=found)
    if form.is_valid():
        try:
            services.change_company(found, **form.facts)
        except RuleBroken as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, _("Saved."))
            return redirect("employers:company", pk=pk)
    return render(request, "employers/company_change.html", {"company": found, "form": form})


@require_http_methods(["GET", "POST"])
@allowed("employers.decide")
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a closed company wait for the check again; where nobody there can log in, invite somebody."""
    found = _found(pk)
    if who_manage(found.organisation).exists():
        form = Form(request.POST if request.method == "POST" else None)
    else:
        form = InviteEmployerForm(request.POST or None, initial={"language": request.user.language})
    if form.is_valid():
        try:
            services.reopen_company(found, _invited(request, form))
        except RuleBroken as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, _("Open again. It waits for the check."))
            return redirect("employers:company", pk=pk)
    return render(request, "employers/company_reopen.html", {"company": found, "form": form})


def _invited(request: HttpRequest, form: Form) -> services.Invited | None:
    if not form.fields:
        return None
    said = form.cleaned_data
    return services.Invited(
        email=said["email"],
        name=said["name"],
        language=said["language"],
        site=f"{request.scheme}://{request.get_host()}",
    )


@require_POST
@allowed("employers.decide")
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer somebody who asks to join a company."""
    asked = get_object_or_404(JoinRequest.objects.select_related("company__organisation", "user"), pk=pk)
    if request.POST.get("action") == "grant":
        words = _("%(name)s works for this company in Jobdesk now.") % {"name": asked.user.name}
        return _done(request, asked.company, lambda: services.grant_join(asked), words)
    return _done(
        request, asked.company, lambda: services.decline_join(asked), _("Declined. They get an e-mail.")
    )


@require_POST
@allowed("charter.sign")
def ask_again(request: HttpRequest) -> HttpResponse:
    """The company itself: ask the desk to look again after a refusal."""
    found = own_company()
    if found is None:
        return redirect("employers:register")
    try:
        services.ask_again(found)
    except RuleBroken as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("The job desk looks at your company again."))
    return redirect("home")


def _found(pk: int) -> Company:
    return get_object_or_404(Company.objects.select_related("organisation", "brought_in_by"), pk=pk)


def _done(request: HttpRequest, found: Company, act: Callable[[], None], said: str) -> HttpResponse:
    try:
        act()
    except RuleBroken as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, said)
    return redirect("employers:company", pk=found.pk)


def _page(request: HttpRequest, found: Company, form: ReasonForm, *, refusal: str = "") -> HttpResponse:
    number = registry.country(found.organisation.country).company_number
    vacancies = Vacancy.objects.filter(company=found, submitted_on__isnull=False)
    context = {
        "company": found,
        "form": form,
        "refusal": refusal,
        "number_label": _(number.label) if number else "",
        "country": _(registry.country(found.organisation.country).name),
        "members": members_of(found),
        "joining": join_requests_waiting().filter(company=found),
        "signature": latest_signature(found),
        "has_charter": has_signed(found),
        "vacancies": vacancies.order_by("-starts_on", "-id"),
        "answering": answering_of(found, timezone.localdate()),
        "events": _history(found),
        "notice": integrity().notice_of(found),
        "is_bringer": found.brought_in_by_id == request.user.pk,
    }
    return render(request, "employers/company.html", context)


def _history(found: Company) -> list[dict[str, str]]:
    """What happened with a company, newest first."""
    rows = [*status_changes_of(found)[:MOST_EVENTS], *changes_of(found)[:MOST_EVENTS]]
    return [_event(row) for row in sorted(rows, key=lambda row: row.at, reverse=True)]


def _event(row: StatusChange | AuditEntry) -> dict[str, str]:
    at = timezone.localtime(row.at)
    if isinstance(row, StatusChange):
        # Some reasons are words of ours, the others of who decided.
        title, text = str(Company.Status(row.to_status).label), _(row.reason) if row.reason else ""
    else:
        title, text = _title(row), _changed(row)
    return {
        "when": date_format(at, "j F Y"),
        "datetime": at.isoformat(timespec="minutes"),
        "title": title,
        "text": text,
        "by": row.actor.name if row.actor else "",
    }


def _title(row: AuditEntry) -> str:
    return {
        "company.changed": _("Facts changed"),
        "company.joined": _("Somebody joined the company"),
        "charter.signed": _("Charter signed"),
    }[row.action]


def _changed(row: AuditEntry) -> str:
    """Which facts were changed, from what to what."""
    if row.action != "company.changed":
        return ""
    labels = {
        "name": _("Name of the company"),
        "sector": _("Sector"),
        "municipality": _("Municipality"),
        "phone": _("Telephone"),
        "register_number": _("Company number"),
        "is_agency": _("Temp agency"),
    }
    return "; ".join(
        f"{labels[name]}: {_shown(name, was)} → {_shown(name, now)}"
        for name, (was, now) in row.changes.items()
    )


def _shown(name: str, value: str | bool) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(dict(Sector.choices).get(value, value) if name == "sector" else value) or "–"
