"""The form for a report, on a slow line."""

import time
from datetime import date

from jobdesk.trail.access import Role
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import OrganisationFactory, ProjectFactory


def test_nothing_is_typed_while_the_period_of_another_project_is_on_its_way(db, new_page, login):
    funder = OrganisationFactory(kind="funder")
    for code, year in (("FIRST", 2022), ("SECOND", 2023)):
        ProjectFactory(
            code=code, name=code, starts_on=date(year, 1, 1), ends_on=date(year, 12, 31), funders=[funder]
        )
    page = new_page()
    login(page, MembershipFactory(role=Role.FUNDER, organisation=funder).user.email)
    page.goto("/reports/?project=FIRST")
    # The line is slow: the answer comes when the reader would long have begun to type.
    page.route("**/reports/?project=SECOND*", lambda route: (time.sleep(1), route.continue_()))
    page.get_by_label("Project", exact=True).select_option(label="SECOND")
    assert page.locator("#new-report :is(input, select, button):enabled:not([type=hidden])").count() == 0
    begin = page.get_by_label("From", exact=True)
    begin.fill("2023-03-01")  # waits until the field takes it
    assert page.get_by_label("Up to and including").input_value() == "2023-12-31"
    assert begin.input_value() == "2023-03-01"
