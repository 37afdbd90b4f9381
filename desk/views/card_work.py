from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.queries.card_work import card_work_of
from desk.services import add_card_work, remove_card_work
from employers.models import Vacancy
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from residents.models import Resident


@require_POST
@allowed("residents.edit")
def card_work_add(request: HttpRequest, code: str) -> HttpResponse:
    """Put a vacancy on the step card, by its code."""
    person = get_object_or_404(Resident.objects.select_related("centre"), code=code)
    handed_in = Vacancy.objects.filter(submitted_on__isnull=False).select_related("company__organisation")
    vacancy = handed_in.filter(code=request.POST.get("vacancy", "").strip().upper()).first()
    try:
        if vacancy is None:
            raise RuleBroken(_("Choose a vacancy."))
        add_card_work(person, vacancy)
        messages.success(request, _("The vacancy is on the card."))
    except RuleBroken as error:
        messages.error(request, error.message)
    return redirect("desk:card", code=code)


@require_POST
@allowed("residents.edit")
def card_work_remove(request: HttpRequest, code: str, other: str) -> HttpResponse:
    """Take a vacancy from the step card; one that is not there stays so."""
    person = get_object_or_404(Resident, code=code)
    for work in card_work_of(person).filter(vacancy__code=other):
        remove_card_work(work)
    messages.success(request, _("The vacancy is not on the card any more."))
    return redirect("desk:card", code=code)
