"""The page of members and the page behind an invitation's link."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import invited
from accounts.models import User
from accounts.models.invitations import VALID_FOR
from mail.models import OutgoingEmail
from startups import members
from startups.models import MemberInvitation, Membership
from tests.accounts.looking import body, is_signed_in, path_in, sign_in
from tests.factories import PASSWORD, CompanyFactory, MatchFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
MEMBER = Membership.Role.MEMBER
VARYING = r'/\d+/withdraw|datetime="[^"]+"'  # of two invitations in one second
NEW = "colleague@example.com"
FILLED_IN = {"family_name": "佐藤", "given_name": "花子", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def owner(client):
    owner = UserFactory(french=True)
    client.force_login(owner)
    return owner


@pytest.fixture
def company(owner):
    return CompanyFactory(published=True, member=owner)


@pytest.fixture
def invitation(company, owner):
    return members.invite(company, owner=owner, email=NEW, language="ja")


@pytest.fixture
def link(invitation, settings):
    return path_in(OutgoingEmail.objects.get(), settings)


def send(client, address=NEW, language="ja"):
    return client.post(reverse("startups:invite_member"), {"email": address, "language": language})


def test_owner_invites_in_the_chosen_language(client, company, owner):
    send(client, NEW.upper())

    letter, invitation = OutgoingEmail.objects.get(), MemberInvitation.objects.get()
    assert (letter.recipient, letter.language) == (NEW, "ja")
    assert letter.subject == f"【Enishi】{company}へのご招待のお知らせ"
    assert (invitation.company, invitation.invited_by) == (company, owner)


def test_answer_does_not_tell_who_has_an_account(client, company):
    known = [
        UserFactory().email,
        UserFactory(unverified=True).email,
        UserFactory(japanese_officer=True).email,
        MembershipFactory().user.email,
    ]
    send(client, "first-of-the-day@example.com")  # the limit starts to count
    company.invitations.all().delete()
    client.get(reverse("startups:members"))
    answers = set()

    for address in [NEW, *known]:
        with CaptureQueriesContext(connection) as queries:
            status = send(client, address).status_code
            work = len(queries)
        page = client.get(reverse("startups:members"))
        answers.add((status, work, re.sub(VARYING, "…", body(page, without=address))))
        company.invitations.all().delete()

    assert len(answers) == 1
    assert OutgoingEmail.objects.values("user").distinct().get() == {"user": None}


def test_address_is_invited_once_at_a_time(client, company):
    answers = [send(client, address).status_code for address in (NEW, NEW.upper())]

    assert answers == [302, 422]
    assert MemberInvitation.objects.count() == OutgoingEmail.objects.count() == 1


def test_member_is_not_invited(client, company, owner):
    assert send(client, owner.email.upper()).status_code == 422
    assert MemberInvitation.objects.count() == 0


def test_company_without_a_name_invites_nobody(client, company):
    type(company).objects.update(legal_name="")

    assert b"invite/" not in client.get(reverse("startups:members")).content
    assert send(client).status_code == 409


def test_letters_of_one_owner_are_limited_by_day(client, company):
    answers = []

    for number in range(21):
        answers.append(send(client, f"colleague{number}@example.com").status_code)
        company.invitations.all().delete()

    assert answers == [302] * 20 + [429]


@pytest.mark.parametrize("count", [1, 3])
def test_members_and_invitations_take_the_same_number_of_queries(client, company, owner, count):
    for number in range(count):
        MembershipFactory(company=company, role=MEMBER)
        members.invite(company, owner=owner, email=f"new{number}@example.com", language="fr")

    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("startups:members"))

    assert len(page.context["memberships"]) == count + 1
    assert len(queries) == 7


def test_member_sees_the_members_but_no_invitations(client, company, invitation):
    client.force_login(MembershipFactory(company=company, role=MEMBER).user)

    page = client.get(reverse("startups:members"))

    assert len(page.context["memberships"]) == 2
    assert NEW not in page.content.decode()


@pytest.mark.parametrize("address", ["make_owner", "hand_over", "remove_member"])
def test_member_does_not_manage_members(client, company, address):
    colleague = MembershipFactory(company=company, role=MEMBER)
    client.force_login(colleague.user)

    answers = [send(client), client.post(reverse(f"startups:{address}", args=[colleague.pk]))]

    assert [answer.status_code for answer in answers] == [403, 403]


def test_every_member_keeps_the_profile_and_answers_suggestions(client, owner):
    company = CompanyFactory(published=True, member=owner)
    client.force_login(MembershipFactory(company=company, role=MEMBER).user)
    match = MatchFactory(french_company=company)

    client.post(reverse("matching:decline", args=[match.pk]), {"reason": "timing"})
    client.post(reverse("startups:reopen"))
    page = client.get(reverse("startups:identity"))

    match.refresh_from_db()
    assert (match.state, page.status_code) == ("declined", 200)


def test_opening_the_link_changes_nothing(link):
    client = Client()

    answers = [client.get(link), client.head(link)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert MemberInvitation.objects.get().accepted_at is None


def test_new_person_opens_an_account_and_belongs_to_the_company(company, owner, link):
    client = Client()

    client.post(link, FILLED_IN)

    person = User.objects.get(email=NEW)
    assert is_signed_in(client)
    assert (person.role, person.language, person.time_zone) == ("member", "ja", "Europe/Paris")
    assert company.memberships.get(user=person).role == MEMBER
    assert list(OutgoingEmail.objects.filter(recipient=owner.email).values_list("subject", flat=True)) == [
        f"佐藤 花子 a rejoint {company}"
    ]


def test_person_with_an_account_signs_in_and_accepts(company, link):
    client, person = Client(), UserFactory(email=NEW)

    shown = body(client.get(link))
    acted = body(client.post(link, FILLED_IN))
    sign_in(client, person, next=link)
    client.post(link)

    assert shown == acted
    assert company.memberships.get(user=person).role == MEMBER


def test_link_works_once(link):
    Client().post(link, FILLED_IN)

    assert [Client().get(link).status_code, Client().post(link, FILLED_IN).status_code] == [410, 410]


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ({"french_officer": True}, "chargé de programme"),
        ({"reader": True}, "lecteur"),
        ({"admin": True, "language": "fr"}, "administrateur technique"),
    ],
    ids=["officer", "reader", "admin"],
)
def test_other_roles_are_told_why_they_cannot_join(settings, link, who, why):
    settings.SECOND_FACTOR_REQUIRED = False
    client, person = Client(), UserFactory(email=NEW, **who)
    client.force_login(person)

    answers = [client.get(link), client.post(link)]

    assert [answer.status_code for answer in answers] == [200, 409]
    assert [why in answer.context["obstacle"] for answer in answers] == [True, True]
    assert not person.memberships.exists()
    assert MemberInvitation.objects.get().accepted_at is None


def test_member_of_another_company_is_told_which(link):
    client, person = Client(), UserFactory(email=NEW)
    other = CompanyFactory(member=person)
    client.force_login(person)

    answers = [client.get(link), client.post(link)]

    assert [answer.status_code for answer in answers] == [200, 409]
    assert all(str(other) in answer.context["obstacle"] for answer in answers)
    assert person.memberships.get().company == other


def test_somebody_else_cannot_accept(link):
    client, other = Client(), UserFactory()
    client.force_login(other)

    assert [client.get(link).status_code, client.post(link).status_code] == [200, 409]
    assert not other.memberships.exists()


def test_withdrawn_or_old_invitation_is_closed(client, company, invitation, link):
    MemberInvitation.objects.update(created_at=timezone.now() - VALID_FOR)
    old = Client().get(link).status_code
    MemberInvitation.objects.update(created_at=timezone.now() - VALID_FOR + timedelta(minutes=1))
    open_still = Client().get(link).status_code
    client.post(reverse("startups:withdraw_member_invitation", args=[invitation.pk]))

    assert [old, open_still, Client().get(link).status_code] == [410, 200, 410]


@pytest.mark.parametrize(
    "forge",
    [
        lambda pk: f"{pk}:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        lambda pk: signing.Signer(salt="accounts.invitation").sign(pk),
    ],
    ids=["made up", "other kind"],
)
def test_forged_link_is_closed(invitation, forge):
    assert invited.find(MemberInvitation, forge(invitation.pk)) is None
