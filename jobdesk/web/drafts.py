"""What a browser needs to keep what was typed and not saved yet: whose it is, and the key that only they get.

A draft is written in the browser (static/js/drafts.js), encrypted with the key of its owner. The key stands
in no storage: it is handed to the pages of the signed-in user. Whoever sits down at the same computer later
cannot read it.
"""

import base64
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from jobdesk.accounts.models import User

SAVED = "saved-draft"  # the cookie that names the draft whose form was saved
_MARK = re.compile(r"[0-9a-f-]{36}")


def draft_key(user: User) -> str:
    """Return the key of a user's drafts: 256 bits, in base64, the same as long as the site's secret is."""
    return base64.b64encode(salted_hmac("drafts.key", str(user.pk), algorithm="sha256").digest()).decode()


def draft_owner(user: User) -> str:
    """Return the mark under which a user's drafts lie in the browser."""
    return salted_hmac("drafts.owner", str(user.pk)).hexdigest()[:16]


class SavedDraftMiddleware:
    """Tells the browser that a form it keeps has been saved, so that it may forget what was typed.

    Only the server knows: a page that comes after a form was sent may be the sign-in page, or that of an
    error. Stands last, so that what it sees is the answer of the view and not of a middleware that turned
    the request away.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        mark = getattr(request, "draft_mark", "")
        if response.status_code == 302 and _MARK.fullmatch(mark):
            response.set_cookie(
                SAVED, mark, max_age=60, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
            )
        return response

    def process_view(self, request: HttpRequest, _view, _args, _kwargs) -> None:
        """Runs only where no other middleware has answered already."""
        if request.method == "POST":
            request.draft_mark = request.POST.get("draft", "")
