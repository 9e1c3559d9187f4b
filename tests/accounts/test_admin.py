"""Django's admin over people's accounts: it helps, and lets nobody become somebody else."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.urls import reverse

from mail.models import OutgoingEmail
from tests import second_factor
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
SECOND_FACTORS = reverse("admin:mfa_authenticator_changelist")


@pytest.fixture
def officer():
    """An officer who has an authenticator app and recovery codes."""
    person = UserFactory(french_officer=True)
    person.secret = second_factor.set_up(person)
    RecoveryCodes.activate(person)
    return person


@pytest.fixture
def as_admin(client):
    """A browser in which an admin is signed in."""
    person = UserFactory(admin=True)
    second_factor.set_up(person)
    client.force_login(person)
    return client


def take_away(client, authenticators):
    """Choose the action for these rows."""
    chosen = [one.pk for one in authenticators]
    return client.post(SECOND_FACTORS, {"action": "take_away", "_selected_action": chosen})


def test_lost_second_factor_is_taken_away_with_its_recovery_codes_and_its_owner_told(as_admin, officer):
    take_away(as_admin, Authenticator.objects.filter(user=officer))

    assert [one.user.role for one in Authenticator.objects.all()] == ["admin"]
    assert [letter.recipient for letter in OutgoingEmail.objects.all()] == [officer.email]
    assert [entry.object_id for entry in LogEntry.objects.all()] == [str(officer.pk)]


def test_secret_of_a_second_factor_is_shown_to_nobody(as_admin, officer):
    authenticator = Authenticator.objects.get(user=officer, type="totp")

    page = as_admin.get(reverse("admin:mfa_authenticator_change", args=[authenticator.pk])).content.decode()

    assert officer.email in page
    assert authenticator.data["secret"] not in page
    assert 'name="_save"' not in page


def test_addresses_are_looked_at_and_not_changed(as_admin, officer):
    address = EmailAddress.objects.get(user=officer)
    page = reverse("admin:account_emailaddress_change", args=[address.pk])

    answer = as_admin.post(page, {"user": officer.pk, "email": "thief@example.com", "verified": "on"})

    assert answer.status_code == 403
    address.refresh_from_db()
    assert address.email == officer.email


def test_roles_are_not_given_by_groups():
    assert not admin.site.is_registered(Group)
