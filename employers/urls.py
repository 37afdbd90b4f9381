from django.urls import path

from employers.views import charter, vacancy_form

app_name = "employers"
urlpatterns = [
    path("vacancies/new/", vacancy_form.vacancy_new, name="vacancy_new"),
    path("vacancies/<code:code>/edit/", vacancy_form.vacancy_edit, name="vacancy_edit"),
    path("charter/", charter.charter, name="charter"),
]
