"""Addresses that mail came back from: who they are, and how they are written to again."""

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower

from mail.models import OutgoingEmail, SuppressedAddress

State = OutgoingEmail.State
# Letters about signing in go out all the same: without them nobody could get back to their account.
ASKED_FOR = "account/"


def of(address: str) -> SuppressedAddress | None:
    """The suppression of an address, whatever its capitals, if there is one."""
    return _with(address).first()


def holds_back(email: OutgoingEmail) -> bool:
    """Whether this message must not go out."""
    return not email.kind.startswith(ASKED_FOR) and of(email.recipient) is not None


@transaction.atomic
def suppress(address: str, reason: str, *, message_id: str = "") -> None:
    """Write to an address no more; the message that came back, if it is known, counts as failed."""
    row = SuppressedAddress(address=address, reason=reason)
    SuppressedAddress.objects.bulk_create([row], ignore_conflicts=True)
    if reason != SuppressedAddress.Reason.BOUNCE:  # whoever complains has got it
        return
    for email in OutgoingEmail.objects.filter(message_id=message_id, state=State.SENT):
        email.move_to(State.FAILED, failure=OutgoingEmail.Failure.BOUNCED)


def lift(address: str) -> bool:
    """Write to an address again, because its owner says that it works; say whether it was suppressed."""
    return _with(address).delete()[0] > 0


def _with(address: str) -> QuerySet:
    return SuppressedAddress.objects.alias(lowered=Lower("address")).filter(lowered=address.lower())
