"""A contact that was logged by mistake: deleted, and brought back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from residents import services
from residents.models import OutreachContact


@require_POST
@allowed("outreach.log")
def remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    contact = get_object_or_404(OutreachContact.with_removed, resident__code=code, pk=pk)
    try:
        services.remove_contact(contact)
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        undo = reverse("residents:contact_restore", args=[code, pk])
        messages.success(request, _("The contact is deleted."), extra_tags=undo)
    return redirect(f"{page_url('resident', code)}?tab=contacts")


@require_POST
@allowed("outreach.log")
def restore(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    contact = get_object_or_404(OutreachContact.with_removed, resident__code=code, pk=pk)
    services.restore_contact(contact)
    messages.success(request, _("The contact is back."))
    return redirect(f"{page_url('resident', code)}?tab=contacts")
