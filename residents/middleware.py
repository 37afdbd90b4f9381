"""An address with the code of a merged record leads to the record that goes on."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from residents.models import Resident


class MergedRecordMiddleware:
    """Redirects a 404 for a merged record, when the record that goes on lies in the open scope."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if response.status_code != 404 or request.method != "GET" or match is None:
            return response
        code = match.kwargs.get("code", "")
        survivor = _survivor_of(code) if code.startswith("B-") else None
        if survivor is None:
            return response
        return HttpResponseRedirect(reverse(match.view_name, kwargs={**match.kwargs, "code": survivor.code}))


def _survivor_of(code: str) -> Resident | None:
    merged = Resident._base_manager.filter(code=code).exclude(merged_into=None).first()
    while merged is not None and merged.merged_into_id:
        merged = Resident._base_manager.get(pk=merged.merged_into_id)
    return Resident.objects.filter(pk=merged.pk).first() if merged else None
