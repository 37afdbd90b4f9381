"""The saved views of a list: save one, rename it, share it, open the list with it, delete it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jobdesk.lists import services
from jobdesk.lists.models import SavedView
from jobdesk.lists.page import view_query
from jobdesk.lists.queries import preference_of, views_for
from jobdesk.lists.registry import lists
from jobdesk.lists.views.asked import choice_from, list_named
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken


@require_http_methods(["GET", "POST"])
@allowed("lists.use")
def list_views(request: HttpRequest, name: str) -> HttpResponse:
    """Show the views that one may use, or save the list at hand as a view."""
    definition = list_named(request, name)
    if request.method == "POST":
        return _save(request, name)
    liked = preference_of(request.user, name)
    context = {
        "definition": definition,
        "list_url": reverse(definition.url_name),
        "views": [
            {"view": view, "query": view_query(view), "is_own": view.owner == request.user}
            for view in views_for(request.user, request.hat.scope, name)
        ],
        "default_view_id": liked.default_view_id if liked else None,
        "deleted": SavedView.objects.filter(
            owner=request.user, list_name=name, pk=_number(request.GET.get("deleted", ""))
        )
        .exclude(deleted_at=None)
        .first(),
    }
    return render(request, "lists/views.html", context)


@require_POST
@allowed("lists.use")
def list_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Do one thing with a view: to its name, its sharing and its end only its owner may."""
    view = get_object_or_404(SavedView.objects.select_related("owner"), pk=pk, list_name__in=lists())
    is_own, action = view.owner == request.user, request.POST.get("action")
    usable = views_for(request.user, request.hat.scope, view.list_name)
    if action not in ACTIONS or not (is_own or (action in FOR_ALL and usable.filter(pk=pk).exists())):
        raise Http404
    back = reverse("lists:views", args=[view.list_name])
    try:
        messages.success(request, ACTIONS[action](request, view))
    except RuleBroken as error:
        messages.error(request, error.message)
    return redirect(f"{back}?deleted={view.pk}" if action == "delete" else back)


def _save(request: HttpRequest, name: str) -> HttpResponse:
    definition = list_named(request, name)
    choice = choice_from(request, definition, request.POST.get("here", ""))
    back = reverse(definition.url_name)
    try:
        if request.POST.get("update"):
            view = get_object_or_404(
                SavedView,
                pk=_number(request.POST["update"]),
                owner=request.user,
                list_name=name,
                deleted_at=None,
            )
            services.change_view(view, query=choice.query())
        else:
            is_shared = request.POST.get("is_shared") == "yes"
            given = request.POST.get("name", "")
            view = services.save_view(request.user, name, given, choice.query(), is_shared=is_shared)
    except RuleBroken as error:
        messages.error(request, error.message)
        return redirect(back + choice.address())
    messages.success(request, _("The view is saved."))
    return redirect(f"{back}?{view_query(view)}")


def _rename(request: HttpRequest, view: SavedView) -> str:
    services.change_view(view, name=request.POST.get("name", ""))
    return _("The view has another name.")


def _share(_request: HttpRequest, view: SavedView) -> str:
    services.change_view(view, is_shared=True)
    return _("Your colleagues at your centres can use this view.")


def _keep(_request: HttpRequest, view: SavedView) -> str:
    services.change_view(view, is_shared=False)
    return _("Only you can use this view.")


def _open_with(request: HttpRequest, view: SavedView) -> str:
    services.open_with(request.user, view.list_name, view)
    return _("The list opens with this view.")


def _open_usual(request: HttpRequest, view: SavedView) -> str:
    services.open_with(request.user, view.list_name, None)
    return _("The list opens as it usually does.")


def _delete(_request: HttpRequest, view: SavedView) -> str:
    services.delete_view(view)
    return _("The view is deleted.")


def _restore(_request: HttpRequest, view: SavedView) -> str:
    services.restore_view(view)
    return _("The view is back.")


ACTIONS = {
    "rename": _rename,
    "share": _share,
    "keep": _keep,
    "open_with": _open_with,
    "open_usual": _open_usual,
    "delete": _delete,
    "restore": _restore,
}
FOR_ALL = ("open_with", "open_usual")  # about one's own list, also with a view of somebody else


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None
