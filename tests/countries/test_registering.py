"""A company of Zembla comes in: its number has no check, and no word of another country is asked of it."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from employers.models import Company
from jobdesk.trail.scoping import system_scope
from law import registry
from tests.countries.conftest import LANGUAGES
from tests.countries.foreign import assert_own, text_of_page
from tests.employers.test_register import PLEDGED

FACTS = {"name": "Mirror Works", "sector": "other", "municipality": "Onhava", "phone": "999 555 0123"}
YOU = {"name": "Gradus Shade", "email": "gradus@mirror.example", "password1": "quite-a-long-sentence-3"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_company_registers_and_is_approved(desk, language, mailoutbox, django_capture_on_commit_callbacks):
    phone = Client(headers={"accept-language": language})

    def post(url: str, data: dict) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            return phone.post(url, data).url

    page = phone.get("/register/?country=ZZ")
    assert page.context["form"]["number"].label == "Guild mark"
    assert post("/register/?country=ZZ", {"number": "qx – 77"}) == "/register/company/"
    assert post("/register/company/", FACTS) == "/register/charter/"
    for step in ("company", "charter"):
        assert_own(text_of_page(phone.get(f"/register/{step}/").content.decode()))
    assert post("/register/charter/", PLEDGED) == "/register/you/"
    assert post("/register/you/", YOU) == "/register/code/"
    code = re.search(r"^\d{6}$", mailoutbox[-1].body, re.MULTILINE)[0]
    assert post("/register/code/", {"code": code}) == "/register/welcome/"
    assert_own(text_of_page(phone.get("/register/welcome/").content.decode()))
    with system_scope("test"):
        company = Company.objects.get(register_number="QX77")
    assert company.organisation.country == "ZZ"
    assert "Guild mark" in desk.page(desk.coordinator, f"/employers/{company.pk}/", language)
    desk.client(desk.coordinator).post(f"/employers/{company.pk}/decide/", {"action": "approve"})
    with system_scope("test"):
        company.refresh_from_db()
    assert company.status == "approved"


def test_country_without_company_numbers_asks_none(desk):
    without = replace(registry.country("ZZ"), company_number=None)
    phone = Client(headers={"accept-language": "en"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(registry._countries, "ZZ", without)
        page = phone.get("/register/?country=ZZ").content.decode()
        assert "Companies have no number in this country." in page
        assert phone.post("/register/?country=ZZ", {}).url == "/register/company/"
