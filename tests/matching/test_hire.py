"""The papers of one hire: what to copy, that it was sent, and what nobody else gets."""

import os
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from law.steps.record import VALUES
from matching.employer_side.form_values import GIVEN
from matching.models import Filing
from residents.models import Step, StepEvidence
from tests.factories.accounts import MembershipFactory
from tests.factories.employers import ClientFactory
from tests.factories.matching import PlacementFactory
from tests.factories.residents import StepFactory
from tests.files import PDF, jpeg, pdf

TODAY = timezone.localdate
PROGRAM = "This PDF holds a program or another file. Print it to a new PDF, or take a photo of it."


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path


@pytest.fixture
def placement(meeting):
    return PlacementFactory(
        match__resident=meeting.resident,
        match__vacancy=meeting.vacancy,
        match__matched_on=TODAY() - timedelta(days=9),
    )


@pytest.fixture
def permit(placement):
    return open_paper(placement, "twv")


def open_paper(placement, kind, **fields):
    return StepFactory(
        resident=placement.resident, kind=kind, party="employer", subject=placement.code, **fields
    )


def page_of(placement):
    return reverse("matching:hire", args=[placement.code])


def send(client, placement, step, *files, **typed):
    url = reverse("matching:paper_send", args=[placement.code, step.pk])
    uploads = [SimpleUploadedFile(f"Yonas {n}.exe", content) for n, content in enumerate(files)]
    return client.post(url, {"filed_on": TODAY().isoformat(), "reference": "", "files": uploads} | typed)


def filings():
    with system_scope("test"):
        return list(Filing.objects.select_related("step", "placement", "sent_by").order_by("pk"))


def evidence():
    with system_scope("test"):
        return list(StepEvidence.objects.order_by("pk"))


def shown(client, placement, kind):
    """The paper of a kind as the page shows it."""
    page = client.get(page_of(placement))
    return next(each for each in page.context["shown"] if each["paper"].step.kind == kind)


def test_fields_are_those_of_the_form_and_say_who_knows_what_we_do_not(meeting, placement, permit, client_of):
    fields = {each.label: each for each in shown(client_of(meeting.employer), placement, "twv")["fields"]}
    given = {label: field.value for label, field in fields.items() if field.value}
    resident = meeting.resident
    with system_scope("test"):
        until_on = resident.documents.get().until_on
    assert given == {
        "Name of the employer": meeting.company.organisation.name,
        "Place of the employer": meeting.company.municipality,
        "Last name": resident.last_name,
        "First names": resident.first_name,
        "Date of birth": f"{resident.birth_date:%d-%m-%Y}",
        "Kind of residence document": "W-document",
        "Valid until": f"{until_on:%d-%m-%Y}",
        "Job title": "Room attendant",
        "Place of work": meeting.vacancy.municipality,
        "Hours a week": "24",
        "Gross wage an hour": "16,20",
        "First day of work": f"{placement.planned_start_on:%d-%m-%Y}",
    }
    assert fields["Citizen service number (BSN)"].ask == "Ask the person for it."
    assert fields["KvK number"].ask == "Your own company knows it."
    assert fields["Last day of work"].ask == "Not agreed, or not known: ask the job coach."


def test_agency_copies_both_names(meeting, placement, permit, client_of):
    with system_scope("test"):
        client = {"name": "Distripark", "register_number": "99990300"}
        meeting.vacancy.client = ClientFactory(company=meeting.company, **client)
        meeting.vacancy.save()
    fields = shown(client_of(meeting.employer), placement, "twv")["fields"]
    given = [(each.label, each.value) for each in fields if "hirer" in each.label]
    assert given == [("Name of the hirer", "Distripark"), ("KvK number of the hirer", "99990300")]


def test_every_value_that_a_form_may_name_is_given_or_asked():
    assert {value for value in VALUES if not value.startswith("ask.")} == set(GIVEN)


def test_page_says_by_when_why_and_where(meeting, placement, permit, client_of):
    page = client_of(meeting.employer).get(page_of(placement)).content.decode()
    for words in (
        "By law this takes at most 35 days.",
        "Source: Wet arbeid vreemdelingen, art. 6(2): UWV decides within 5 weeks.",
        'href="https://www.uwv.nl"',
        "read on 29 November 2026",
    ):
        assert words in page


def test_copy_is_kept_until_the_end_of_the_fifth_year_after_the_work(meeting, placement, client_of):
    open_paper(placement, "identity_copy")
    client = client_of(meeting.employer)
    keep = "years after the end of the year in which the work ends."
    assert shown(client, placement, "identity_copy")["paper"].keep == f"Keep it until 5 {keep}"
    with system_scope("test"):
        placement.planned_end_on = TODAY().replace(year=TODAY().year + 1, month=3, day=1)
        placement.save()
    assert shown(client, placement, "identity_copy")["paper"].keep == (
        f"Keep it until 31 December {TODAY().year + 6}: 5 {keep}"
    )


def test_reading_the_names_is_in_the_trail_once_a_day(meeting, placement, permit, client_of):
    client = client_of(meeting.employer)
    for url in (reverse("matching:papers"), page_of(placement), page_of(placement)):
        client.get(url)
    entry = AuditEntry.objects.get(action="papers.read")
    assert (entry.actor, entry.subject_id, entry.resident_id) == (
        meeting.employer,
        placement.pk,
        meeting.resident.pk,
    )


def test_company_sends_files_and_the_desk_is_at_turn(meeting, placement, permit, client_of, tmp_path):
    client = client_of(meeting.employer)
    response = send(client, placement, permit, jpeg(), PDF, reference="TWV-1")
    assert response["Location"] == f"{page_of(placement)}#paper-{permit.pk}"
    (filing,) = filings()
    assert (filing.status, filing.reference, filing.sent_by, filing.filed_on) == (
        "sent",
        "TWV-1",
        meeting.employer,
        TODAY(),
    )
    assert (filing.step.party, filing.step.status) == ("coach", "open")
    assert [each.name for each in evidence()] == [f"twv-{TODAY()}-1.jpg", f"twv-{TODAY()}-2.pdf"]
    assert all(b"Telephone" not in path.read_bytes() for path in tmp_path.rglob("*.jpg"))
    entry = AuditEntry.objects.get(action="paper.sent")
    assert (entry.actor, entry.resident_id) == (meeting.employer, meeting.resident.pk)
    found = shown(client, placement, "twv")
    assert (found["paper"].state, found["paper"].sent.file_count, found["form"]) == ("desk", 2, None)


def test_company_cannot_open_the_file_any_more_and_the_coach_can(meeting, placement, permit, client_of):
    client = client_of(meeting.employer)
    send(client, placement, permit, PDF)
    url = reverse("residents:evidence", args=[meeting.resident.code, evidence()[0].pk])
    assert client.get(url).status_code == 403
    assert url not in client.get(page_of(placement)).content.decode()
    assert client_of(meeting.coach).get(url).status_code == 200


@pytest.mark.parametrize(
    ("files", "typed", "errors"),
    [
        ((), {}, {"files": ["Add a file that shows it, or fill in the reference of the authority."]}),
        ((b"MZ",), {}, {"files": ["Choose a PDF or a photo (JPEG or PNG)."]}),
        ((PDF, pdf(script=True)), {}, {"files": [f"File 2: {PROGRAM}"]}),
        ((PDF,) * 9, {}, {"files": ["Choose at most 8 files."]}),
        ((PDF,), {"filed_on": "2020-01-01"}, {"filed_on": ["Choose a day between the match and today."]}),
        ((PDF,), {"filed_on": "2999-01-01"}, {"filed_on": ["Choose a day between the match and today."]}),
        ((PDF,), {"filed_on": ""}, {"filed_on": ["Fill in a day."]}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_keeps_what_was_typed(
    meeting, placement, permit, client_of, files, typed, errors
):
    reference = {} if not files and not typed else {"reference": "R-7"}
    response = send(client_of(meeting.employer), placement, permit, *files, **(typed | reference))
    assert response.status_code == 200
    form = response.context["failed"]
    assert form.errors == errors
    assert form["reference"].value() == reference.get("reference", "")
    assert (filings(), evidence()) == ([], [])


def test_reference_of_the_authority_is_proof_too(meeting, placement, permit, client_of):
    send(client_of(meeting.employer), placement, permit, reference=" TWV-9 ")
    assert [(each.reference, each.status) for each in filings()] == [("TWV-9", "sent")]


def test_full_disk_keeps_nothing(meeting, placement, permit, client_of, tmp_path, monkeypatch):
    real, written = os.replace, []

    def second_fails(half, path):
        if written:
            raise OSError(28, "No space left on device")
        written.append(path)
        real(half, path)

    monkeypatch.setattr("jobdesk.files.storage.os.replace", second_fails)
    response = send(client_of(meeting.employer), placement, permit, PDF, PDF)
    assert response.context["failed"].non_field_errors() + response.context["failed"].errors.get(
        "files", []
    ) == ["There is no room to keep the file, and nothing was kept. Try again later."]
    assert (filings(), evidence()) == ([], [])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_sent_twice_is_refused(meeting, placement, permit, client_of):
    client = client_of(meeting.employer)
    send(client, placement, permit, PDF)
    response = send(client, placement, permit, PDF)
    assert response.context["failed"].non_field_errors() == [
        "This has been sent already. Take it back to send something else."
    ]


def test_taken_back_deletes_the_files_and_it_is_their_turn_again(
    meeting, placement, permit, client_of, tmp_path, django_capture_on_commit_callbacks
):
    client = client_of(meeting.employer)
    send(client, placement, permit, PDF)
    url = reverse("matching:paper_take_back", args=[placement.code, filings()[0].pk])
    assert client.get(url).status_code == 405
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url)
    assert [(each.status, each.step.party) for each in filings()] == [("taken_back", "employer")]
    assert evidence() == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert AuditEntry.objects.get(action="step.evidence_removed").actor == meeting.employer
    assert shown(client, placement, "twv")["form"] is not None
    client.post(url)
    assert [each.status for each in filings()] == ["taken_back"]


def test_first_day_is_confirmed_and_starts_nothing(meeting, placement, client_of):
    with system_scope("test"):
        placement.planned_start_on = TODAY()
        placement.save()
    step = open_paper(placement, "start_confirmation")
    client = client_of(meeting.employer)
    form = shown(client, placement, "start_confirmation")["form"]
    assert list(form.fields) == ["filed_on"]
    send(client, placement, step)
    placement.refresh_from_db()
    assert (placement.status, [each.status for each in filings()]) == ("planned", ["sent"])


def test_first_day_that_is_to_come_is_nobodys_turn_yet(meeting, placement, client_of):
    open_paper(placement, "start_confirmation")
    paper = shown(client_of(meeting.employer), placement, "start_confirmation")["paper"]
    assert (paper.state, paper.whose_turn) == ("later", "When the first day has been worked")


def test_another_company_gets_nothing(meeting, placement, permit, client_of):
    send(client_of(meeting.employer), placement, permit, PDF)
    (filing,) = filings()
    client = client_of(meeting.other_employer)
    assert client.get(page_of(placement)).status_code == 404
    assert send(client, placement, permit, PDF).status_code == 404
    take_back = reverse("matching:paper_take_back", args=[placement.code, filing.pk])
    assert client.post(take_back).status_code == 404
    assert [each.status for each in filings()] == ["sent"]


def test_rejected_form_says_that_the_file_must_be_chosen_once_more(meeting, placement, permit, client_of):
    client, hint = client_of(meeting.employer), "Choose the files again"
    tomorrow = (TODAY() + timedelta(days=1)).isoformat()
    assert hint in send(client, placement, permit, PDF, filed_on=tomorrow).content.decode()
    assert hint not in send(client, placement, permit, filed_on=tomorrow).content.decode()
    assert filings() == []


@pytest.mark.parametrize("who", ["coach", "coordinator"])
def test_the_desk_files_nothing_for_a_company(meeting, placement, permit, client_of, who):
    client = client_of(getattr(meeting, who))
    assert client.get(page_of(placement)).status_code == 403
    assert send(client, placement, permit, PDF).status_code == 403


def test_who_has_not_the_duty_sees_no_name(meeting, placement, permit, client_of):
    posts = MembershipFactory(
        role="employer", organisation=meeting.company.organisation, duties={"vacancies": True}
    )
    page = client_of(posts.user).get(page_of(placement))
    assert page.status_code == 403
    assert meeting.resident.last_name not in page.content.decode()


@pytest.mark.parametrize("kind", ["bsn", "health_insurance"])
def test_a_step_that_is_not_theirs_cannot_be_sent(meeting, placement, client_of, kind):
    step = StepFactory(resident=meeting.resident, kind=kind, subject=placement.code)
    assert send(client_of(meeting.employer), placement, step).status_code == 404
    other = StepFactory(resident=meeting.resident, kind="twv", party="employer", subject="P-234567")
    assert send(client_of(meeting.employer), placement, other, PDF).status_code == 404


def test_work_that_is_over_has_no_page(meeting, placement, permit, client_of):
    with system_scope("test"):
        placement.status = "cancelled"
        placement.save()
        Step.objects.filter(pk=permit.pk).update(status="not_needed", closed_on=TODAY())
    assert client_of(meeting.employer).get(page_of(placement)).status_code == 404
