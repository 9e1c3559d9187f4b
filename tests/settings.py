"""The settings of the tests: config.settings on servers of their own, and only what makes tests fast."""

from tests import servers

servers.start()  # before config.settings reads their addresses from the environment

from config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Without a manifest no collectstatic is needed.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # nothing is collected for tests

# Browser tests sign many people in from one address; the limits per account stay.
ACCOUNT_RATE_LIMITS = ACCOUNT_RATE_LIMITS | {  # noqa: F405
    "login": "1000/m/ip",
    "signup": "1000/m/ip",
    "reset_password": "1000/m/ip,3/10m/key,10/d/key",
}
