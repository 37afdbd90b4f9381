"""What a resident agreed to, and that nothing relies on it afterwards."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from residents import services
from residents.consents import agrees, ending_consents, has_consent
from residents.intake.questions import answers_of
from residents.models import Consent, Resident
from tests.factories.residents import ConsentFactory, IntakeFactory, ResidentFactory

PROFILE = Consent.Purpose.PROFILE
DAY = date(2026, 3, 10)


def days(count: int) -> date:
    return timezone.localdate() + timedelta(days=count)


@pytest.mark.parametrize(
    ("fields", "holds"),
    [
        ({}, True),
        ({"given_on": DAY}, True),
        ({"given_on": DAY + timedelta(days=1)}, False),
        ({"until_on": DAY}, True),
        ({"until_on": DAY - timedelta(days=1)}, False),
        ({"withdrawn_on": DAY}, False),
        ({"withdrawn_on": DAY + timedelta(days=1)}, True),
        ({"purpose": "photo"}, False),
    ],
)
def test_consent_holds_the_same_in_one_and_in_lists(db, fields, holds):
    consent = ConsentFactory(**({"given_on": DAY - timedelta(days=5), "until_on": None} | fields))
    with system_scope("test"):
        found = Resident.objects.filter(agrees(PROFILE, DAY)).exists()
        assert (found, has_consent(consent.resident, PROFILE, DAY)) == (holds, holds)
    assert (consent.holds_on(DAY) and consent.purpose == PROFILE) == holds


def test_answer_in_the_intake_gives_and_withdraws_the_consent(desk, coach, resident, project):
    intake = IntakeFactory(resident=resident, project=project, interpreter="phone")

    services.save_intake(intake, {"share_consent": True}, seen=answers_of(intake))
    (consent,) = resident.consents.all()
    assert (consent.purpose, consent.until_on, consent.recorded_by) == (PROFILE, project.ends_on, coach)
    assert (consent.interpreter, consent.interpreter_language) == ("phone", resident.language)

    services.save_intake(intake, {"share_consent": False}, seen=answers_of(intake))
    assert has_consent(resident, PROFILE, timezone.localdate()) is False
    entries = AuditEntry.objects.filter(action__startswith="consent.").order_by("id")
    assert [(entry.action, entry.actor) for entry in entries] == [
        ("consent.given", coach),
        ("consent.withdrawn", coach),
    ]


def test_answer_yes_while_a_consent_holds_adds_none(desk, resident, project):
    consent = ConsentFactory(resident=resident)
    intake = IntakeFactory(resident=resident, project=project)
    services.save_intake(intake, {"share_consent": True}, seen=answers_of(intake))
    assert list(resident.consents.all()) == [consent]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"given_on": days(1)}, "given_on"),
        ({"given_on": days(-2), "until_on": days(-3)}, "until_on"),
        ({"purpose": "partner", "recipient": " "}, "recipient"),
    ],
)
def test_record_consent_that_cannot_be_is_refused(desk, resident, fields, field):
    with pytest.raises(RuleBroken) as refused:
        services.record_consent(resident, **({"purpose": PROFILE} | fields))
    assert refused.value.field == field
    assert resident.consents.count() == 0


def test_ending_consents_leave_out_renewed_withdrawn_and_ended_cases(desk, centre):
    ends = ConsentFactory(resident=ResidentFactory(centre=centre), until_on=days(30))
    ended = ConsentFactory(resident=ResidentFactory(centre=centre), given_on=days(-90), until_on=days(-30))
    ConsentFactory(resident=ResidentFactory(centre=centre), until_on=days(31))
    ConsentFactory(resident=ResidentFactory(centre=centre), until_on=days(5), withdrawn_on=days(0))
    ConsentFactory(resident=ResidentFactory(centre=centre, status="exited"), until_on=days(5))
    renewed = ResidentFactory(centre=centre)
    ConsentFactory(resident=renewed, until_on=days(5))
    ConsentFactory(resident=renewed, until_on=None)
    assert list(ending_consents(timezone.localdate())) == [ended, ends]


def test_consents_screen_records_and_withdraws(client_of, coach, resident):
    browser, url = client_of(coach), reverse("residents:consents", args=[resident.code])
    response = browser.post(
        url,
        {
            "purpose": "partner",
            "recipient": "VluchtelingenWerk",
            "given_on": days(0).isoformat(),
            "way": "written",
            "interpreter": "present",
            "interpreter_language": "ti",
        },
    )
    assert response["Location"] == url
    (line,) = browser.get(url).context["lines"]
    assert (line.consent.recipient, line.state, line.holds) == (
        "VluchtelingenWerk",
        "Until it is withdrawn",
        True,
    )

    browser.post(reverse("residents:consent_withdraw", args=[resident.code, line.consent.pk]))
    (line,) = browser.get(url).context["lines"]
    assert (line.holds, line.consent.withdrawn_on) == (False, days(0))


def test_consents_screen_rejected_keeps_what_was_typed(client_of, coach, resident):
    url = reverse("residents:consents", args=[resident.code])
    form = (
        client_of(coach)
        .post(
            url,
            {
                "purpose": "profile",
                "given_on": days(3).isoformat(),
                "way": "spoken",
                "interpreter": "none",
                "recipient": "Bakkerij",
            },
        )
        .context["form"]
    )
    assert form.errors == {"given_on": ["A consent cannot be given in the future."]}
    assert form["recipient"].value() == "Bakkerij"


def test_consent_of_another_resident_cannot_be_withdrawn(client_of, coach, resident, centre):
    other = ConsentFactory(resident=ResidentFactory(centre=centre))
    url = reverse("residents:consent_withdraw", args=[resident.code, other.pk])
    assert client_of(coach).post(url).status_code == 404
    with system_scope("test"):
        assert Consent.objects.get(pk=other.pk).withdrawn_on is None
