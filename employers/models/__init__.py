"""A company and its vacancies: one file per noun."""

from employers.models.company import CharterSignature, Client, Company, JoinRequest
from employers.models.sector import Sector
from employers.models.vacancy import MOST_PLACES, Vacancy, VacancyCertificate, VacancyLanguage, VacancyRow
from employers.models.vacancy_change import VacancyChange

__all__ = [
    "MOST_PLACES",
    "CharterSignature",
    "Client",
    "Company",
    "JoinRequest",
    "Sector",
    "Vacancy",
    "VacancyCertificate",
    "VacancyChange",
    "VacancyLanguage",
    "VacancyRow",
]
