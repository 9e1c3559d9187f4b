"""Putting messages into the outbox."""

import logging
from email.utils import make_msgid, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.mail.message import sanitize_address
from django.core.validators import MaxLengthValidator, validate_email
from django.db import transaction
from django.utils import timezone

from common.wake import wake
from mail.models import OutgoingEmail
from mail.tasks import send_email

log = logging.getLogger(__name__)
State = OutgoingEmail.State
LONGEST_ADDRESS = OutgoingEmail._meta.get_field("recipient").max_length


@transaction.atomic
def put(message: EmailMessage, *, user=None, kind: str = "") -> list[OutgoingEmail]:
    """Store one row per recipient of `message` and wake the mail worker after commit.

    What no relay could take becomes a failed row, which officers see, and raises nothing: one wrong address
    or line end must not undo the work that the message tells about. Raises ValueError for an attachment that
    is not a text.
    """
    rows = [_row(message, recipient, user, kind) for recipient in message.recipients()]
    for row in rows:
        row.save()
        # The sweep takes digests after everything else; a wake-up for each would only fill the queue.
        if row.state == State.QUEUED and not row.is_bulk:
            wake(send_email, row.pk)
    return rows


def try_again(email: OutgoingEmail) -> None:
    """Queue a failed message anew, with the same Message-ID and all its attempts before it."""
    email.move_to(State.QUEUED, failure="", attempts=0, next_attempt_at=timezone.now())
    wake(send_email, email.pk)


def _row(message: EmailMessage, recipient: str, user, kind: str) -> OutgoingEmail:
    domain = urlsplit(settings.SITE_URL).hostname or "localhost"
    row = OutgoingEmail(
        message_id=make_msgid(domain=domain),
        recipient=_storable(recipient)[:LONGEST_ADDRESS],
        user=user,
        sender=_storable(message.from_email)[:255],
        subject=_storable(message.subject)[:998],
        body=_storable(message.body),
        html=_storable(_html(message)),
        headers={name: _storable(value) for name, value in message.extra_headers.items()},
        kind=kind,
        is_bulk="List-Unsubscribe" in message.extra_headers,
        attachments=_attachments(message),
    )
    if fault := _fault(message, recipient):
        log.warning("A message cannot be sent as it is: %s", type(fault).__name__)
        row.state, row.failure, row.last_error = State.FAILED, row.Failure.UNSENDABLE, _storable(str(fault))
    return row


def _fault(message: EmailMessage, recipient: str) -> Exception | None:
    try:
        message.message()  # builds every header, and so refuses what would inject another
        sanitize_address(recipient, "utf-8")
        validate_email(parseaddr(recipient)[1])
        MaxLengthValidator(LONGEST_ADDRESS)(recipient)
    except (ValueError, ValidationError) as fault:  # BadHeaderError and UnicodeError are ValueErrors
        return fault
    return None


def _storable(text) -> str:
    """The text without what PostgreSQL cannot store: NUL and halves of characters."""
    return str(text).replace("\0", "").encode("utf-8", "replace").decode()


def _attachments(message: EmailMessage) -> list[list[str]]:
    parts = [list(part) for part in message.attachments]
    if not all(isinstance(value, str) for part in parts for value in part):
        raise ValueError("Only texts can be attached to a queued message.")
    return [[_storable(value) for value in part] for part in parts]


def _html(message: EmailMessage) -> str:
    parts = [part for part in getattr(message, "alternatives", []) if part[1] == "text/html"]
    return parts[0][0] if parts else ""
