"""The public vacancies: what is there without login, what never is, and how it is found."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.models import Occupation
from tests.factories.desks import OrganisationFactory
from tests.factories.employers import CompanyFactory, VacancyFactory

# What schema.org says of a JobPosting, for the properties that we give: the types that it expects of each,
# and of what hangs from it (schema.org/JobPosting, version 29). Dates are written as ISO 8601.
EXPECTED = {
    "JobPosting": {
        "title": {"Text"},
        "description": {"Text"},
        "identifier": {"PropertyValue", "Text", "URL"},
        "url": {"URL"},
        "datePosted": {"Date"},
        "validThrough": {"Date"},
        "employmentType": {"Text"},
        "hiringOrganization": {"Organization", "Person"},
        "industry": {"Text"},
        "jobLocation": {"Place"},
        "jobStartDate": {"Date", "Text"},
        "totalJobOpenings": {"Integer"},
        "directApply": {"Boolean"},
        "occupationalCategory": {"CategoryCode", "Text"},
        "workHours": {"Text"},
        "baseSalary": {"MonetaryAmount", "Number", "PriceSpecification"},
    },
    "PropertyValue": {"name": {"Text"}, "value": {"Text", "Number"}},
    "Organization": {"name": {"Text"}},
    "Place": {"address": {"PostalAddress", "Text"}},
    "PostalAddress": {"addressLocality": {"Text"}, "addressCountry": {"Country", "Text"}},
    "MonetaryAmount": {"currency": {"Text"}, "value": {"QuantitativeValue", "Number"}},
    "QuantitativeValue": {"value": {"Number"}, "unitText": {"Text"}},
}
# What search engines ask for (developers.google.com/search/docs/appearance/structured-data/job-posting).
REQUIRED = {"title", "description", "datePosted", "hiringOrganization", "jobLocation"}
RECOMMENDED = {"validThrough", "employmentType", "baseSalary", "identifier", "directApply"}
EMPLOYMENT = {"FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM", "OTHER"}


def public(**fields):
    return VacancyFactory(is_public=True, **fields)


def codes(client, **asked) -> list[str]:
    return [each.code for each in client.get("/work/en/", asked).context["page"].rows]


def posting(client, vacancy, language="en") -> dict:
    page = client.get(f"/work/{language}/{vacancy.code}/").content.decode()
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(data)


def types_of(value) -> set[str]:
    """The types of schema.org that a value in JSON can be."""
    if isinstance(value, dict):
        return {value["@type"]}
    if isinstance(value, bool):
        return {"Boolean"}
    if isinstance(value, int):
        return {"Integer", "Number"}
    if isinstance(value, float):
        return {"Number"}
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return {"Date", "Text"}
    return {"URL", "Text"} if value.startswith(("http://", "https://")) else {"Text"}


def faults(data: dict) -> list[str]:
    """What schema.org does not expect."""
    found = []
    for name, value in data.items():
        if name in ("@type", "@context"):
            continue
        expected = EXPECTED[data["@type"]].get(name, set())
        for each in value if isinstance(value, list) else [value]:
            if not types_of(each) & expected:
                found.append(f"{data['@type']}.{name}: {each}")
            if isinstance(each, dict):
                found += faults(each)
    return found


class TestWhatIsPublic:
    @pytest.mark.parametrize(
        "fields",
        [
            {"is_public": False},
            {"status": "draft", "published_on": None, "expires_on": None},
            {"status": "submitted"},
            {"status": "held", "held_on": date(2026, 1, 1), "held_from": "open"},
            {"status": "filled"},
            {"status": "expired"},
            {"status": "closed"},
        ],
    )
    def test_only_open_ones_whose_company_wants_it(self, db, client, fields):
        shown, other = public(), VacancyFactory(**({"is_public": True} | fields))
        assert codes(client) == [shown.code]
        assert client.get(f"/work/en/{other.code}/").status_code != 200
        for address in ("/work/en/feed.rss", "/work/en/feed.json", "/work/sitemap.xml"):
            body = client.get(address).content.decode()
            assert (shown.code in body, other.code in body) == (True, False)

    def test_company_that_is_not_approved_has_no_public_page(self, db, client):
        public(company=CompanyFactory(status="closed"))
        assert codes(client) == []

    @pytest.mark.parametrize("status", ["filled", "expired", "closed"])
    def test_gone_one_says_so_in_the_language_of_its_address(self, db, client, status):
        page = client.get(f"/work/fr/{public(status=status).code}/")
        assert (page.status_code, page["Content-Language"]) == (410, "fr")

    def test_one_that_was_never_public_is_not_found(self, db, client):
        hidden = VacancyFactory()
        never_open = public(status="submitted", published_on=None, expires_on=None)
        assert client.get(f"/work/en/{hidden.code}/").status_code == 404
        assert client.get(f"/work/en/{never_open.code}/").status_code == 404
        assert client.get("/work/en/V-222222/").status_code == 404

    def test_neither_telephone_nor_number_nor_colleagues_are_told(self, db, client):
        company = CompanyFactory(phone="+31 20 555 01 99", register_number="12345678", postcode="9999 ZZ")
        vacancy = public(company=company, returned_reason="Say more.")
        addresses = ["", f"{vacancy.code}/", "feed.rss", "feed.json"]
        pages = "".join(client.get(f"/work/en/{each}").content.decode() for each in addresses)
        assert company.organisation.name in pages
        for secret in ("555 01 99", "12345678", "9999 ZZ", "Say more.", "legal minimum"):
            assert secret not in pages

    def test_company_gives_the_page_and_takes_it_away(self, house, client, client_of):
        vacancy = VacancyFactory(company=house.company)
        employer, address = client_of(house.employer), f"/vacancies/{vacancy.code}/public/"
        employer.post(address, {"public": "yes"})
        assert codes(client) == [vacancy.code]
        assert f"/work/en/{vacancy.code}/" in employer.get(f"/vacancies/{vacancy.code}/").content.decode()
        employer.post(address, {"public": "no"})
        assert codes(client) == []
        assert client_of(house.stranger).post(address, {"public": "yes"}).status_code == 404

    @pytest.mark.parametrize("who", ["employer", "coach"])
    def test_a_user_reads_the_same_as_a_passer_by(self, house, client_of, who):
        shown = public()
        VacancyFactory(company=house.company)
        assert codes(client_of(getattr(house, who))) == [shown.code]


class TestFinding:
    def test_by_the_everyday_word_of_an_occupation_in_any_language(self, db, client):
        cook = public(occupation=Occupation.objects.get(code="cook"), title="Keuken")
        public(title="Driver")
        assert codes(client, q="kok") == codes(client, q="cuisinier") == [cook.code]

    @pytest.mark.parametrize("q", ["baker", "night baker", "{code}"])
    def test_by_words_of_the_title_or_the_code(self, db, client, q):
        found = public(title="Baker at night")
        public(title="Driver")
        assert codes(client, q=q.format(code=found.code)) == [found.code]

    def test_by_distance_from_a_place(self, db, client):
        near, far = public(municipality="Dronten"), public(municipality="Maastricht")
        assert codes(client, place="Lelystad", within="50") == [near.code]
        assert codes(client, place="Lelystad", within="10") == []
        assert codes(client, place="Maastricht", within="10") == [far.code]

    def test_across_the_border(self, db, client):
        belgian = CompanyFactory(organisation=OrganisationFactory(kind="employer", country="BE"))
        near = public(company=belgian, municipality="Lanaken")
        assert codes(client, place="Maastricht", within="25") == [near.code]

    def test_place_that_nobody_knows_is_told_with_what_is_like_it(self, db, client):
        public()
        page = client.get("/work/en/", {"place": "Maastrich"})
        assert (page.context["is_place_known"], page.context["page"].rows) == (False, [])
        assert "Maastricht" in page.context["alike"]
        assert "Maastrich" in page.content.decode()

    def test_place_of_its_own_name_is_found_though_the_map_does_not_have_it(self, db, client):
        found = public(municipality="Waterdam")
        assert codes(client, place="waterdam") == [found.code]

    def test_by_the_language_asked_or_none(self, db, client):
        dutch, none, english = public(), public(), public()
        with system_scope("test"):
            dutch.languages.create(language="nl", use="speaking", level="A1")
            english.languages.create(language="en", use="reading", level="A2")
        assert codes(client, language="nl") == [dutch.code]
        assert codes(client, language="en") == [english.code]
        assert codes(client, language="none") == [none.code]

    @pytest.mark.parametrize("asked", [{"within": "x"}, {"language": "xx"}, {"after": "V-999999"}])
    def test_nonsense_in_the_address_is_left_out(self, db, client, asked):
        vacancy = public()
        assert codes(client, **asked) == [vacancy.code]

    def test_pages_follow_each_other_and_keep_the_choice(self, db, client):
        made = [public(title="Baker").code for _each in range(21)]
        first = client.get("/work/en/", {"q": "baker"})
        second = client.get(f"/work/en/{first.context['next']}")
        rows = [*first.context["page"].rows, *second.context["page"].rows]
        assert [each.code for each in rows] == made[::-1]
        assert second.context["wanted"].q == "baker"

    def test_nothing_found_says_what_to_do(self, db, client):
        assert "No public vacancies now" in client.get("/work/en/").content.decode()
        assert "No vacancy fits this" in client.get("/work/en/?q=astronaut").content.decode()

    def test_number_of_queries_does_not_grow(self, db, client, django_assert_max_num_queries):
        for _each in range(8):
            public()
        with django_assert_max_num_queries(8):
            client.get("/work/en/", {"place": "Lelystad"})


class TestLanguages:
    @pytest.mark.parametrize("language", ["nl", "fr", "en"])
    def test_each_has_its_address_and_names_the_others(self, db, client, language):
        vacancy = public()
        for address in ("/work/{}/", f"/work/{{}}/{vacancy.code}/"):
            response = client.get(address.format(language))
            page = response.content.decode()
            assert f'<html lang="{language}"' in page
            assert response["Content-Language"] == language
            for other in ("nl", "fr", "en"):
                href = f"http://localhost:8000{address.format(other)}"
                assert f'hreflang="{other}" href="{href}"' in re.sub(r"\s+", " ", page)

    def test_unknown_language_is_not_found_and_without_one_the_readers_is_taken(self, db, client):
        assert client.get("/work/de/").status_code == 404
        assert client.get("/work/", headers={"accept-language": "fr"}).url == "/work/fr/"

    @pytest.mark.parametrize("address", ["/work/", "/work/en/", "/work/en/feed.rss", "/robots.txt"])
    def test_nothing_is_sent_to_them(self, db, client, address):
        assert client.post(address).status_code == 405


class TestJobPosting:
    @pytest.mark.parametrize("language", ["nl", "fr", "en"])
    @pytest.mark.parametrize("contract", ["fixed_term", "permanent", "internship", "volunteering"])
    def test_is_what_schema_org_expects(self, db, client, language, contract):
        wage = {"wage_hour": None} if contract in ("internship", "volunteering") else {}
        vacancy = public(occupation=Occupation.objects.get(code="cook"), contract=contract, **wage)
        data = posting(client, vacancy, language)
        assert (data["@context"], data["@type"]) == ("https://schema.org/", "JobPosting")
        assert faults(data) == []
        assert REQUIRED | RECOMMENDED - ({"baseSalary"} if wage else set()) <= set(data)
        assert set(data["employmentType"]) <= EMPLOYMENT

    def test_says_what_the_vacancy_says(self, db, client):
        vacancy = public(title="Baker", hours=36, wage_hour="16.20", places=3)
        data = posting(client, vacancy)
        assert (data["title"], data["totalJobOpenings"], data["employmentType"]) == (
            "Baker",
            3,
            ["FULL_TIME", "TEMPORARY"],
        )
        assert data["validThrough"] == vacancy.expires_on.isoformat()
        assert data["baseSalary"]["value"] == {
            "@type": "QuantitativeValue",
            "value": 16.2,
            "unitText": "HOUR",
        }
        assert data["url"] == f"http://localhost:8000/work/en/{vacancy.code}/"

    def test_words_of_a_company_cannot_leave_the_block(self, db, client):
        vacancy = public(title="</script><script>alert(1)</script>", description="A & B <b>bold</b>")
        page = client.get(f"/work/en/{vacancy.code}/").content.decode()
        assert "<script>alert" not in page
        data = posting(client, vacancy)
        assert data["title"] == "</script><script>alert(1)</script>"
        assert "A &amp; B &lt;b&gt;bold&lt;/b&gt;" in data["description"]


class TestFeeds:
    def test_rss_holds_what_the_list_finds(self, db, client):
        found = public(title="Baker", occupation=Occupation.objects.get(code="baker"))
        public(title="Driver")
        response = client.get("/work/fr/feed.rss?q=baker")
        channel = ET.fromstring(response.content).find("channel")  # noqa: S314 - our own
        assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
        assert channel.findtext("language") == "fr"
        assert channel.findtext("link") == "http://localhost:8000/work/fr/?q=baker"
        (item,) = channel.findall("item")
        assert item.findtext("title") == "Baker, Almere"
        assert item.findtext("link") == f"http://localhost:8000/work/fr/{found.code}/"
        assert (item.findtext("guid"), item.find("guid").get("isPermaLink")) == (found.code, "false")
        assert item.findtext("category") == "Boulangerie"

    def test_json_feed_is_version_1_1(self, db, client):
        found = public(title="Baker")
        response = client.get("/work/nl/feed.json")
        feed = response.json()
        assert response["Content-Type"] == "application/feed+json; charset=utf-8"
        assert (feed["version"], feed["language"]) == ("https://jsonfeed.org/version/1.1", "nl")
        assert feed["home_page_url"] == "http://localhost:8000/work/nl/"
        assert feed["feed_url"].endswith("/work/nl/feed.json")
        (item,) = feed["items"]
        assert (item["id"], item["title"], item["tags"]) == (found.code, "Baker, Almere", [])
        assert item["url"] == f"http://localhost:8000/work/nl/{found.code}/"
        assert item["date_published"][:10] == found.published_on.isoformat()
        assert found.description in item["content_html"]

    def test_newest_come_first(self, db, client):
        old = public(published_on=timezone.localdate() - timedelta(days=9))
        new = public(published_on=timezone.localdate())
        assert [each["id"] for each in client.get("/work/en/feed.json").json()["items"]] == [
            new.code,
            old.code,
        ]


class TestSearchEngines:
    def test_map_names_each_page_in_every_language(self, db, client):
        vacancy = public()
        body = client.get("/work/sitemap.xml").content.decode()
        for language in ("nl", "fr", "en"):
            assert f"/work/{language}/{vacancy.code}/</loc>" in body
        assert body.count("<url>") == 3

    def test_robots_may_read_what_is_for_everybody_only(self, db, client):
        assert client.get("/robots.txt").content.decode().splitlines() == [
            "User-agent: *",
            "Allow: /work/",
            "Allow: /guide/",
            "Allow: /register/",
            "Allow: /static/",
            "Disallow: /",
            "Sitemap: http://localhost:8000/work/sitemap.xml",
        ]
