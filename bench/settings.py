"""Settings of the benches: those of the tests, without what watches every query and takes longer than it."""

from jobdesk.settings.test import *

INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "zeal"]
MIDDLEWARE = [layer for layer in MIDDLEWARE if not layer.startswith("zeal.")]
WHITENOISE_AUTOREFRESH = False
