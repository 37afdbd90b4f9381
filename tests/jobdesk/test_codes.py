"""Codes that meet are drawn again, for every model that has one: alone and in bulk."""

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobdesk import codes
from jobdesk.codes import ALPHABET, CodedModel, CodedQuerySet, NoFreeCode, new_code
from jobdesk.imports.models import Import, Source
from jobdesk.lists.models import BulkRun, ListFile
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import OutsideScope, Scope, open_scope, system_scope
from reports.models import Report
from residents.models import Resident
from tests.factories.accounts import UserFactory
from tests.factories.desks import CentreFactory, OrganisationFactory, ProjectFactory
from tests.factories.employers import VacancyFactory
from tests.factories.fairs import FairFactory
from tests.factories.matching import BarePlacementFactory, ConcernFactory, ProposalFactory
from tests.factories.programmes import BareProgrammeFactory
from tests.factories.residents import (
    AppointmentFactory,
    GroupSessionFactory,
    MentorFactory,
    NumberRequestFactory,
    RelocationFactory,
    ResidentFactory,
    TrainingGroupFactory,
)
from tests.factories.shares import CaseShareFactory

pytestmark = pytest.mark.django_db


def bulk_run() -> BulkRun:
    return BulkRun.objects.create(owner=UserFactory(), role=Role.COACH, list_name="steps", action="done")


def list_file() -> ListFile:
    return ListFile.objects.create(
        owner=UserFactory(), role=Role.COACH, list_name="steps", language="nl", expires_at=timezone.now()
    )


def import_() -> Import:
    source = Source.objects.create(organisation=OrganisationFactory(), name="List")
    return Import.objects.create(kind="residents", source=source, language="nl", name="list.csv")


def report() -> Report:
    day = date(2026, 1, 1)
    return Report.objects.create(
        project=ProjectFactory(), from_on=day, to_on=day, cut_off_on=day, language="nl"
    )


MAKERS = {
    "residents.Appointment": AppointmentFactory,
    "residents.GroupSession": GroupSessionFactory,
    "matching.Fair": FairFactory,
    "matching.Programme": BareProgrammeFactory,
    "residents.Mentor": MentorFactory,
    "residents.NumberRequest": NumberRequestFactory,
    "residents.Relocation": RelocationFactory,
    "residents.Resident": ResidentFactory,
    "residents.TrainingGroup": TrainingGroupFactory,
    "desk.CaseShare": CaseShareFactory,
    "employers.Vacancy": VacancyFactory,
    "matching.Concern": ConcernFactory,
    "matching.Placement": BarePlacementFactory,
    "matching.Proposal": ProposalFactory,
    "reports.Report": report,
    "imports.Import": import_,
    "lists.BulkRun": bulk_run,
    "lists.ListFile": list_file,
}
FREE = "234567"


@pytest.fixture(autouse=True)
def _everything_open():
    with system_scope("test"):
        yield


@pytest.fixture
def draw(monkeypatch):
    """Let the next codes be these, without their prefix; afterwards chance has its way again."""

    def draw(*letters: str) -> None:
        left = iter("".join(letters))
        chance = codes.secrets.choice
        monkeypatch.setattr(codes.secrets, "choice", lambda alphabet: next(left, None) or chance(alphabet))

    return draw


def unsaved(row: models.Model) -> models.Model:
    """Return the row as it was before it was saved: without key and code."""
    row.delete()
    row.pk, row.code, row._state.adding = None, "", True
    return row


def stored(model: type[models.Model]) -> list[str]:
    return list(model._base_manager.order_by("pk").values_list("code", flat=True))


def person(centre, **fields) -> Resident:
    return Resident(centre=centre, first_name="Amina", reception="COA", reference_missing="not_yet", **fields)


def test_every_model_with_such_a_code_is_here():
    ours = {model._meta.label for model in apps.get_models() if issubclass(model, CodedModel)}
    assert ours == set(MAKERS)
    for label in ours:
        model = apps.get_model(label)
        assert len(model.code_prefix) == 1, label
        assert isinstance(model.objects.all(), CodedQuerySet), label


@pytest.mark.parametrize("label", sorted(MAKERS))
def test_a_code_that_exists_is_drawn_again(label, draw):
    there, row = MAKERS[label](), unsaved(MAKERS[label]())
    draw(there.code[2:], there.code[2:], FREE)
    row.save()
    assert stored(type(row)) == [there.code, f"{row.code_prefix}-{FREE}"]


@pytest.mark.parametrize("label", sorted(MAKERS))
def test_codes_that_exist_are_drawn_again_in_bulk(label, draw):
    there, *rows = MAKERS[label](), unsaved(MAKERS[label]()), unsaved(MAKERS[label]())
    draw(FREE, there.code[2:], "AAAAAA")
    type(there).objects.bulk_create(rows)
    assert stored(type(there)) == [there.code, f"{there.code_prefix}-{FREE}", f"{there.code_prefix}-AAAAAA"]


def test_two_rows_of_a_bulk_do_not_draw_one_code(draw):
    centre = CentreFactory()
    draw(FREE, FREE, "AAAAAA")
    Resident.create_many([person(centre), person(centre)])
    assert stored(Resident) == [f"B-{FREE}", "B-AAAAAA"]


def test_a_bulk_of_forty_takes_the_queries_of_two():
    centre = CentreFactory()
    counts = []
    for count in (2, 40):
        with CaptureQueriesContext(connection) as queries:
            Resident.create_many([person(centre) for _number in range(count)])
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_code_that_somebody_else_takes_meanwhile_is_drawn_again_in_bulk(draw, monkeypatch):
    there, centre = ResidentFactory(), CentreFactory()
    look, looked = codes._take_back_known, []

    def too_early(rows):
        looked.append(len(rows))
        return len(looked) > 1 and look(rows)

    monkeypatch.setattr(codes, "_take_back_known", too_early)
    draw("AAAAAA", there.code[2:], FREE)
    rows = [person(centre), person(centre)]
    Resident.objects.bulk_create(rows, batch_size=1)  # the first is in when the second is refused
    assert looked == [2, 2, 2]
    assert stored(Resident) == [there.code, "B-AAAAAA", f"B-{FREE}"]
    assert [Resident.objects.get(pk=row.pk).code for row in rows] == ["B-AAAAAA", f"B-{FREE}"]


@pytest.mark.parametrize("letters", [FREE, ""], ids=["free code", "code that exists"])
@pytest.mark.parametrize("is_bulk", [False, True], ids=["one", "bulk"])
def test_another_constraint_is_refused_as_ever(draw, letters, is_bulk):
    there = ResidentFactory(reference_number="2812345678", reception="COA")
    row = Resident(centre=there.centre, first_name="Samir", reception="COA", reference_number="2812345678")
    draw(letters or there.code[2:])
    with pytest.raises(IntegrityError, match=r"resident_number_once|reference_number"):
        Resident.objects.bulk_create([row]) if is_bulk else row.save()
    assert (row.code, stored(Resident)) == ("", [there.code])  # the connection goes on


def test_a_code_that_was_given_is_not_drawn_again():
    there = ResidentFactory()
    with pytest.raises(IntegrityError):
        person(there.centre, code=there.code).save()


def test_drawing_ends_when_every_code_exists(monkeypatch):
    there = ResidentFactory()
    monkeypatch.setattr(codes, "new_code", lambda _prefix: there.code)
    with pytest.raises(NoFreeCode):
        person(there.centre).save()
    with pytest.raises(NoFreeCode):
        Resident.create_many([person(there.centre)])


def test_a_row_outside_the_scope_gets_no_code():
    row = person(CentreFactory())
    with open_scope(Scope(reader="desk")), pytest.raises(OutsideScope):
        row.save()
    assert row.code == ""


def test_a_code_keeps_to_letters_that_can_be_read_aloud():
    prefix, letters = new_code("B").split("-")
    assert (prefix, len(letters), set(letters) - set(ALPHABET)) == ("B", 6, set())
