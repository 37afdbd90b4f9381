from django.urls import path

from matching.views import (
    answer,
    change,
    change_employer,
    check_in,
    close,
    close_account,
    company_close,
    decide,
    hire,
    match,
    paper_check,
    papers,
    placement_record,
    propose,
    vacancies,
    vacancy,
    withdraw,
)

app_name = "matching"
urlpatterns = [
    path("vacancies/", vacancies.vacancies, name="vacancies"),
    path("vacancies/<code:code>/", vacancy.vacancy, name="vacancy"),
    path("vacancies/<code:code>/decide/", decide.decide, name="decide"),
    path("vacancies/<code:code>/change/", change.change, name="change"),
    path("vacancies/<code:code>/close/", close.close, name="close"),
    path("vacancies/<code:code>/propose/", propose.propose, name="propose"),
    path("proposals/<code:code>/answer/", answer.answer, name="answer"),
    path("proposals/<code:code>/seen/", vacancy.seen, name="seen"),
    path("proposals/<code:code>/withdraw/", withdraw.withdraw, name="withdraw"),
    path("proposals/<code:code>/match/", match.match, name="match"),
    path(
        "placements/<code:code>/record/",
        placement_record.placement_record,
        name="placement_record",
    ),
    path(
        "placements/<code:code>/employer/",
        change_employer.change_employer,
        name="change_employer",
    ),
    path("check-ins/<int:pk>/", check_in.check_in, name="check_in"),
    path("company/close/", close_account.close_account, name="close_account"),
    path("employers/<int:pk>/close/", company_close.company_close, name="company_close"),
    path("papers/", papers.papers, name="papers"),
    path("papers/<code:code>/", hire.hire, name="hire"),
    path("papers/<code:code>/<int:pk>/send/", hire.paper_send, name="paper_send"),
    path("papers/<code:code>/<int:pk>/take-back/", hire.paper_take_back, name="paper_take_back"),
    path("placements/<code:code>/papers/<int:pk>/", paper_check.paper_check, name="paper_check"),
]
