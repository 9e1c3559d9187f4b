"""Claim, send, mark: three steps, each committed, so that a crash loses nothing."""

import logging
import time
from contextlib import suppress
from datetime import timedelta
from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPSenderRefused

from django.core.mail import EmailMultiAlternatives
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from common.states import TransitionError
from mail import pace, suppressions
from mail.models import OutgoingEmail
from mail.relay import Line, RelayUnreachable

log = logging.getLogger(__name__)
State = OutgoingEmail.State
Failure = OutgoingEmail.Failure
LONGEST_TURN = 30  # seconds after which a worker may be stopped, or do other work
LONGEST_SENDING = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=1)
MOST_ATTEMPTS = 78  # with the pauses between them: three days


def send_due() -> bool:
    """Send what is due until nothing is left or the relay is away; say whether only the turn was over."""
    end = time.monotonic() + LONGEST_TURN
    with Line() as line:
        while time.monotonic() < end:
            pace.wait_for_turn()
            email = claim_next()
            if email is None or not send(email, line):
                return False
    return True


@transaction.atomic
def claim_next() -> OutgoingEmail | None:
    """Take the next due message, which is this worker's from then on; pass over what others take now."""
    email = OutgoingEmail.objects.due().select_for_update(skip_locked=True).first()
    if email:
        email.move_to(State.SENDING, claimed_at=timezone.now(), attempts=email.attempts + 1)
    return email


def send(email: OutgoingEmail, line: Line) -> bool:
    """Hand one claimed message to the relay and note what became of it; say whether the relay is there."""
    if suppressions.holds_back(email):
        mark(email, State.FAILED, failure=Failure.SUPPRESSED, last_error="")
        return True

    try:
        line.send(_message(email))
    except Exception as error:  # one bad message must not stop the others
        log.warning("Message %s was not sent: %s", email.pk, type(error).__name__)
        put_back(email, error)
        return not isinstance(error, RelayUnreachable)

    mark(email, State.SENT, sent_at=timezone.now(), last_error="")
    return True


def release_abandoned() -> None:
    """Queue again what a worker claimed and never finished; its Message-ID stays the same."""
    for email in OutgoingEmail.objects.abandoned(since=timezone.now() - LONGEST_SENDING):
        put_back(email, RuntimeError("The worker stopped while sending."))


def put_back(email: OutgoingEmail, error: Exception) -> None:
    """Let a message that was not sent wait, longer each time; or call it failed."""
    failure = _failure(error)
    if not failure and email.attempts >= MOST_ATTEMPTS:
        failure = Failure.GIVEN_UP
    if failure:
        mark(email, State.FAILED, failure=failure, last_error=str(error))
        return

    wait = min(timedelta(seconds=30 * 2 ** min(email.attempts, 10)), LONGEST_WAIT)
    mark(email, State.QUEUED, last_error=str(error), next_attempt_at=timezone.now() + wait)


def mark(email: OutgoingEmail, state: str, **changes) -> None:
    """Note what became of a claimed message; a database that restarts just then is waited for."""
    for pause in (1, 2, 4, 8, 15):
        with suppress(OperationalError, InterfaceError):
            return _mark(email, state, **changes)
        connection.close_if_unusable_or_obsolete()
        time.sleep(pause)
    return _mark(email, state, **changes)


def _mark(email: OutgoingEmail, state: str, **changes) -> None:
    try:
        email.move_to(state, **changes)
    except TransitionError:  # it took so long that the sweep released it
        log.warning("Message %s was released while it was being sent.", email.pk)


def _failure(error: Exception) -> Failure | None:
    """Why the relay will never take this message, if so; trouble with the relay itself passes."""
    if isinstance(error, SMTPRecipientsRefused):
        is_final = all(code >= 500 for code, reason in error.recipients.values())
        return Failure.REFUSED if is_final else None
    if isinstance(error, (SMTPSenderRefused, SMTPDataError)):
        return Failure.REFUSED if error.smtp_code >= 500 else None
    # BadHeaderError and UnicodeError are ValueErrors, too.
    return Failure.UNSENDABLE if isinstance(error, (ValueError, SMTPNotSupportedError)) else None


def _message(email: OutgoingEmail) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        email.subject,
        email.body,
        email.sender,
        [email.recipient],
        headers={**email.headers, "Message-ID": email.message_id},
    )
    if email.html:
        message.attach_alternative(email.html, "text/html")
    for name, content, media_type in email.attachments:
        message.attach(name, content, media_type)
    return message
