from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from desk.search import find as find_all
from desk.search import recent
from jobdesk.trail.access import allowed
from jobdesk.web.searches import recall, remember

WHILE_TYPING = {"people": 7, "others": 3}
ON_THE_PAGE = {"people": 50, "others": 20}
LONGEST = 100


@require_http_methods(["GET", "POST"])
@allowed("search.use")
def find(request: HttpRequest) -> HttpResponse:
    """Find anybody and anything of the desk. What is typed is posted: no name stands in an address."""
    if request.method == "POST":
        typed = request.POST.get("q", "").strip()[:LONGEST]
        if request.htmx:
            groups = find_all(typed, request.user, **WHILE_TYPING) if typed else recent(request.user)
            return render(request, "desk/find.html#live", {"typed": typed, "groups": groups})
        token = remember(request.session, typed)
        return redirect(f"{reverse('desk:find')}?s={token}" if token else "desk:find")
    typed = recall(request.session, request.GET.get("s", ""))
    found = find_all(typed, request.user, **ON_THE_PAGE) if typed else []
    context = {
        "typed": typed,
        "groups": found or ([] if typed else recent(request.user)),
        "is_forgotten": bool(request.GET.get("s")) and not typed,
        "most": ON_THE_PAGE["people"],
    }
    return render(request, "desk/find.html", context)
