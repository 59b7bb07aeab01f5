"""All settings, from the environment; secrets also from NAME_FILE; a local copy's from DATA_DIR/services.json."""

import json
import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from smartkhata.api_settings import SCHEMA, rest_framework
from smartkhata.core.csp import POLICY
from smartkhata.core.safety import refuse_unsafe
from smartkhata.logs import logging
from smartkhata.provider_keys import provider_keys, provider_rates, providers
from smartkhata.schedule import beat_schedule

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").resolve()

_services = DATA_DIR / "services.json"
if _services.is_file() and os.access(_services, os.R_OK):
    try:
        _kept = json.loads(_services.read_text())
    except ValueError:
        raise ImproperlyConfigured(f"{_services} is not JSON; put it back from a backup.") from None
    for _name, _value in _kept.items():
        os.environ.setdefault(_name, str(_value))

env = environ.FileAwareEnv()

SECRET_KEY = env("SECRET_KEY")
TOKEN_KEY = env("TOKEN_KEY")
FIELD_KEYS = env.list("FIELD_KEYS")
DEBUG = env.bool("DEBUG", False)
EMBEDDED = env.bool("SMARTKHATA_EMBEDDED", False)

PUBLIC_BASE_URL = env("PUBLIC_BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
# Health checks ask this machine itself, whatever names it serves.
ALLOWED_HOSTS = [*env.list("ALLOWED_HOSTS", default=["localhost", "[::1]"]), "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
refuse_unsafe(
    embedded=EMBEDDED,
    debug=DEBUG,
    secrets={"SECRET_KEY": SECRET_KEY, "TOKEN_KEY": TOKEN_KEY},
    field_keys=FIELD_KEYS,
    public_base_url=PUBLIC_BASE_URL,
    allowed_hosts=ALLOWED_HOSTS,
)

INSTALLED_APPS = [
    "smartkhata.core",
    "smartkhata.accounts",
    "customers",
    "invoicing",
    "notifications",
    "portal",
    "analytics",
    "smartkhata.demo",
    "smartkhata.apps.StaffConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_filters",
    "django_htmx",
    "heroicons",
    "rest_framework",
    "drf_spectacular",
]

ANYMAIL = env.json("ANYMAIL", default={})  # of django-anymail, if one of its services sends the mail
INSTALLED_APPS += ["anymail"] if "ANYMAIL" in os.environ else []
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "smartkhata.core.csp.ContentSecurityPolicy",
    "smartkhata.core.paths.ApiSlash",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "smartkhata.core.theme.context",
            ],
        },
    },
]

ROOT_URLCONF = "smartkhata.urls"
WSGI_APPLICATION = "smartkhata.wsgi.application"

# The owner's role migrates, the app's role serves; row security binds both.
_database = "DATABASE_OWNER_URL" if env("SMARTKHATA_DB_ROLE", default="app") == "owner" else "DATABASE_URL"
DATABASES = {"default": env.db(_database)}
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL},
}

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "accounts:shops"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_COOKIES = PUBLIC_BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_NAME = "__Host-sk_session" if SECURE_COOKIES else "sk_session"
CSRF_COOKIE_NAME = "__Host-sk_csrf" if SECURE_COOKIES else "sk_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "smartkhata.accounts.views.entering.stale_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if SECURE_COOKIES else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_COOKIES
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", False)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = POLICY
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How many proxies add to X-Forwarded-For. With none, all readers behind a proxy would share one address and its limits.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=int(BEHIND_PROXY))

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("hi", "हिन्दी"), ("sw", "Kiswahili")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
TEST_RUNNER = "django.test.runner.DiscoverRunner"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

REST_FRAMEWORK, SPECTACULAR_SETTINGS = rest_framework(TRUSTED_PROXIES), SCHEMA

# What the product is wired from: names only (smartkhata/flow.py, smartkhata/schedule.py).
FLOW = "smartkhata.flow.LISTENERS"
PANELS = "smartkhata.panels.CUSTOMER_DETAIL"
LINK_PAGES = "smartkhata.panels.LINK_PAGES"
LINK_CARRIERS = "smartkhata.panels.LINK_CARRIERS"
PANEL_TEMPLATES = "smartkhata.panels.PANEL_TEMPLATES"
FOUND_ELSEWHERE = "smartkhata.panels.FOUND_ELSEWHERE"
PLACES = "smartkhata.panels.PLACES"
NETWORK_PERSON = "smartkhata.panels.PERSON_WITH_PHONE"
SEARCHES_PER_MINUTE = env.int("SEARCHES_PER_MINUTE", default=300)
OPEN_DOCUMENTS = "smartkhata.panels.OPEN_DOCUMENTS"
PROVIDERS = providers(env, embedded=EMBEDDED)
PROVIDER_KEYS, PROVIDER_RATES = provider_keys(env), provider_rates(env)
IMPORT_KINDS = "smartkhata.panels.IMPORT_KINDS"
MERGE_MOVES = "smartkhata.panels.MERGE_MOVES"
MERGE_JOINS = "smartkhata.panels.MERGE_JOINS"
AFTER_MERGE = "smartkhata.panels.AFTER_MERGE"
MERGE_TIES = "smartkhata.panels.MERGE_TIES"
INVARIANTS = "smartkhata.panels.INVARIANTS"
OUTBOUND_ALLOW_PRIVATE = env.bool("OUTBOUND_ALLOW_PRIVATE", False)
NOTIFICATION_LEASE_SECONDS = env.int("NOTIFICATION_LEASE_SECONDS", default=60)
# Drafting. Without a key the local drafter writes alone. Timeout x attempts stays below the lease.
GEMINI_API_KEY = env("GEMINI_API_KEY", default="")
GEMINI_MODEL = env("GEMINI_MODEL", default="gemini-3.8-flash")
GEMINI_API_VERSION = env("GEMINI_API_VERSION", default="v1")
GEMINI_BASE_URL = env("GEMINI_BASE_URL", default="")
GEMINI_TIMEOUT_SECONDS = env.float("GEMINI_TIMEOUT_SECONDS", default=6)
GEMINI_ATTEMPTS = env.int("GEMINI_ATTEMPTS", default=2)
# US dollars per million tokens, in and out: what the quality page counts.
GEMINI_PRICES = env.json("GEMINI_PRICES", default={"in": "0.50", "out": "3.00"})
DRAFTS_PER_MINUTE = env.int("DRAFTS_PER_MINUTE", default=20)
DRAFTS_PER_DAY = env.int("DRAFTS_PER_DAY", default=200)
DRAFT_LEASE_SECONDS = env.int("DRAFT_LEASE_SECONDS", default=30)
MAX_WAIT_SECONDS = env.float("MAX_WAIT_SECONDS", default=8)
SWEEP_SECONDS = env.float("SWEEP_SECONDS", default=5)
OTP_TOTP_ISSUER = "SmartKhata"
# A task may be lost, doubled, late or reordered without harm (docs/architecture.md, One request and one fact).
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A hint that can't be given is left to the sweep at once: kombu would try for six seconds, in the middle of a request.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600, "socket_connect_timeout": 2, "max_retries": 0}
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_SOFT_TIME_LIMIT = 100
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30
CELERY_WORKER_ENABLE_SOFT_SHUTDOWN_ON_IDLE = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.2, "interval_max": 0.5}
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
# Papers have workers of their own: a long document must not stand before a code.
CELERY_TASK_ROUTES = {
    "notifications.deliver_urgent": {"queue": "urgent"},
    "invoicing.render": {"queue": "documents"},
}
CELERY_TASK_ALWAYS_EAGER = env.bool("CELERY_TASK_ALWAYS_EAGER", False)
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = beat_schedule(SWEEP_SECONDS)
CELERY_BEAT_SCHEDULER = "smartkhata.core.redis_away.Beat"
CELERY_WORKER_CONSUMER = "smartkhata.core.redis_away.PatientConsumer"

LOGGING = logging(env("LOG_LEVEL", default="INFO").upper())
