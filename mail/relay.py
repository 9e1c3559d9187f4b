"""Where messages leave the house."""

import environ
from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

TIMEOUT = 30  # seconds, for each step of the conversation


def relay() -> BaseEmailBackend:
    """The connection to the relay that MAIL_RELAY_URL names: smtp://, smtps:// or file:///folder."""
    url = settings.MAIL_RELAY_URL
    if url.startswith("file://"):
        folder = url.removeprefix("file://")
        return get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=folder)

    config = environ.Env.email_url_config(url)
    return get_connection(
        "django.core.mail.backends.smtp.EmailBackend",
        host=config["EMAIL_HOST"],
        port=config["EMAIL_PORT"],
        username=config["EMAIL_HOST_USER"],
        password=config["EMAIL_HOST_PASSWORD"],
        use_tls=config.get("EMAIL_USE_TLS", False),
        use_ssl=config.get("EMAIL_USE_SSL", False),
        timeout=TIMEOUT,
    )
