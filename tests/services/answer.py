"""``python -m tests.services.answer POSTGRES_URL REDIS_URL``: says which does not answer."""

import sys

import dj_database_url
import psycopg
import redis

PATIENCE = 3  # seconds


def faults(postgres_url: str, redis_url: str) -> list[str]:
    """Return a sentence for each service that does not answer. Asks PostgreSQL's own database."""
    found = []
    try:
        server = dj_database_url.parse(postgres_url)
        psycopg.connect(
            host=server["HOST"],
            port=server["PORT"] or 5432,
            user=server["USER"],
            password=server["PASSWORD"],
            dbname="postgres",
            connect_timeout=PATIENCE,
        ).close()
    except (psycopg.Error, ValueError) as error:
        found.append(f"PostgreSQL does not answer ({type(error).__name__}; DATABASE_URL names it).")
    try:
        redis.Redis.from_url(redis_url, socket_connect_timeout=PATIENCE).ping()
    except (redis.RedisError, ValueError) as error:
        found.append(f"Redis does not answer ({type(error).__name__}; REDIS_URL names it).")
    return found


if __name__ == "__main__":
    said = faults(*sys.argv[1:])
    sys.stdout.write(" ".join(said))
    sys.exit(bool(said))
