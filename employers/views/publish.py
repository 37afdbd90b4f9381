from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from employers.models import Vacancy
from employers.services import set_public
from jobdesk.trail.access import allowed
from jobdesk.web.pages import page_url


@require_POST
@allowed("vacancies.post")
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """Give a vacancy a public page, or take the page away."""
    vacancy = get_object_or_404(Vacancy, code=code)
    is_public = request.POST.get("public") == "yes"
    set_public(vacancy, is_public=is_public)
    if not is_public:
        said = _("The vacancy has no public page any more.")
    elif vacancy.is_published:
        said = _("The vacancy has a public page: everybody can read it.")
    else:
        said = _("Noted. The public page is there once the vacancy is open.")
    messages.success(request, said)
    return redirect(page_url("vacancy", code))
