"""What a browser is told about each page, beside the Content-Security-Policy."""

from django.http import HttpRequest, HttpResponse

UNUSED_DEVICES = ", ".join(f"{name}=()" for name in ("camera", "geolocation", "microphone", "payment", "usb"))


class PageHeadersMiddleware:
    """Keeps the pages of signed-in users out of the browser's store, and switches unused devices off.

    A desk's computer is shared: after logging out, "back" must not show the last resident.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", UNUSED_DEVICES)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
