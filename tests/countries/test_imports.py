"""Lists of a desk in Zembla, in the words of its country, from the file to the right to work."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jobdesk.imports.models import Import
from jobdesk.trail.scoping import system_scope
from residents.models import Document, LegalEvent, Resident
from tests.countries.conftest import LANGUAGES, Desk, day
from tests.countries.foreign import assert_own, text_of_page
from tests.factories.residents import ResidentFactory


@pytest.fixture
def bring(desk: Desk, settings, tmp_path, django_capture_on_commit_callbacks):
    """Send a list as the coordinator, choose its columns, and bring it in; every page is read on the way."""
    settings.PRIVATE_DIR = tmp_path

    def bring(content: str, kind: str, language: str = "en", **columns: str) -> Import:
        browser = desk.client(desk.coordinator, language)

        def post(name: str, data: dict | None = None, **where: str):
            with django_capture_on_commit_callbacks(execute=True):
                return browser.post(reverse(f"imports:{name}", kwargs=where), data or {}, follow=True)

        file = SimpleUploadedFile("list.csv", content.encode())
        post("imports", {"kind": kind, "source": "Weekly", "file": file})
        batch = Import.objects.latest("pk")
        where = {"code": batch.code}
        page = browser.get(reverse("imports:columns", kwargs=where))
        assert_own(text_of_page(page.content.decode()))
        form = {field.name: field.value() or "" for field in page.context["form"]}
        post("columns", form | columns, **where)
        for step in ("rows", "confirm"):
            page = browser.get(reverse("imports:rows", kwargs=where))
            assert_own(text_of_page(page.content.decode()))
            if step == "confirm":
                post("confirm", **where)
        batch.refresh_from_db()
        return batch

    return bring


RESIDENTS = """Agency number;First name;Gender;Language to speak in;Reception by
CK 500100;Sybil;woman;en;Shelter Office
CK 500101;Hazel;woman;fr;Own roof
"""
EVENTS = f"""Agency number;Event;Day;What was decided, or which kind
500100;Asylum application lodged;{day(-200)};
500100;talk at the shelter;{day(-100)};
500100;Status granted;{day(-9)};haven
"""
DOCUMENTS = f"""Agency number;Document;Valid from;Valid until
500100;pass (grey);{day(-150)};{day(200)}
500100;Silver pass;{day(-9)};{day(900)}
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_residents_events_and_documents_come_in(desk, bring, language):
    bring(RESIDENTS, "residents", **{"fixed-centre": desk.centre.code})
    with system_scope("test"):
        people = list(Resident.objects.order_by("reference_number"))
    assert [(each.reference_number, each.reception) for each in people] == [
        ("500100", "Shelter"),
        ("500101", "own-roof"),
    ]
    bring(EVENTS, "events", language)
    bring(DOCUMENTS, "documents", language)
    with system_scope("test"):
        events = list(LegalEvent.objects.order_by("on").values_list("type", "value"))
        documents = list(Document.objects.order_by("from_on").values_list("type", flat=True))
        person = Resident.objects.get(reference_number="500100")
    assert events == [
        ("application_lodged", ""),
        ("reception_interview", ""),
        ("status_granted", "sanctuary"),
    ]
    assert documents == ["grey-pass", "silver-pass"]
    assert (person.work_outcome, person.work_allowed_from) == ("needs_notification", day(-9))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["residents", "events", "documents", "steps", "placements", "intakes"])
def test_a_word_nobody_knows_is_asked_for_with_what_the_country_has(desk, kind, language):
    page = desk.page(desk.coordinator, reverse("imports:imports") + f"?kind={kind}", language)
    assert page


@pytest.mark.parametrize(("kind", "heading"), [("events", "Event"), ("documents", "Document")])
def test_an_unknown_word_is_offered_what_the_country_knows(
    desk, settings, tmp_path, kind, heading, django_capture_on_commit_callbacks
):
    settings.PRIVATE_DIR = tmp_path
    ResidentFactory(centre=desk.centre, reference_number="500100", reception="Shelter")
    browser = desk.client(desk.coordinator)
    content = f"Agency number;{heading};Day;Valid from\n500100;green;{day(-9)};{day(-9)}\n"
    file = SimpleUploadedFile("list.csv", content.encode())
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("imports:imports"), {"kind": kind, "source": "Weekly", "file": file})
    batch = Import.objects.get()
    page = browser.get(reverse("imports:columns", kwargs={"code": batch.code}))
    text = text_of_page(page.content.decode())
    assert_own(text)
    assert "Reception interview" in text if kind == "events" else "Grey pass" in text
