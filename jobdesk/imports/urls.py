from django.urls import path

from jobdesk.imports.views import columns, imports, rows, template

app_name = "imports"
urlpatterns = [
    path("imports/", imports.imports, name="imports"),
    path("imports/template/<slug:kind>/<slug:file_format>/", template.template, name="template"),
    path("imports/<code:code>/", rows.rows, name="rows"),
    path("imports/<code:code>/columns/", columns.columns, name="columns"),
    path("imports/<code:code>/confirm/", rows.confirm, name="confirm"),
    path("imports/<code:code>/undo/", rows.undo, name="undo"),
    path("imports/<code:code>/rows/<slug:file_format>/", rows.download, name="download"),
]
