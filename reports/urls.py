from django.urls import path

from reports.views import overview, report, reports

app_name = "reports"
urlpatterns = [
    path("overview/", overview.overview, name="overview"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<code:code>/", report.report, name="report"),
    path("reports/<code:code>/again/", report.report_again, name="report_again"),
    path("reports/<code:code>/<str:file_format>/", report.report_download, name="report_download"),
]
