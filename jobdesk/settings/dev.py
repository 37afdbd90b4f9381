"""The embedded default: SQLite under var/, no Redis, e-mail to files shown at /dev/outbox/."""

from .base import *
from .production_checks import KNOWN_DATA_KEY

# Keys that everybody knows; production refuses them.
SECRET_KEY = env.str("SECRET_KEY", "only-for-a-machine-nobody-else-can-reach")
DATA_KEYS = env.list("DATA_KEYS", [KNOWN_DATA_KEY])
DEBUG = env.bool("DEBUG", True)
DEV_PAGES = True
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])

VAR_DIR.mkdir(exist_ok=True)
EMAIL_FILE_PATH = VAR_DIR / "outbox"
if not env.str("EMAIL_URL", ""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

# Styles and scripts are read from static/ at each request: no collectstatic, and an edit shows at once.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
WHITENOISE_MAX_AGE = 0

INSTALLED_APPS = [*INSTALLED_APPS, "demo"]  # never on a server
