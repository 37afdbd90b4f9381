"""The key of what a browser keeps for the user who is signed in: static/js/keep.js."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from jobdesk.web.drafts import draft_key


@require_GET
@never_cache
def drafts(request: HttpRequest) -> JsonResponse:
    """Hand out the key; kept nowhere, neither by the browser nor in a page."""
    return JsonResponse({"key": draft_key(request.user)})
