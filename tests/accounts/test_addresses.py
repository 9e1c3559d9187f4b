"""An address belongs to whoever confirmed it."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import addresses
from accounts.models import User
from mail.models import OutgoingEmail
from tests.accounts.looking import path_in
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

WANTED = "wanted@example.com"


def sign_up(address):
    words = {"password1": PASSWORD, "password2": PASSWORD}
    Client().post(reverse("account_signup"), {"email": address, **words})


def test_claim_that_nobody_confirmed_gives_way():
    UserFactory(unverified=True, email=WANTED)

    free = addresses.make_free(WANTED.upper())

    assert free is True
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    "person",
    [
        {},
        {"unverified": True, "last_login": timezone.now()},
        {"unverified": True, "french_officer": True},
        {"unverified": True, "admin": True},
    ],
    ids=["confirmed", "was here", "officer", "admin"],
)
def test_account_in_use_does_not_give_way(person):
    UserFactory(email=WANTED, **person)

    free = addresses.make_free(WANTED)

    assert free is False
    assert User.objects.count() == 1


def test_own_claim_does_not_stand_in_the_way():
    own = UserFactory(unverified=True, email=WANTED)

    free = addresses.make_free(WANTED, for_user=own)

    assert free is True
    assert User.objects.get() == own


@pytest.mark.parametrize("typed", [WANTED, WANTED.upper(), WANTED.title()])
def test_address_is_taken_whatever_its_capitals(typed):
    UserFactory(email=WANTED)

    assert addresses.is_taken(typed)
    assert addresses.is_confirmed(typed)


@pytest.mark.parametrize("alike", ["ıris@example.com", "iriſ@example.com", "IRIſ@EXAMPLE.COM"])
def test_address_that_only_looks_alike_is_another_one(alike):
    person = UserFactory(email="iris@example.com", unverified=True, family_name="Canarifamille")

    sign_up(alike)
    free = addresses.make_free(alike, for_user=User.objects.get(email=alike.lower()))

    assert free is True
    assert User.objects.get(email="iris@example.com") == person
    assert person.family_name not in OutgoingEmail.objects.get().body


def test_address_that_somebody_wants_to_change_to_is_still_free(settings):
    EmailAddress.objects.create(user=UserFactory(), email=WANTED)

    sign_up(WANTED)
    Client().post(path_in(OutgoingEmail.objects.get(), settings))

    owner = User.objects.get(email=WANTED)
    assert EmailAddress.objects.get(email=WANTED, verified=True).user == owner


def test_whoever_confirms_the_change_wins_over_an_unconfirmed_sign_up(client, settings):
    person = UserFactory()
    client.force_login(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("account_email"), {"email": WANTED, "action_add": ""})
    sign_up(WANTED)

    Client().post(path_in(OutgoingEmail.objects.first(), settings))

    person.refresh_from_db()
    assert person.email == WANTED
    assert User.objects.count() == 1


def test_change_does_not_win_over_a_confirmed_account(client, settings):
    person = UserFactory()
    client.force_login(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("account_email"), {"email": WANTED, "action_add": ""})
    UserFactory(email=WANTED)

    Client().post(path_in(OutgoingEmail.objects.first(), settings))

    assert EmailAddress.objects.get(email=WANTED, verified=True).user != person
