from django.urls import path

from jobdesk.lists.views import bulk, columns, export, search, views

app_name = "lists"
urlpatterns = [
    path("lists/<slug:name>/columns/", columns.list_columns, name="columns"),
    path("lists/<slug:name>/views/", views.list_views, name="views"),
    path("lists/<slug:name>/search/", search.list_search, name="search"),
    path("lists/<slug:name>/action/", bulk.list_bulk, name="bulk"),
    path("lists/<slug:name>/file/", export.list_export, name="export"),
    path("views/<int:pk>/", views.list_view, name="view"),
    path("actions/<code:code>/", bulk.bulk_run, name="bulk_run"),
    path("actions/<code:code>/undo/", bulk.bulk_undo, name="bulk_undo"),
    path("files/<code:code>/", export.list_file, name="file"),
    path("files/<code:code>/download/", export.list_file_download, name="file_download"),
]
