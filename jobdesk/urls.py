"""Every address of the site. ``app:screen`` names lead to ``<app>/views/<screen>.py``."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, register_converter

from jobdesk.accounts.views.home import home
from jobdesk.accounts.views.refused import handler403
from jobdesk.codes import CodeConverter
from jobdesk.web.busy import handler500
from jobdesk.web.health import healthz, readyz

__all__ = ["handler403", "handler500", "urlpatterns"]

register_converter(CodeConverter, "code")

urlpatterns = [
    path("", home, name="home"),
    path("account/", include("allauth.urls")),
    path("", include("jobdesk.accounts.urls")),
    path("", include("jobdesk.desks.urls")),
    path("", include("jobdesk.trail.urls")),
    path("", include("jobdesk.vocabulary.urls")),
    path("", include("jobdesk.imports.urls")),
    path("", include("jobdesk.jobs.urls")),
    path("", include("jobdesk.lists.urls")),
    *(path("", include(f"{app}.urls")) for app in settings.ROOMS),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]

if settings.DEV_PAGES:
    from jobdesk.dev.gallery import components
    from jobdesk.dev.outbox import outbox, outbox_message

    urlpatterns += [
        path("dev/components/", components, name="dev_components"),
        path("dev/outbox/", outbox, name="dev_outbox"),
        path("dev/outbox/<slug:code>/", outbox_message, name="dev_outbox_message"),
    ]
