from django.urls import path

from jobdesk.trail.views import trail

app_name = "trail"
urlpatterns = [path("trail/", trail, name="trail")]
