"""Two steps at the same instant, from real threads: a company never loses its last owner."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from accounts.invited import InvitationError
from common.states import TransitionError
from startups import members, registering
from startups.models import Company, MemberInvitation, Membership
from tests.factories import CompanyFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 15
MEMBER = Membership.Role.MEMBER


def at_once(*steps) -> list[bool]:
    """Take the steps in threads that start together; say which of them were allowed."""
    together = Barrier(len(steps))

    def take(step):
        together.wait()
        try:
            step()
        except (TransitionError, InvitationError):
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(len(steps)) as threads:
        return list(threads.map(take, steps))


def two_owners():
    company = CompanyFactory(published=True)
    return company, MembershipFactory(company=company), MembershipFactory(company=company)


def owners(company) -> int:
    return company.memberships.owners().count()


def test_of_two_owners_who_leave_at_once_one_stays():
    for _ in range(ROUNDS):
        company, first, second = two_owners()

        allowed = at_once(
            lambda company=company, first=first: members.leave(company, person=first.user),
            lambda company=company, second=second: members.leave(company, person=second.user),
        )

        assert (sorted(allowed), owners(company)) == ([False, True], 1)


def test_handing_over_to_a_member_who_leaves_keeps_an_owner():
    for _ in range(ROUNDS):
        company = CompanyFactory(published=True)
        owner, other = MembershipFactory(company=company), MembershipFactory(company=company, role=MEMBER)

        allowed = at_once(
            lambda owner=owner, other=other: members.hand_over(other, owner=owner.user),
            lambda company=company, other=other: members.leave(company, person=other.user),
        )

        assert (sorted(allowed), owners(company)) == ([False, True], 1)


def test_handing_over_to_a_member_whom_another_owner_removes_keeps_an_owner():
    for _ in range(ROUNDS):
        company, first, second = two_owners()
        other = MembershipFactory(company=company, role=MEMBER)

        allowed = at_once(
            lambda first=first, other=other: members.hand_over(other, owner=first.user),
            lambda second=second, other=other: members.remove(other, owner=second.user),
        )

        assert sorted(allowed) == [False, True]
        assert owners(company) == 2


def test_two_owners_who_hand_over_to_each_other_leave_one():
    for _ in range(ROUNDS):
        company, first, second = two_owners()

        at_once(
            lambda first=first, second=second: members.hand_over(second, owner=first.user),
            lambda first=first, second=second: members.hand_over(first, owner=second.user),
        )

        assert owners(company) == 1


def test_two_invitations_accepted_at_once_lead_to_one_company():
    for _ in range(ROUNDS):
        person = UserFactory()
        steps = []
        for _side in range(2):
            own = MembershipFactory(company__published=True)
            invitation = members.invite(own.company, owner=own.user, email=person.email, language="fr")
            steps.append(lambda i=invitation, p=person: members.accept_as(i, p))

        allowed = at_once(*steps)

        assert (sorted(allowed), person.memberships.count()) == ([False, True], 1)


def test_joining_and_beginning_a_company_at_once_lead_to_one():
    for _ in range(ROUNDS):
        person, own = UserFactory(), MembershipFactory(company__published=True)
        invitation = members.invite(own.company, owner=own.user, email=person.email, language="fr")
        key = CompanyFactory.build().key

        at_once(
            lambda invitation=invitation, person=person: members.accept_as(invitation, person),
            lambda person=person, key=key: registering.begin(user=person, country="FR", key=key),
        )

        assert person.memberships.count() == 1
        assert Company.objects.of(person).count() == 1


def test_invitation_withdrawn_and_accepted_at_once_is_one_of_both():
    for _ in range(ROUNDS):
        person, own = UserFactory(), MembershipFactory(company__published=True)
        invitation = members.invite(own.company, owner=own.user, email=person.email, language="fr")

        accepted, withdrawn = at_once(
            lambda invitation=invitation, person=person: members.accept_as(invitation, person),
            lambda invitation=invitation, own=own: members.withdraw(invitation, owner=own.user),
        )

        assert accepted != withdrawn
        assert person.memberships.count() == accepted
        assert MemberInvitation.objects.filter(pk=invitation.pk).count() == accepted
