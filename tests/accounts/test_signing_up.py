"""Signing up: nobody learns who has an account, and nobody signs in unconfirmed."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from allauth.account.models import EmailAddress
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Role, User
from mail.models import OutgoingEmail
from tests.accounts.looking import body, hashes_during, is_signed_in, path_in, sign_in
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

NEW = "new@example.com"


def sign_up(client, address=NEW, password=PASSWORD):
    return client.post(
        reverse("account_signup"), {"email": address, "password1": password, "password2": password}
    )


@pytest.fixture
def confirmation(client, settings):
    """The path of the link in the letter that a sign-up sends."""
    sign_up(client)
    return path_in(OutgoingEmail.objects.get(), settings)


def test_sign_up_opens_an_unverified_account_without_rights(client):
    sign_up(client)

    person = User.objects.get()
    address = EmailAddress.objects.get()
    assert (person.email, person.role, person.agency, person.is_superuser) == (NEW, Role.MEMBER, None, False)
    assert (address.user, address.email, address.verified) == (person, NEW, False)


@pytest.mark.parametrize("known", [{}, {"unverified": True}, {"is_active": False}], ids=str)
def test_sign_up_answers_alike_for_known_and_unknown_address(known):
    person = UserFactory(**known)
    answers = {}

    for address in (person.email, NEW):
        browser = Client()
        answer = sign_up(browser, address)
        page = browser.get(answer["Location"])
        answers[address] = (
            answer.status_code,
            answer["Location"],
            sorted(answer.cookies),
            page.status_code,
            body(page, without=address),
        )

    assert answers[person.email] == answers[NEW]


def test_sign_up_does_the_same_work_for_known_and_unknown_address(client):
    person = UserFactory()

    hashes = [
        hashes_during(lambda address=address: sign_up(Client(), address)) for address in (person.email, NEW)
    ]

    assert hashes == [1, 1]
    assert [letter.recipient for letter in OutgoingEmail.objects.order_by("pk")] == [person.email, NEW]


def test_refused_sign_up_answers_alike_for_known_and_unknown_address():
    person = UserFactory()

    pages = [(sign_up(Client(), address, "short"), address) for address in (person.email, NEW)]

    known, unknown = [(page.status_code, body(page, without=address)) for page, address in pages]
    assert known == unknown
    assert OutgoingEmail.objects.count() == 0


def test_sign_up_with_a_known_address_in_capitals_changes_nothing(client):
    person = UserFactory()

    sign_up(client, person.email.upper(), "another-long-passphrase")

    assert User.objects.get().check_password(PASSWORD)
    assert OutgoingEmail.objects.get().subject == "You already have an Enishi account"


def test_sign_up_cannot_choose_a_role(client):
    client.post(
        reverse("account_signup"),
        {"email": NEW, "password1": PASSWORD, "password2": PASSWORD, "role": "admin", "is_superuser": "on"},
    )

    person = User.objects.get()
    assert (person.role, person.is_superuser) == (Role.MEMBER, False)


@pytest.mark.parametrize(("language", "zone"), [("fr", "Europe/Paris"), ("ja", "Asia/Tokyo")])
def test_account_gets_the_language_of_the_page_and_a_home_zone(client, settings, language, zone):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    sign_up(client)

    person, letter = User.objects.get(), OutgoingEmail.objects.get()
    assert (person.language, person.time_zone, letter.language) == (language, zone, language)


def test_letter_about_an_existing_account_is_in_its_language(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    person = UserFactory(japanese=True)

    sign_up(client, person.email)

    assert OutgoingEmail.objects.get().language == "ja"


def test_nobody_signs_in_before_confirming(client):
    sign_up(client)
    browser = Client()

    answer = sign_in(browser, User.objects.get())

    assert answer["Location"] == reverse("account_email_verification_sent")
    assert not is_signed_in(client)
    assert not is_signed_in(browser)


def test_confirmation_link_only_shows_on_get(client, confirmation):
    for _ in range(2):
        assert client.get(confirmation).status_code == 200
        assert client.head(confirmation).status_code == 200

    assert EmailAddress.objects.get().verified is False


def test_confirmation_acts_on_post_and_signs_in_the_browser_that_signed_up(client, confirmation):
    client.post(confirmation)

    assert EmailAddress.objects.get().verified is True
    assert is_signed_in(client)


def test_confirmation_in_another_browser_signs_nobody_in(confirmation):
    browser = Client()

    browser.post(confirmation)

    assert EmailAddress.objects.get().verified is True
    assert not is_signed_in(browser)


def test_confirmation_link_is_dead_after_use(confirmation):
    Client().post(confirmation)

    again = Client().post(confirmation)

    assert again.status_code == 404


def test_forged_confirmation_link_confirms_nothing(client, confirmation):
    forged = confirmation[:-2] + ("a" if confirmation[-2] != "a" else "b") + "/"

    answers = [client.get(forged).status_code, client.post(forged).status_code]

    assert answers == [200, 404]
    assert EmailAddress.objects.get().verified is False


def test_letters_to_one_address_are_limited(client):
    for _ in range(3):
        sign_up(Client())

    assert OutgoingEmail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_form_sent_twice_at_once_opens_one_account():
    saved = Event()

    def be_quicker():
        with transaction.atomic():
            UserFactory(email=NEW, unverified=True)
            saved.set()
            wait_for_the_other()
        connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        quicker = pool.submit(be_quicker)
        saved.wait()
        answer = sign_up(Client())
        quicker.result()

    assert (answer.status_code, answer["Location"]) == (302, reverse("account_email_verification_sent"))
    assert User.objects.count() == 1


def wait_for_the_other() -> None:
    """Return when somebody waits for what this transaction holds."""
    with connection.cursor() as cursor:
        for _ in range(500):
            if cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()[0]:
                return
            time.sleep(0.01)
    raise AssertionError("nobody came")
