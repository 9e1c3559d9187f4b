"""Choosing a new password by letter."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils.http import int_to_base36

from mail.models import OutgoingEmail
from tests.accounts.looking import body, hashes_during, is_signed_in, path_in, sign_in
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

UNKNOWN = "nobody@example.com"
CHOSEN = "seven-herons-over-the-kamo"


def ask(client, address):
    return client.post(reverse("account_reset_password"), {"email": address})


def choose(client, link, password=CHOSEN):
    """Open the link and fill in the form behind it."""
    form = client.get(link, follow=True)
    return client.post(form.request["PATH_INFO"], {"password1": password, "password2": password})


@pytest.fixture
def person():
    return UserFactory(japanese=True)


@pytest.fixture
def link(person, settings):
    ask(Client(), person.email)
    return path_in(OutgoingEmail.objects.get(), settings)


def test_known_and_unknown_address_get_the_same_answer(person):
    answers = {}

    for address in (person.email, UNKNOWN):
        browser = Client()
        answer = ask(browser, address)
        page = browser.get(answer["Location"])
        answers[address] = (
            answer.status_code,
            answer["Location"],
            sorted(answer.cookies),
            body(page, without=address),
        )

    assert answers[person.email] == answers[UNKNOWN]


def test_known_and_unknown_address_cost_the_same_work(person):
    hashes = [
        hashes_during(lambda address=address: ask(Client(), address)) for address in (person.email, UNKNOWN)
    ]

    assert hashes == [0, 0]
    assert [letter.recipient for letter in OutgoingEmail.objects.order_by("pk")] == [person.email, UNKNOWN]


def test_letter_is_in_the_language_of_the_account(client, settings, person):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"

    ask(client, person.email)
    ask(client, UNKNOWN)

    assert [letter.language for letter in OutgoingEmail.objects.order_by("pk")] == ["ja", "fr"]


def test_link_does_not_follow_the_host_header(client, settings, person):
    client.post(reverse("account_reset_password"), {"email": person.email}, headers={"host": "localhost"})

    letter = OutgoingEmail.objects.get()
    assert path_in(letter, settings).startswith("/accounts/password/reset/key/")
    assert "localhost" not in letter.body


def test_opening_the_link_changes_nothing(client, person, link):
    client.get(link, follow=True)

    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_link_changes_the_password_and_says_so_by_letter(client, person, link):
    choose(client, link)

    person.refresh_from_db()
    assert person.check_password(CHOSEN)
    assert [letter.recipient for letter in OutgoingEmail.objects.all()] == [person.email] * 2


def test_link_signs_nobody_in(client, link):
    choose(client, link)

    assert not is_signed_in(client)


def test_link_is_dead_after_use(person, link):
    choose(Client(), link)

    choose(Client(), link, "another-long-passphrase")

    person.refresh_from_db()
    assert person.check_password(CHOSEN)


def test_form_left_open_is_dead_after_use(person, link):
    early = Client()
    form = early.get(link, follow=True)
    choose(Client(), link)

    early.post(form.request["PATH_INFO"], {"password1": "another-long-one", "password2": "another-long-one"})

    person.refresh_from_db()
    assert person.check_password(CHOSEN)


def test_link_is_dead_after_signing_in(client, person, link):
    sign_in(Client(), person)

    choose(client, link)

    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_link_opens_no_other_account(client, person, link):
    other = UserFactory()
    own, others = (f"/{int_to_base36(each.pk)}-" for each in (person, other))

    choose(client, link.replace(own, others))

    other.refresh_from_db()
    assert other.check_password(PASSWORD)


def test_new_password_ends_all_sessions(client, settings, person):
    client.force_login(person)
    ask(Client(), person.email)

    choose(Client(), path_in(OutgoingEmail.objects.get(), settings))

    assert client.get(reverse("accounts:settings")).status_code == 302


def test_new_password_lifts_the_limit_of_failed_attempts(client, person, link):
    for _ in range(5):
        sign_in(Client(), person, "wrong")

    choose(Client(), link)
    sign_in(client, person, CHOSEN)

    assert is_signed_in(client)


def test_weak_password_is_refused(client, person, link):
    page = choose(client, link, "12345678")

    person.refresh_from_db()
    assert page.status_code == 200
    assert person.check_password(PASSWORD)


def test_letter_does_not_go_to_an_address_one_merely_wants_to_change_to(client, person):
    EmailAddress.objects.create(user=person, email=UNKNOWN)

    ask(client, UNKNOWN)

    assert OutgoingEmail.objects.get().subject == "There is no Enishi account with this address"


def test_letters_to_one_address_are_limited(person):
    answers = [ask(Client(), person.email).status_code for _ in range(4)]

    assert answers == [302, 302, 302, 429]
    assert OutgoingEmail.objects.count() == 3
