"""Changing the address and the password of one's account."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from mail.models import OutgoingEmail
from tests.accounts.looking import body, is_signed_in, path_in, sign_in
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

NEW = "new@example.com"
CHOSEN = "seven-herons-over-the-kamo"


@pytest.fixture
def person(client):
    person = UserFactory(french=True)
    client.force_login(person)
    return person


@pytest.fixture
def sure(client, person):
    """The person, who has just given their password once more."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return person


@pytest.fixture
def confirmation(client, settings, sure):
    """The path of the link in the letter to the new address."""
    ask_for(client, NEW)
    return path_in(OutgoingEmail.objects.get(), settings)


def ask_for(client, address):
    return client.post(reverse("account_email"), {"email": address, "action_add": ""})


def change_password(client, old=PASSWORD):
    return client.post(
        reverse("account_change_password"), {"oldpassword": old, "password1": CHOSEN, "password2": CHOSEN}
    )


def test_new_address_needs_the_password_once_more(client, person):
    answer = ask_for(client, NEW)

    assert answer["Location"].partition("?")[0] == reverse("account_reauthenticate")
    assert OutgoingEmail.objects.count() == 0


def test_wrong_password_opens_nothing(client, person):
    client.post(reverse("account_reauthenticate"), {"password": "wrong"})

    ask_for(client, NEW)

    assert EmailAddress.objects.get().email == person.email


def test_password_cannot_be_guessed_there(client, person):
    words = [*["wrong"] * 5, PASSWORD]

    answers = [client.post(reverse("account_reauthenticate"), {"password": word}) for word in words]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]


def test_reauthentication_leads_on_only_within_the_site(client, person):
    answer = client.post(
        reverse("account_reauthenticate"), {"password": PASSWORD, "next": "https://evil.example/"}
    )

    assert answer["Location"] == reverse("matching:dashboard")


def test_letter_goes_to_the_new_address_and_the_old_one_stays_in_force(client, sure):
    ask_for(client, NEW)

    sure.refresh_from_db()
    letter = OutgoingEmail.objects.get()
    assert (letter.recipient, letter.language) == (NEW, "fr")
    assert sure.email != NEW


@pytest.mark.parametrize("language", ["fr", "ja", "en"])
def test_letter_to_an_address_that_may_be_a_stranger_s_says_nothing_the_person_wrote(client, sure, language):
    sure.language, sure.family_name, sure.given_name = language, "Visitez evil.example", "Canariprenom"
    sure.save()

    ask_for(client, NEW)

    letter = OutgoingEmail.objects.get()
    assert letter.language == language
    assert [word in letter.body for word in (sure.family_name, sure.given_name, sure.email)] == [False] * 3


def test_confirmed_address_replaces_the_old_one_and_both_are_told(sure, confirmation):
    old = sure.email

    Client().post(confirmation)

    sure.refresh_from_db()
    assert sure.email == NEW
    assert [(row.email, row.verified, row.primary) for row in EmailAddress.objects.all()] == [
        (NEW, True, True)
    ]
    assert [(letter.recipient, letter.language) for letter in OutgoingEmail.objects.order_by("pk")] == [
        (NEW, "fr"),
        (old, "fr"),
    ]


def test_opening_the_link_changes_nothing(client, sure, confirmation):
    client.get(confirmation)

    assert EmailAddress.objects.get(email=NEW).verified is False


def test_known_and_unknown_address_answer_alike(client, sure):
    other = UserFactory()
    answers = {}

    for address in (other.email, NEW):
        answer = ask_for(client, address)
        page = client.get(answer["Location"])
        answers[address] = (answer.status_code, answer["Location"], body(page, without=address))

    assert answers[other.email] == answers[NEW]
    assert [letter.subject for letter in OutgoingEmail.objects.all()] == [
        "Confirmez votre nouvelle adresse électronique"
    ] * 2


def test_address_of_somebody_else_cannot_be_taken_over(client, sure, settings):
    other = UserFactory()
    ask_for(client, other.email)

    Client().post(path_in(OutgoingEmail.objects.get(), settings))

    assert EmailAddress.objects.get(email=other.email, verified=True).user == other
    assert EmailAddress.objects.get(user=sure, verified=True).email == sure.email


def test_wish_for_an_address_that_is_withdrawn_is_no_longer_confirmed(client, sure, confirmation):
    client.post(reverse("account_email"), {"email": NEW, "action_remove": ""})

    answer = Client().post(confirmation)

    sure.refresh_from_db()
    assert answer.status_code == 404
    assert sure.email != NEW


def test_only_address_cannot_be_removed(client, sure):
    client.post(reverse("account_email"), {"email": sure.email, "action_remove": ""})

    assert EmailAddress.objects.get().email == sure.email


def test_new_password_is_confirmed_by_letter(client, person):
    change_password(client)

    person.refresh_from_db()
    letter = OutgoingEmail.objects.get()
    assert person.check_password(CHOSEN)
    assert (letter.recipient, letter.language) == (person.email, "fr")


def test_new_password_needs_the_old_one(client, person):
    change_password(client, old="wrong")

    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_new_password_ends_all_other_sessions(client, person):
    other = Client()
    sign_in(other, person)

    change_password(client)

    assert client.get(reverse("accounts:settings")).status_code == 200
    assert other.get(reverse("accounts:settings")).status_code == 302


def test_old_password_cannot_be_guessed(client, person):
    answers = [change_password(client, old="wrong").status_code for _ in range(6)]

    assert answers == [200, 200, 200, 200, 200, 429]


def test_password_is_not_asked_of_whoever_is_not_signed_in():
    browser = Client()

    for name in ("account_email", "account_change_password", "account_reauthenticate"):
        assert browser.get(reverse(name)).status_code == 302
    assert not is_signed_in(browser)
