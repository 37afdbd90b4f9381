from django.urls import path

from employers.views import charter, companies, company, invite, register, vacancy_acts, vacancy_form
from employers.views.register_account import RegisterCode, RegisterYou

app_name = "employers"
urlpatterns = [
    path("register/", register.register, name="register"),
    path("register/company/", register.register_facts, name="register_facts"),
    path("register/known/", register.register_known, name="register_known"),
    path("register/charter/", register.register_charter, name="register_charter"),
    path("register/you/", RegisterYou.as_view(), name="register_you"),
    path("register/code/", RegisterCode.as_view(), name="register_code"),
    path("register/welcome/", register.register_welcome, name="register_welcome"),
    path("vacancies/new/", vacancy_form.vacancy_new, name="vacancy_new"),
    path("vacancies/<code:code>/edit/", vacancy_form.vacancy_edit, name="vacancy_edit"),
    path("vacancies/<code:code>/preview/", vacancy_acts.preview, name="vacancy_preview"),
    path("vacancies/<code:code>/copy/", vacancy_acts.copy, name="vacancy_copy"),
    path("vacancies/<code:code>/delete/", vacancy_acts.delete, name="vacancy_delete"),
    path("charter/", charter.charter, name="charter"),
    path("company/ask-again/", company.ask_again, name="ask_again"),
    path("employers/", companies.companies, name="companies"),
    path("employers/invite/", invite.invite, name="invite"),
    path("employers/invitations/<int:pk>/resend/", invite.resend, name="resend_invitation"),
    path("employers/invitations/<int:pk>/withdraw/", invite.withdraw, name="withdraw_invitation"),
    path("employers/<int:pk>/", company.company, name="company"),
    path("employers/<int:pk>/decide/", company.decide, name="company_decide"),
    path("employers/<int:pk>/change/", company.change, name="company_change"),
    path("employers/<int:pk>/reopen/", company.reopen, name="company_reopen"),
    path("employers/joining/<int:pk>/", company.join, name="join"),
]
