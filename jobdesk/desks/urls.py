from django.urls import path

from jobdesk.desks.views import change, close, listing, new, reopen, show, targets, weeks

app_name = "desks"
urlpatterns = [
    path("desks/", listing, name="desks"),
    path("desks/projects/<int:pk>/targets/", targets, name="targets"),
    path("desks/projects/<int:pk>/check-ins/", weeks, name="weeks"),
    path("desks/<slug:kind>/", listing, name="listing"),
    path("desks/<slug:kind>/new/", new, name="new"),
    path("desks/<slug:kind>/<int:pk>/", show, name="show"),
    path("desks/<slug:kind>/<int:pk>/change/", change, name="change"),
    path("desks/<slug:kind>/<int:pk>/close/", close, name="close"),
    path("desks/<slug:kind>/<int:pk>/reopen/", reopen, name="reopen"),
]
