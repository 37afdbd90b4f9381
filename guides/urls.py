from django.urls import path

from guides.views import guide, texts

app_name = "guides"
urlpatterns = [
    path("guide/", guide.guide, name="guide"),
    path("guide/first-hire/", guide.first_hire, name="first_hire"),
    path("guide/questions/", guide.questions, name="questions"),
    path("guide/<path:rest>", guide.not_here, name="not_here"),
    path("guides/", texts.texts, name="texts"),
    path("guides/<str:country>/<slug:page>/new/", texts.text_new, name="text_new"),
    path("guides/<str:country>/<slug:page>/<slug:code>/", texts.text, name="text"),
    path("guides/<str:country>/<slug:page>/<slug:code>/move/", texts.text_move, name="text_move"),
    path("guides/<str:country>/<slug:page>/<slug:code>/remove/", texts.text_remove, name="text_remove"),
    path("guides/<str:country>/<slug:page>/<slug:code>/drop/", texts.text_drop, name="text_drop"),
    path(
        "guides/<str:country>/<slug:page>/<slug:code>/<int:version>/",
        texts.text_version,
        name="text_version",
    ),
]
