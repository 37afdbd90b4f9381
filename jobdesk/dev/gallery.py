"""/dev/components/: every component once, in every state. Only where DEV_PAGES is on."""

from __future__ import annotations

import re
from datetime import date

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from jobdesk.vocabulary.fields import TermField
from jobdesk.vocabulary.level_fields import LanguagesField
from jobdesk.web.amounts import AmountField
from jobdesk.web.context import Shell
from jobdesk.web.week import WeekGrid, week_choices
from jobdesk.web.widgets import DayInput

STATES = ("done", "done", "now", "blocked", "later", "skip", "later", "later")
NAMES = (
    "Application",
    "Waiting time",
    "Document",
    "BSN",
    "Bank account",
    "Work permit",
    "First working day",
    "Aftercare",
)
STATE_TEXTS = ("Done", "Done", "Running, 9 days", "Blocks, 34 days", "Not possible yet", "Not needed", "", "")
WHO = ("4 May", "4 November", "IND", "municipality", "resident", "status holder", "employer", "job coach")

TODAY = date(2026, 11, 22)
STEPS = [
    {"status": "open", "due_on": date(2026, 11, 20)},
    {"status": "open", "due_on": date(2026, 12, 4), "get_status_display": "Open"},
    {"status": "waits", "get_status_display": "Not possible yet"},
    {"status": "done", "get_status_display": "Done"},
    {"status": "not_needed", "get_status_display": "Not needed"},
]


@require_http_methods(["GET", "POST"])
@login_not_required
def components(request: HttpRequest) -> HttpResponse:
    """Show the gallery, inside the desk's own shell."""
    if request.method == "POST":  # the search box asks as it is typed in; here it finds nothing
        return HttpResponse(status=204)
    return render(
        request,
        "dev/components.html",
        {
            "shell": _shell(request.path),
            "stations": [
                {"name": name, "state": state, "state_text": text, "who": who}
                for name, state, text, who in zip(NAMES, STATES, STATE_TEXTS, WHO, strict=True)
            ],
            "today": TODAY,
            "steps": STEPS,
            "arabic": _arabic(),
            "caseload": _caseload(),
            "tracks": _tracks(),
            "slips": _slips(),
            "blank": SampleForm(),
            "wrong": SampleForm(
                {
                    "number": "",
                    "until": "2020-01-01",
                    "language": "",
                    "wage": "1620",
                    "level": "",
                    "remark": "",
                },
                auto_id="wrong_%s",
            ),
            "small": SmallForm(auto_id="small_%s"),
            "vacancies": _vacancies(),
            "vacancy_words": {
                "facts": [
                    {"label": "Days", "text": "Monday to Friday"},
                    {"label": "Language", "text": "Dutch: speaking A1"},
                ],
                "parties": {"hirer": {"name": "Hotel De Linde", "municipality": "Almere"}},
                "contact": {"name": "Sanne de Wit", "phone": "+31 20 555 01 23"},
            },
            "coach": {"phone": "+31 20 555 01 10", "email": "coach@jobdesk.example"},
            "clashes": [
                {
                    "kind": "stop",
                    "icon": "x",
                    "badge": "Stops the work",
                    "what": "The work at Bakkerij Vos is at the same times: Tuesday morning.",
                    "todo": "Agree on other times with one of the two, or end one of them.",
                    "url": "#g-clashes",
                    "action": "Record other terms",
                },
                {
                    "kind": "wait",
                    "icon": "alert",
                    "badge": "Can go wrong",
                    "what": "Lessons and shifts fall together: Tuesday morning.",
                    "todo": "Ask the company for other times, or the school for another group.",
                    "url": "",
                    "action": "",
                },
                {
                    "kind": "open",
                    "icon": "question",
                    "badge": "Not known yet",
                    "what": "Not known yet: ask at which times this person can work.",
                    "todo": "",
                    "url": "#g-clashes",
                    "action": "To the intake",
                },
            ],
            "wage": {
                "wage": 15.60,
                "state": "not_tested",
                "text": "The minimum wage from 1 July 2026 is not known yet. "
                "The wage is tested again when it is entered.",
                "floor": "€14.71 an hour from 1 January 2026, source: WML",
                "missing": None,
            },
            "company_notice": {
                "kind": "stop",
                "title": "A pause until 1 March 2027",
                "text": "Nobody is proposed here. What was proposed stands still; work that runs goes on.",
                "url": "#",
            },
            "answering": {
                "rate": {"is_known": True, "in_time": 9, "of": 12, "percent": 75},
                "marks": ["in_time"] * 2 + ["late"] + ["in_time"] * 4 + ["late"] + ["in_time"] * 3 + ["open"],
                "counts": {"in_time": 9, "late": 2, "open": 1},
                "median": 80,
                "companies": 7,
                "fewest": 5,
                "months": 12,
            },
            "questions": [
                {
                    "text": "Also on Saturdays?",
                    "asked_at": TODAY,
                    "answer": "Yes, from nine.",
                    "answered_at": TODAY,
                },
                {"text": "Is a car needed?", "asked_at": TODAY, "answer": "", "answered_at": None},
            ],
            **_charts(),
            **_lists(),
            **_ranks(),
            "seen": [_lists()["candidate"]],
        },
    )


def _vacancies() -> list[dict]:
    """One vacancy in each state; plain values, since the gallery knows no app above it."""
    facts = {
        "get_sector_display": "Hotels and restaurants",
        "description": "Cleaning rooms in a team of six.",
        "places": 2,
        "company": {"pk": 1, "status": "registered", "get_status_display": "Waits for the check"}
        | {"phone": "+31 20 555 01 23"},
    }
    states = {
        "open": "Open",
        "submitted": "Waiting for approval",
        "held": "On hold",
        "returned": "Sent back",
        "filled": "Filled",
        "expired": "Ended",
        "draft": "Draft",
        "closed": "Closed",
    }
    return [facts | {"status": status, "get_status_display": label} for status, label in states.items()]


class SampleForm(forms.Form):
    """One of each kind of field."""

    number = forms.CharField(label="V-number", help_text="It is on the W-document.")
    until = forms.DateField(label="Valid until", widget=DayInput, help_text="The last day on the card.")
    occupation = TermField(
        "occupation",
        label="Occupation",
        help_text="Type a few letters or an everyday word, in Dutch, French or English.",
        required=False,
    )
    language = forms.ChoiceField(
        label="Language", choices=[("", "Choose"), ("ti", "Tigrinya"), ("ar", "Arabic")]
    )
    wage = AmountField(label="Gross wage an hour (EUR)", most=9_999, likely=45, example="15.60", unit="hour")
    level = forms.ChoiceField(
        label="How well do you speak Dutch?",
        widget=forms.RadioSelect,
        choices=[
            ("0", "None"),
            ("a1", "A1"),
            ("a2", "A2"),
            ("b1", "B1"),
            ("b2", "B2"),
            ("c1", "C1"),
            ("c2", "C2"),
        ],
        help_text="A1: understands short instructions such as “put the sheets here”.",
    )
    travel = forms.MultipleChoiceField(
        label="How can you travel?",
        widget=forms.CheckboxSelectMultiple,
        choices=[("bike", "Bicycle"), ("bus", "Bus"), ("car", "Car")],
        initial=["bike"],
    )
    times = forms.MultipleChoiceField(
        label="When can you work?",
        help_text="Tap the parts of the week. The integration course is in it already.",
        widget=WeekGrid(lessons={"tue-morning", "thu-morning"}),
        choices=week_choices,
        initial=["mon-morning", "mon-afternoon", "wed-morning", "fri-night"],
    )
    asked = LanguagesField(label="Which languages does the work need?", required=False)
    remark = forms.CharField(
        label="Remark of the coach",
        help_text="Employers do not see this.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    file = forms.FileField(label="Document", required=False)
    centre = forms.CharField(label="Centre", disabled=True, initial="AZC Lindenhout")
    consent = forms.BooleanField(label="May be shared with employers", initial=True)

    def clean_until(self):
        raise forms.ValidationError("Choose a day from today on.")


class SmallForm(forms.Form):
    """A form whose fields simply follow each other."""

    day = forms.DateField(label="Day of the conversation", widget=DayInput)
    note = forms.CharField(label="What was said", widget=forms.Textarea(attrs={"rows": 2}), required=False)


def _shell(path: str) -> Shell:
    places = [
        ("Today", "home", 3),
        ("Residents", "people", 0),
        ("Vacancies", "bag", 0),
        ("Placements", "path", 0),
    ]
    items = [
        {"url": "#" + icon, "label": label, "icon": icon, "is_current": False, "count": count}
        for label, icon, count in places
    ]
    return Shell(
        roles=[("coach", "Job coach", True), ("coordinator", "Coordinator", False)],
        has_rail=True,
        items=[*items, {"url": path, "label": "Figures", "icon": "chart", "is_current": True, "count": 0}],
        centres=(_Centre(1, "AZC Lindenhout"), _Centre(2, "AZC Noorderhof"), _Centre(3, "AZC Havenkwartier")),
        initials="MB",
        user_name="Marieke B.",
        organisation_name="Jobdesk Lindenhout",
        primary={"url": "#new", "label": "New contact"},
        search_url=path,
    )


class _Centre:
    def __init__(self, pk: int, name: str) -> None:
        self.pk, self.name = pk, name


def _arabic() -> list[dict]:
    return [
        {"name": "طلب اللجوء", "state": "done", "state_text": "تم"},
        {"name": "رقم BSN", "state": "blocked", "state_text": "34 يومًا", "who": "البلدية"},
        {"name": "اليوم الأول", "state": "later"},
    ]


def _caseload() -> list[dict]:
    counts = (6, 9, 3, 8, 4, 5, 2, 9)
    states = ("even", "even", "even", "blocked", "even", "now", "even", "even")
    texts = ("", "", "", "5 too long", "", "2 nearly late", "", "")
    return [
        {"name": name, "count": count, "state": state, "state_text": text, "who": who, "url": "#list"}
        for name, count, state, text, who in zip(NAMES, counts, states, texts, WHO, strict=True)
    ]


def _tracks() -> list[dict]:
    tracks = [
        ("Station 4 of 8, BSN: blocks", STATES, "blocks"),
        ("Station 8 of 8, aftercare: running", ("done",) * 7 + ("now",), "aftercare"),
        ("Not begun", ("later",) * 8, "not begun"),
    ]
    return [
        {"label": label, "stations": [{"state": state} for state in states], "words": words}
        for label, states, words in tracks
    ]


def _slips() -> list[dict]:
    turns = [
        ("is-blocked", "late", 19, {"kind": "emp", "name": "Havenkwartier Logistiek", "icon": "bag"}),
        ("is-now", "wait", 4, {"kind": "me", "name": "you", "icon": "hand"}),
        ("", "", 1, {"kind": "res", "name": "Selam", "icon": "person"}),
        ("", "", 1, {"kind": "desk", "name": "Marieke B.", "icon": "people"}),
        ("is-now", "wait", 28, {"kind": "third", "name": "UWV", "icon": "stamp"}),
    ]
    proposal = {
        "resident": {"code": "R-234567", "short_name": "Selam G."},
        "vacancy": {"title": "Orderpicker", "company": "Havenkwartier Logistiek"},
    }
    return [
        {"state": state, "tone": tone, "days": days, "turn": turn, "proposal": proposal}
        for state, tone, days, turn in turns
    ]


def _course() -> dict:
    spans = [
        (date(2026, 5, 4), date(2026, 8, 3), "wait", "Not yet", True),
        (date(2026, 8, 4), date(2027, 1, 10), "need", "With permit", True),
        (date(2027, 1, 11), date(2027, 5, 4), "go", "May work, permit is there", True),
        (date(2027, 5, 5), date(2027, 8, 31), "stop", "No: document expired", False),
        (date(2027, 9, 1), date(2027, 11, 22), "open", "Incomplete", False),
    ]
    return {
        "from_on": spans[0][0],
        "until_on": spans[-1][1],
        "today": TODAY,
        "on": date(2027, 1, 11),
        "next_on": date(2027, 5, 5),
        "spans": [
            {
                "from_on": from_on,
                "until_on": until_on,
                "kind": kind,
                "words": words,
                "title": words,
                "is_provisional": is_provisional,
                "is_today": from_on <= TODAY <= until_on,
            }
            for from_on, until_on, kind, words, is_provisional in spans
        ],
        "marks": [
            {"on": date(2026, 5, 4), "words": "Asylum application lodged"},
            {"on": date(2027, 5, 4), "words": "W-document: last day"},
        ],
    }


def _charts() -> dict:
    curve = [
        (0, 0),
        (1.5, 2),
        (2, 6),
        (3, 11),
        (4, 17),
        (5, 22),
        (6, 28),
        (8, 31),
        (9, 36),
        (11, 44),
        (12, 50),
    ]
    return {
        "course": _course(),
        "funnel_steps": [
            {"label": "First contact", "value": 412},
            {"label": "Intake", "value": 170, "sub": "41% of the contacts, target 150", "target": 150},
            {"label": "Match", "value": 60, "sub": "35.3% of the intakes, target 50", "target": 50},
            {
                "label": "Worked at least one day",
                "value": 46,
                "sub": "7 wait for BSN or permit",
                "kind": "go",
            },
        ],
        "curve": curve,
        "band": [(x, y * 0.78, min(y * 1.22, 62)) for x, y in curve],
        "months": [(0, "0"), (3, "3"), (6, "6"), (9, "9"), (12, "12 months")],
        "percents": [(0, "0%"), (20, "20%"), (40, "40%"), (60, "60%")],
        "marks": [(6, 28, "28%"), (12, 50, "50%")],
        "curve_head": ["After the intake", "At work", "95% band"],
        "curve_rows": [["6 months", "28%", "22% to 36%"], ["12 months", "50%", "39% to 61%"]],
        "sectors": [
            {"label": "Production, non-food", "value": 13},
            {"label": "Logistics", "value": 11},
            {"label": "Cleaning", "value": 8, "kind": "go"},
            {"label": "Fruit picking", "value": 8, "kind": "wait", "text": "8 (season)"},
        ],
    }


def _lists() -> dict:
    return {
        "crumbs": [("Residents", "#residents"), ("My residents", "#mine"), ("Components", "")],
        "tabs": [
            {"label": "Overview", "url": "#overview", "is_current": True},
            {"label": "Conversations", "url": "#conversations", "count": 7},
            {"label": "Documents", "url": "#documents", "count": 0},
        ],
        "reasons": [
            {"kind": "go", "text": "The application has run for more than 6 months (since 4 May)."},
            {"kind": "wait", "text": "The employer must still get the work permit (TWV)."},
            {"kind": "open", "text": "The medical part is not known."},
        ],
        "events": [
            {
                "when": "12 November",
                "datetime": "2026-11-12",
                "title": "Called the municipality.",
                "text": "No date.",
            },
            {
                "when": "9 November",
                "datetime": "2026-11-09",
                "title": "Work permit requested",
                "by": "Hotel De Linde",
            },
            {"when": "in spring", "text": "Came to the Netherlands"},
        ],
        "success_rate": {"due": 12, "success": 7, "percent": 58, "unknown": 2},
        "work_check": {
            "on": date(2026, 12, 7),
            "step": {"title": "Internship"},
            "banner": {
                "kind": "wait",
                "title": "May work with a permit",
                "requirements": ["a work permit"],
                "missing": [],
                "reasons": [],
            },
        },
        "shortages": [
            {
                "where": "Flanders",
                "publisher": "VDAB",
                "edition": "2026",
                "titles": "Metselaar",
                "source": "https://www.vdab.be/",
            }
        ],
        "pairs": [
            {"label": "Net wages", "value": "€1,380.00"},
            {"label": "Contribution, at least", "value": "€421.09"},
            {"label": "Keeps, at most", "value": "€958.91", "is_sum": True},
        ],
        "figures": [
            {"label": "First contacts", "value": 21},
            {"label": "Intakes", "value": 12, "url": "#intakes"},
            {"label": "Persons matched", "value": 5, "sub": "target 6"},
            {"label": "Started work", "value": 4},
        ],
        "parts": [
            {"label": "Meeting", "url": "#1", "state": "done", "text": "done"},
            {"label": "Time and travel", "url": "#2", "state": "now", "text": "4 of 7"},
            {"label": "Diplomas", "url": "#3", "state": "open", "text": "1 of 3"},
        ],
        "options": [("mine", "Me"), ("all", "The whole desk")],
        "candidate": {
            "code": "K-7Q2M",
            "occupation": "Hotel housekeeping",
            "about": "6 years of experience. HACCP",
            "words": {"text": "Is used to big houses and early mornings.", "language": "en"},
            "facts": [("Languages", "Dutch A2, English B1"), ("Start", "0 to 5 weeks after your yes")],
        },
        "papers": [
            {"name": "Work permit", "state": "own", "whose_turn": "It is your turn"},
            {"name": "Notification", "state": "own", "is_late": True},
            {"name": "Bank account", "state": "waits", "whose_turn": "The candidate must act"},
            {"name": "Copy of the identity document", "state": "done"},
        ],
        "copied": [
            {"label": "Employer", "value": "Hotel De Linde"},
            {"label": "Citizen service number", "value": "", "ask": "Ask the person."},
        ],
        "today": TODAY,
        "icons": _icons(),
    }


def _ranks() -> dict:
    """A person who suits, one to ask something of, one near miss; and what one step more would open."""
    row = {
        "code": "B-7H4D3K",
        "name": "Selam G.",
        "url": "#selam",
        "is_person": True,
        "is_chosen": True,
        "can_be_chosen": True,
        "aside": "",
        "busy": [{"icon": "send", "text": "already in 2 open proposals", "is_full": False}],
        "pros": [
            {"kind": "plus", "icon": "plus", "text": "Has done this work for 4 years and wishes it."},
            {"kind": "minus", "icon": "minus", "text": "Cycles 35 minutes."},
        ],
        "facts": [
            {"kind": "", "icon": "bike", "text": "35 min by bicycle"},
            {"kind": "", "icon": "lang", "text": "Dutch A2, English B1"},
            {"kind": "open", "icon": "hourglass", "text": "not known"},
        ],
        "score": {
            "points": 81,
            "known": "Rests on 90% of what weighs. Not known: skills.",
            "parts": [
                {"name": "Occupation", "points": 46, "most": 50, "percent": 92},
                {"name": "Journey", "points": 35, "most": 50, "percent": 70},
            ],
        },
        "asks": [],
        "phone": "",
        "dial": "",
        "short": None,
        "act": None,
        "acts": [],
    }
    plain = row | {"can_be_chosen": False, "busy": [], "facts": [], "score": None}
    asked = {"fact": "Licence not known", "question": "Ask: “Do you have a licence B?”", "url": "#file"}
    act = {"words": "Propose anyway", "url": "#anyway"}
    return {
        "ranks": [
            row,
            row | {"can_be_chosen": False, "is_person": False, "aside": "Hotel De Linde", "acts": [act]},
            plain | {"asks": [asked], "phone": "06 0000 2288", "dial": "0600002288"},
            plain
            | {
                "pros": [],
                "short": {"what": "May work 9 days after the start.", "way_out": "Ask for a later start."},
                "act": act,
            },
        ],
        "openings": [
            {"what": "Dutch B1", "n": 4, "percent": 100, "who": "The resident, with a course"},
            {"what": "Forklift certificate", "n": 3, "percent": 75, "who": "You, with a course"},
        ],
    }


def _icons() -> list[str]:
    sprite = (settings.BASE_DIR / "static" / "icons.svg").read_text()
    return re.findall(r'id="i-(\w+)"', sprite)
