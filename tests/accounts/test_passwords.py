"""The public password of the demo opens nothing and is nobody's choice."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.passwords import DEMO_PASSWORD, is_demo_password
from tests.accounts.looking import hashes_during, is_signed_in, sign_in
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def careless():
    """Somebody who has the demo password all the same."""
    return UserFactory(password=DEMO_PASSWORD)


@pytest.mark.parametrize("demo", [False, True])
def test_demo_password_signs_in_only_where_demo_is_on(client, settings, careless, demo):
    settings.DEMO = demo

    sign_in(client, careless, DEMO_PASSWORD)

    assert is_signed_in(client) is demo


def test_refused_demo_password_costs_the_usual_work(careless):
    people = [careless, User(email="nobody@example.com")]

    hashes = [hashes_during(lambda each=each: sign_in(Client(), each, DEMO_PASSWORD)) for each in people]

    assert hashes == [1, 1]


def test_demo_password_does_not_reauthenticate(client, careless):
    client.force_login(careless)

    client.post(reverse("account_reauthenticate"), {"password": DEMO_PASSWORD})

    assert client.get(reverse("mfa_activate_totp")).status_code == 302


def test_nobody_signs_up_with_the_demo_password(client):
    words = {"password1": DEMO_PASSWORD, "password2": DEMO_PASSWORD}

    client.post(reverse("account_signup"), {"email": "new@example.com", **words})

    assert User.objects.count() == 0


def test_demo_password_is_nobody_s_choice():
    validate_password(PASSWORD)

    with pytest.raises(ValidationError):
        validate_password(DEMO_PASSWORD)


@pytest.mark.parametrize("password", ["12345678", "password", "short", "new@example.com"])
def test_weak_passwords_are_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, User(email="new@example.com"))


@pytest.mark.parametrize("password", ["", "é", DEMO_PASSWORD.upper(), DEMO_PASSWORD + " "], ids=ascii)
def test_any_other_text_is_not_the_demo_password(password):
    assert is_demo_password(password) is False
