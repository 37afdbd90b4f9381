"""What every screen of a case must refuse: another centre's resident, the wrong role, the wrong method."""


def assert_guarded(client_of, url: str, *, foreign_url: str = "", insider, outsider) -> None:
    """Assert 403 for the wrong role, 405 for the wrong method, and 404 for a resident of another centre."""
    assert client_of(outsider).get(url).status_code == 403
    assert client_of(insider).delete(url).status_code == 405
    if foreign_url:
        for response in (client_of(insider).get(foreign_url), client_of(insider).post(foreign_url)):
            assert response.status_code == 404
