"""A payslip beside what was agreed: the difference in euros and hours, and what is too much."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from matching import services
from matching.aftercare.pay import Slip, difference_of
from matching.aftercare.payslip_words import difference_on, pay_sentence
from matching.models import Concern
from matching.terms.replay import Version, spans
from tests.factories.matching import StartedPlacementFactory

MONTH = timezone.localdate().replace(day=1)


FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)


def slip(gross, hours="104", first=FIRST, last=LAST, *, later=(), **said) -> Slip:
    """24 hours a week at 16.20: a usual month has 104 hours and pays 1,684.80. ``later``: versions."""
    agreed = Version(key=1, from_on=None, said={"hours": 24, "wage_hour": Decimal("16.20")} | said)
    return Slip(
        month_on=FIRST,
        gross=Decimal(gross),
        hours=None if hours is None else Decimal(hours),
        worked=spans([agreed, *later], max(first, FIRST), min(last, LAST)),
    )


@pytest.mark.parametrize(
    ("said", "euros", "hours", "is_pay_bad", "is_hours_bad"),
    [
        (slip("1684.80"), "0", "0", False, False),
        (slip("1680.00"), "-4.80", "0", False, False),  # rounding
        (slip("1667.00"), "-17.80", "0", True, False),  # more than 1% of what is due
        (slip("1900.00"), "215.20", "0", False, False),  # more is not bad
        (slip("972.00", "60"), "0", "-44", False, True),  # paid right for fewer hours
        (slip("1846.80", "114"), "0", "10", False, False),  # a long month
        (slip("1944.00", "120"), "0", "16", False, True),
        (slip("1500.00", None), "-184.80", None, False, False),  # a short month, perhaps
        (slip("1400.00", None), "-284.80", None, True, False),
        (slip("900.00", wage_hour=None), None, "0", False, False),
    ],
)
def test_difference(said, euros, hours, is_pay_bad, is_hours_bad):
    found = difference_of(said)
    assert found.euros == (None if euros is None else Decimal(euros))
    assert found.hours == (None if hours is None else Decimal(hours))
    assert (found.is_pay_bad, found.is_hours_bad) == (is_pay_bad, is_hours_bad)


@pytest.mark.parametrize(
    ("changes", "month_hours"),
    [
        ({"first": date(2026, 10, 17)}, "50.32"),  # 15 of 31 days
        ({"last": date(2026, 10, 10)}, "33.55"),
        ({"last": date(2026, 12, 10)}, "104.00"),
        ({"first": date(2026, 11, 2)}, "0.00"),
    ],
)
def test_a_month_that_was_not_worked_whole(changes, month_hours):
    assert difference_of(slip("0", **changes)).month_hours == Decimal(month_hours)


@pytest.fixture
def placement(meeting):
    with system_scope("test"):
        meeting.resident.coach = meeting.coach
        meeting.resident.save()
    start = MONTH - timedelta(days=100)
    return StartedPlacementFactory(match__resident=meeting.resident, planned_start_on=start)


LAST_MONTH = (MONTH - timedelta(days=1)).replace(day=1)


def typed(**changes) -> dict:
    return {"month_on": LAST_MONTH.isoformat(), "gross": "1684,80", "hours": "104"} | changes


def test_what_is_missing_is_said_and_opens_a_concern_of_today(meeting, placement, client_of):
    client, page = client_of(meeting.coach), f"/placements/{placement.code}/payslips/"
    response = client.post(page, typed(gross="1400"), follow=True)
    said = response.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "€1,400.00 on the payslip, €1,684.80 due for 104 hours" in said
    assert "€284.80 too little" in said
    with system_scope("test"):
        concern = Concern.objects.get()
        assert (concern.kind, concern.source, concern.owner) == ("pay", "payslip", meeting.coach)
        assert "€284.80 too little" in concern.entries.get().text.replace("\N{NO-BREAK SPACE}", " ")


def test_as_agreed_opens_nothing_and_one_slip_a_month(meeting, placement, client_of):
    client, page = client_of(meeting.coach), f"/placements/{placement.code}/payslips/"
    assert "no difference" in client.post(page, typed(), follow=True).content.decode()
    assert "month_on" in client.post(page, typed()).context["form"].errors
    with system_scope("test"):
        assert Concern.objects.count() == 0
        kept = placement.payslips.get()
    client.post(f"{page}{kept.pk}/take-back/")
    assert client.post(page, typed()).status_code == 302
    with system_scope("test"):
        assert placement.payslips.count() == 2


def test_a_month_in_which_the_terms_changed_is_weighed_by_its_days():
    """Until 15 October 24 hours at 16.20, then 16 of 31 days 32 hours at 17.00."""
    more = Version(key=2, from_on=date(2026, 10, 16), said={"hours": 32, "wage_hour": Decimal("17.00")})
    found = difference_of(slip("2032.77", "121.89", later=[more]))
    assert (found.month_hours, found.hours, found.wages) == (
        Decimal("121.89"),
        Decimal(0),
        (Decimal("16.20"), Decimal("17.00")),
    )
    # 15/31 of 104 hours at 16.20 and 16/31 of 138.67 at 17.00; the slip has rounded hours
    assert found.due == Decimal("2031.87")
    assert difference_of(slip("2000", None, later=[more])).due == Decimal("2031.91")


def test_the_month_before_a_change_is_held_against_the_terms_of_then(placement, as_coach):
    """What was due last month stays what it was, whatever is agreed since."""
    kept = services.record_payslip(placement, LAST_MONTH, gross=Decimal("1684.80"), hours=Decimal(104))
    services.change_placement(
        placement, 32, placement.planned_start_on, wage_hour=Decimal("20.00"), from_on=MONTH
    )
    kept.refresh_from_db()
    found = difference_on(kept)
    assert (found.due, found.euros, found.is_hours_bad) == (Decimal("1684.80"), Decimal(0), False)


def test_a_slip_put_right_in_the_terms_counts_for_the_payslips_there_are(placement, as_coach):
    """It was always 32 hours: 104 on the payslip are too few."""
    kept = services.record_payslip(placement, LAST_MONTH, gross=Decimal("1684.80"), hours=Decimal(104))
    services.correct_terms(placement.terms.get(), {"hours": 32}, note="I typed the wrong number")
    kept.refresh_from_db()
    assert difference_on(kept).is_hours_bad


def test_words_name_both_wages_of_a_month(placement, as_coach):
    services.change_placement(
        placement,
        placement.hours,
        placement.planned_start_on,
        wage_hour=Decimal("17.00"),
        from_on=LAST_MONTH + timedelta(days=14),
    )
    kept = services.record_payslip(placement, LAST_MONTH, gross=Decimal(1700))
    with translation.override("en"):
        assert "€16.20 and then €17.00 an hour" in pay_sentence(kept)


@pytest.mark.parametrize("changes", [{"month_on": "1999-01-01"}, {"gross": ""}, {"hours": "900"}])
def test_impossible_input_stays_on_the_form(meeting, placement, client_of, changes):
    response = client_of(meeting.coach).post(f"/placements/{placement.code}/payslips/", typed(**changes))
    assert list(response.context["form"].errors) == list(changes)


def test_a_month_before_the_start_is_refused(placement, as_coach):
    with pytest.raises(RuleBroken):
        services.record_payslip(placement, date(2020, 1, 1), gross=Decimal(1))


def test_who_may_not(meeting, placement, client_of):
    page = f"/placements/{placement.code}/payslips/"
    assert client_of(meeting.employer).get(page).status_code == 403
    assert client_of(meeting.other_coach).get(page).status_code == 404
