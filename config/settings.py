"""All settings, read from the environment and safe in production by default."""

from datetime import timedelta
from pathlib import Path

import environ
import pghistory
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# What this installation is
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # earlier ones, still accepted
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []
DEMO = env.bool("DEMO", default=False)  # invented companies and the demo sign-ins
LOCAL = env.bool("LOCAL", default=False)  # one machine: a mailbox page instead of a relay
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=not LOCAL)

# Who runs it: shown on the legal pages, which say so while a part is missing
OPERATOR_NAME = env("OPERATOR_NAME", default="")
OPERATOR_ADDRESS = env("OPERATOR_ADDRESS", default="")
OPERATOR_DETAILS = env("OPERATOR_DETAILS", default="")  # what national law asks besides, hosting too
CONTACT_EMAIL = env("CONTACT_EMAIL", default="contact@example.com")

INSTALLED_APPS = [
    "matching",
    "events",
    "startups",
    "accounts",
    "mail",
    "common",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "django_htmx",
    "lucide",
    "csp",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "common.middleware.security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.language_and_time_zone",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.second_factor",
    "accounts.middleware.history_context",
    "common.middleware.Conflicts",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["common.templatetags.dates"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "common.context.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Database: PostgreSQL also keeps sessions, rate limits and signs of life
DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"]["CONN_MAX_AGE"] = 600  # a new connection plans its first queries slowly
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASE_APP_ROLE = env("DATABASE_APP_ROLE", default="app")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# Accounts
AUTH_USER_MODEL = "accounts.User"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # e-mail is unique whatever its capitals, by constraint
AUTHENTICATION_BACKENDS = ["accounts.passwords.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "accounts.passwords.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "matching:dashboard"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "signup": "accounts.forms.SignupForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SITE_URL.startswith("https://") else "http"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_CHANGE_EMAIL = True  # one address per person; a new one counts once it is confirmed
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a letter whenever password, address or second factor change
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 14
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up; elsewhere the sign-in page
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before the address or the second factor is changed
ACCOUNT_RATE_LIMITS = {
    "invite_member": "20/d/user",  # our own: letters go to addresses of an owner's choice
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "20/m/ip",
    "reset_password": "10/m/ip,3/10m/key,10/d/key",
    "confirm_email": "1/3m/key,10/d/key",  # letters to one address, whoever asks for them
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)  # 0: X-Forwarded-For is ignored
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # with a second factor, too, one may change to another address
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Enishi"
MFA_TOTP_TOLERANCE = 1  # step of 30 s: a code typed at the edge of its half minute is right

# History: who did it is kept in the row itself, as an id, so that rows are only ever added
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField()

# Languages and times
LANGUAGE_CODE = "en"
LANGUAGES = [("fr", _("French")), ("ja", _("Japanese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "UTC"
USE_TZ = True

# Static files
STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "static-collected"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Mail: everything goes to the outbox, the worker hands it to the relay
EMAIL_BACKEND = "mail.backend.OutboxBackend"
MAIL_RELAY_URL = env("MAIL_RELAY_URL", default="smtp://127.0.0.1:25")
MAIL_RATE_PER_MINUTE = env.int("MAIL_RATE_PER_MINUTE", default=0)  # what the relay allows; 0: no limit
MAIL_HOOK_SECRET = env("MAIL_HOOK_SECRET", default="")  # who reports bounces signs with it; empty: nobody may
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Enishi <enishi@example.com>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Security
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_TLS_PROXY", False) else None
HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = HTTPS and env.bool("SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "common.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 2
FILE_UPLOAD_HANDLERS = [
    "common.uploads.CappedUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Celery only wakes the worker up; PostgreSQL is the queue of record
CELERY_BROKER_URL = env("BROKER_URL", default="redis://127.0.0.1:6379/0")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 1500
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # kombu otherwise redelivers after 103 s whatever the visibility timeout
    "visibility_timeout": 3600,
    "unacked_restore_interval": 1,
    "unacked_restore_throttle": 1,
    # a broker that refuses or is frozen must not hold a request up
    "max_retries": 0,
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
    # a worker of several queues looks into the first it was given before the others
    "queue_order_strategy": "priority",
}
CELERY_TASK_DEFAULT_QUEUE = "matching"
CELERY_TASK_ROUTES = {
    "mail.*": {"queue": "mail"},
    "events.*": {"queue": "mail"},  # reminders are letters
    # Whoever publishes does not wait behind the blocks of a full ranking.
    "matching.tasks.refresh_all": {"queue": "ranking"},
    "matching.tasks.rank_block": {"queue": "ranking"},
    "matching.tasks.*_digests": {"queue": "mail"},  # so that no ranking delays them
}
CELERY_TIMEZONE = "Europe/Paris"
CELERY_BEAT_SCHEDULER = "common.signs_of_life:BeatScheduler"
CELERY_BEAT_SCHEDULE = {
    "send what is in the outbox": {"task": "mail.tasks.sweep_outbox", "schedule": 30},
    "look at due times of missions": {"task": "events.tasks.sweep_missions", "schedule": 30},
    "remind of meetings": {"task": "events.tasks.sweep_meetings", "schedule": 60},
    "clear old letters": {"task": "mail.tasks.clear_old_bodies", "schedule": crontab(hour=3, minute=45)},
    "refresh profiles that changed": {"task": "matching.tasks.refresh_due", "schedule": 30},
    "look at due times of matches": {"task": "matching.tasks.sweep_deadlines", "schedule": 300},
    "forget old digests": {"task": "matching.tasks.forget_digests", "schedule": crontab(hour=3, minute=50)},
    "write the digests that are due": {"task": "matching.tasks.sweep_digests", "schedule": 300},
    "refresh everything": {"task": "matching.tasks.refresh_all", "schedule": crontab(hour=2, minute=30)},
}

# Matching
MATCHING_OPEN_SUGGESTIONS = env.int("MATCHING_OPEN_SUGGESTIONS", default=10)
MATCHING_MISSION_SUGGESTIONS = env.int("MATCHING_MISSION_SUGGESTIONS", default=50)  # companies per mission
MATCHING_EXPOSURE_CAP = env.int("MATCHING_EXPOSURE_CAP", default=20)
MATCHING_ENCODER = env.bool("MATCHING_ENCODER", default=True)  # the second signal, beside the concepts
MATCHING_DECLINED_FOR = timedelta(days=180)
MATCHING_SCREEN_SUGGESTIONS = env.bool(
    "MATCHING_SCREEN_SUGGESTIONS", default=False
)  # officers clear each one
MATCHING_OPEN_INTERESTS = env.int("MATCHING_OPEN_INTERESTS", default=5)
MATCHING_REMIND_AFTER = timedelta(days=7)
MATCHING_INTEREST_LASTS = timedelta(days=14)
MATCHING_WORKING_DAYS_TO_DECIDE = 5
MATCHING_WORKING_DAYS_ON_HOLD = 10
MATCHING_NUDGE_AFTER = timedelta(days=10)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}
