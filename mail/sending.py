"""Claim, send, mark: three steps, each committed, so that a crash loses nothing."""

import logging
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPSenderRefused

import environ
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone

from common.states import TransitionError
from mail.models import OutgoingEmail

log = logging.getLogger(__name__)
State = OutgoingEmail.State
LONGEST_SENDING = timedelta(minutes=5)
MOST_ATTEMPTS = 8


def send(email: OutgoingEmail) -> None:
    """Hand one queued message to the relay; on an error it waits and is tried again, or fails for good."""
    try:
        email.move_to(State.SENDING, claimed_at=timezone.now(), attempts=email.attempts + 1)
    except TransitionError:
        return  # another worker has it, or it is done

    try:
        _message(email).send()
    except Exception as error:  # one bad message must not stop the others
        _put_back(email, error)
    else:
        email.move_to(State.SENT, sent_at=timezone.now(), last_error="")


def release_abandoned() -> None:
    """Queue again what a worker claimed and never finished; its Message-ID stays the same."""
    for email in OutgoingEmail.objects.abandoned(since=timezone.now() - LONGEST_SENDING):
        email.move_to(State.QUEUED, last_error="The worker stopped while sending.")


def _put_back(email: OutgoingEmail, error: Exception) -> None:
    log.warning("Message %s was not sent: %s", email.pk, type(error).__name__)
    for_good = isinstance(error, (SMTPRecipientsRefused, SMTPSenderRefused, ValueError))
    if for_good or email.attempts >= MOST_ATTEMPTS:
        email.move_to(State.FAILED, last_error=str(error))
        return

    wait = timedelta(seconds=30 * 2**email.attempts)
    email.move_to(State.QUEUED, last_error=str(error), next_attempt_at=timezone.now() + wait)


def _message(email: OutgoingEmail) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        email.subject,
        email.body,
        email.sender,
        [email.recipient],
        headers={**email.headers, "Message-ID": email.message_id},
        connection=relay(),
    )
    if email.html:
        message.attach_alternative(email.html, "text/html")
    return message


def relay():
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
        timeout=30,
    )
