"""A list from the file to the record and back, in a browser."""

from jobdesk.trail.access import Role
from jobdesk.trail.scoping import system_scope
from residents.models import Resident
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory

LIST = "Bewoners november\n\nV-nummer;Naam;Geb.datum;M/V\n2812345678;Darwish, Amina;3-5-1996;v\n"


def test_a_list_is_sent_mapped_looked_at_imported_and_undone(db, new_page, login, settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"
    centre = CentreFactory(name="Havenkwartier", code="haven")
    page = new_page(width=390)
    login(page, MembershipFactory(role=Role.COORDINATOR, centres=[centre]).user.email)
    page.goto("/imports/")
    page.get_by_label("Residents", exact=True).check()
    page.get_by_label("Where does it come from?").fill("Weekly list")
    page.get_by_label("Your list").set_input_files(
        {"name": "lijst.csv", "mimeType": "text/csv", "buffer": LIST.encode("cp1252")}
    )
    page.get_by_role("button", name="Send the file").click()
    assert page.locator("select#id_column-reference_number").input_value() == "V-nummer"
    page.locator("select#id_fixed-centre").select_option(label="Havenkwartier")
    page.get_by_role("button", name="Check the rows").click()
    page.get_by_role("button", name="Import 1 row").click()
    page.get_by_role("heading", name="1 row is imported").wait_for()
    with system_scope("test"):
        assert [each.full_name for each in Resident.objects.all()] == ["Amina Darwish"]
    page.get_by_role("link", name="Undo this import").click()
    page.get_by_role("button", name="Undo the import").click()
    page.get_by_role("heading", name="This import was undone").wait_for()
    with system_scope("test"):
        assert Resident.objects.count() == 0
