from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from employers.models import Vacancy
from employers.services import ask_for_times
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken


@require_POST
@allowed("proposals.make")
def ask_times(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the company of a vacancy at which times the work is."""
    vacancies = Vacancy.objects.exclude(submitted_on=None).select_related("company__organisation")
    vacancy = get_object_or_404(vacancies, code=code)
    try:
        ask_for_times(vacancy)
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        words = _("%(company)s gets an e-mail that asks for the times.")
        messages.success(request, words % {"company": vacancy.company})
    return redirect("matching:vacancy", code=code)
