"""What every kind of invitation needs: the signed link of its letter, used once, and a confirmed account."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from accounts import addresses
from accounts.models import BaseInvitation, User


class InvitationError(Exception):
    """An invitation that cannot be accepted (any more)."""


def token(invitation: BaseInvitation) -> str:
    """What the link of the letter carries: the invitation's number, signed for its kind."""
    return _signer(type(invitation)).sign(invitation.pk)


def link(invitation: BaseInvitation, page: str) -> str:
    """The address of the page that accepts the invitation."""
    return settings.SITE_URL.rstrip("/") + reverse(page, args=[token(invitation)])


def find(kind: type[BaseInvitation], signed: str) -> BaseInvitation | None:
    """The open invitation of this kind that the signed token of a letter names."""
    try:
        pk = _signer(kind).unsign(signed)
    except signing.BadSignature:
        return None
    return kind.objects.open().filter(pk=pk).first()


def use_up(invitation: BaseInvitation) -> None:
    """Close the invitation; of two who accept at once, the second is refused."""
    opened = type(invitation).objects.open().filter(pk=invitation.pk)
    if not opened.update(accepted_at=timezone.now()):
        raise InvitationError("The invitation was used just now.")


def must_be_for(invitation: BaseInvitation, person: User) -> None:
    """Refuse whoever has another address than the invited one."""
    if person.email.lower() != invitation.email:
        raise InvitationError("The invitation is for somebody else.")


def open_account(invitation: BaseInvitation, person: User, password: str, *, time_zone: str) -> None:
    """Save `person` with the invited address, which the letter has confirmed."""
    if not addresses.make_free(invitation.email):
        raise InvitationError("The address has an account.")

    person.email, person.language, person.time_zone = invitation.email, invitation.language, time_zone
    person.set_password(password)
    person.full_clean()
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)


def _signer(kind: type[BaseInvitation]) -> signing.Signer:
    return signing.Signer(salt=kind._meta.label_lower)
