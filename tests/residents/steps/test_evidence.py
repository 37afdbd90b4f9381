"""Files kept with a step: who can add and open them, and what is refused."""

import errno

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from residents.models import StepEvidence
from tests.factories.residents import StepFactory
from tests.files import PDF, jpeg, pdf, png
from tests.residents.sweep import assert_guarded


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path


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
    (stored,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert (stored.suffix, PDF[:20] in stored.read_bytes()) == (".pdf", False)
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
    ("content", "message"),
    [
        (b"<html><script>", "Choose a PDF or a photo (JPEG or PNG)."),
        (b"", "The submitted file is empty."),
        (
            pdf(script=True),
            "This PDF holds a program or another file. Print it to a new PDF, or take a photo of it.",
        ),
    ],
)
def test_file_that_cannot_be_kept_is_refused(client_of, coach, url, tmp_path, content, message):
    response = send(client_of(coach), url, content, "letter.pdf")
    assert response.context["evidence"].errors == {"file": [message]}
    assert kept() == []
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize(
    ("content", "sent", "name"),
    [
        (png(), "fdp.exe", "fdp.png"),
        (jpeg(), "../letter.jpeg.pdf", "letter.jpeg.jpg"),
        (PDF, "x" * 300, "x" * 116 + ".pdf"),
    ],
    ids=["program", "path", "long"],
)
def test_the_contents_say_what_it_is_and_how_its_name_ends(client_of, coach, url, content, sent, name):
    send(client_of(coach), url, content, sent)
    assert [each.name for each in kept()] == [name]


def test_full_disk_is_said_and_leaves_nothing(client_of, coach, url, tmp_path, monkeypatch):
    def is_full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.replace", is_full)
    response = send(client_of(coach), url)
    message = "There is no room to keep the file, and nothing was kept. Try again later."
    assert response.context["evidence"].errors == {"file": [message]}
    assert kept() == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


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
