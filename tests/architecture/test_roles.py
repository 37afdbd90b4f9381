"""The code asks jobdesk/trail/access.py who may do what, by an action's name; a role is added there alone."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from jobdesk.accounts.forms import InviteForm
from jobdesk.accounts.hats import hat_for, hat_that_may
from jobdesk.accounts.models import Membership, User
from jobdesk.accounts.services import invite_member
from jobdesk.desks.models import Organisation
from jobdesk.trail.access import ACTIONS, ROLES, Role, RoleRecord, duties_giving, is_of_role, may, who_may
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import DESK, open_scope
from jobdesk.web.places import home_of, places
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, OrganisationFactory

ROOT = Path(settings.BASE_DIR)
APPS = ("jobdesk", "law", "residents", "employers", "matching", "desk", "reports", "guides")
EXCEPTIONS = {
    "jobdesk/trail/access.py": "the table itself",
    "jobdesk/accounts/hats.py": "picks the memberships of the role that is worn",
}
MODULES = {
    path.relative_to(ROOT).as_posix(): path
    for app in APPS
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts
}
TEMPLATES = {
    path.relative_to(ROOT).as_posix(): path.read_text() for path in (ROOT / "templates").rglob("*.*")
}
DUTIES = {code for record in ROLES.values() for code in record.duties}
FILTER = re.compile(r"(.+__)?(role|duties)(__\w+)?")


def is_role(node: ast.AST) -> bool:
    """Whether an expression is a role by its name: ``role``, ``hat.role``, ``hat.roles``."""
    return name_of(node) in ("role", "roles")


def name_of(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def names_a_role(node: ast.AST) -> bool:
    codes = {*ROLES, *DUTIES}
    return any(isinstance(each, ast.Constant) and each.value in codes for each in ast.walk(node))


def comparisons(source: str) -> list[int]:
    """The lines in which a role is compared, looked up or named."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Compare(left=left, comparators=right):
                sides = (left, *right)
                bad = any(is_role(each) for each in sides) or (
                    any(name_of(each) in ("duty", "duties") for each in sides)
                    and any(map(names_a_role, sides))
                )
            case ast.Match(subject=subject):
                bad = is_role(subject)
            case ast.Subscript(slice=key):
                bad = is_role(key)
            case ast.keyword(arg=str(arg), value=value):
                bad = bool(FILTER.fullmatch(arg)) and names_a_role(value)
            case ast.ImportFrom(module="jobdesk.trail.access", names=names):
                bad = any(each.name == "Role" for each in names)
            case _:
                bad = False
        if bad:
            found.append(node.lineno)
    return found


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("if hat.role == 'coach': pass", [1]),
        ("if 'coach' in request.hat.roles: pass", [1]),
        ("x = role not in DESK", [1]),
        ("HOME[request.hat.role]", [1]),
        ("if 'papers' in request.hat.duties: pass", [1]),
        ("members.filter(duties__has_key='papers')", [1]),
        ("users.filter(memberships__role__in=['coach'])", [1]),
        ("from jobdesk.trail.access import Role, may", [1]),
        ("match hat.role:\n    case _: pass", [1]),
        ("if may(hat, 'cases.oversee'): pass", []),
        ("users.filter(who_may('cases.take', 'memberships'))", []),
        ("Place('members.manage', role=hat.role)", []),
    ],
)
def test_comparisons_are_found(source, lines):
    assert comparisons(source) == lines


@pytest.mark.parametrize("name", sorted(set(MODULES) - set(EXCEPTIONS)))
def test_no_module_compares_a_role(name):
    assert comparisons(MODULES[name].read_text()) == []


@pytest.mark.parametrize("name", EXCEPTIONS)
def test_every_exception_is_needed(name):
    assert comparisons(MODULES[name].read_text()) != []


A_DUTY = "|".join(sorted(DUTIES))
COMPARED = re.compile(
    r"\brole\s*(==|!=|in\s)|(==|!=|\bin\s)\s*[\w.]*\brole\b"
    rf"|[\"']({A_DUTY})[\"']\s+(in|==)\s|\bduties\.({A_DUTY})\b"
)


def compared_in(template: str) -> list[str]:
    """The tags of a template in which a role is compared."""
    tags = re.findall(r"{%.*?%}|{{.*?}}", template, flags=re.DOTALL)
    return [tag for tag in tags if COMPARED.search(tag)]


@pytest.mark.parametrize(
    ("tag", "is_found"),
    [
        ('{% if shell.role == "coach" %}', True),
        ('{% if "coach" != hat.role %}', True),
        ("{% if hat.role in desk %}", True),
        ('{% if "papers" in membership.duties %}', True),
        ("{% if membership.duties.papers %}", True),
        ("{% for duty in duties_of_nobody %}", False),
        ("{% for role, name, is_worn in shell.roles %}", False),
        ("{% blocktranslate with role=invitation.role %}", False),
        ("{% if may.residents.assign %}", False),
    ],
)
def test_comparisons_in_templates_are_found(tag, is_found):
    assert bool(compared_in(tag)) == is_found


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_compares_a_role(name):
    assert compared_in(TEMPLATES[name]) == []


@pytest.mark.parametrize("name", [name for name, text in TEMPLATES.items() if "may." in text])
def test_every_question_of_a_template_is_an_action(name):
    """Also because half a question (``may.residents``) would always be true."""
    asked = re.findall(r"\bmay\.([\w.]*)", "".join(re.findall(r"{%.*?%}", TEMPLATES[name], flags=re.DOTALL)))
    assert [action for action in asked if action not in ACTIONS] == []


@pytest.mark.parametrize("role", ROLES)
def test_a_role_begins_at_a_place_that_it_may_open(role):
    assert is_of_role(role, ROLES[role].home)
    assert duties_giving(role, ROLES[role].home) == frozenset()
    assert home_of(role) in {place.name for place in places()}
    assert {ROLES[role].works_for <= set(Organisation.Kind.values), bool(ROLES[role].works_for)} == {True}


# ── Duties


@pytest.mark.parametrize("role", ROLES)
def test_a_duty_gives_actions_that_its_role_has(role):
    of_duties = {action for duty in ROLES[role].duties.values() for action in duty.actions}
    assert {action for action in of_duties if not is_of_role(role, action)} == set()
    assert all(duty.actions for duty in ROLES[role].duties.values())


@pytest.fixture
def people(db):
    """Somebody in each role, with all its duties, each of them, and none."""
    people = [MembershipFactory(role=role) for role in ROLES]
    for role, record in ROLES.items():
        people += [MembershipFactory(role=role, duties={code: True}) for code in record.duties]
    return [*people, MembershipFactory(role=Role.EMPLOYER, duties={}), MembershipFactory(role="retired")]


@pytest.mark.parametrize("action", ACTIONS)
def test_a_query_and_a_hat_give_one_answer(action, people):
    able = {each.pk for each in people if may(each, action)}
    assert set(Membership.objects.filter(who_may(action)).values_list("pk", flat=True)) == able
    users = User.objects.filter(who_may(action, "memberships"))
    assert set(users.values_list("memberships", flat=True)) == able


# ── A role is added

TRAINER = "trainer"


@pytest.fixture
def _trainer(monkeypatch):
    """Somebody who gives the sessions at a desk and sees the figures: one record, and its actions."""
    record = RoleRecord(
        label="Trainer", reader=DESK, home="sessions.run", works_for=frozenset({"partner"}), has_rail=True
    )
    monkeypatch.setitem(ROLES, TRAINER, record)
    for action in ("sessions.run", "residents.view", "today.view", "lists.use", "overview.view"):
        monkeypatch.setitem(ACTIONS, action, ACTIONS[action] | {TRAINER})


@pytest.fixture
def trainer(_trainer, db):
    return MembershipFactory(
        role=TRAINER, organisation=OrganisationFactory(kind="partner"), centres=[CentreFactory()]
    ).user


def test_a_new_role_has_its_home_its_places_and_its_frame(trainer, client):
    client.force_login(trainer)
    assert client.get("/").url == reverse("residents:sessions")
    page = client.get(reverse("residents:sessions"))
    assert page.status_code == 200
    shell = page.context["shell"]
    assert [item.url for item in shell.items + shell.more] == [
        reverse(name) for name in ("desk:today", "desk:residents", "residents:sessions", "reports:overview")
    ]
    assert (shell.has_rail, shell.layout, shell.primary, shell.search_url) == (
        True,
        "layouts/desk.html",
        None,
        "",
    )


def test_a_new_role_opens_what_it_may_and_nothing_else(trainer, client):
    client.force_login(trainer)
    opened = ("desk:today", "desk:residents", "reports:overview", "accounts:profile")
    closed = ("desk:steps", "residents:register", "accounts:members", "desk:calendar_settings")
    assert {name: client.get(reverse(name)).status_code for name in (*opened, *closed)} == {
        **dict.fromkeys(opened, 200),
        **dict.fromkeys(closed, 403),
    }
    profile = client.get(reverse("accounts:profile")).content.decode()
    assert reverse("desk:calendar_settings") not in profile


def test_a_new_role_opens_the_scope_of_its_record(trainer):
    hat = hat_for(trainer, TRAINER)
    centre = trainer.memberships.get().centres.get()
    assert (hat.scope.reader, hat.scope.centres, hat.centres) == (DESK, {centre.pk}, (centre,))
    assert hat_that_may(trainer, "sessions.run") == hat
    with pytest.raises(LookupError):
        hat_that_may(trainer, "import.run")


@pytest.mark.usefixtures("_trainer")
def test_a_new_role_is_granted_where_it_exists(db):
    agency, partner = OrganisationFactory(kind="agency"), OrganisationFactory(kind="partner")
    administrator = MembershipFactory(role=Role.ADMINISTRATOR, organisation=agency).user
    MembershipFactory(role=Role.ADMINISTRATOR, organisation=agency)  # who agrees
    centre = CentreFactory(organisation=agency)
    asked = {
        "name": "Tess",
        "role": TRAINER,
        "centres": [centre],
        "language": "nl",
        "site": "https://jobdesk.example",
    }
    assert TRAINER in dict(InviteForm.base_fields["role"].choices)
    with open_scope(hat_for(administrator, Role.ADMINISTRATOR).scope):
        made = invite_member(email="tess@example.org", organisation=partner, **asked)
        with pytest.raises(RuleBroken) as refused:
            invite_member(email="other@example.org", organisation=agency, **asked)
    assert (made.role, made.get_role_display(), refused.value.field) == (TRAINER, "Trainer", "role")


def test_a_role_that_is_no_longer_there_opens_nothing(client, db):
    client.force_login(MembershipFactory(role="retired").user)
    assert client.get("/").status_code == 403
