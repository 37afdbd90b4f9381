"""A candidate with an unmistakable token in every field of text, and every address to look for it."""

from __future__ import annotations

import logging
import re
import subprocess
from collections.abc import Iterator
from copy import copy
from datetime import date
from itertools import product

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from desk.models import ShareNote
from desk.services.merging import CARRIED
from jobdesk.desks.models import Centre
from jobdesk.trail.scoping import system_scope
from matching.models import CardText, ConcernEntry, Payslip, Proposal
from residents.choices import Language
from residents.models import (
    Certificate,
    DuoMeeting,
    EducationRecord,
    Resident,
    StepEvidence,
    Strength,
    TrainingMember,
    WantedCertificate,
    WishedWork,
    WorkExperience,
)
from tests.factories.employers import VacancyFactory
from tests.factories.fairs import FairGuestFactory
from tests.factories.matching import (
    ConcernFactory,
    PayslipFactory,
    StartedPlacementFactory,
    WorkClashFactory,
)
from tests.factories.programmes import EnrolmentFactory
from tests.factories.residents import (
    AppointmentFactory,
    AttendanceFactory,
    CentreStayFactory,
    ContactFactory,
    DuoFactory,
    GoalFactory,
    HouseholdFactory,
    LanguageSkillFactory,
    NumberRequestFactory,
    PlanActionFactory,
    PlanReviewFactory,
    RelocationFactory,
    StepFactory,
    TrainingGroupFactory,
)
from tests.factories.shares import CaseShareFactory, ShareNoteFactory

# Tables that come with the match of a candidate, or are of the desk alone and hold no text.
LATER = {
    "matching.Match", "matching.Placement", "matching.CheckIn", "matching.MeasureTalk", "desk.CardLink",
    "desk.CardVacancy",
}  # fmt: skip
# Codes that a program reads: another one there would break the page before it could leak.
CODES = {
    "approval", "barriers", "code", "content_type", "employer", "key", "kind", "language", "languages",
    "parts", "subject", "value", "work_outcome", "work_requirement", "token_hash", "status",
}  # fmt: skip
FIXED = {
    "reference_number": "2871945563",
    "phone": "0697531864",
    "email": "zqxvkjmail@secret.example",
    "country": "ER",
    "began_in": "1987-04",
    "ended_in": "1993-05",
    "birth_date": date(1971, 3, 17),
}
# How what is planted is read on a page, in the languages of the screens.
READ = ("Eritre", "Érythr", "Tigri", "1987", "1993", "1971", "2871945563", "0697531864")
# What holds digits of its own: the number that a test's factory gives a name, and that of an e-mail.
NUMBERED = re.compile(
    r"(Hotel De Linde|Distripark|Organisation|Region|Centre|Project) \d+|^Message-ID: .*$", re.M
)


NOT_ON_A_SERVER = "dev/"
# What is drawn at random for an answer, against forgery: it may hold the digits of a planted year.
DRAWN = re.compile(r"\b(?!zqxvkj)[A-Za-z0-9]{32,}\b")


def plant(proposal: Proposal) -> None:
    """Give the candidate of a proposal a row of every kind, and put a token into every field of text."""
    resident = proposal.resident
    with system_scope("test"):
        for factory in (
            CentreStayFactory, ContactFactory, HouseholdFactory, AppointmentFactory, AttendanceFactory,
            GoalFactory, PlanActionFactory, PlanReviewFactory, DuoFactory, StepFactory, CaseShareFactory,
        ):  # fmt: skip
            factory(resident=resident)
        RelocationFactory(resident=resident)
        NumberRequestFactory(resident=resident)
        LanguageSkillFactory(resident=resident, language=Language.TI, level="C2")
        WorkExperience.objects.create(resident=resident, words="-")
        WishedWork.objects.create(resident=resident, words="-", rank=1)
        Certificate.objects.create(resident=resident, words="-")
        WantedCertificate.objects.create(resident=resident, words="-")
        EducationRecord.objects.create(resident=resident, level="isced_3")
        Strength.objects.create(resident=resident, question="proud", answer="-")
        group = TrainingGroupFactory(centre=resident.centre)
        TrainingMember.objects.create(resident=resident, group=group)
        ShareNoteFactory(share=resident.shares.get())
        CardText.objects.create(proposal=proposal, text="-", language="nl")
        DuoMeeting.objects.create(duo=resident.duos.get(), on=group.started_on, note="-")
        StepEvidence.objects.create(
            step=resident.steps.first(),
            file=ContentFile(b"%PDF-", "zqxvkjfile.pdf"),
            name="-",
            content_type="x",
        )
        placement = StartedPlacementFactory(
            match__resident=resident, match__vacancy=VacancyFactory(), kind="paid_job"
        )
        concern = ConcernFactory(placement=placement)
        ConcernEntry.objects.create(concern=concern, act="opened", text="-")
        PayslipFactory(placement=placement)
        WorkClashFactory(placement=placement)
        FairGuestFactory(resident=resident)
        EnrolmentFactory(resident=resident)
        for model, rows in rows_of(proposal):
            for row in rows:
                _fill(model, row)


def rows_of(proposal: Proposal) -> Iterator[tuple[type[models.Model], models.QuerySet]]:
    """Every table that is about a candidate, with their rows."""
    resident = proposal.resident
    yield Resident, Resident._base_manager.filter(pk=resident.pk)
    yield Centre, Centre._base_manager.filter(pk=resident.centre_id)
    for label in CARRIED:
        model = apps.get_model(label)
        if label not in (*LATER, "matching.Proposal"):
            yield model, model._base_manager.filter(resident=resident)
    yield CardText, CardText._base_manager.filter(proposal=proposal)
    yield StepEvidence, StepEvidence._base_manager.filter(step__resident=resident)
    yield ShareNote, ShareNote._base_manager.filter(share__resident=resident)
    yield ConcernEntry, ConcernEntry._base_manager.filter(concern__resident=resident)
    yield Payslip, Payslip._base_manager.filter(placement__resident=resident)
    yield DuoMeeting, DuoMeeting._base_manager.filter(duo__resident=resident)


def _fill(model: type[models.Model], row: models.Model) -> None:
    values = {}
    for field in model._meta.fields:
        if model is Centre and field.name == "country":
            continue  # its law would be unknown
        is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
        if field.name in FIXED:
            values[field.name] = FIXED[field.name]
        elif is_text and field.name not in CODES:
            token = f"zqxvkj{model._meta.model_name}{field.name}{row.pk}"
            values[field.name] = token.replace("_", "")[: field.max_length]
    if values:
        model._base_manager.filter(pk=row.pk).update(**values)


def leaks(text: str) -> set[str]:
    """Return what of the planted stands in a text; of a token all of it."""
    said = NUMBERED.sub("", text)
    # "1987" alone, not in the middle of a longer number: the boundary of an e-mail is one.
    found = {
        word for word in READ if re.search(rf"(?<!\w){word}" + (r"(?!\d)" if word.isdigit() else ""), said)
    }
    return found | set(re.findall(r"zqxvkj\w*(?:@[\w.]+)?", text, re.IGNORECASE))


def addresses(**known: object) -> list[str]:
    """Return every address of the site, with the values known for what stands in it."""
    codes = [value for value in known.values() if isinstance(value, str)]
    numbers = [value for value in known.values() if isinstance(value, int)]
    others = ["residents", "xlsx", "experience", codes[0]]
    found = []
    for route in dict.fromkeys(_routes(get_resolver())):
        converters = re.findall(r"<(?:(\w+):)?\w+>", route)
        choices = [{"code": codes, "int": numbers}.get(each, others) for each in converters]
        for values in product(*choices):
            parts = iter(values)
            found.append("/" + re.sub(r"<[^>]+>", lambda _match, parts=parts: str(next(parts)), route))
    return found


def _routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern).lstrip("^").rstrip("$").replace(r"\Z", "")
        if isinstance(each, URLResolver):
            yield from _routes(each, route)
        elif isinstance(each, URLPattern) and "(" not in route and not route.startswith(NOT_ON_A_SERVER):
            yield route


WAYS = [
    ("get", {"q": "zqq", "s": "x", "tab": "history", "status": "", "language": "fr"}, {}),
    ("get", {}, {"HX-Request": "true"}),
    ("get", {}, {"Accept": "application/json"}),
    ("post", {"answer": "no_fit", "reason": "other"}, {"HX-Request": "true"}),
]
OPEN = {200, 302}


def everything_said(client: Client, urls: list[str]) -> Iterator[tuple[str, str]]:
    """Ask every address, and in every way where it opens; yield what was asked and all that came back.

    Nothing stays changed: an address that ends the access of the asker does so for one question.
    """
    logging.disable(logging.CRITICAL)  # a refusal for each address
    try:
        for url in urls:
            status, said = _ask(client, url, "get", {}, {})
            yield f"get {url}", said
            ways = [("post", {"answer": "invite"}, {}), *(WAYS if status in OPEN else [])]
            for method, data, headers in ways:
                yield f"{method} {url}", _ask(client, url, method, data, headers)[1]
    finally:
        logging.disable(logging.NOTSET)


def _ask(client: Client, url: str, method: str, data: dict, headers: dict) -> tuple[int, str]:
    session = copy(client.cookies)
    with transaction.atomic():
        response = getattr(client, method)(url, data, headers=headers)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    client.cookies = session
    said = _words_of(body) if response.headers.get("Content-Type") == "application/pdf" else body.decode()
    answer = f"{response.status_code} {response.headers} {response.cookies} {said}"
    return response.status_code, DRAWN.sub("", answer)


def _words_of(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
