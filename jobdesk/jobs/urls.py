from django.urls import path

from jobdesk.jobs.views import cancel, jobs, try_again

app_name = "jobs"
urlpatterns = [
    path("jobs/", jobs, name="jobs"),
    path("jobs/<int:pk>/again/", try_again, name="try_again"),
    path("jobs/<int:pk>/cancel/", cancel, name="cancel"),
]
