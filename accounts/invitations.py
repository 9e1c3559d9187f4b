"""Inviting people to work for an agency, and letting them in."""

from django.db import transaction

from accounts import invited
from accounts.models import Invitation, Role, User
from accounts.zones import home_zone
from mail.letters import send_letter_to


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
    return invited.link(invitation, "accounts:accept_invitation")


@transaction.atomic
def accept_as_new_person(invitation: Invitation, person: User, password: str) -> User:
    """Open an account with the invited address, confirmed by the letter, and the invited role."""
    invited.use_up(invitation)
    _take_role(person, invitation)
    zone = home_zone(invitation.agency.country if invitation.agency else None)
    invited.open_account(invitation, person, password, time_zone=zone)
    return person


@transaction.atomic
def accept_as(invitation: Invitation, person: User) -> User:
    """Give the invited role to somebody who has an account with the invited address."""
    invited.must_be_for(invitation, person)
    invited.use_up(invitation)
    _take_role(person, invitation)
    person.full_clean()
    person.save()
    return person


def _take_role(person: User, invitation: Invitation) -> None:
    person.role, person.agency = invitation.role, invitation.agency
    person.is_superuser = invitation.role == Role.ADMIN
