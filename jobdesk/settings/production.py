"""Settings for a server. Refuses to start when something a server needs is missing or unsafe."""

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .production_checks import faults

DEBUG = env.bool("DEBUG", False)

found = faults(
    secret_key=SECRET_KEY,
    data_keys=DATA_KEYS,
    debug=DEBUG,
    allowed_hosts=ALLOWED_HOSTS,
    engine=DATABASES["default"]["ENGINE"] if DATABASE_URL else "",
    redis_url=REDIS_URL,
)
if found:
    raise ImproperlyConfigured("Jobdesk does not start: " + " ".join(found) + " See docs/settings.md.")

MFA_IS_REQUIRED = True

# The proxy in front ends TLS. Its header is believed only when there is one: a visitor could send it too.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 1)
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, without TLS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
