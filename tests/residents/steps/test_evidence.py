"""Files kept with a step: who can add and open them, and what is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from residents.models import StepEvidence
from residents.services.evidence import MOST_BYTES
from tests.factories.residents import StepFactory
from tests.residents.sweep import assert_guarded

PDF = b"%PDF-1.7\nletter of the municipality"


@pytest.fixture(autouse=True)
def _files_apart(monkeypatch, tmp_path):
    storage = StepEvidence._meta.get_field("file").storage
    monkeypatch.setattr(storage, "_location", tmp_path)
    for cached in ("base_location", "location"):
        storage.__dict__.pop(cached, None)


@pytest.fixture
def step(resident):
    return StepFactory(resident=resident)


@pytest.fixture
def url(resident, step):
    return reverse("residents:step", args=[resident.code, step.pk])


def send(client, url, content=PDF, name="Letter Yonas.pdf"):
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    return client.post(url, {"action": "evidence", "evidence-file": file})


def kept():
    with system_scope("test"):
        return list(StepEvidence.objects.select_related("added_by"))


def test_file_is_kept_and_given_as_a_download(client_of, coach, resident, url, tmp_path):
    client = client_of(coach)
    assert send(client, url)["Location"] == url
    (evidence,) = kept()
    assert (evidence.name, evidence.content_type, evidence.added_by) == (
        "Letter Yonas.pdf",
        "application/pdf",
        coach,
    )
    assert "Yonas" not in evidence.file.name
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".pdf"]
    response = client.get(reverse("residents:evidence", args=[resident.code, evidence.pk]))
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="Letter Yonas.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert AuditEntry.objects.get(action="step.evidence_opened").actor == coach
    assert "Yonas" not in str(AuditEntry.objects.get(action="step.evidence_added").changes)
    assert "Letter Yonas.pdf" in client.get(url).content.decode()


def test_file_has_no_public_address(client_of, coach, url):
    send(client_of(coach), url)
    with pytest.raises(ValueError, match="private"):
        _ = kept()[0].file.url


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"<html><script>", "letter.pdf", "Choose a PDF or a photo (JPEG or PNG)."),
        (b"MZ program", "letter.png", "Choose a PDF or a photo (JPEG or PNG)."),
        (PDF + b" " * MOST_BYTES, "letter.pdf", "The file is too big: at most 5 MB."),
        (b"", "letter.pdf", "The submitted file is empty."),
    ],
)
def test_file_that_cannot_be_kept_is_refused(client_of, coach, url, content, name, message):
    response = send(client_of(coach), url, content, name)
    assert response.context["evidence"].errors == {"file": [message]}
    assert kept() == []


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n...", b"\xff\xd8\xff\xe0..."])
def test_the_contents_say_what_it_is(client_of, coach, url, content):
    send(client_of(coach), url, content, "photo.pdf")
    assert [each.content_type for each in kept()] == [
        "image/png" if content.startswith(b"\x89") else "image/jpeg"
    ]


def test_evidence_is_guarded(client_of, coach, employer, resident, stranger, step):
    with system_scope("test"):
        mine, theirs = (
            StepEvidence.objects.create(
                step=each, file=SimpleUploadedFile("a.pdf", PDF), name="a.pdf", content_type="application/pdf"
            )
            for each in (step, StepFactory(resident=stranger))
        )
    url = reverse("residents:evidence", args=[resident.code, mine.pk])
    client = client_of(coach)
    assert client_of(employer).get(url).status_code == 403
    assert (client.post(url).status_code, client.delete(url).status_code) == (405, 405)
    for code in (stranger.code, resident.code):
        assert client.get(reverse("residents:evidence", args=[code, theirs.pk])).status_code == 404


def test_step_page_stays_guarded(client_of, coach, employer, url, stranger):
    foreign = reverse("residents:step", args=[stranger.code, StepFactory(resident=stranger).pk])
    assert_guarded(client_of, url, foreign_url=foreign, insider=coach, outsider=employer)
