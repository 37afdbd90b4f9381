from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from employers.models import Vacancy
from employers.services import waiting_change, withdraw_change
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url


@require_POST
@allowed("vacancies.post")
def change_withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take back a change that the desk has not answered; the vacancy stays as it was approved."""
    change = waiting_change(get_object_or_404(Vacancy, code=code))
    try:
        if change is None:
            raise RuleBroken(_("There is no change that waits."))
        withdraw_change(change)
        messages.success(request, _("Taken back. The vacancy stays as it was approved."))
    except RuleBroken as error:
        messages.error(request, error.message)
    return redirect(page_url("vacancy", code))
