from django.urls import path

from jobdesk.vocabulary.views import options

app_name = "vocabulary"
urlpatterns = [
    path("vocabulary/occupations/", options.options, {"kind": "occupation"}, name="occupations"),
    path("vocabulary/skills/", options.options, {"kind": "skill"}, name="skills"),
]
