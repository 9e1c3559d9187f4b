"""Members of a company: what each step does, who is told, and what history keeps."""

import pytest
from django.apps import apps

from common.states import TransitionError
from mail.models import OutgoingEmail
from startups import members
from startups.models import Company, Membership
from tests.factories import CompanyFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
MEMBER, OWNER = Membership.Role.MEMBER, Membership.Role.OWNER


@pytest.fixture
def owner():
    return UserFactory(french=True)


@pytest.fixture
def company(owner):
    return CompanyFactory(published=True, member=owner)


@pytest.fixture
def colleague(company):
    """A membership of somebody who is not an owner."""
    return MembershipFactory(company=company, role=MEMBER, user__japanese=True)


def roles(company):
    return dict(company.memberships.values_list("user", "role"))


def letters():
    return list(OutgoingEmail.objects.order_by("pk").values_list("recipient", "subject"))


def test_make_owner_keeps_both_and_tells_the_new_one_once(company, owner, colleague):
    for _ in range(2):
        members.make_owner(colleague, owner=owner)

    assert roles(company) == {owner.pk: OWNER, colleague.user.pk: OWNER}
    assert letters() == [(colleague.user.email, f"【Enishi】{company}の代表メンバーになられました")]


def test_hand_over_leaves_a_member_and_again_changes_nothing(company, owner, colleague):
    for _ in range(2):
        members.hand_over(colleague, owner=owner)

    assert roles(company) == {owner.pk: MEMBER, colleague.user.pk: OWNER}
    assert len(letters()) == 1


def test_hand_over_to_oneself_is_refused(company, owner):
    with pytest.raises(TransitionError):
        members.hand_over(company.memberships.get(), owner=owner)

    assert roles(company) == {owner.pk: OWNER}


def test_removed_member_is_told_once(company, owner, colleague):
    for _ in range(2):
        members.remove(colleague, owner=owner)

    assert roles(company) == {owner.pk: OWNER}
    assert letters() == [(colleague.user.email, f"【Enishi】{company}のメンバー登録の解除のお知らせ")]


def test_owner_is_not_removed(company, owner):
    other = MembershipFactory(company=company)

    with pytest.raises(TransitionError):
        members.remove(other, owner=owner)

    assert roles(company) == {owner.pk: OWNER, other.user.pk: OWNER}


def test_member_leaves_and_the_owners_are_told(company, owner, colleague):
    members.leave(company, person=colleague.user)

    assert roles(company) == {owner.pk: OWNER}
    assert letters() == [(owner.email, f"{colleague.user.email} a quitté {company}")]


def test_only_owner_does_not_leave(company, owner, colleague):
    with pytest.raises(TransitionError):
        members.leave(company, person=owner)

    assert roles(company) == {owner.pk: OWNER, colleague.user.pk: MEMBER}


def test_draft_that_nobody_saw_goes_with_its_only_member(owner):
    draft = CompanyFactory(member=owner)

    members.leave(draft, person=owner)

    assert not Company.objects.exists()


def test_draft_that_was_handed_in_once_stays(owner):
    draft = CompanyFactory(member=owner, submitted=True, state=Company.State.DRAFT)

    with pytest.raises(TransitionError):
        members.leave(draft, person=owner)

    assert Company.objects.exists()


@pytest.mark.parametrize(
    "step",
    [
        lambda company, own, other: members.make_owner(other, owner=own.user),
        lambda company, own, other: members.hand_over(other, owner=own.user),
        lambda company, own, other: members.remove(other, owner=own.user),
        lambda company, own, other: members.invite(
            company, owner=own.user, email="new@example.com", language="fr"
        ),
    ],
    ids=["make owner", "hand over", "remove", "invite"],
)
def test_member_who_is_no_owner_changes_nothing(company, owner, colleague, step):
    other = MembershipFactory(company=company, role=MEMBER)
    before = roles(company)

    with pytest.raises(TransitionError):
        step(company, colleague, other)

    assert roles(company) == before
    assert (letters(), company.invitations.count()) == ([], 0)


def test_invitations_are_limited(company, owner):
    for number in range(members.MOST_OPEN_INVITATIONS):
        members.invite(company, owner=owner, email=f"new{number}@example.com", language="fr")

    with pytest.raises(TransitionError):
        members.invite(company, owner=owner, email="one-more@example.com", language="fr")

    assert company.invitations.count() == members.MOST_OPEN_INVITATIONS


def test_history_keeps_joining_becoming_owner_and_leaving(company, owner, colleague):
    members.make_owner(colleague, owner=owner)
    members.leave(company, person=owner)

    history = apps.get_model("startups", "MembershipHistory").objects.order_by("pgh_id")
    assert list(history.values_list("pgh_label", "user", "role")) == [
        ("insert", owner.pk, OWNER),
        ("insert", colleague.user.pk, MEMBER),
        ("update", colleague.user.pk, OWNER),
        ("delete", owner.pk, OWNER),
    ]
