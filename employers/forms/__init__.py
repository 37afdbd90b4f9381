"""What employers fill in, and what the desk fills in about them."""

from employers.forms.companies import CompanyForm, FilterForm, InviteEmployerForm, ReasonForm
from employers.forms.registration import FactsForm, NumberForm, PledgesForm
from employers.forms.vacancies import VacancyForm, WorkForm

__all__ = [
    "CompanyForm",
    "FactsForm",
    "FilterForm",
    "InviteEmployerForm",
    "NumberForm",
    "PledgesForm",
    "ReasonForm",
    "VacancyForm",
    "WorkForm",
]
