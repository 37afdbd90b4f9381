"""Settings shared by every environment. What differs is read from the environment: see docs/settings.md."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env, validate

from .databases import database_settings
from .logs import logging_settings
from .queue import queue_settings
from .schedule import BEAT_SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

env = Env()

SECRET_KEY = env.str("SECRET_KEY", "")
DEBUG = False
DEV_PAGES = False  # the component gallery and the outbox
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [])
# Fernet keys for what is stored encrypted, newest first. Never derived from SECRET_KEY: each rotates alone.
DATA_KEYS = env.list("DATA_KEYS", [])

# What stands on the platform, from the ground up. Each has its addresses in ``<room>/urls.py``.
ROOMS = ["residents", "employers", "matching", "desk", "reports", "guides"]

# Each package is all that this site knows of a country: docs/recipes/country.md.
COUNTRIES = ["law.countries.nl", "law.countries.be"]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    # Their automatic loader set-up cannot be combined; TEMPLATES below names the loaders.
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_htmx",
    "csp",
    "import_export",
    "jobdesk",
    "jobdesk.accounts",
    "jobdesk.desks",
    "jobdesk.imports",
    "jobdesk.lists",
    "jobdesk.jobs",
    "jobdesk.vocabulary",
    *ROOMS,
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "jobdesk.web.garbled.GarbledTextMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jobdesk.accounts.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jobdesk.web.headers.PageHeadersMiddleware",
    "jobdesk.accounts.middleware.UserLanguageMiddleware",
    "jobdesk.accounts.middleware.RequireMfaMiddleware",
    "jobdesk.trail.scoping.ScopeMiddleware",
    "residents.middleware.MergedRecordMiddleware",
    "residents.law_values.in_force.LawMiddleware",
    "jobdesk.web.drafts.SavedDraftMiddleware",
]

ROOT_URLCONF = "jobdesk.urls"
WSGI_APPLICATION = "jobdesk.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jobdesk.web.context.shell",
                "jobdesk.web.context.may",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "jobdesk.templatetags.pages",
                "template_partials.templatetags.partials",
            ],
        },
    }
]
COTTON_DIR = "components"

# SQLite's file is not written as an URL: the path of the checkout may hold any character.
DATABASE_URL = env.str("DATABASE_URL", "")
DATABASES = {"default": database_settings(DATABASE_URL, sqlite_file=VAR_DIR / "jobdesk.sqlite3")}
# An index of profiles covers what a ranking asks (PostgreSQL); SQLite makes a plain one of it.
SILENCED_SYSTEM_CHECKS = ["models.W040"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
# Not SUPPORTS_CHANGE: it is offered only where the account is new, which tells who has one.
ACCOUNT_RATE_LIMITS = {
    "confirm_email": "3/m/key",  # codes to one address: another one is asked for at once when it was mistyped
    "find_company": "20/m/ip",  # numbers looked up while registering an employer
}
ACCOUNT_ADAPTER = "jobdesk.accounts.adapter.InvitationAdapter"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_CHANGE_EMAIL = True  # one address; a new one replaces it once it is verified
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # written as if the account existed, and not sent: see ACCOUNT_ADAPTER
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "signup": "jobdesk.accounts.forms.SignupForm",
    "confirm_email_verification_code": "jobdesk.accounts.forms.ConfirmCodeForm",
    "login": "jobdesk.accounts.forms.LoginForm",
    "reauthenticate": "jobdesk.accounts.forms.ReauthenticateForm",
    "reset_password": "jobdesk.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "jobdesk.accounts.forms.ResetPasswordKeyForm",
    "change_password": "jobdesk.accounts.forms.ChangePasswordForm",
    "set_password": "jobdesk.accounts.forms.SetPasswordForm",
    "add_email": "jobdesk.accounts.forms.AddEmailForm",
}
MFA_ADAPTER = "jobdesk.accounts.adapter.EncryptedMfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Jobdesk"
MFA_TOTP_TOLERANCE = 1  # a code typed as it changes, or on a clock half a minute off, still counts (RFC 6238)
MFA_FORMS = {
    "authenticate": "jobdesk.accounts.forms.SecondStepForm",
    "reauthenticate": "jobdesk.accounts.forms.SecondStepAgainForm",
    "activate_totp": "jobdesk.accounts.forms.ActivateSecondStepForm",
}
# Of the roles and duties that need a second factor: see jobdesk/trail/access.py; production asks for it.
MFA_IS_REQUIRED = False

# Where the site is, without a slash at the end: for links in what is sent without a request.
SITE_URL = env.str("SITE_URL", "http://localhost:8000").rstrip("/")

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "jobdesk" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

PRIVATE_DIR = VAR_DIR / "files"  # uploads; no address leads here, a view checks whose they are

# Where one can go from every page, in this order, for those who may: see jobdesk/web/places.py.
PLACES = [
    "desk.places.TODAY",
    "desk.places.RESIDENTS",
    "desk.places.STEPS",
    "matching.places.VACANCIES",
    "matching.places.PIPELINE",
    "desk.places.PLACEMENTS",
    "matching.places.CONCERNS",
    "employers.places.EMPLOYERS",
    "residents.places.WEEK",
    "residents.places.SESSIONS",
    "matching.places.FAIRS",
    "residents.places.GROUPS",
    "matching.places.PROGRAMMES",
    "residents.places.MENTORS",
    "desk.places.RELOCATIONS",
    "desk.places.ENTRUSTED",
    "desk.places.DOUBLES",
    "matching.places.RANKINGS",
    "matching.places.PAPERS",
    "matching.places.OUR_FAIRS",
    "employers.places.CHARTER",
    "reports.places.FIGURES",
    "reports.places.REPORTS",
    "jobdesk.imports.places.IMPORT",
    "desk.places.DELIVERIES",
    "jobdesk.accounts.places.COLLEAGUES",
    "jobdesk.accounts.places.MEMBERS",
    "jobdesk.desks.entrance.DESKS",
    "residents.places.LAW",
    "guides.places.TEXTS",
    "jobdesk.trail.places.TRAIL",
    "jobdesk.jobs.places.JOBS",
]
# The button on every page leads to the first of these that somebody may use; the search box sends to FIND.
PRIMARY_PLACES = ["residents.places.NEW_CONTACT", "employers.places.NEW_VACANCY"]
SEARCH_PLACE = "desk.places.FIND"

# Pages that a lower room links to and an upper one shows, by address: jobdesk/web/pages.py.
PAGES = {
    "calculator": "residents:calculator",
    "calendar_settings": "desk:calendar_settings",
    "check_in_link": "desk:check_in_link",
    "close_account": "matching:close_account",
    "company": "employers:company",
    "company_close": "matching:company_close",
    "entrusted": "desk:entrusted",
    "guide": "guides:guide",
    "integrity": "matching:integrity",
    "integrity_report": "matching:integrity_report",
    "invite_employer": "employers:invite",
    "measure": "matching:measure",
    "move": "desk:move",
    "moves": "desk:relocations",
    "openings": "employers:openings_home",
    "placement": "desk:placement",
    "placement_record": "matching:placement_record",
    "placements": "desk:placements",
    "proposals": "desk:proposals",
    "register": "employers:register",
    "reminder_settings": "desk:reminder_settings",
    "resident": "desk:resident",
    "residents": "desk:residents",
    "vacancies": "matching:vacancies",
    "vacancy": "matching:vacancy",
}

# What the trail tells an administrator: jobdesk/trail/telling.py.
TRAIL_TELLERS = [
    "jobdesk.accounts.trail.MEMBERS",
    "jobdesk.desks.trail.DESKS",
    "jobdesk.technical_trail.TECHNICAL",
    "residents.law_values.trail.LAW",
    "guides.trail.GUIDE",
]
TARGET_FIGURES = "reports.targets.target_figures"  # the figures that a project can have a target for

# Texts that stand in data files, by file: the keys of what is translated. makemessages collects them.
DATA_TEXTS = {
    "law/rules/*.toml": ("source", "note"),
    "law/countries/*/values.toml": ("source", "note"),
    "law/countries/*/steps.toml": (
        "label",
        "authority",
        "source",
        "station",
        "consequence",
        "after",
        "awaited",
        "how_to_file",
        "offer",
        "proof",
        "title",
        "help",
        "done",
        "question",
        "name",
        "who",
    ),
}

# Lists that are imported: what is in them is read by these, in the order in which the page offers them.
IMPORT_KINDS = [
    "residents.imports.Residents",
    "residents.imports.Stays",
    "residents.imports.LegalEvents",
    "residents.imports.Documents",
    "residents.imports.Contacts",
    "residents.imports.Intakes",
    "residents.imports.Mentors",
    "matching.imports.Placements",
    "employers.imports.Vacancies",
]
IMPORT_MAX_ROWS = env.int("IMPORT_MAX_ROWS", 100_000)
IMPORT_MAX_MB = env.int("IMPORT_MAX_MB", 20)
IMPORT_MAX_UNPACKED_MB = 400  # of a workbook, which is a compressed archive
IMPORT_KEEP_DAYS = env.int("IMPORT_KEEP_DAYS", 14)

# How long the rankings that people were shown are kept: at least six months, by articles 19 and 26(6) of
# Regulation (EU) 2024/1689 (Annex III point 4: choosing people for work), read in November 2026.
RANKINGS_KEEP_DAYS = env.int("RANKINGS_KEEP_DAYS", 190, validate=validate.Range(min=184))

# How a journey is estimated: speeds in km an hour, minutes before one is under way, and how much longer a
# road is than the great circle. One place for a case page and a ranking alike.
_SPEED, _WAIT = validate.Range(min=1, max=200), validate.Range(min=0, max=120)
TRAVEL: dict[str, Any] = {
    "detour": env.float("TRAVEL_DETOUR", 1.3, validate=validate.Range(min=1, max=3)),
    "bicycle_kmh": env.float("TRAVEL_BICYCLE_KMH", 15, validate=_SPEED),
    "public_transport_kmh": env.float("TRAVEL_PUBLIC_TRANSPORT_KMH", 36, validate=_SPEED),
    "public_transport_minutes": env.float("TRAVEL_PUBLIC_TRANSPORT_MINUTES", 15, validate=_WAIT),
    "car_kmh": env.float("TRAVEL_CAR_KMH", 50, validate=_SPEED),
    "car_minutes": env.float("TRAVEL_CAR_MINUTES", 5, validate=_WAIT),
    "foot_kmh": env.float("TRAVEL_FOOT_KMH", 5, validate=_SPEED),
}

# Lists that people work in, as the apps declare them.
LISTS = [
    "desk.lists.RESIDENTS",
    "desk.lists.STEPS",
    "desk.lists.PLACEMENTS",
    "desk.lists.PROPOSALS",
]

# A strict policy from day one: nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

email = env.dj_email_url("EMAIL_URL", "smtp://localhost:25")
EMAIL_BACKEND = email["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = email["EMAIL_HOST"], email["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = email["EMAIL_HOST_USER"], email["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = email["EMAIL_USE_TLS"], email["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Jobdesk <jobdesk@localhost>")

REDIS_URL = env.str("REDIS_URL", "")
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = BEAT_SCHEDULE
# A task is handed out again when its worker dies, so tasks can be repeated without harm; one at a time, so
# that a long report does not hold short tasks hostage.
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 30 * 60  # seconds; under the hour after which Redis hands a task out again
CELERY_TASK_IGNORE_RESULT = True  # what a task did is in the database
CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT_OPTIONS = queue_settings(REDIS_URL, VAR_DIR / "queue")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

# "default" is shared by all processes where there is Redis: the rate limits of signing in count here.
# "progress" always is: a task inside a transaction says through it how far it has come.
if REDIS_URL:
    redis_cache = {
        "BACKEND": "jobdesk.web.caches.SteadyRedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},  # seconds; a page waits for it
    }
    CACHES = {"default": redis_cache, "progress": redis_cache}
else:
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "progress": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": VAR_DIR / "progress",
        },
    }

# Months after the end of guidance for which files of steps are kept.
EVIDENCE_MONTHS = env.int("EVIDENCE_MONTHS", 12)
# Where clamd looks at uploaded files: host:port. Without it nobody does.
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", "")
# Counts from 1 to below this are hidden in the tables of a report, which leaves the desk.
SMALL_COUNT_THRESHOLD = env.int("SMALL_COUNT_THRESHOLD", 5)

LOGGING = logging_settings(env.str("LOG_LEVEL", "INFO"))
