"""The right to work in the Netherlands, case by case (rules.md A1, A2)."""

from datetime import date

import pytest

from law.engine import assess, parse_facts
from law.rules import Parameter, Parameters
from tests.law.engine.lines import answer, codes, decide, document, event, next_change

LODGED = event("application_lodged", "2026-05-04")
W_DOCUMENT = document("W-document", "2026-05-20", "2027-05-19")
TWV = document("TWV", "2026-12-01", "2027-03-31", employer="hotel")
APPLICANT = {
    "country": "NL",
    "birth_date": "1995-03-01",
    "reception": "COA",
    "events": [LODGED],
    "documents": [W_DOCUMENT],
}
NEW_REGIME = {**APPLICANT, "events": [event("application_lodged", "2026-06-12")]}


def applicant(on, **changes):
    return decide(on, **{**APPLICANT, **changes})


# -- waiting time, age, reception, W-document (UWV, page on asylum seekers) ---------------------------


@pytest.mark.parametrize(
    ("on", "expected", "change"),
    [
        ("2026-05-03", ("incomplete", None, None, (), ("application_lodged",)), None),
        ("2026-05-04", ("not_yet", "2026-11-04", None, ("TWV",), ()), "2026-05-20"),
        ("2026-05-20", ("not_yet", "2026-11-04", None, ("TWV",), ()), "2026-11-04"),
        ("2026-11-03", ("not_yet", "2026-11-04", None, ("TWV",), ()), "2026-11-04"),
        ("2026-11-04", ("needs_permit", "2026-11-04", "2027-05-19", ("TWV",), ()), "2027-05-20"),
        ("2027-05-19", ("needs_permit", "2026-11-04", "2027-05-19", ("TWV",), ()), "2027-05-20"),
        ("2027-05-20", ("not_allowed", None, None, (), ()), None),
    ],
)
def test_an_applicant_waits_six_months_and_then_needs_a_twv(on, expected, change):
    decision = applicant(on)
    assert answer(decision) == expected
    assert next_change(decision) == change
    assert decision.provisional is False


def test_the_reasons_are_those_of_the_resident_page():
    decision = applicant("2026-11-22")
    assert [(reason.code, reason.holds) for reason in decision.reasons] == [
        ("waiting_over", True),
        ("adult_in_reception", True),
        ("document_valid", True),
        ("twv_required", None),
    ]
    assert decision.sources == (
        "UWV, page on asylum seekers; Netherlands Labour Authority",
        "UWV, page on asylum seekers",
    )


def test_six_months_after_the_last_of_august_is_the_last_of_february():
    decision = applicant("2025-12-01", events=[event("application_lodged", "2025-08-31")], documents=[])
    assert answer(decision) == ("not_yet", "2026-02-28", None, ("TWV",), ())


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-10-01", ("not_yet", "2027-02-01", None, ("TWV",), ())),
        ("2026-12-01", ("not_yet", "2027-02-01", None, ("TWV",), ())),
        ("2027-02-01", ("needs_permit", "2027-02-01", "2027-05-19", ("TWV",), ())),
    ],
)
def test_a_minor_waits_for_the_eighteenth_birthday(on, expected):
    assert answer(applicant(on, birth_date="2009-02-01")) == expected


def test_a_birthday_is_announced():
    assert next_change(applicant("2026-12-01", birth_date="2009-02-01")) == "2027-02-01"


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"birth_date": None}, ("birth_date",)),
        ({"reception": None}, ("reception",)),
        ({"documents": []}, ("W-document",)),
        ({"documents": [document("W-document", "2026-05-20")]}, ("W-document.until",)),
        ({"birth_date": None, "reception": None, "documents": []}, ("birth_date", "reception", "W-document")),
        ({"events": []}, ("application_lodged",)),
    ],
)
def test_a_missing_fact_makes_the_answer_incomplete_and_is_named(changes, missing):
    decision = applicant("2026-11-22", **changes)
    assert (decision.outcome, decision.missing) == ("incomplete", missing)


def test_in_the_waiting_time_no_missing_document_is_needed_to_know_the_answer():
    decision = applicant("2026-06-01", documents=[], birth_date=None)
    assert answer(decision) == ("not_yet", "2026-11-04", None, ("TWV",), ())


@pytest.mark.parametrize("reception", ["municipality", "none", "Fedasil"])
def test_outside_coa_and_nidos_there_is_no_access(reception):
    assert answer(applicant("2026-11-22", reception=reception))[0] == "not_allowed"


def test_reception_by_nidos_counts():
    assert answer(applicant("2026-11-22", reception="Nidos"))[0] == "needs_permit"


def test_a_renewed_w_document_without_a_gap_keeps_the_first_day():
    renewed = [W_DOCUMENT, document("W-document", "2027-05-20", "2028-05-19")]
    assert answer(applicant("2027-06-01", documents=renewed)) == (
        "needs_permit",
        "2026-11-04",
        "2028-05-19",
        ("TWV",),
        (),
    )


def test_a_gap_between_w_documents_is_a_gap_in_the_right():
    documents = [
        document("W-document", "2026-05-20", "2026-12-31"),
        document("W-document", "2027-01-15", "2027-06-30"),
    ]
    assert answer(applicant("2026-12-31", documents=documents))[:3] == (
        "needs_permit",
        "2026-11-04",
        "2026-12-31",
    )
    between = applicant("2027-01-10", documents=documents)
    assert (answer(between)[0], next_change(between)) == ("not_allowed", "2027-01-15")
    assert answer(applicant("2027-01-15", documents=documents))[:3] == (
        "needs_permit",
        "2027-01-15",
        "2027-06-30",
    )


def test_a_document_that_never_ends_is_no_error():
    forever = [document("W-document", "2026-05-20", "9999-12-31")]
    assert answer(applicant("2026-11-22", documents=forever))[:3] == (
        "needs_permit",
        "2026-11-04",
        "9999-12-31",
    )


# -- the work permit (UWV: bound to one employer, at most until the W-document's end) -----------------


@pytest.mark.parametrize(
    ("on", "expected", "change"),
    [
        ("2026-11-30", ("needs_permit", "2026-11-04", "2027-05-19", ("TWV",), ()), "2026-12-01"),
        ("2026-12-01", ("allowed", "2026-12-01", "2027-03-31", (), ()), "2027-04-01"),
        ("2027-03-31", ("allowed", "2026-12-01", "2027-03-31", (), ()), "2027-04-01"),
        ("2027-04-01", ("needs_permit", "2026-11-04", "2027-05-19", ("TWV",), ()), "2027-05-20"),
    ],
)
def test_with_the_employers_twv_work_is_allowed(on, expected, change):
    decision = applicant(on, documents=[W_DOCUMENT, TWV], employer="hotel")
    assert answer(decision) == expected
    assert next_change(decision) == change


def test_a_twv_in_hand_that_begins_later_is_told():
    decision = applicant("2026-11-30", documents=[W_DOCUMENT, TWV], employer="hotel")
    assert codes(decision)[-1] == "document_begins"
    after_a_gap = [W_DOCUMENT, TWV, document("TWV", "2027-05-01", "2027-05-19", employer="hotel")]
    decision = applicant("2027-04-10", documents=after_a_gap, employer="hotel")
    assert (decision.outcome, codes(decision)[-1]) == ("needs_permit", "document_gap")
    decision = applicant("2027-04-10", documents=[W_DOCUMENT, TWV], employer="hotel")
    assert codes(decision)[-2:] == ["document_expired", "twv_required"]


def test_a_w_document_that_begins_later_leaves_open_what_there_is_now():
    decision = applicant("2026-11-22", documents=[document("W-document", "2026-12-01", "2027-05-19")])
    assert (decision.missing, codes(decision)[-1]) == (("W-document",), "document_begins")
    assert next_change(decision) == "2026-12-01"


def test_the_twv_ends_with_the_w_document():
    longer = document("TWV", "2026-12-01", "2027-12-31", employer="hotel")
    decision = applicant("2027-01-01", documents=[W_DOCUMENT, longer], employer="hotel")
    assert answer(decision) == ("allowed", "2026-12-01", "2027-05-19", (), ())
    after = applicant("2027-05-20", documents=[W_DOCUMENT, longer], employer="hotel")
    assert answer(after)[0] == "not_allowed"


def test_a_new_twv_may_follow_without_a_gap():
    documents = [W_DOCUMENT, TWV, document("TWV", "2027-04-01", "2027-05-19", employer="hotel")]
    assert answer(applicant("2027-04-01", documents=documents, employer="hotel")) == (
        "allowed",
        "2026-12-01",
        "2027-05-19",
        (),
        (),
    )


def test_the_twv_of_another_employer_does_not_count():
    decision = applicant("2027-01-01", documents=[W_DOCUMENT, TWV], employer="bakery")
    assert answer(decision) == ("needs_permit", "2026-11-04", "2027-05-19", ("TWV",), ())
    assert codes(decision)[-2:] == ["twv_other_employer", "twv_required"]


def test_without_a_named_employer_a_twv_is_told_but_does_not_decide():
    decision = applicant("2027-01-01", documents=[W_DOCUMENT, TWV])
    assert answer(decision)[0] == "needs_permit"
    assert codes(decision)[-2:] == ["twv_held", "twv_required"]


def test_a_twv_without_an_employer_leaves_the_answer_open():
    decision = applicant("2027-01-01", documents=[W_DOCUMENT, document("TWV", "2026-12-01", "2027-03-31")])
    assert (decision.outcome, decision.missing) == ("incomplete", ("TWV.employer",))


def test_a_twv_in_the_waiting_time_gives_nothing():
    early = document("TWV", "2026-06-01", "2027-03-31", employer="hotel")
    assert answer(applicant("2026-08-01", documents=[W_DOCUMENT, early], employer="hotel"))[0] == "not_yet"


def test_the_24_weeks_are_told_until_they_stopped_binding():
    """Council of State, ECLI:NL:RVS:2023:4341, 29 November 2023."""
    events = [event("application_lodged", "2023-01-10")]
    documents = [document("W-document", "2023-01-15", "2024-01-14")]
    before = applicant("2023-11-28", events=events, documents=documents)
    after = applicant("2023-11-29", events=events, documents=documents)
    assert ("weeks_limit" in codes(before), "weeks_limit" in codes(after)) == (True, False)
    assert (answer(before)[0], next_change(before)) == ("needs_permit", "2023-11-29")


# -- the regime of 12 June 2026 (provisional) ---------------------------------------------------------


@pytest.mark.parametrize(
    ("lodged", "on", "outcome", "from_on", "provisional"),
    [
        ("2026-06-11", "2026-09-12", "not_yet", "2026-12-11", False),
        ("2026-06-12", "2026-09-11", "not_yet", "2026-09-12", True),
        ("2026-06-12", "2026-09-12", "needs_permit", "2026-09-12", True),
    ],
)
def test_applications_from_12_june_2026_wait_three_months(lodged, on, outcome, from_on, provisional):
    decision = applicant(on, events=[event("application_lodged", lodged)])
    assert (answer(decision)[:2], decision.provisional) == ((outcome, from_on), provisional)


@pytest.mark.parametrize("track", ["accelerated", "safe_country"])
def test_low_chance_groups_have_no_access_under_the_new_regime_only(track):
    new = applicant("2026-11-22", events=[*NEW_REGIME["events"], event("track", "2026-06-20", value=track)])
    old = applicant("2026-11-22", events=[LODGED, event("track", "2026-05-20", value=track)])
    assert (new.outcome, new.provisional) == ("not_allowed", True)
    assert codes(new) == [f"{track}_excluded"]
    assert (old.outcome, old.provisional) == ("needs_permit", False)


def test_a_return_to_the_regular_track_ends_the_exclusion():
    events = [
        *NEW_REGIME["events"],
        event("track", "2026-06-20", value="accelerated"),
        event("track", "2026-08-01", value="regular"),
    ]
    assert answer(applicant("2026-11-22", events=events))[0] == "needs_permit"
    assert answer(applicant("2026-07-31", events=events))[0] == "not_allowed"


# -- Dublin, refusal, appeal, later applications ------------------------------------------------------


def test_a_notified_dublin_transfer_ends_access():
    events = [LODGED, event("dublin_transfer_notified", "2026-11-10")]
    assert answer(applicant("2026-11-09", events=events))[0] == "needs_permit"
    decision = applicant("2026-11-10", events=events)
    assert (answer(decision)[0], codes(decision), decision.provisional) == (
        "not_allowed",
        ["dublin_notified"],
        True,
    )


def test_before_june_2026_the_rule_on_dublin_is_not_known():
    events = [event("application_lodged", "2025-01-10"), event("dublin_transfer_notified", "2025-09-01")]
    decision = applicant("2025-10-01", events=events)
    assert (decision.outcome, decision.missing) == ("incomplete", ("eu.work.dublin_transfer_ends_access",))
    assert next_change(decision) == "2026-06-12"


def test_the_national_procedure_after_dublin_opens_access_again():
    events = [
        LODGED,
        event("dublin_transfer_notified", "2026-07-01"),
        event("track", "2026-11-01", value="regular"),
    ]
    assert answer(applicant("2026-11-22", events=events))[0] == "needs_permit"


@pytest.mark.parametrize(
    ("events", "outcome", "missing"),
    [
        ([event("first_decision", "2026-11-10", result="refused")], "not_allowed", ()),
        ([event("first_decision", "2026-11-10", result="inadmissible")], "not_allowed", ()),
        (
            [event("first_decision", "2026-11-10", result="refused"), event("appeal_lodged", "2026-11-15")],
            "incomplete",
            ("nl.work.access_during_appeal",),
        ),
        (
            [
                event("first_decision", "2026-11-10", result="refused"),
                event("appeal_lodged", "2026-11-15"),
                event("appeal_decided", "2026-11-20", result="refused"),
            ],
            "not_allowed",
            (),
        ),
        (
            [
                event("first_decision", "2026-11-10", result="refused"),
                event("appeal_lodged", "2026-11-15"),
                event("appeal_decided", "2026-11-20", result="annulled"),
            ],
            "needs_permit",
            (),
        ),
        (
            [
                event("first_decision", "2026-11-10", result="refused"),
                event("appeal_lodged", "2026-11-15"),
                event("appeal_decided", "2026-11-20", result="granted"),
            ],
            "incomplete",
            ("status_granted",),
        ),
    ],
)
def test_after_a_refusal_the_application_is_not_pending(events, outcome, missing):
    decision = applicant("2026-11-22", events=[LODGED, *events])
    assert (decision.outcome, decision.missing) == (outcome, missing)


def test_a_later_application_counts_anew():
    events = [
        event("application_lodged", "2024-01-10"),
        event("first_decision", "2024-12-01", result="refused"),
        event("application_lodged", "2026-05-04", subsequent=True),
    ]
    assert answer(applicant("2026-11-03", events=events))[:2] == ("not_yet", "2026-11-04")
    decision = applicant("2026-11-04", events=events)
    assert (answer(decision)[:2], decision.provisional) == (("needs_permit", "2026-11-04"), True)


def test_a_refusal_before_the_recorded_application_was_about_another_one():
    events = [event("first_decision", "2025-12-01", result="refused"), LODGED]
    assert answer(applicant("2026-11-22", events=events))[:2] == ("needs_permit", "2026-11-04")
    assert "subsequent_counts_anew" in codes(applicant("2026-11-22", events=events))


def test_an_application_recorded_twice_counts_from_the_first():
    events = [LODGED, event("application_lodged", "2026-06-01")]
    assert answer(applicant("2026-11-22", events=events))[:2] == ("needs_permit", "2026-11-04")


# -- other kinds of work ------------------------------------------------------------------------------


def test_self_employment_is_not_possible_during_the_procedure():
    decision = applicant("2026-11-22", work="self_employed")
    assert (answer(decision)[0], decision.provisional) == ("not_allowed", True)


def test_an_internship_follows_the_same_waiting_time():
    """ActiZ: in principle after the same waiting time; a secondary source."""
    assert answer(applicant("2026-11-03", work="internship"))[:2] == ("not_yet", "2026-11-04")
    decision = applicant("2026-11-04", work="internship")
    assert (answer(decision)[0], decision.provisional) == ("needs_permit", True)


def test_temp_agency_work_follows_the_rule_of_employees():
    assert answer(applicant("2026-11-22", work="temp_agency")) == answer(applicant("2026-11-22"))


def declaration(on, result):
    return event("volunteer_declaration", on, result=result)


@pytest.mark.parametrize(
    ("declarations", "on", "expected"),
    [
        ([], "2026-06-01", ("needs_permit", "2026-05-04", None, ("volunteer_declaration",), ())),
        (
            [declaration("2026-06-10", "acknowledged")],
            "2026-06-10",
            ("allowed", "2026-06-10", None, (), ()),
        ),
        (
            [declaration("2026-06-10", "acknowledged"), declaration("2026-07-01", "granted")],
            "2026-07-01",
            ("allowed", "2026-06-10", "2029-06-30", (), ()),
        ),
        (
            [declaration("2026-06-10", "acknowledged"), declaration("2026-07-01", "refused")],
            "2026-07-01",
            ("not_allowed", None, None, (), ()),
        ),
        (
            [declaration("2026-07-01", "granted")],
            "2029-07-01",
            ("needs_permit", "2029-07-01", None, ("volunteer_declaration",), ()),
        ),
    ],
)
def test_volunteering_needs_a_declaration_and_no_waiting_time(declarations, on, expected):
    """UWV: start on the acknowledgement, valid three years, stop if refused."""
    decision = applicant(on, work="volunteering", events=[LODGED, *declarations], documents=[])
    assert answer(decision) == expected


def test_the_end_of_a_declaration_is_announced():
    events = [LODGED, declaration("2026-07-01", "granted")]
    assert next_change(applicant("2026-07-01", work="volunteering", events=events)) == "2029-07-01"


def test_paid_work_in_the_centre_needs_no_permit():
    """Rva art. 18."""
    decision = applicant("2026-05-05", work="in_centre", documents=[], birth_date=None)
    assert answer(decision) == ("allowed", "2026-05-04", None, (), ())
    assert decision.reasons[0].params == {"amount": 14}
    assert answer(applicant("2026-05-05", work="in_centre", reception="municipality"))[0] == "not_allowed"
    assert applicant("2026-05-05", work="in_centre", reception=None).missing == ("reception",)


def test_education_is_not_work():
    decision = applicant("2026-05-05", work="education")
    assert (answer(decision)[0], decision.provisional) == ("allowed", True)


# -- status holders -----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["refugee", "subsidiary"])
@pytest.mark.parametrize("work", ["employee", "self_employed", "temp_agency", "volunteering"])
def test_a_status_holder_works_freely(status, work):
    events = [LODGED, event("status_granted", "2026-08-01", status=status)]
    decision = applicant("2026-08-01", events=events, documents=[], work=work)
    assert answer(decision) == ("allowed", "2026-08-01", None, (), ())
    assert decision.provisional is True  # by a secondary source
    assert answer(applicant("2026-07-31", events=events, documents=[]))[0] == "not_yet"


def test_a_granted_application_is_a_status():
    events = [LODGED, event("first_decision", "2026-08-01", result="granted")]
    assert answer(applicant("2026-08-02", events=events))[:2] == ("allowed", "2026-08-01")


def test_a_residence_permit_bounds_the_answer_and_its_end_leaves_it_open():
    events = [event("status_granted", "2022-01-01", status="refugee")]
    documents = [document("residence-permit", "2022-01-01", "2026-12-31")]
    valid = applicant("2026-11-22", events=events, documents=documents)
    assert answer(valid) == ("allowed", "2022-01-01", "2026-12-31", (), ())
    ended = applicant("2027-01-01", events=events, documents=documents)
    assert (ended.outcome, ended.missing) == ("incomplete", ("residence-permit",))


# -- temporary protection -----------------------------------------------------------------------------

PROTECTED = {
    "country": "NL",
    "reception": "municipality",
    "events": [event("status_granted", "2026-01-10", status="temporary_protection")],
    "documents": [document("O-document", "2026-01-10", "2027-03-04")],
    "employer": "greenhouse",
}


def protected(on, more=(), **changes):
    line = {**PROTECTED, **changes}
    return decide(on, **{**line, "events": [*line["events"], *more]})


def test_the_employer_of_a_protected_person_must_notify():
    decision = protected("2026-04-24")
    assert answer(decision) == ("needs_notification", "2026-01-10", "2027-03-04", ("employer_notified",), ())
    assert (next_change(decision), decision.provisional) == ("2027-03-05", False)


@pytest.mark.parametrize(
    ("on", "expected", "change"),
    [
        ("2026-04-24", ("not_yet", "2026-04-29", None, (), ()), "2026-04-29"),
        ("2026-04-28", ("not_yet", "2026-04-29", None, (), ()), "2026-04-29"),
        ("2026-04-29", ("allowed", "2026-04-29", "2027-03-04", (), ()), "2027-03-05"),
    ],
)
def test_work_starts_two_working_days_after_the_notification(on, expected, change):
    """Notified on Friday 24 April 2026; Monday is King's Day."""
    decision = protected(on, [event("employer_notified", "2026-04-24", employer="greenhouse")])
    assert answer(decision) == expected
    assert next_change(decision) == change


@pytest.mark.parametrize(
    ("notified_on", "start_on"),
    [
        ("2026-03-07", "2026-03-10"),  # a Saturday
        ("2026-04-02", "2026-04-08"),  # the Thursday before Easter
        ("2026-05-13", "2026-05-18"),  # the day before Ascension
        ("2026-12-24", "2026-12-29"),
        ("2026-12-31", "2027-01-05"),
    ],
)
def test_public_holidays_and_weekends_are_no_working_days(notified_on, start_on):
    decision = protected(notified_on, [event("employer_notified", notified_on, employer="greenhouse")])
    assert answer(decision)[:2] == ("not_yet", start_on)


def test_a_notification_in_the_last_days_of_protection_comes_too_late():
    decision = protected("2027-03-03", [event("employer_notified", "2027-03-03", employer="greenhouse")])
    assert (answer(decision)[0], codes(decision)[-1]) == ("not_allowed", "notification_too_late")
    in_time = protected("2027-03-03", [event("employer_notified", "2027-03-02", employer="greenhouse")])
    assert answer(in_time)[:2] == ("not_yet", "2027-03-04")


def test_the_notification_of_another_employer_does_not_count():
    decision = protected("2026-06-01", [event("employer_notified", "2026-04-24", employer="bakery")])
    assert answer(decision)[0] == "needs_notification"


def test_protection_ends():
    assert answer(protected("2027-03-04"))[0] == "needs_notification"
    decision = protected("2027-03-05")
    assert (answer(decision)[0], codes(decision)) == ("not_allowed", ["temporary_protection_ended"])


def test_after_protection_a_pending_asylum_application_counts():
    events = [event("application_lodged", "2026-01-05"), *PROTECTED["events"]]
    decision = protected(
        "2027-03-05",
        events=events,
        documents=[document("W-document", "2027-03-01", "2027-12-31")],
        birth_date="1990-01-01",
        reception="COA",
    )
    assert answer(decision)[:3] == ("needs_permit", "2027-03-01", "2027-12-31")


def test_proof_of_stay_is_needed():
    assert protected("2026-06-01", documents=[]).missing == ("O-document",)
    ended = [document("O-document", "2026-01-10", "2026-05-31")]
    assert protected("2026-06-01", documents=ended).missing == ("O-document",)
    endless = [document("O-document", "2026-01-10")]
    assert answer(protected("2026-06-01", documents=endless))[:3] == (
        "needs_notification",
        "2026-01-10",
        "2027-03-04",
    )


def test_protected_people_are_not_self_employed():
    decision = protected("2026-06-01", work="self_employed")
    assert (answer(decision)[0], decision.provisional) == ("not_allowed", True)


def test_volunteering_under_protection_is_not_in_the_rules_found():
    decision = protected("2026-06-01", work="volunteering")
    assert decision.missing == ("nl.work.temporary_protection_volunteering",)


@pytest.mark.parametrize(
    ("free", "expected", "code", "holds"),
    [
        (True, ("allowed", "2026-01-10", "2027-03-04", (), ()), "kind_of_work_free", True),
        (False, ("not_allowed", None, None, (), ()), "kind_of_work_excluded", False),
    ],
)
def test_volunteering_with_temporary_protection_is_as_the_rule_says_once_it_is_known(
    free, expected, code, holds
):
    rule = Parameter("nl.work.temporary_protection_volunteering", free, "Decree", "O")
    facts = parse_facts({**PROTECTED, "id": "p", "work": "volunteering"})
    decision = assess(facts, date(2026, 6, 1), Parameters.shipped().extended([rule]))
    (reason,) = [reason for reason in decision.reasons if reason.code == code]
    assert (answer(decision), reason.holds, reason.source) == (expected, holds, "Decree")


def test_a_principle_that_ended_leaves_the_answer_open():
    ended = Parameter("nl.work.w_document_required", False, "Decree", "O", from_on=date(2026, 12, 1))
    facts = parse_facts({**APPLICANT, "id": "p"})
    decision = assess(facts, date(2026, 12, 1), Parameters.shipped().extended([ended]))
    assert (decision.outcome, decision.missing) == ("incomplete", ("nl.work.w_document_required",))


def test_a_transfer_stands_when_the_dublin_procedure_is_recorded_after_it():
    events = [
        LODGED,
        event("dublin_transfer_notified", "2026-07-01"),
        event("track", "2026-07-05", value="dublin"),
    ]
    assert codes(applicant("2026-11-22", events=events)) == ["dublin_notified"]


def test_third_country_nationals_from_ukraine_are_not_exempt():
    events = [event("status_granted", "2022-05-01", status="temporary_protection", third_country=True)]
    documents = [document("O-document", "2022-05-01", "2027-03-04")]
    before = protected("2023-08-31", events=events, documents=documents)
    after = protected("2023-09-01", events=events, documents=documents)
    assert (answer(before)[0], next_change(before)) == ("needs_notification", "2023-09-01")
    assert (answer(after)[0], after.requires) == ("needs_permit", ("TWV",))
