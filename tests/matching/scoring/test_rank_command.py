"""`manage.py rank`: the exchange form in and out, and what it refuses."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from matching.management.commands.rank import Command
from matching.scoring import version
from tests.matching.scoring.exchanged import SELAM, VACANCY

Run = Callable[..., dict[str, Any]]


@pytest.fixture
def text_of(tmp_path: Path) -> Callable[..., str]:
    """Return what the command prints; lists are written as JSON, texts as they are."""

    def run(vacancies: Any, profiles: Any, on: str = "2026-11-30") -> str:
        files = {}
        for name, content in (("vacancies", vacancies), ("profiles", profiles)):
            files[name] = tmp_path / f"{name}.json"
            files[name].write_text(
                content if isinstance(content, str) else json.dumps(content), encoding="utf-8"
            )
        out = io.StringIO()
        call_command("rank", stdout=out, on=on, **{name: str(file) for name, file in files.items()})
        return out.getvalue()

    return run


@pytest.fixture
def rank(text_of: Callable[..., str]) -> Run:
    return lambda *args, **kwargs: json.loads(text_of(*args, **kwargs))


def test_answers_with_four_lists_and_without_a_database(rank: Run) -> None:
    """No mark of the database here: a connection would fail this test."""
    assert Command.requires_system_checks == []
    near = SELAM | {"id": "B-2", "travel_max": 15}
    check = SELAM | {"id": "B-3", "hours_max": None, "languages": None}
    ended = SELAM | {"id": "B-4", "status": "ended"}
    far = SELAM | {"id": "B-5", "travel_max": 0, "hours_max": 20}
    answer = rank([VACANCY], [far, ended, check, near, SELAM])
    assert set(answer) == {"matching", "version"}
    assert answer["version"] == version()
    lists = answer["matching"]["V-1"]
    assert set(lists) == {"isco", "ranked", "near", "check", "excluded"}
    assert lists["isco"] == "9112"
    (first,) = lists["ranked"]
    assert first == {
        "id": "B-1",
        "score": 0.8046875,
        "parts": {
            "occupation": 0.3292236328125,
            "skills": 0.10528564453125,
            "travel": 0.13861083984375,
            "availability": 0.12628173828125,
            "wish": 0.10528564453125,
            "language": 0.0,
        },
        "values": {
            "occupation": 0.92,
            "skills": 0.5,
            "travel": 0.823,
            "availability": 1.0,
            "wish": 1.0,
            "language": 0.0,
        },
        "known": 1.0,
        "for": [
            "Has done this work for 4 years and wishes it.",
            "Cycles 20 minutes.",
            "Can work all the hours asked.",
            "Has 1 of 2 skills asked.",
        ],
        "against": ["The permit or notification takes 35 days."],
    }
    assert sum(first["parts"].values()) == first["score"]
    (near_miss,) = lists["near"]
    assert {
        key: near_miss[key] for key in ("id", "condition", "short", "unit", "asks", "has", "sentence")
    } == {
        "id": "B-2",
        "condition": "travel",
        "short": 5,
        "unit": "minutes",
        "asks": 15,
        "has": 20,
        "sentence": "5 minutes too far: cycles 20, wants at most 15.",
    }
    (to_check,) = lists["check"]
    assert to_check["facts"] == ["language:nl", "hours"]
    assert to_check["questions"] == ["How well do you speak nl?", "How many hours a week can you work?"]
    assert to_check["values"]["language"] is None
    assert lists["excluded"] == [
        {"id": "B-4", "why": "ended"},
        {"id": "B-5", "why": "conditions", "conditions": ["travel", "hours"]},
    ]


def test_the_order_of_the_files_changes_nothing(text_of: Callable[..., str]) -> None:
    profiles = [SELAM | {"id": f"B-{number}", "travel_max": 20 + number} for number in range(9)]
    vacancies = [VACANCY, VACANCY | {"id": "V-2", "hours": 40}]
    assert text_of(vacancies, profiles) == text_of(vacancies[::-1], profiles[::-1])


def test_a_list_may_stand_under_its_name(rank: Run) -> None:
    assert rank({"vacancies": [VACANCY]}, {"profiles": [SELAM]}) == rank([VACANCY], [SELAM])


def test_what_is_protected_is_read_by_nothing(text_of: Callable[..., str]) -> None:
    """Flipped, left out, or nothing that could be read: the answer is the same to the byte."""
    answer = text_of([VACANCY], [SELAM])
    flipped = {"nationality": "SY", "gender": "m", "born": 1971, "religion": "x", "family": [1, 2]}
    others: list[Any] = [flipped, None, {}, "anything", [[]], 7]
    for protected in others:
        assert text_of([VACANCY], [SELAM | {"protected": protected}]) == answer
    assert text_of([VACANCY], [{key: value for key, value in SELAM.items() if key != "protected"}]) == answer


def test_open_proposals_move_nobody(text_of: Callable[..., str]) -> None:
    many = text_of([VACANCY], [SELAM | {"open_proposals": 9}])
    assert many == text_of([VACANCY], [SELAM | {"open_proposals": 0}])


@pytest.mark.parametrize(
    ("text", "isco"),
    [("Kamerhulp", "9112"), ("femme de chambre", "9112"), ("inpakker", "9321"), ("qwrtz", None), ("", None)],
)
def test_a_vacancy_without_an_occupation_goes_by_its_text(rank: Run, text: str, isco: str | None) -> None:
    lists = rank([VACANCY | {"isco": None, "text": text}], [SELAM])["matching"]["V-1"]
    assert lists["isco"] == isco
    if isco is None:
        assert lists["excluded"] == [{"id": "B-1", "why": "no_occupation"}]


def test_null_is_not_known_and_a_field_left_out_is_null(rank: Run) -> None:
    known = {"id", "country", "status", "consent", "wishes"}
    nulls = {key: value if key in known else None for key, value in SELAM.items()}
    short = {key: value for key, value in SELAM.items() if key in known}
    answer = rank([VACANCY], [nulls])
    assert answer == rank([VACANCY], [short])
    (check,) = answer["matching"]["V-1"]["check"]
    assert check["facts"] == [
        "eligible",
        "right_ends",
        "language:nl",
        "certificate:vca-basic",
        "travel",
        "hours",
        "shifts",
    ]
    assert check["values"]["occupation"] is None
    assert check["values"]["wish"] == 1


def test_work_of_which_nobody_knows_what_it_was_is_near_to_nothing(rank: Run) -> None:
    (first,) = rank([VACANCY], [SELAM | {"occupations": [{"isco": None, "years": 9}]}])["matching"]["V-1"][
        "ranked"
    ]
    assert first["values"]["occupation"] == 0
    assert rank([VACANCY | {"isco": ""}], [SELAM]) == rank([VACANCY | {"isco": None}], [SELAM])


def test_other_words_for_means(rank: Run) -> None:
    for word, means in (("bike", "bicycle"), ("transport", "public_transport"), ("walk", "foot")):
        assert rank([VACANCY], [SELAM | {"means": [word]}]) == rank([VACANCY], [SELAM | {"means": [means]}])


def test_a_certificate_that_stands_there_twice_was_renewed(rank: Run) -> None:
    twice = [{"code": "vca-basic", "expires_on": day} for day in ("2027-02-01", "2026-01-01", None)]
    assert rank([VACANCY], [SELAM | {"certificates": twice}])["matching"]["V-1"]["ranked"]


def test_the_shifts_begin_on_monday_and_lessons_are_taken_out(rank: Run) -> None:
    mornings = {"shifts": ["100", "100", "000", "000", "000", "000", "001"]}
    lessons = {"lessons": [{"day": 1, "part": 0}, {"day": 6, "part": 2}]}
    free = {"availability": ["100", "000", "000", "000", "000", "000", "001"]}
    (near,) = rank([VACANCY | mornings], [SELAM | lessons | free])["matching"]["V-1"]["near"]
    assert (near["condition"], near["asks"], near["has"]) == ("shifts", 3, 1)


WEEK = VACANCY["shifts"]
VACANCY_ERRORS = [
    ({"colour": "red"}, "colour: is not a field of this form"),
    ({"id": ""}, "id: must be a text that is not empty"),
    ({"id": 7}, "id: must be a text that is not empty"),
    ({"id": None}, "id: is missing"),
    ({"country": None}, "country: is missing"),
    ({"country": "nl"}, 'country: must be a country such as "NL"'),
    ({"lat": 91}, "lat: must be a number from -90 to 90"),
    ({"lat": "52.3"}, "lat: must be a number from -90 to 90"),
    ({"lon": True}, "lon: must be a number from -180 to 180"),
    ({"lon": float("nan")}, "lon: must be a number from -180 to 180"),
    ({"lon": float("inf")}, "lon: must be a number from -180 to 180"),
    ({"isco": 9112}, 'isco: must be a unit group of ISCO-08, four digits such as "9112"'),
    ({"isco": "911"}, 'isco: must be a unit group of ISCO-08, four digits such as "9112"'),
    ({"isco": "٩١١٢"}, 'isco: must be a unit group of ISCO-08, four digits such as "9112"'),
    ({"shifts": WEEK[:6]}, 'shifts: must be seven texts of three characters, each 0 or 1, such as "110"'),
    (
        {"shifts": [*WEEK[:6], "01"]},
        'shifts: must be seven texts of three characters, each 0 or 1, such as "110"',
    ),
    (
        {"shifts": [*WEEK[:6], "012"]},
        'shifts: must be seven texts of three characters, each 0 or 1, such as "110"',
    ),
    (
        {"shifts": [*WEEK[:6], 100]},
        'shifts: must be seven texts of three characters, each 0 or 1, such as "110"',
    ),
    ({"shifts": "1" * 21}, 'shifts: must be seven texts of three characters, each 0 or 1, such as "110"'),
    ({"hours": -1}, "hours: must be a number from 0 to 168"),
    ({"hours": 169}, "hours: must be a number from 0 to 168"),
    ({"hours": 10**400}, "hours: must be a number from 0 to 168"),
    ({"wage_hour": -0.01}, "wage_hour: must be a number from 0 to 100000"),
    ({"languages": {"nl": "A2"}}, "languages: must be a list"),
    ({"languages": [[]]}, "languages[0]: must be a list that is not empty"),
    ({"languages": [[{"language": "nl"}]]}, "languages[0][0].level: is missing"),
    (
        {"languages": [[{"language": "nl", "level": "A3"}]]},
        "languages[0][0].level: must be one of A0, A1, A2, B1, B2, C1, C2",
    ),
    (
        {"languages": [[{"language": "Dutch", "level": "A2"}]]},
        'languages[0][0].language: must be a language such as "nl"',
    ),
    (
        {"languages": [[{"language": "nl", "level": "A2", "use": 1}]]},
        "languages[0][0].use: is not a field of this form",
    ),
    ({"certificates": ["vca", 3]}, "certificates[1]: must be a text that is not empty"),
    ({"skills": "beds"}, "skills: must be a list"),
    ({"starts_on": None}, "starts_on: is missing"),
    ({"starts_on": "2027-02-29"}, "starts_on: must be a day that exists"),
    ({"starts_on": "11-01-2027"}, 'starts_on: must be a day such as "2026-11-30"'),
    ({"starts_on": "20270111"}, 'starts_on: must be a day such as "2026-11-30"'),
    ({"starts_on": 20270111}, 'starts_on: must be a day such as "2026-11-30"'),
    ({"ends_on": "open"}, 'ends_on: must be a day such as "2026-11-30"'),
    ({"ends_on": "2027-01-10"}, "ends_on: must not be before starts_on"),
]
PROFILE_ERRORS = [
    ({"nationality": "ER"}, "nationality: is not a field of this form"),
    ({"centre_lat": -91}, "centre_lat: must be a number from -90 to 90"),
    ({"status": "guided"}, "status: must be one of guidance, ended"),
    ({"consent": 1}, "consent: must be true or false"),
    ({"looking": "yes"}, "looking: must be true or false"),
    ({"lead_days": True}, "lead_days: must be a whole number from 0 to 100000"),
    ({"lead_days": 3.5}, "lead_days: must be a whole number from 0 to 100000"),
    ({"lead_days": -1}, "lead_days: must be a whole number from 0 to 100000"),
    ({"work_until": "never"}, 'work_until: must be a day such as "2026-11-30"'),
    ({"occupations": [{"isco": 9112}]}, 'occupations[0].isco: must be a code of ISCO-08 such as "9112"'),
    (
        {"occupations": [{"isco": "9112", "years": -2}]},
        "occupations[0].years: must be a number from 0 to 100",
    ),
    ({"occupations": [SELAM["occupations"][0], "9112"]}, "occupations[1]: must be an object"),
    ({"certificates": ["vca-basic"]}, "certificates[0]: must be an object"),
    (
        {"certificates": [{"code": "vca-basic", "expires_on": "open"}]},
        'certificates[0].expires_on: must be a day such as "2026-11-30"',
    ),
    ({"languages": {"nl": "a2"}}, "languages.nl: must be one of A0, A1, A2, B1, B2, C1, C2"),
    ({"languages": {"Dutch": "A2"}}, 'languages.Dutch: must be a language such as "nl"'),
    ({"languages": []}, "languages: must be an object"),
    (
        {"availability": ["111"] * 8},
        'availability: must be seven texts of three characters, each 0 or 1, such as "110"',
    ),
    ({"lessons": [{"day": 7, "part": 0}]}, "lessons[0].day: must be a whole number from 0 to 6"),
    ({"lessons": [{"day": 0, "part": 3}]}, "lessons[0].part: must be a whole number from 0 to 2"),
    ({"lessons": [{"day": 0}]}, "lessons[0].part: is missing"),
    ({"hours_max": "32"}, "hours_max: must be a number from 0 to 168"),
    ({"travel_max": 1441}, "travel_max: must be a number from 0 to 1440"),
    ({"means": ["horse"]}, "means[0]: must be one of bicycle, public_transport, car, foot"),
    ({"means": [["bicycle"]]}, "means[0]: must be one of bicycle, public_transport, car, foot"),
    ({"wishes": ["cleaning"]}, 'wishes[0]: must be a code of ISCO-08 such as "9112"'),
    ({"open_proposals": False}, "open_proposals: must be a whole number from 0 to 100000"),
]


def refusal(text_of: Callable[..., str], *args: Any, **kwargs: Any) -> str:
    """What the command says when it refuses; it ends with 2 and writes one line."""
    with pytest.raises(CommandError) as raised:
        text_of(*args, **kwargs)
    assert raised.value.returncode == 2
    (line,) = str(raised.value).splitlines()
    return line


@pytest.mark.parametrize(("changes", "message"), VACANCY_ERRORS)
def test_refuses_a_vacancy(text_of: Callable[..., str], changes: dict[str, Any], message: str) -> None:
    line = refusal(text_of, [VACANCY | {"id": "V-0"}, VACANCY | changes], [SELAM])
    whose = "V-1" if changes.get("id", "V-1") == "V-1" else "[1]"
    assert line.endswith(f"vacancies.json: {whose}: {message}")


@pytest.mark.parametrize(("changes", "message"), PROFILE_ERRORS)
def test_refuses_a_profile(text_of: Callable[..., str], changes: dict[str, Any], message: str) -> None:
    line = refusal(text_of, [VACANCY], [SELAM | changes])
    assert line.endswith(f"profiles.json: B-1: {message}")


@pytest.mark.parametrize(
    ("vacancies", "profiles", "on", "message"),
    [
        ([VACANCY, VACANCY], [SELAM], "2026-11-30", "vacancies.json: V-1: id: stands there twice"),
        ([VACANCY], [SELAM, SELAM], "2026-11-30", "profiles.json: B-1: id: stands there twice"),
        (
            '[{"id": "V-1", "hours": 1, "hours": 2}]',
            [],
            "2026-11-30",
            "vacancies.json: V-1: hours: stands there twice",
        ),
        ({"people": []}, [], "2026-11-30", "vacancies.json: must be a list of vacancies"),
        ([VACANCY], 7, "2026-11-30", "profiles.json: must be a list of profiles"),
        ([VACANCY], [7], "2026-11-30", "profiles.json: [0]: must be an object"),
        ([VACANCY], "[" * 100_000, "2026-11-30", "profiles.json: is not JSON that can be read: too deep"),
        ([VACANCY], [], "2026-02-30", "--on: must be a day that exists"),
        ([VACANCY], [], "tomorrow", '--on: must be a day such as "2026-11-30"'),
    ],
)
def test_refuses_what_is_no_list_of_different_things(
    text_of: Callable[..., str], vacancies: Any, profiles: Any, on: str, message: str
) -> None:
    assert refusal(text_of, vacancies, profiles, on=on).endswith(message)


def test_says_where_the_json_breaks_off(text_of: Callable[..., str]) -> None:
    assert "vacancies.json: is not JSON: " in refusal(text_of, '[{"id": ', [SELAM])


def test_refuses_a_file_that_is_not_there(tmp_path: Path) -> None:
    missing = str(tmp_path / "none.json")
    with pytest.raises(CommandError, match=r"none\.json: cannot be read") as raised:
        call_command("rank", vacancies=missing, profiles=missing, on="2026-11-30")
    assert raised.value.returncode == 2
