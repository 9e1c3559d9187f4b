"""Invitations: who may invite, what the link opens, and when it is dead."""

from datetime import timedelta

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import invitations, invited
from accounts.models import Invitation, Role, User
from accounts.models.invitations import VALID_FOR
from mail.models import OutgoingEmail
from tests.accounts.looking import body, is_signed_in, path_in, sign_in
from tests.factories import PASSWORD, AgencyFactory, UserFactory

pytestmark = pytest.mark.django_db

NEW = "colleague@example.com"
SET_UP = reverse("mfa_activate_totp")
FILLED_IN = {"family_name": "Durand", "given_name": "Anne", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def invitation():
    return invitations.invite(NEW, Role.OFFICER, agency=AgencyFactory(japanese=True), language="ja")


@pytest.fixture
def link(invitation, settings):
    return path_in(OutgoingEmail.objects.get(), settings)


@pytest.fixture
def lead(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    lead = UserFactory(french_lead=True)
    client.force_login(lead)
    return lead


def send(client, address=NEW, **more):
    return client.post(reverse("accounts:invite"), {"email": address, "language": "fr", **more})


def test_lead_invites_an_officer_of_the_own_agency_whatever_the_form_says(client, lead):
    other = AgencyFactory(japanese=True)

    send(client, role="admin", agency=other.pk, invited_by="")

    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.agency, invitation.invited_by) == (Role.OFFICER, lead.agency, lead)


def test_letter_goes_to_the_invited_address_in_the_chosen_language(client, lead):
    send(client, NEW.upper(), language="ja")

    letter = OutgoingEmail.objects.get()
    assert (letter.recipient, letter.language) == (NEW, "ja")


@pytest.mark.parametrize("role", ["french", "french_officer", "reader", "admin"])
def test_only_leads_invite(client, settings, role):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(UserFactory(**{role: True}))

    answers = [client.get(reverse("accounts:invite")), send(client)]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert Invitation.objects.count() == 0


def test_address_is_invited_once_at_a_time(client, lead):
    for address in (NEW, NEW.upper()):
        send(client, address)

    assert Invitation.objects.count() == 1


def test_officer_of_another_agency_is_not_invited(client, lead):
    send(client, UserFactory(japanese_officer=True).email.upper())

    assert Invitation.objects.count() == 0


def test_open_invitations_take_the_same_number_of_queries(client, lead):
    counts = []

    for more in (1, 2):
        for number in range(more):
            send(client, f"colleague{more}{number}@example.com")
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("accounts:invite"))
        counts.append((len(page.context["invitations"]), len(queries)))

    (one, few), (three, many) = counts
    assert (one, three) == (1, 3)
    assert few == many


def test_lead_sees_and_withdraws_only_the_own_agency_s(client, lead, invitation):
    page = client.get(reverse("accounts:invite"))
    answer = client.post(reverse("accounts:withdraw_invitation", args=[invitation.pk]))

    assert list(page.context["invitations"]) == []
    assert answer.status_code == 404
    assert Invitation.objects.count() == 1


def test_lead_does_not_withdraw_a_lead_s_invitation(client, lead):
    invitation = invitations.invite(NEW, Role.LEAD, agency=lead.agency, language="fr")

    answer = client.post(reverse("accounts:withdraw_invitation", args=[invitation.pk]))

    assert answer.status_code == 404


def test_link_withdraws_nothing(client, lead):
    send(client)

    answer = client.get(reverse("accounts:withdraw_invitation", args=[Invitation.objects.get().pk]))

    assert (answer.status_code, Invitation.objects.count()) == (405, 1)


def test_withdrawn_invitation_is_closed(client, lead, settings):
    send(client)
    client.post(reverse("accounts:withdraw_invitation", args=[Invitation.objects.get().pk]))
    link = path_in(OutgoingEmail.objects.get(), settings)

    answers = [Client().get(link), Client().post(link, FILLED_IN)]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert not User.objects.filter(email=NEW).exists()


def test_opening_the_link_changes_nothing(client, link):
    answers = [client.get(link), client.head(link), client.get(link)]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert Invitation.objects.get().accepted_at is None
    assert User.objects.count() == 0


def test_new_person_gets_account_role_and_agency(client, invitation, link):
    answer = client.post(link, FILLED_IN)

    person = User.objects.get()
    assert answer.status_code == 302
    assert (person.email, person.role, person.agency) == (NEW, Role.OFFICER, invitation.agency)
    assert (person.family_name, person.language, person.time_zone) == ("Durand", "ja", "Asia/Tokyo")
    assert [(row.email, row.verified, row.primary) for row in person.emailaddress_set.all()] == [
        (NEW, True, True)
    ]


def test_new_officer_is_signed_in_and_has_to_set_up_the_second_factor(client, link):
    client.post(link, FILLED_IN)

    assert is_signed_in(client)
    assert client.get(reverse("matching:dashboard"))["Location"] == SET_UP


def test_session_from_before_is_worth_nothing(client, link):
    planted = client.session
    planted.save()
    client.cookies["sessionid"] = planted.session_key

    client.post(link, FILLED_IN)

    assert client.session.session_key != planted.session_key


def test_new_person_cannot_choose_role_or_address(client, link):
    client.post(link, {**FILLED_IN, "role": "admin", "is_superuser": "on", "email": "other@example.com"})

    person = User.objects.get()
    assert (person.email, person.role, person.is_superuser) == (NEW, Role.OFFICER, False)


@pytest.mark.parametrize(
    ("field", "value"),
    [("password2", "something-else-entirely"), ("password1", "short"), ("family_name", "Du\u202erand")],
)
def test_refused_form_uses_nothing_up(client, link, field, value):
    page = client.post(link, {**FILLED_IN, field: value})

    assert page.status_code == 200
    assert Invitation.objects.get().accepted_at is None
    assert User.objects.count() == 0


def test_unconfirmed_claim_to_the_address_gives_way(client, link):
    claim = UserFactory(unverified=True, email=NEW)

    client.post(
        link, {**FILLED_IN, "password1": "my-own-long-passphrase", "password2": "my-own-long-passphrase"}
    )

    person = User.objects.get(email=NEW)
    assert person.pk != claim.pk
    assert not person.check_password(PASSWORD)


def test_person_with_an_account_signs_in_first(client, link):
    person = UserFactory(email=NEW)

    shown, acted = client.get(link), client.post(link, FILLED_IN)

    person.refresh_from_db()
    assert body(shown) == body(acted)
    assert person.role == Role.MEMBER


def test_person_with_an_account_accepts_and_has_to_set_up_the_second_factor(client, invitation, link):
    person = UserFactory(email=NEW)
    sign_in(client, person, next=link)

    client.post(link)

    person.refresh_from_db()
    assert (person.role, person.agency) == (Role.OFFICER, invitation.agency)
    assert client.get(reverse("matching:dashboard"))["Location"] == SET_UP


def test_admin_s_invitation_gives_the_rights_of_an_admin_and_a_later_one_takes_them(client):
    person = UserFactory(email=NEW)

    invitations.accept_as(invitations.invite(NEW, Role.ADMIN, language="fr"), person)
    admin = (person.is_superuser, person.is_staff)
    invitations.accept_as(
        invitations.invite(NEW, Role.OFFICER, agency=AgencyFactory(), language="fr"), person
    )

    assert admin == (True, True)
    assert (person.is_superuser, person.is_staff) == (False, False)


def test_somebody_else_cannot_accept(client, link):
    other = UserFactory()
    client.force_login(other)

    answers = [client.get(link), client.post(link)]

    other.refresh_from_db()
    assert [answer.status_code for answer in answers] == [200, 409]
    assert (other.role, Invitation.objects.get().accepted_at) == (Role.MEMBER, None)


def test_link_works_once(client, link):
    client.post(link, FILLED_IN)

    answers = [Client().get(link), Client().post(link, FILLED_IN)]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert User.objects.count() == 1


def test_invitation_used_meanwhile_is_refused(invitation):
    invitations.accept_as_new_person(invitation, User(), PASSWORD)

    with pytest.raises(invited.InvitationError):
        invitations.accept_as(invitation, User.objects.get())


@pytest.mark.parametrize(
    ("age", "status"), [(VALID_FOR - timedelta(minutes=1), 200), (VALID_FOR, 410)], ids=str
)
def test_link_is_valid_for_fourteen_days(client, link, age, status):
    Invitation.objects.update(created_at=timezone.now() - age)

    assert client.get(link).status_code == status


@pytest.mark.parametrize(
    "forge",
    [
        lambda pk: str(pk),
        lambda pk: f"{pk}:",
        lambda pk: f"{pk}:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        lambda pk: signing.Signer().sign(pk),
        lambda pk: signing.Signer(salt="accounts.invitation").sign(pk + 1),
        lambda pk: signing.Signer(salt="accounts.invitation").sign(pk + 1).replace(str(pk + 1), str(pk), 1),
    ],
    ids=["number", "empty", "made up", "other salt", "other invitation", "moved signature"],
)
def test_forged_link_is_closed(client, invitation, forge):
    link = reverse("accounts:accept_invitation", args=[forge(invitation.pk)])

    answers = [client.get(link), client.post(link, FILLED_IN)]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert User.objects.count() == 0
