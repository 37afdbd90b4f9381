from django.utils import timezone


def test_charter_is_signed(house, client_of):
    client = client_of(house.employer)
    assert client.get("/charter/").status_code == 200
    response = client.post("/charter/", {f"pledge_{number}": "on" for number in (1, 2, 3, 4)})
    assert (response.status_code, response.url) == (302, "/vacancies/")
    signature = client.get("/charter/").context["signature"]
    assert (signature.version, signature.signed_by) == (1, house.employer)
    assert timezone.localdate(signature.signed_at) == timezone.localdate()


def test_charter_without_the_tick_is_not_signed(house, client_of):
    response = client_of(house.employer).post("/charter/", {"pledge_1": "on", "pledge_3": "on"})
    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == [
        "2 promises are not ticked. You can go on when you promise all of them."
    ]
    assert response.context["form"].data["pledge_3"] == "on"
    assert response.context["signature"] is None


def test_charter_is_not_for_the_desk(house, client_of):
    assert client_of(house.coach).get("/charter/").status_code == 403


def test_charter_cannot_be_deleted(house, client_of):
    assert client_of(house.employer).delete("/charter/").status_code == 405
