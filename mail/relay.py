"""Where messages leave the house."""

import logging
from contextlib import suppress
from smtplib import SMTPException
from urllib.parse import urlsplit

import environ
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

log = logging.getLogger(__name__)
TIMEOUT = 30  # seconds, for each step of the conversation
MESSAGES_PER_CONNECTION = 50  # many relays hang up after 100


class RelayUnreachable(Exception):
    """The relay takes nothing at all now, whatever the message."""


class Line:
    """A connection to the relay, opened when needed and kept for many messages."""

    def __init__(self) -> None:
        self.backend: BaseEmailBackend | None = None
        self.sent = 0

    def __enter__(self):
        return self

    def __exit__(self, *error) -> None:
        self.hang_up()

    def send(self, message: EmailMessage) -> None:
        """Hand one message over. Raises RelayUnreachable when there is nobody to hand it to."""
        if self.sent >= MESSAGES_PER_CONNECTION:
            self.hang_up()
        try:
            self._dial().send_messages([message])
            self.sent += 1
        except Exception:
            self.hang_up()  # who knows what the relay waits for now
            raise

    def hang_up(self) -> None:
        """Close the connection; the next message opens another."""
        backend, self.backend, self.sent = self.backend, None, 0
        with suppress(OSError, SMTPException):
            if backend:
                backend.close()

    def _dial(self) -> BaseEmailBackend:
        if self.backend is None:
            backend = relay()
            try:
                backend.open()
            except (OSError, SMTPException) as error:
                raise RelayUnreachable(f"{type(error).__name__}: {error}") from error
            self.backend = backend
        return self.backend


def relay() -> BaseEmailBackend:
    """The way to the relay that MAIL_RELAY_URL names: smtp://, smtps:// or file:///folder."""
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


def relay_name() -> str:
    """Which relay it is, without the password."""
    url = urlsplit(settings.MAIL_RELAY_URL)
    return url.netloc.rpartition("@")[2] or url.path
