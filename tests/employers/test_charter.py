from django.utils import timezone


def test_charter_is_signed(house, client_of):
    client = client_of(house.employer)
    assert client.get("/charter/").status_code == 200
    response = client.post("/charter/", {"agreed": "on"})
    assert (response.status_code, response.url) == (302, "/vacancies/")
    assert client.get("/charter/").context["company"].charter_signed_on == timezone.localdate()


def test_charter_without_the_tick_is_not_signed(house, client_of):
    response = client_of(house.employer).post("/charter/", {})
    assert response.status_code == 200
    assert response.context["form"].errors == {"agreed": ["Tick the box to sign."]}
    assert response.context["company"].charter_signed_on is None


def test_charter_is_not_for_the_desk(house, client_of):
    assert client_of(house.coach).get("/charter/").status_code == 403


def test_charter_cannot_be_deleted(house, client_of):
    assert client_of(house.employer).delete("/charter/").status_code == 405
