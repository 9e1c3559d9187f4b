"""Signing in: the same answer for every mistake, a limit per account, a session of one's own."""

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site_settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.accounts.looking import body, hashes_during, is_signed_in, sign_in
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

UNKNOWN = "nobody@example.com"
START = reverse("matching:dashboard")


def attempt(client, address, password="wrong", **how):
    return client.post(reverse("account_login"), {"login": address, "password": password}, **how)


def fail(person, times=5):
    for _ in range(times):
        attempt(Client(), person.email)


def test_right_password_signs_in(client):
    person = UserFactory()

    answer = sign_in(client, person)

    assert (answer.status_code, answer["Location"]) == (302, START)
    assert is_signed_in(client)


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password"])
def test_form_has_the_words_of_this_site_and_nothing_twice(client, name):
    page = client.get(reverse(name)).text

    assert "E-mail address" in page
    assert "placeholder" not in page


def test_capitals_of_the_address_do_not_matter(client):
    person = UserFactory()

    attempt(client, person.email.upper(), PASSWORD)

    assert is_signed_in(client)


@pytest.mark.parametrize("known", [{}, {"unverified": True}, {"is_active": False}], ids=str)
def test_wrong_password_and_unknown_address_answer_alike(known):
    person = UserFactory(**known)

    answers = [(attempt(Client(), address), address) for address in (person.email, UNKNOWN)]

    wrong, unknown = [
        (page.status_code, sorted(page.cookies), body(page, without=typed)) for page, typed in answers
    ]
    assert wrong == unknown


def test_wrong_password_and_unknown_address_do_the_same_work():
    person = UserFactory()

    hashes = [
        hashes_during(lambda address=address: attempt(Client(), address))
        for address in (person.email, UNKNOWN)
    ]

    assert hashes == [1, 1]


@pytest.mark.parametrize("known", [{}, {"unverified": True}], ids=str)
def test_wish_for_an_address_does_not_help_to_find_out_whether_it_is_known(known):
    person = UserFactory(**known)
    for address in (person.email, UNKNOWN):
        EmailAddress.objects.create(user=UserFactory(), email=address)

    hashes = [
        hashes_during(lambda address=address: attempt(Client(), address))
        for address in (person.email, UNKNOWN)
    ]

    assert hashes == [1, 1]


def test_address_one_merely_wants_to_change_to_does_not_sign_in(client):
    EmailAddress.objects.create(user=UserFactory(), email=UNKNOWN)

    page = attempt(client, UNKNOWN, PASSWORD)

    assert page.status_code == 200
    assert not is_signed_in(client)


def test_inactive_person_is_not_signed_in(client):
    person = UserFactory(is_active=False)

    answer = sign_in(client, person)

    assert answer["Location"] == reverse("account_inactive")
    assert not is_signed_in(client)


def test_suspended_person_is_signed_out_at_once(client):
    person = UserFactory()
    client.force_login(person)
    person.is_active = False
    person.save()

    page = client.get(reverse("accounts:settings"))

    assert page.status_code == 302


@pytest.mark.parametrize("address", ["known@example.com", UNKNOWN])
def test_sixth_attempt_within_five_minutes_is_refused_in_the_house_design(client, address):
    UserFactory(email="known@example.com", french=True)

    answers = [attempt(Client(), address) for _ in range(5)]
    refusal = attempt(client, address, PASSWORD, headers={"accept-language": "fr"})

    assert [answer.status_code for answer in answers] == [200] * 5
    assert refusal.status_code == 429
    assert refusal.templates[0].name == "429.html"
    assert '<html lang="fr">' in refusal.content.decode()
    assert not is_signed_in(client)


def test_limit_is_for_one_account_only():
    blocked, other = UserFactory.create_batch(2)
    fail(blocked)
    browser = Client()

    sign_in(browser, other)

    assert is_signed_in(browser)


def test_signing_in_between_does_not_reset_the_count():
    person, own = UserFactory.create_batch(2)
    for _ in range(5):
        attempt(Client(), person.email)
        sign_in(Client(), own)
    browser = Client()

    sign_in(browser, person)

    assert not is_signed_in(browser)


@pytest.mark.parametrize(
    "evasion",
    [
        {"headers": {"host": "localhost"}},
        {"REMOTE_ADDR": "192.0.2.7"},
        {"headers": {"x-forwarded-for": "192.0.2.7"}},
    ],
    ids=str,
)
def test_limit_per_account_holds_from_elsewhere(client, evasion):
    person = UserFactory()
    fail(person)

    attempt(client, person.email, PASSWORD, **evasion)

    assert not is_signed_in(client)


def test_limit_per_account_holds_whatever_the_capitals(client):
    person = UserFactory()
    for address in (
        person.email.upper(),
        person.email.title(),
        person.email,
        f" {person.email} ",
        person.email,
    ):
        attempt(Client(), address)

    attempt(client, person.email.swapcase(), PASSWORD)

    assert not is_signed_in(client)


def test_forged_forwarding_header_does_not_lift_the_limit_per_connection():
    for number in range(10):
        attempt(Client(), f"nobody{number}@example.com", headers={"x-forwarded-for": f"192.0.2.{number}"})
    browser = Client()

    sign_in(browser, UserFactory())

    assert not is_signed_in(browser)


def test_limits_live_in_postgresql(client):
    with connection.cursor() as cursor:
        attempt(client, UNKNOWN)
        cursor.execute("SELECT count(*) FROM cache WHERE cache_key LIKE '%%login_failed%%'")
        kept = cursor.fetchone()[0]

    assert kept == 2  # for the connection and for the account
    assert site_settings.SESSION_ENGINE == "django.contrib.sessions.backends.db"


def test_session_from_before_is_worth_nothing(client):
    planted = client.session
    planted["planted"] = True
    planted.save()
    client.cookies[site_settings.SESSION_COOKIE_NAME] = planted.session_key

    sign_in(client, UserFactory())

    assert is_signed_in(client)
    assert client.session.session_key != planted.session_key
    assert not planted.exists(planted.session_key)


def test_signing_out_shows_on_get_and_acts_on_post(client):
    client.force_login(UserFactory())
    session = client.session

    client.get(reverse("account_logout"))
    still_there = is_signed_in(client)
    client.post(reverse("account_logout"))

    assert still_there
    assert not session.exists(session.session_key)


@pytest.mark.parametrize(
    ("asked", "reached"),
    [
        ("/account/", "/account/"),
        ("https://evil.example/", START),
        ("//evil.example/", START),
        ("/\\evil.example/", START),
        ("javascript:alert(1)", START),
    ],
)
def test_sign_in_leads_on_only_within_the_site(client, asked, reached):
    answer = sign_in(client, UserFactory(), next=asked)

    assert answer["Location"] == reached
