"""The right to work in Belgium, case by case (rules.md B1)."""

from datetime import date

import pytest

from law.engine import assess, parse_facts
from law.rules import Parameter, Parameters
from law.rules.reading import read_day
from tests.law.engine.lines import answer, codes, decide, document, event, next_change

LODGED = event("application_lodged", "2026-01-10")
FIRST_CARD = document("attestation", "2026-01-12", "2026-05-09", mention="none")
CARD = document("attestation", "2026-05-10", "2026-09-09", mention="unlimited")
LATER_CARD = document("attestation", "2026-09-10", "2027-01-09", mention="unlimited")
ALL_CARDS = [FIRST_CARD, CARD, LATER_CARD]


def applicant(on, more=(), documents=ALL_CARDS, events=(LODGED,), **fields):
    return decide(on, "BE", [*events, *more], documents, **fields)


def refused(on, result="refused"):
    return event("first_decision", on, result=result)


# -- four months, no decision, the card (RD 2018-09-02, art. 18, 3°) ----------------------------------


@pytest.mark.parametrize(
    ("on", "expected", "change"),
    [
        ("2026-01-10", ("not_yet", "2026-05-10", None, (), ()), "2026-01-12"),
        ("2026-05-09", ("not_yet", "2026-05-10", None, (), ()), "2026-05-10"),
        ("2026-05-10", ("allowed", "2026-05-10", "2026-09-09", (), ()), "2026-09-10"),
        ("2026-09-10", ("allowed", "2026-05-10", "2027-01-09", (), ()), "2027-01-10"),
        ("2027-01-10", ("not_allowed", None, None, (), ()), None),
    ],
)
def test_an_applicant_waits_four_months_and_then_works_freely(on, expected, change):
    decision = applicant(on)
    assert answer(decision) == expected
    assert next_change(decision) == change
    assert decision.provisional is False


def test_four_months_after_31_october_is_the_last_of_february():
    decision = applicant("2026-11-22", events=[event("application_lodged", "2026-10-31")], documents=[])
    assert answer(decision)[:2] == ("not_yet", "2027-02-28")


def test_age_and_reception_are_not_asked():
    assert answer(applicant("2026-06-01", birth_date="2010-01-01", reception="none"))[0] == "allowed"


def test_without_a_recorded_card_the_answer_is_incomplete():
    decision = applicant("2026-06-01", documents=[])
    assert (decision.outcome, decision.missing) == ("incomplete", ("attestation",))


def test_a_card_that_still_says_no_access_must_be_renewed():
    card = document("attestation", "2026-01-12", "2026-06-30", mention="none")
    decision = applicant("2026-06-01", documents=[card])
    assert answer(decision) == ("not_yet", None, None, ("attestation",), ())
    assert (decision.provisional, next_change(decision)) == (True, "2026-07-01")


def test_the_right_counts_from_the_card_that_says_so():
    cards = [
        document("attestation", "2026-01-12", "2026-06-30", mention="no"),
        document("attestation", "2026-06-15", "2026-12-31", mention="Onbeperkt"),
    ]
    assert answer(applicant("2026-06-20", documents=cards)) == ("allowed", "2026-06-15", "2026-12-31", (), ())


@pytest.mark.parametrize("mention", ["Arbeidsmarkt: onbeperkt", "marché du travail : ILLIMITÉ", "unlimited."])
def test_the_mention_is_read_as_it_is_printed(mention):
    card = document("attestation", "2026-05-10", "2026-09-09", mention=mention)
    assert "mention_unlimited" in codes(applicant("2026-06-01", documents=[card]))
    early = applicant("2026-05-01", documents=[document("attestation", "2026-01-12", mention=mention)])
    assert early.outcome == "not_yet"


@pytest.mark.parametrize("mention", ["Arbeidsmarkt: neen", "no_access", "Pas d’accès"])
def test_a_mention_of_no_access_is_read_as_it_is_printed(mention):
    card = document("attestation", "2026-01-12", "2026-09-09", mention=mention)
    assert codes(applicant("2026-06-01", documents=[card]))[-1] == "mention_none"


def test_a_card_that_says_unlimited_in_the_waiting_time_is_told():
    card = document("attestation", "2026-01-12", "2026-09-09", mention="unlimited")
    decision = applicant("2026-05-09", documents=[card])
    assert answer(decision)[:2] == ("not_yet", "2026-05-10")
    assert codes(decision)[-1] == "mention_too_early"


def test_a_mention_nobody_knows_leaves_the_answer_open():
    card = document("attestation", "2026-01-12", "2026-06-30", mention="limited")
    decision = applicant("2026-06-01", documents=[card])
    assert (decision.outcome, decision.missing) == ("incomplete", ("attestation.mention",))


def test_a_card_without_a_recorded_mention_will_do():
    card = document("attestation", "2026-05-10", "2026-09-09")
    assert answer(applicant("2026-06-01", documents=[card]))[0] == "allowed"


def test_before_2019_the_rule_is_not_known():
    decision = applicant("2018-12-31", events=[event("application_lodged", "2018-06-01")], documents=[])
    assert (decision.outcome, decision.missing) == ("incomplete", ("be.work.waiting_months",))
    assert next_change(decision) == "2019-01-03"


def test_an_administrators_later_rule_is_announced_and_then_holds():
    facts = parse_facts(
        {"id": "p", "country": "BE", "events": [event("application_lodged", "2026-09-15")], "documents": []}
    )
    longer = Parameter("be.work.waiting_months", 6, "made up", "S", from_on=read_day("2027-01-01", "on"))
    parameters = Parameters.shipped().extended([longer])
    decision = assess(facts, read_day("2026-11-22", "on"), parameters)
    assert (answer(decision)[:2], next_change(decision)) == (("not_yet", "2027-01-15"), "2027-01-01")
    decision = assess(facts, read_day("2027-01-01", "on"), parameters)
    assert (answer(decision)[:2], decision.provisional) == (("not_yet", "2027-03-15"), True)


# -- refusal and appeal ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("refused_on", "outcome"),
    [
        ("2026-04-01", "not_allowed"),
        ("2026-05-09", "not_allowed"),
        ("2026-05-10", "allowed"),
        ("2026-06-01", "allowed"),
    ],
)
def test_a_right_once_acquired_continues_during_the_appeal(refused_on, outcome):
    more = [refused(refused_on), event("appeal_lodged", "2026-06-10")]
    decision = applicant("2026-08-01", more)
    assert (decision.outcome, decision.provisional) == (outcome, True)


def test_the_call_ends_the_right():
    more = [
        refused("2026-06-01"),
        event("appeal_lodged", "2026-06-10"),
        event("appeal_decided", "2026-08-01", result="refused"),
    ]
    assert answer(applicant("2026-07-31", more)) == ("allowed", "2026-05-10", "2026-09-09", (), ())
    assert answer(applicant("2026-08-01", more))[0] == "not_allowed"


def test_an_annulled_refusal_leaves_the_application_without_a_decision():
    within = [
        refused("2026-04-01"),
        event("appeal_lodged", "2026-04-10"),
        event("appeal_decided", "2026-08-01", result="annulled"),
    ]
    assert answer(applicant("2026-07-31", within))[0] == "not_allowed"
    assert answer(applicant("2026-08-01", within))[:2] == ("allowed", "2026-08-01")
    after = [refused("2026-06-01"), *within[1:]]
    assert answer(applicant("2026-08-01", after))[:2] == ("allowed", "2026-05-10")


def test_the_term_for_an_appeal_runs_and_ends():
    running = applicant("2026-07-01", [refused("2026-06-01")])
    assert (answer(running)[0], running.provisional, next_change(running)) == ("allowed", True, "2026-07-02")
    assert answer(applicant("2026-07-02", [refused("2026-06-01")]))[0] == "not_allowed"


def test_the_term_is_short_after_inadmissibility():
    assert answer(applicant("2026-06-11", [refused("2026-06-01", "inadmissible")]))[0] == "allowed"
    assert answer(applicant("2026-06-12", [refused("2026-06-01", "inadmissible")]))[0] == "not_allowed"


# -- later applications, decisions elsewhere, exclusions ----------------------------------------------


def test_a_later_application_gives_nothing_until_it_is_admissible():
    events = [event("application_lodged", "2026-01-10", subsequent=True)]
    decision = applicant("2026-06-01", events=events)
    assert answer(decision) == ("not_yet", None, None, ("subsequent_admissible", "attestation"), ())
    admissible = [*events, event("subsequent_admissible", "2026-06-15")]
    decision = applicant("2026-06-15", events=admissible)
    assert answer(decision)[:2] == ("allowed", "2026-06-15")
    decision = applicant("2026-06-15", events=admissible, documents=[])
    assert decision.missing == ("attestation",)


def test_an_application_after_a_refusal_is_a_later_one_even_if_not_marked():
    events = [LODGED, refused("2026-03-01"), event("application_lodged", "2026-04-01")]
    assert codes(applicant("2026-09-01", events=events)) == ["subsequent_not_admissible"]


def test_a_later_application_declared_inadmissible_gives_nothing():
    events = [
        event("application_lodged", "2026-01-10", subsequent=True),
        refused("2026-02-01", "inadmissible"),
    ]
    assert answer(applicant("2026-06-01", events=events))[0] == "not_allowed"


@pytest.mark.parametrize(("lodged", "outcome"), [("2025-08-01", "allowed"), ("2025-08-02", "not_yet")])
def test_a_decision_in_another_member_state_makes_the_application_a_later_one(lodged, outcome):
    events = [event("decision_elsewhere", "2024-05-01"), event("application_lodged", lodged)]
    assert answer(applicant("2026-06-01", events=events))[0] == outcome


@pytest.mark.parametrize("track", ["accelerated", "safe_country"])
def test_the_exclusion_of_the_directive_is_provisional(track):
    """Dir. (EU) 2024/1346 art. 17, for applications lodged from 12 June 2026."""
    track_event = event("track", "2026-07-01", value=track)
    card = document("attestation", "2026-06-15", "2027-06-14", mention="unlimited")
    old = [event("application_lodged", "2026-06-11"), track_event]
    new = [event("application_lodged", "2026-06-12"), track_event]
    assert answer(applicant("2026-11-22", events=old, documents=[card]))[0] == "allowed"
    decision = applicant("2026-11-22", events=new, documents=[card])
    assert (decision.outcome, decision.provisional) == ("not_allowed", True)


def test_a_notified_dublin_transfer_ends_access():
    decision = applicant("2026-07-02", [event("dublin_transfer_notified", "2026-07-01")])
    assert answer(decision)[0] == "not_allowed"


# -- kinds of work -----------------------------------------------------------------------------------


@pytest.mark.parametrize("work", ["employee", "temp_agency", "internship", "volunteering"])
def test_any_occupation_is_open(work):
    assert answer(applicant("2026-06-01", work=work))[0] == "allowed"


def test_volunteering_without_the_right_to_work_is_not_in_the_rules_found():
    decision = applicant("2026-02-01", work="volunteering")
    assert decision.missing == ("be.work.volunteering_without_right",)


def test_work_in_the_centre_is_not_in_the_rules_found():
    assert applicant("2026-06-01", work="in_centre").missing == ("be.work.in_centre",)


def test_an_applicant_may_ask_for_a_professional_card():
    decision = applicant("2026-02-01", work="self_employed")
    assert answer(decision) == ("needs_permit", "2026-01-12", "2026-05-09", ("professional-card",), ())
    card = document("professional-card", "2026-06-01", "2028-05-31")
    decision = applicant("2026-06-01", work="self_employed", documents=[*ALL_CARDS, card])
    assert answer(decision) == ("allowed", "2026-06-01", "2026-09-09", (), ())


# -- protection --------------------------------------------------------------------------------------


def holder(on, status, documents=(), **fields):
    return decide(on, "BE", [event("status_granted", "2026-03-01", status=status)], documents, **fields)


@pytest.mark.parametrize("work", ["employee", "self_employed", "volunteering"])
def test_a_recognised_refugee_works_freely(work):
    assert answer(holder("2026-06-01", "refugee", work=work)) == ("allowed", "2026-03-01", None, (), ())


def test_subsidiary_protection_is_free_for_employees_and_needs_a_card_to_be_self_employed():
    assert answer(holder("2026-06-01", "subsidiary"))[0] == "allowed"
    decision = holder("2026-06-01", "subsidiary", work="self_employed")
    assert answer(decision) == ("needs_permit", "2026-03-01", None, ("professional-card",), ())
    card = document("professional-card", "2026-05-01", "2028-04-30")
    decision = holder("2026-06-01", "subsidiary", [card], work="self_employed")
    assert answer(decision) == ("allowed", "2026-05-01", "2028-04-30", (), ())


def test_a_granted_application_without_its_kind_is_free_for_employees_only():
    events = [LODGED, event("first_decision", "2026-04-01", result="granted")]
    assert answer(applicant("2026-04-02", events=events, documents=[]))[:2] == ("allowed", "2026-04-01")
    decision = applicant("2026-04-02", events=events, documents=[], work="self_employed")
    assert decision.missing == ("status_granted",)


def test_people_from_ukraine_with_an_a_card_work_freely():
    card = document("A-card", "2026-03-10", "2027-03-04")
    decision = holder("2026-06-01", "temporary_protection", [card])
    assert answer(decision) == ("allowed", "2026-03-10", "2027-03-04", (), ())
    assert next_change(decision) == "2027-03-05"
    assert answer(holder("2027-03-05", "temporary_protection", [card]))[0] == "not_allowed"
    assert holder("2026-06-01", "temporary_protection").missing == ("A-card",)


def test_self_employment_of_people_from_ukraine_depends_on_the_region():
    card = document("A-card", "2026-03-10", "2027-03-04")
    flanders = holder("2026-06-01", "temporary_protection", [card], work="self_employed", region="Flanders")
    assert (answer(flanders)[0], flanders.provisional) == ("allowed", True)
    brussels = holder("2026-06-01", "temporary_protection", [card], work="self_employed", region="Brussels")
    assert brussels.missing == ("be.work.temporary_protection_self_employed.brussels",)
    unknown = holder("2026-06-01", "temporary_protection", [card], work="self_employed")
    assert unknown.missing == ("region",)


def test_work_in_the_centre_is_free_from_the_application_once_a_rule_says_so():
    rule = Parameter("be.work.in_centre", True, "Decree", "O")
    line = {
        "id": "p",
        "country": "BE",
        "work": "in_centre",
        "events": [event("application_lodged", "2026-01-05")],
    }
    decision = assess(parse_facts(line), date(2026, 1, 5), Parameters.shipped().extended([rule]))
    assert answer(decision) == ("allowed", "2026-01-05", None, (), ())
