"""The second factor: required of officers, leads and admins, open to everybody."""

import time

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    SECRET_SESSION_KEY,
    format_hotp_value,
    hotp_value,
)
from django.test import Client
from django.urls import reverse

from mail.models import OutgoingEmail
from tests import second_factor
from tests.accounts.looking import is_signed_in, sign_in
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

OBLIGED = ["french_officer", "japanese_lead", "admin"]
FREE = ["french", "reader"]
SET_UP = reverse("mfa_activate_totp")


def code_for(secret, steps_away=0) -> str:
    """What an authenticator app shows now, or some steps of 30 seconds away from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps_away))


def wrong_code(secret) -> str:
    """Six digits that the app does not show now, nor shortly before or after."""
    shown = {code_for(secret, steps) for steps in range(-2, 3)}
    return next(
        code for code in ("000000", "111111", "222222", "333333", "444444", "555555") if code not in shown
    )


def equip(person) -> str:
    """Give somebody an authenticator app and recovery codes; the app's secret."""
    secret = second_factor.set_up(person)
    RecoveryCodes.activate(person)
    return secret


def set_up(client) -> None:
    """Walk through the page that sets the second factor up, signed in."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(SET_UP)
    client.post(SET_UP, {"code": code_for(client.session[SECRET_SESSION_KEY])})


def has_app(person) -> bool:
    return get_adapter().is_mfa_enabled(person, types=[Authenticator.Type.TOTP])


@pytest.mark.parametrize("role", OBLIGED)
def test_obliged_person_without_one_is_sent_to_set_it_up(client, role):
    client.force_login(UserFactory(**{role: True}))

    for path in (
        reverse("home"),
        reverse("accounts:settings"),
        reverse("accounts:invite"),
        reverse("admin:index"),
    ):
        assert client.get(path)["Location"] == SET_UP
        assert client.post(path)["Location"] == SET_UP


@pytest.mark.parametrize("role", OBLIGED)
def test_obliged_person_with_one_goes_on(client, role):
    person = UserFactory(**{role: True})
    equip(person)
    client.force_login(person)

    assert client.get(reverse("accounts:settings")).status_code == 200


@pytest.mark.parametrize("role", FREE)
def test_others_go_on_without_one(client, role):
    client.force_login(UserFactory(**{role: True}))

    assert client.get(reverse("accounts:settings")).status_code == 200


def test_nobody_is_sent_where_it_is_not_required(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(UserFactory(french_officer=True))

    assert client.get(reverse("accounts:settings")).status_code == 200


def test_language_and_sign_out_stay_open_without_one(client):
    client.force_login(UserFactory(french_officer=True))

    language = client.post(reverse("set_language"), {"language": "ja"})
    client.post(reverse("account_logout"))

    assert language["Location"] == "/"
    assert not is_signed_in(client)


def test_recovery_codes_alone_are_not_enough(client):
    person = UserFactory(french_officer=True)
    RecoveryCodes.activate(person)
    client.force_login(person)

    assert client.get(reverse("accounts:settings"))["Location"] == SET_UP


def test_setting_up_needs_the_password_once_more(client):
    client.force_login(UserFactory(french_officer=True))

    answer = client.get(SET_UP)

    assert answer["Location"].partition("?")[0] == reverse("account_reauthenticate")


def test_code_of_the_app_sets_it_up_and_a_letter_says_so(client, django_capture_on_commit_callbacks):
    person = UserFactory(french_officer=True)
    client.force_login(person)

    with django_capture_on_commit_callbacks(execute=True):
        set_up(client)

    assert has_app(person)
    assert client.get(reverse("accounts:settings")).status_code == 200
    assert [letter.recipient for letter in OutgoingEmail.objects.all()] == [person.email]


def test_wrong_code_sets_nothing_up(client):
    person = UserFactory(french_officer=True)
    client.force_login(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(SET_UP)

    client.post(SET_UP, {"code": wrong_code(client.session[SECRET_SESSION_KEY])})

    assert not has_app(person)


def test_recovery_codes_are_shown_after_setting_up(client):
    person = UserFactory(french_officer=True)
    client.force_login(person)
    set_up(client)

    page = client.get(reverse("mfa_view_recovery_codes"))

    codes = Authenticator.objects.get(user=person, type=Authenticator.Type.RECOVERY_CODES).wrap()
    assert page.context["unused_codes"] == codes.get_unused_codes()
    assert [code in page.content.decode() for code in page.context["unused_codes"]] == [True] * 10


@pytest.mark.parametrize("role", [*OBLIGED, *FREE])
def test_sign_in_asks_for_the_code(client, role):
    person = UserFactory(**{role: True})
    secret = equip(person)

    asked = sign_in(client, person)
    before = is_signed_in(client)
    client.post(asked["Location"], {"code": code_for(secret)})

    assert asked["Location"] == reverse("mfa_authenticate")
    assert (before, is_signed_in(client)) == (False, True)


def test_wrong_code_does_not_sign_in(client):
    person = UserFactory(french_officer=True)
    secret = equip(person)
    sign_in(client, person)

    client.post(reverse("mfa_authenticate"), {"code": wrong_code(secret)})

    assert not is_signed_in(client)


def test_code_signs_in_once(client):
    person = UserFactory(french_officer=True)
    code = code_for(equip(person))
    thief = Client()
    for browser in (client, thief):
        sign_in(browser, person)

    for browser in (client, thief):
        browser.post(reverse("mfa_authenticate"), {"code": code})

    assert (is_signed_in(client), is_signed_in(thief)) == (True, False)


def test_recovery_code_signs_in_once(client):
    person = UserFactory(french_officer=True)
    equip(person)
    code = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()[0]
    again = Client()

    for browser in (client, again):
        sign_in(browser, person)
        browser.post(reverse("mfa_authenticate"), {"code": code})

    assert (is_signed_in(client), is_signed_in(again)) == (True, False)


def test_codes_cannot_be_guessed(client):
    person = UserFactory(french_officer=True)
    secret = equip(person)
    for _ in range(5):
        browser = Client()
        sign_in(browser, person)
        browser.post(reverse("mfa_authenticate"), {"code": wrong_code(secret)})
    sign_in(client, person)

    answer = client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})

    assert answer.status_code == 429
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("role", "required", "kept"),
    [
        *[(role, True, True) for role in OBLIGED],
        *[(role, True, False) for role in FREE],
        ("french_officer", False, False),
    ],
)
def test_only_who_is_obliged_keeps_it_for_good(client, settings, role, required, kept):
    settings.SECOND_FACTOR_REQUIRED = required
    person = UserFactory(**{role: True})
    equip(person)
    client.force_login(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    client.post(reverse("mfa_deactivate_totp"))

    assert has_app(person) is kept


def test_removing_it_needs_the_password_once_more(client):
    person = UserFactory()
    equip(person)
    client.force_login(person)

    client.post(reverse("mfa_deactivate_totp"))

    assert has_app(person)


def test_admin_signs_in_through_the_pages_of_the_site(client):
    person = UserFactory(admin=True)
    credentials = {"username": person.email, "password": PASSWORD}

    answers = [client.get(reverse("admin:login")), client.post(reverse("admin:login"), credentials)]

    assert [answer["Location"].partition("?")[0] for answer in answers] == [reverse("account_login")] * 2
    assert not is_signed_in(client)


@pytest.mark.parametrize("role", ["french", "reader", "japanese_lead"])
def test_admin_pages_stay_closed_to_others(client, role):
    person = UserFactory(**{role: True})
    equip(person)
    client.force_login(person)

    assert client.get(reverse("admin:login")).status_code == 403
    assert client.get(reverse("admin:index")).status_code == 302


def test_secret_of_the_second_factor_is_not_in_the_database():
    person = UserFactory(french_officer=True)

    secret = second_factor.set_up(person)

    stored = Authenticator.objects.get(user=person)
    assert secret not in str(stored.data)
    assert get_adapter().decrypt(stored.data["secret"]) == secret


def test_secret_outlives_a_new_key_of_the_site(settings):
    hidden = get_adapter().encrypt("a secret")

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"

    assert get_adapter().decrypt(hidden) == "a secret"
