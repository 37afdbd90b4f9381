"""Settings for the tests: fast hashing, mail in memory, the database of DATABASE_URL or SQLite."""

from .base import *

SECRET_KEY = "only-for-tests"
DATA_KEYS = ["b25seS1mb3ItdGhlLXRlc3RzLW5ldmVyLWVsc2V3aGU="]
DEV_PAGES = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
VAR_DIR.mkdir(exist_ok=True)

# N+1 queries in a request fail the test that made it.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
# allauth looks the one address of a user up more than once in a request. A job is done in the request that
# asks for it here, and claims its own row: several jobs are several claims.
ZEAL_ALLOWLIST = [{"model": "account.EmailAddress"}, {"model": "jobs.Job", "field": "get()"}]

# The words of the code are those of the tests; a test of a translation names its language.
LANGUAGE_CODE = "en"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PRIVATE_DIR = VAR_DIR / "test-files"
EMAIL_FILE_PATH = VAR_DIR / "test-outbox"
# Each test process counts for itself.
locmem = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
CACHES = {"default": locmem, "progress": locmem | {"LOCATION": "progress"}}

# A task runs where it is asked for; tests/services/ turns this off and starts a worker.
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True

# A pool outlives the test database; and what is served comes from static/ without collectstatic.
DATABASES["default"]["OPTIONS"].pop("pool", None)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

INSTALLED_APPS = [*INSTALLED_APPS, "demo"]  # never on a server
