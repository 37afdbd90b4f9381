"""A cache in Redis that outlives Redis: while it does not answer, each process counts for itself."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as RedisAway
from redis.exceptions import TimeoutError as RedisSlow

logger = logging.getLogger(__name__)


class SteadyRedisCache(RedisCache):
    """Redis; and while that is away, the memory of this process.

    Without it nobody could sign in, for the limits on signing in are counted here. They hold meanwhile too,
    in each process for itself. A value that was in Redis is not there meanwhile, as if it had expired.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._near = LocMemCache("while-redis-is-away", {})


def _steady(name: str) -> Callable[..., Any]:
    asked_of_redis = getattr(RedisCache, name)

    def ask(self: SteadyRedisCache, *args: Any, **kwargs: Any) -> Any:
        try:
            return asked_of_redis(self, *args, **kwargs)
        except (RedisAway, RedisSlow) as error:
            logger.warning("The cache does not answer (%s).", type(error).__name__)
            return getattr(self._near, name)(*args, **kwargs)

    return ask


# What touches the server; the rest of a cache's methods, and the asynchronous ones, are made of these.
ASKED = (
    "add",
    "get",
    "set",
    "touch",
    "delete",
    "has_key",
    "incr",
    "get_many",
    "set_many",
    "delete_many",
    "clear",
)
for _name in ASKED:
    setattr(SteadyRedisCache, _name, _steady(_name))
