"""Who belongs to a company: invited and joined, made owner, removed; somebody always owns it.

Every step holds the company's row, so that two steps at once come one after the other and the last
owner cannot get lost between them.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import invited
from accounts.models import Role, User
from accounts.zones import home_zone
from common.states import TransitionError
from mail.letters import send_letter, send_letter_to
from startups.models import Company, MemberInvitation, Membership
from startups.publishing import locked

MOST_OPEN_INVITATIONS = 20
OWNER, MEMBER = Membership.Role.OWNER, Membership.Role.MEMBER


@transaction.atomic
def invite(company: Company, *, owner: User, email: str, language: str) -> MemberInvitation:
    """Keep the invitation and queue its letter; an address with an open one gets no second letter.

    The same is done for every address, whether or not somebody has an account with it.
    """
    company = _held_by(company, owner)
    if not company.legal_name:
        raise TransitionError(_("Fill in who the company is before you invite others to it."))
    opened = company.invitations.open()
    earlier = opened.filter(email=email.lower()).first()
    if earlier:
        return earlier
    if opened.count() >= MOST_OPEN_INVITATIONS:
        raise TransitionError(_("Too many invitations are open. Withdraw one first."))

    invitation = company.invitations.create(email=email.lower(), language=language, invited_by=owner)
    address = invited.link(invitation, "startups:join")
    send_letter_to(invitation.email, language, "member_invited", invitation=invitation, link=address)
    return invitation


@transaction.atomic
def withdraw(invitation: MemberInvitation, *, owner: User) -> None:
    """Make the link of an open invitation useless."""
    company = _held_by(invitation.company, owner)
    if not company.invitations.open().filter(pk=invitation.pk).delete()[0]:
        raise TransitionError(_("This invitation is no longer open."))


def obstacle(invitation: MemberInvitation, person: User) -> str:
    """Why the invited person cannot join the company, or nothing."""
    if person.email.lower() != invitation.email:
        return ""  # for the page to say first
    if person.role != Role.MEMBER:
        return _(
            "Your account has the role “%(role)s”, which excludes belonging to a company. "
            "Ask for an invitation to another address."
        ) % {"role": person.get_role_display()}
    own = Company.objects.of(person).first()
    if own is None:
        return ""
    if own == invitation.company:
        return _("You belong to %(company)s already.") % {"company": own}
    return _(
        "You belong to %(company)s, and a person belongs to one company only. "
        "Leave it first, on its page “Members”, then open the link in the letter again."
    ) % {"company": own.legal_name or _("a company that you have begun to register")}


@transaction.atomic
def accept_as(invitation: MemberInvitation, person: User) -> None:
    """Let somebody who has an account with the invited address join the company."""
    company = locked(invitation.company)
    # Held, so that nobody joins two companies, or begins one meanwhile.
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    invited.must_be_for(invitation, person)
    if obstacle(invitation, person):
        raise invited.InvitationError("The person cannot join.")
    invited.use_up(invitation)
    _join(company, person)


@transaction.atomic
def accept_as_new_person(invitation: MemberInvitation, person: User, password: str) -> None:
    """Open an account with the invited address, confirmed by the letter, and let it join."""
    company = locked(invitation.company)
    invited.use_up(invitation)
    invited.open_account(invitation, person, password, time_zone=home_zone(company.country))
    _join(company, person)


@transaction.atomic
def make_owner(membership: Membership, *, owner: User) -> None:
    """Let a member manage the members, too; making an owner owner changes nothing."""
    company = _held_by(membership.company, owner)
    _promote(company, _present(membership))


@transaction.atomic
def hand_over(membership: Membership, *, owner: User) -> None:
    """Make somebody else owner and stay as a member."""
    company = locked(membership.company)
    own, other = company.memberships.filter(user=owner).first(), _present(membership)
    if own and other.is_owner and not own.is_owner:
        return  # the same form, sent twice
    _held_by(company, owner)
    if own == other:
        raise TransitionError(_("Hand the company over to somebody else than yourself."))
    _promote(company, other)
    company.memberships.filter(pk=own.pk).update(role=MEMBER)


@transaction.atomic
def remove(membership: Membership, *, owner: User) -> None:
    """Take a member out and tell them; owners are not removed, they hand over or leave."""
    company = _held_by(membership.company, owner)
    membership = company.memberships.select_related("user").filter(pk=membership.pk).first()
    if membership is None:
        return  # somebody was quicker, or the form was sent twice
    if membership.is_owner:
        raise TransitionError(_("An owner cannot be removed. Owners leave or hand over themselves."))
    membership.delete()
    send_letter(membership.user, "member_removed", company=company)


@transaction.atomic
def leave(company: Company, *, person: User) -> None:
    """Leave the company; the only owner has to hand over first, unless nobody ever saw it."""
    company = locked(company)
    own = company.memberships.filter(user=person).first()
    if own is None:
        return
    if is_mere_draft(company):
        company.delete()
        return
    others = company.memberships.owners().exclude(pk=own.pk)
    if own.is_owner and not others.exists():
        raise TransitionError(_("You are the only owner. Make another member owner before you leave."))
    own.delete()
    _tell_owners(company, "member_left", person)


def is_mere_draft(company: Company) -> bool:
    """Whether one person began it and never handed it in: it goes when that person leaves."""
    is_new = company.state == Company.State.DRAFT and company.submitted_at is None
    return is_new and company.memberships.count() == 1


def _held_by(company: Company, owner: User) -> Company:
    """The company's row, held; refuses whoever is not its owner (any more)."""
    company = locked(company)
    if not company.memberships.owners().filter(user=owner).exists():
        raise TransitionError(_("You are no longer an owner of %(company)s.") % {"company": company})
    return company


def _present(membership: Membership) -> Membership:
    """The membership as it is now, while the company is held."""
    found = Membership.objects.select_related("user").filter(pk=membership.pk).first()
    if found is None:
        raise TransitionError(_("This person does not belong to the company any more."))
    return found


def _promote(company: Company, membership: Membership) -> None:
    if membership.is_owner:
        return
    company.memberships.filter(pk=membership.pk).update(role=OWNER)
    send_letter(membership.user, "member_became_owner", company=company)


def _join(company: Company, person: User) -> None:
    company.memberships.create(user=person, role=MEMBER)
    _tell_owners(company, "member_joined", person)


def _tell_owners(company: Company, letter: str, person: User) -> None:
    for membership in company.memberships.owners().exclude(user=person).select_related("user"):
        send_letter(membership.user, letter, company=company, person=person)
