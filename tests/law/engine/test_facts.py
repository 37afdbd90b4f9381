"""Reading fact lines: what is right is kept, what is wrong is named."""

from datetime import date

import pytest

from law.engine import Document, Event, FactError, Facts, parse_document, parse_event, parse_facts


def test_a_fact_line_is_read_whole():
    facts = Facts.from_dict(
        {
            "id": "B-4F7K",
            "country": "NL",
            "birth_date": "1995-03-01",
            "work": "temp_agency",
            "employer": "hotel",
            "reception": "COA",
            "events": [
                {"type": "application_lodged", "on": "2026-05-04", "subsequent": True},
                {"type": "track", "on": "2026-05-05", "value": "regular"},
            ],
            "documents": [
                {
                    "type": "TWV",
                    "from": "2026-12-01",
                    "until": "2027-03-31",
                    "employer": "hotel",
                    "mention": None,
                }
            ],
        }
    )
    assert facts == Facts(
        id="B-4F7K",
        country="NL",
        birth_date=date(1995, 3, 1),
        work="temp_agency",
        employer="hotel",
        reception="COA",
        events=(
            Event("application_lodged", date(2026, 5, 4), subsequent=True),
            Event("track", date(2026, 5, 5), value="regular"),
        ),
        documents=(Document("TWV", date(2026, 12, 1), date(2027, 3, 31), employer="hotel"),),
    )


def test_what_is_not_given_is_not_known():
    assert parse_facts({"id": 7, "country": "BE", "birth_date": None}) == Facts(id=7, country="BE")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"shoe_size": 43}, "shoe_size: is not a known field"),
        ({"id": None}, "id: is required"),
        ({"id": ""}, "id: '' is not a text"),
        ({"employer": "half \ud800"}, "employer: 'half \\ud800' is not a text"),
        ({"employer": "half \udfff"}, "employer: 'half \\udfff' is not a text"),
        ({"country": "DE"}, "country: 'DE' is not one of NL, BE"),
        ({"country": None}, "country: is required"),
        ({"birth_date": "1995-02-29"}, "birth_date: 1995-02-29 is not a day in the calendar"),
        ({"birth_date": "1-3-1995"}, "birth_date: '1-3-1995' is not a day written as YYYY-MM-DD"),
        ({"birth_date": 1995}, "birth_date: 1995 is not a day written as YYYY-MM-DD"),
        (
            {"reception": "hotel"},
            "reception: 'hotel' is not one of COA, Nidos, municipality, none, Fedasil",
        ),
        ({"events": {}}, "events: is not a list"),
        ({"events": ["lodged"]}, "events[0]: is not an object with fields"),
        ({"events": [{"on": "2026-01-01"}]}, "events[0].type: is required"),
        ({"events": [{"type": "appeal_lodged"}]}, "events[0].on: is required"),
        (
            {"events": [{"type": "appeal_lodged", "on": "2026-01-01", "result": "x"}]},
            "events[0].result: is not a known field",
        ),
        (
            {"events": [{"type": "first_decision", "on": "2026-01-01"}]},
            "events[0].result: is required",
        ),
        (
            {"events": [{"type": "first_decision", "on": "2026-01-01", "result": "maybe"}]},
            "events[0].result: 'maybe' is not one of granted, refused, inadmissible",
        ),
        (
            {
                "events": [
                    {"type": "application_lodged", "on": "2026-01-01"},
                    {"type": "application_lodged", "on": "2026-04-31"},
                ]
            },
            "events[1].on: 2026-04-31 is not a day in the calendar",
        ),
        (
            {"events": [{"type": "application_lodged", "on": "2026-01-01", "subsequent": "yes"}]},
            "events[0].subsequent: 'yes' is not true or false",
        ),
        (
            {"documents": [{"type": "TWV", "from": "2026-02-01", "until": "2026-01-01"}]},
            "documents[0].until: 2026-01-01 is before from, 2026-02-01",
        ),
        (
            {"events": [{"type": "status_granted", "on": "2026-01-01", "status": "third_country"}]},
            "events[0].status: 'third_country' is not one of refugee, subsidiary, temporary_protection",
        ),
        (
            {"events": [{"type": "employer_notified", "on": "2026-01-01"}]},
            "events[0].employer: is required",
        ),
        ({"documents": [{"type": "TWV"}]}, "documents[0].from: is required"),
        ({"documents": [{"from": "2026-01-01"}]}, "documents[0].type: is required"),
    ],
)
def test_a_line_that_cannot_be_read_names_the_field(change, message):
    with pytest.raises(FactError) as caught:
        parse_facts({"id": "p", "country": "NL", **change})
    assert str(caught.value) == message
    assert f"{caught.value.field}: {caught.value.message}" == message


@pytest.mark.parametrize("text", ["\ud7ff", "\ue000", "Größe 😀"])
def test_a_text_may_be_in_any_script(text):
    assert parse_facts({"id": "p", "country": "NL", "employer": text}).employer == text


def test_a_document_may_be_valid_for_one_day():
    day = date(2026, 1, 1)
    line = {"type": "TWV", "from": day, "until": day}
    assert parse_document(line) == Document("TWV", day, day)


@pytest.mark.parametrize(
    ("parse", "line", "message"),
    [
        (parse_event, {}, "event.type: is required"),
        (parse_event, [], "event: is not an object with fields"),
        (parse_document, {"type": "TWV"}, "document.from: is required"),
        (parse_document, "TWV", "document: is not an object with fields"),
    ],
)
def test_one_event_or_document_is_read_alone(parse, line, message):
    with pytest.raises(FactError) as caught:
        parse(line)
    assert str(caught.value) == message


def test_an_unknown_type_is_refused_with_the_types_there_are():
    with pytest.raises(FactError, match=r"^events\[0\]\.type: 'born' is not one of application_lodged, "):
        parse_facts({"id": "p", "country": "NL", "events": [{"type": "born", "on": "2026-01-01"}]})


def test_a_line_that_is_no_object_is_refused():
    with pytest.raises(FactError, match=r"^line: is not an object with fields"):
        parse_facts(["p"])
