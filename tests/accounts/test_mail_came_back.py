"""Whoever's mail came back learns it on the settings page, and can lift it there."""

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.urls import reverse

from mail import suppressions
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
SETTINGS = reverse("accounts:settings")


@pytest.fixture
def person(client):
    """A member who reads English, signed in."""
    person = UserFactory(email="person@example.com")
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("bounce", "Our mail to person@example.com came back."),
        ("complaint", "Our mail to person@example.com was reported as unwanted."),
    ],
)
def test_settings_tell_that_mail_came_back(client, person, reason, told):
    assert "Write to person@example.com again" not in client.get(SETTINGS).content.decode()
    suppressions.suppress("person@example.com", reason)

    page = client.get(SETTINGS).content.decode()

    assert told in page
    assert "Write to person@example.com again" in page


def test_person_who_says_that_the_mailbox_works_is_written_to_again(client, person):
    suppressions.suppress("person@example.com", "bounce")

    answer = client.post(reverse("accounts:write_again"), follow=True)

    assert "We write to person@example.com again." in answer.content.decode()
    assert suppressions.of("person@example.com") is None


def test_confirmed_address_is_written_to_again(client):
    person = UserFactory(unverified=True)
    suppressions.suppress(person.email, "bounce")
    key = EmailConfirmationHMAC(EmailAddress.objects.get(user=person)).key

    client.post(reverse("account_confirm_email", args=[key]))

    assert suppressions.of(person.email) is None
