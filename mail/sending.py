"""Claim, send, mark: three steps, each committed, so that a crash loses nothing."""

import logging
from contextlib import suppress
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

from django.core.mail import BadHeaderError, EmailMultiAlternatives
from django.utils import timezone

from common.states import TransitionError
from mail.models import OutgoingEmail
from mail.relay import relay

log = logging.getLogger(__name__)
State = OutgoingEmail.State
LONGEST_SENDING = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(days=3)


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
        _mark(email, State.SENT, sent_at=timezone.now(), last_error="")


def release_abandoned() -> None:
    """Queue again what a worker claimed and never finished; its Message-ID stays the same."""
    for email in OutgoingEmail.objects.abandoned(since=timezone.now() - LONGEST_SENDING):
        with suppress(TransitionError):  # it was finished, or released, just now
            email.move_to(State.QUEUED, last_error="The worker stopped while sending.")


def _put_back(email: OutgoingEmail, error: Exception) -> None:
    log.warning("Message %s was not sent: %s", email.pk, type(error).__name__)
    if _is_for_good(error) or timezone.now() - email.created_at > GIVE_UP_AFTER:
        _mark(email, State.FAILED, last_error=str(error))
        return

    wait = min(timedelta(seconds=30 * 2 ** min(email.attempts, 10)), LONGEST_WAIT)
    _mark(email, State.QUEUED, last_error=str(error), next_attempt_at=timezone.now() + wait)


def _mark(email: OutgoingEmail, state: str, **changes) -> None:
    try:
        email.move_to(state, **changes)
    except TransitionError:  # it took so long that the sweep released it
        log.warning("Message %s was released while it was being sent.", email.pk)


def _is_for_good(error: Exception) -> bool:
    """Whether the relay will never take this message; trouble with the relay itself passes."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, reason in error.recipients.values())
    if isinstance(error, (SMTPSenderRefused, SMTPDataError)):
        return error.smtp_code >= 500
    return isinstance(error, (BadHeaderError, UnicodeError))


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
    for name, content, media_type in email.attachments:
        message.attach(name, content, media_type)
    return message
