"""The cache while Redis is away."""

import pytest

from jobdesk.web.caches import SteadyRedisCache
from tests.factories.accounts import PASSWORD, UserFactory
from tests.jobdesk.jobs.conftest import closed_port


@pytest.fixture
def away():
    return SteadyRedisCache(f"redis://127.0.0.1:{closed_port()}/0", {})


def test_without_redis_a_process_counts_for_itself(away, caplog):
    assert away.get("tries") is None
    assert (away.add("tries", 1), away.add("tries", 1), away.incr("tries")) == (True, False, 2)
    away.set_many({"a": 1, "b": 2})
    assert (away.get("tries"), away.get_many(["a", "b"]), "a" in away) == (2, {"a": 1, "b": 2}, True)
    away.delete("tries")
    away.clear()
    assert (away.get("tries"), away.get("a")) == (None, None)
    assert set(caplog.messages) == {"The cache does not answer (ConnectionError)."}


def test_login_works_without_redis_and_wrong_passwords_still_count(client, db, settings):
    settings.CACHES = {
        name: {
            "BACKEND": "jobdesk.web.caches.SteadyRedisCache",
            "LOCATION": f"redis://127.0.0.1:{closed_port()}/0",
        }
        for name in ("default", "progress")
    }
    user, other = UserFactory(), UserFactory()
    assert client.post("/account/login/", {"login": user.email, "password": PASSWORD}).status_code == 302
    client.logout()
    for _attempt in range(5):
        client.post("/account/login/", {"login": other.email, "password": "another-password"})
    refused = client.post("/account/login/", {"login": other.email, "password": PASSWORD})
    assert refused.context["form"].errors == {
        "__all__": ["This went wrong too often. Wait five minutes and try again."]
    }
