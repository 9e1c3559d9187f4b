"""Putting messages into the outbox."""

from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import sanitize_address
from django.db import transaction

from common.wake import wake
from mail.models import OutgoingEmail
from mail.tasks import send_email


@transaction.atomic
def put(message: EmailMessage, *, user=None) -> list[OutgoingEmail]:
    """Store one row per recipient of `message` and wake the mail worker after commit.

    Raises BadHeaderError or ValueError for a header or address that no relay would take, and ValueError
    for an attachment that is not a text.
    """
    message.message()  # builds every header, and so refuses what would inject another
    for recipient in message.recipients():
        sanitize_address(recipient, "utf-8")
    rows = [_row(message, recipient, user) for recipient in message.recipients()]
    for row in rows:
        row.save()
        wake(send_email, row.pk)
    return rows


def _row(message: EmailMessage, recipient: str, user) -> OutgoingEmail:
    domain = urlsplit(settings.SITE_URL).hostname or "localhost"
    return OutgoingEmail(
        message_id=make_msgid(domain=domain),
        recipient=recipient,
        user=user,
        sender=message.from_email,
        subject=message.subject,
        body=message.body,
        html=_html(message),
        headers=dict(message.extra_headers),
        attachments=_attachments(message),
    )


def _attachments(message: EmailMessage) -> list[list[str]]:
    parts = [list(part) for part in message.attachments]
    if not all(isinstance(value, str) for part in parts for value in part):
        raise ValueError("Only texts can be attached to a queued message.")
    return parts


def _html(message: EmailMessage) -> str:
    parts = [part for part in getattr(message, "alternatives", []) if part[1] == "text/html"]
    return parts[0][0] if parts else ""
