"""What must hold for all facts and all days."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from law.engine import INCOMPLETE, OUTCOMES, Document, Event, Facts, assess, recheck_on
from law.rules import Parameters
from tests.law.engine import strategies as some

SHIPPED = Parameters.shipped()

AHEAD = 900


def known_by(facts, on):
    """Only what had happened by the day; documents stay, their validity is announced."""
    return replace(facts, events=tuple(event for event in facts.events if event.on <= on))


@settings(max_examples=300, deadline=None)
@given(some.facts, some.days, st.sets(st.integers(1, AHEAD), max_size=30))
def test_an_answer_holds_until_the_announced_day_and_changes_on_it(facts, on, ahead):
    assert_holds_until_announced(facts, on, ahead, SHIPPED)


@some.unhurried
@given(some.facts, some.days, st.sets(st.integers(1, AHEAD), max_size=10), some.later_values)
def test_a_later_value_of_the_law_changes_an_answer_on_the_announced_day_only(facts, on, ahead, values):
    assert_holds_until_announced(facts, on, ahead, SHIPPED.extended(values))


def assert_holds_until_announced(facts, on, ahead, parameters):
    """Look at some days ahead, and at those beside the days that stand in the facts."""
    facts = known_by(facts, on)
    decision = assess(facts, on, parameters)
    change_on = decision.next_change
    assert change_on is None or change_on > on
    written = {day for each in facts.documents for day in (each.from_on, each.until_on) if day}
    days = {on + timedelta(days=number) for number in ahead}
    days |= {day + timedelta(days=number) for day in written for number in (-1, 0, 1)}
    days = {day for day in days if day > on}
    if change_on is not None:
        days = {day for day in days if day < change_on} | {change_on - timedelta(days=1)}
    for day in sorted(days):
        later = assess(facts, day, parameters)
        assert later.same_answer(decision), day
        assert later.next_change == change_on
    if change_on is not None:
        assert not assess(facts, change_on, parameters).same_answer(decision)


@some.unhurried
@given(some.facts, some.days)
def test_events_after_the_day_do_not_count(facts, on):
    assert assess(facts, on, SHIPPED) == assess(known_by(facts, on), on, SHIPPED)


@some.unhurried
@given(some.facts, some.days, st.lists(some.documents(), max_size=2))
def test_documents_that_begin_after_the_day_change_only_the_announcement(facts, on, more):
    later = tuple(document for document in more if document.from_on > on)
    with_later = assess(replace(facts, documents=(*facts.documents, *later)), on, SHIPPED)
    assert without_what_begins(with_later) == without_what_begins(assess(facts, on, SHIPPED))


def without_what_begins(decision):
    """The answer, and the reasons without the sentences on papers that are in hand and begin later."""
    told = {"document_begins": "document_missing", "document_gap": "document_expired"}
    # Someone who has the permit for later is not told to get it.
    left_out = {"document_missing", "twv_required", "professional_card_required"}
    reasons = [(told.get(reason.code, reason.code), reason.holds) for reason in decision.reasons]
    return (
        decision.outcome,
        decision.from_on,
        decision.until_on,
        decision.requires,
        decision.missing,
        [reason for reason in reasons if reason[0] not in left_out],
    )


@some.unhurried
@given(some.facts, some.days, st.randoms())
def test_the_order_of_facts_does_not_count(facts, on, random):
    # Two different events of one kind on one day contradict each other: then the last one counts.
    kinds = [(event.type, event.on) for event in facts.events]
    assume(len(set(kinds)) == len(kinds))
    events, documents = list(facts.events), list(facts.documents)
    random.shuffle(events)
    random.shuffle(documents)
    shuffled = replace(facts, events=tuple(events), documents=tuple(documents))
    assert assess(shuffled, on, SHIPPED).outcome == assess(facts, on, SHIPPED).outcome


@some.unhurried
@given(some.facts, some.days)
def test_an_answer_is_well_formed(facts, on):
    decision = assess(facts, on, SHIPPED)
    assert decision.outcome in OUTCOMES
    assert (decision.outcome == INCOMPLETE) == bool(decision.missing)
    assert decision.reasons != ()
    if decision.outcome in ("allowed", "needs_permit", "needs_notification"):
        assert decision.from_on is None or decision.from_on <= on
        assert decision.until_on is None or decision.until_on >= on
    if decision.outcome == "not_yet":
        assert decision.from_on is None or decision.from_on > on
    if decision.outcome in ("needs_permit", "needs_notification"):
        assert decision.requires != ()
    if decision.outcome == "allowed":
        assert decision.requires == ()


@some.unhurried
@given(some.facts, some.days)
def test_all_is_looked_at_again_on_the_first_day_that_can_matter(facts, on):
    decision = assess(facts, on, SHIPPED)
    days = [event.on for event in facts.events if event.on > on]
    days += [decision.next_change] if decision.next_change else []
    assert recheck_on(facts, decision) == min(days, default=None)


@some.unhurried
@given(some.complete_applicants(), some.days)
def test_less_knowledge_gives_no_other_certain_answer(facts, on):
    """Taking away what is asked for gives the same answer, or an incomplete one that names it."""
    whole = assess(facts, on, SHIPPED)
    assume(whole.outcome != INCOMPLETE)
    for name, less in (
        ("birth_date", replace(facts, birth_date=None)),
        ("reception", replace(facts, reception=None)),
        (facts.documents[0].type, replace(facts, documents=())),
    ):
        decision = assess(less, on, SHIPPED)
        if decision.outcome == INCOMPLETE:
            assert name in decision.missing
        else:
            assert decision.outcome == whole.outcome or {decision.outcome, whole.outcome} == {
                "not_yet",
                "not_allowed",
            }


@some.unhurried
@given(
    st.sets(st.sampled_from(["birth_date", "reception", "documents"]), min_size=1),
    st.sets(st.sampled_from(["birth_date", "reception", "documents", "employer", "region", "events"])),
)
def test_an_incomplete_answer_waits_for_what_it_names(unknown, told):
    """Facts other than those named leave an incomplete answer as it is; those named complete it."""
    on, employer = date(2026, 1, 1), "hotel"
    lodged = Event("application_lodged", date(2025, 1, 1))
    twv = Document("TWV", date(2025, 12, 1), date(2026, 6, 1), employer)
    whole = {
        "birth_date": date(1990, 1, 1),
        "reception": "COA",
        "documents": (Document("W-document", date(2025, 1, 1), date(2027, 1, 1)), twv),
        "employer": employer,
        "region": "Flanders",
        "events": (lodged, Event("employer_notified", on, employer=employer)),
    }
    less = {"events": (lodged,), "documents": (twv,)}
    less |= {name: whole[name] for name in ("birth_date", "reception", "documents") if name not in unknown}
    names = {"birth_date": "birth_date", "reception": "reception", "documents": "W-document"}
    assert set(assess(Facts("NL", **less), on, SHIPPED).missing) == {names[name] for name in unknown}
    more = less | {name: whole[name] for name in told}
    still = unknown - told
    decision = assess(Facts("NL", **more), on, SHIPPED)
    assert set(decision.missing) == {names[name] for name in still}
    assert (decision.outcome == INCOMPLETE) == bool(still)
