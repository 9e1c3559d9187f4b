"""Inviting people to work for an agency, and letting them in."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import addresses
from accounts.models import Invitation, Role, User
from accounts.zones import home_zone
from mail.letters import send_letter_to

SIGNER = signing.Signer(salt="accounts.invitation")


class InvitationError(Exception):
    """An invitation that cannot be accepted (any more)."""


@transaction.atomic
def invite(
    email: str, role: str, *, agency=None, language: str, invited_by: User | None = None
) -> Invitation:
    """Keep the invitation and queue the letter with its link."""
    invitation = Invitation(
        email=email.lower(), role=role, agency=agency, language=language, invited_by=invited_by
    )
    invitation.full_clean()
    invitation.save()
    send_letter_to(
        invitation.email, language, "account/invitation", invitation=invitation, link=link(invitation)
    )
    return invitation


def link(invitation: Invitation) -> str:
    """The address of the page that accepts the invitation."""
    path = reverse("accounts:accept_invitation", args=[SIGNER.sign(invitation.pk)])
    return settings.SITE_URL.rstrip("/") + path


def find(token: str) -> Invitation | None:
    """The open invitation that the signed `token` of a letter names."""
    try:
        pk = SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    return Invitation.objects.open().select_related("agency").filter(pk=pk).first()


@transaction.atomic
def accept_as_new_person(invitation: Invitation, person: User, password: str) -> User:
    """Open an account with the invited address, confirmed by the letter, and the invited role."""
    _use_up(invitation)
    if not addresses.make_free(invitation.email):
        raise InvitationError("The address has an account.")

    person.email, person.language = invitation.email, invitation.language
    person.time_zone = home_zone(invitation.agency.country if invitation.agency else None)
    person.set_password(password)
    _appoint(person, invitation)
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    return person


@transaction.atomic
def accept_as(invitation: Invitation, person: User) -> User:
    """Give the invited role to somebody who has an account with the invited address."""
    if person.email.lower() != invitation.email:
        raise InvitationError("The invitation is for somebody else.")
    _use_up(invitation)
    _appoint(person, invitation)
    return person


def _use_up(invitation: Invitation) -> None:
    opened = Invitation.objects.open().filter(pk=invitation.pk)
    if not opened.update(accepted_at=timezone.now()):
        raise InvitationError("The invitation was used just now.")


def _appoint(person: User, invitation: Invitation) -> None:
    person.role, person.agency = invitation.role, invitation.agency
    person.is_superuser = invitation.role == Role.ADMIN
    person.full_clean()
    person.save()
