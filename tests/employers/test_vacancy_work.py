"""The desk says which occupation a company's own words mean."""

import pytest

from employers.services import name_work, update_vacancy
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.models import Occupation
from tests.factories.employers import VacancyFactory

SURE, DOUBTFUL = "ik deed de afwas in een restaurant", "iets met mensen en dieren"


@pytest.fixture
def vacancy(meeting):
    return VacancyFactory(company=meeting.company, status="submitted", occupation=None, occupation_words=SURE)


@pytest.fixture
def address(vacancy) -> str:
    return f"/vacancies/{vacancy.code}/work/"


def stored(vacancy) -> tuple[str, str, str]:
    with system_scope("test"):
        vacancy.refresh_from_db()
        return vacancy.occupation_words, vacancy.misread_as, getattr(vacancy.occupation, "unit_group", "")


def test_the_reading_is_confirmed_with_one_tap_where_the_desk_decides(meeting, vacancy, address, client_of):
    client = client_of(meeting.coach)
    html = client.get(f"/vacancies/{vacancy.code}/decide/").content.decode()
    with system_scope("test"):
        term = Occupation.objects.get(code="dishwasher")
    assert f'action="{address}"' in html
    assert f'value="{term.key}"' in html
    given = {"occupation": SURE, "occupation-choice": term.key}
    assert client.post(address, given).status_code == 302
    assert stored(vacancy) == ("", "", "9412")
    entry = AuditEntry.objects.get(action="vacancy.work_named")
    assert entry.changes == {"words": SURE, "occupation": term.key}
    assert client.post(address, given, follow=True).status_code == 200
    assert AuditEntry.objects.filter(action="vacancy.work_named").count() == 1


def test_a_wrong_reading_is_refused_and_not_read_again(meeting, vacancy, address, client_of):
    client = client_of(meeting.coach)
    assert client.post(address, {"misread": "9412"}).status_code == 302
    assert stored(vacancy) == (SURE, "9412", "")
    offer = client.get(address).context["offer"]
    assert offer is None or "9412" not in {term.unit_group for term in offer.terms}
    with system_scope("test"):
        update_vacancy(vacancy, occupation_words="afwasser")
    assert stored(vacancy) == ("afwasser", "", "")


def test_words_of_ones_own_are_no_answer(meeting, vacancy, address, client_of):
    given = {"occupation": DOUBTFUL, "occupation-key": "own-words"}
    response = client_of(meeting.coach).post(address, given)
    assert response.context["form"].errors == {"occupation": ["Choose an occupation from the list."]}
    assert response.context["form"]["occupation"].value().text == DOUBTFUL
    assert stored(vacancy) == (SURE, "", "")


def test_what_a_company_chose_is_not_replaced(meeting, vacancy):
    term = Occupation.objects.get(code="cleaner")
    with system_scope("test"):
        update_vacancy(vacancy, occupation=term, occupation_words="")
        with pytest.raises(RuleBroken, match="names its occupation already"):
            name_work(vacancy, Occupation.objects.get(code="dishwasher"))
        update_vacancy(vacancy, occupation=None, occupation_words=DOUBTFUL)
        type(vacancy).objects.filter(pk=vacancy.pk).update(status="closed")
        vacancy.refresh_from_db()
        with pytest.raises(RuleBroken, match="closed"):
            name_work(vacancy, term)


def test_only_the_desk_of_the_country_says_so(meeting, vacancy, address, client_of):
    assert client_of(meeting.employer).get(address).status_code == 403
    assert client_of(meeting.coach).delete(address).status_code == 405
    with system_scope("test"):
        type(vacancy).objects.filter(pk=vacancy.pk).update(status="draft", submitted_on=None)
    assert client_of(meeting.coach).get(address).status_code == 404
