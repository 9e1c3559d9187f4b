"""The settings of one's own account."""

import re

import pytest
from django.urls import reverse

from accounts.models import Role, User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PAGE = reverse("accounts:settings")
FILLED_IN = {"family_name": "Durand", "given_name": "Anne", "language": "ja", "time_zone": "Asia/Tokyo"}


@pytest.fixture
def person(client):
    person = UserFactory(french=True, family_name="Avant")
    client.force_login(person)
    return person


def language_of(page) -> str:
    return re.search(r'<html lang="(\w+)"', page.content.decode()).group(1)


def test_name_language_and_zone_are_saved(client, person):
    client.post(PAGE, FILLED_IN)

    person.refresh_from_db()
    assert (person.family_name, person.given_name) == ("Durand", "Anne")
    assert (person.language, person.time_zone) == ("ja", "Asia/Tokyo")


def test_page_answers_in_the_new_language_at_once(client, person):
    before = client.get(PAGE)

    after = client.post(PAGE, FILLED_IN, follow=True)

    assert (language_of(before), language_of(after)) == ("fr", "ja")
    assert after.headers["Content-Language"] == "ja"


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\u2066", "\x07", "\x00", "\n", "\r\n"])
@pytest.mark.parametrize("field", ["family_name", "given_name"])
def test_hidden_characters_and_line_ends_are_refused(client, person, field, hidden):
    page = client.post(PAGE, {**FILLED_IN, field: f"Du{hidden}rand"})

    person.refresh_from_db()
    assert list(page.context["form"].errors) == [field]
    assert (person.family_name, person.language) == ("Avant", "fr")


@pytest.mark.parametrize(
    ("field", "value"),
    [("language", "de"), ("language", ""), ("time_zone", "Mars/Olympus"), ("time_zone", "../etc/passwd")],
)
def test_what_is_not_on_the_list_is_refused(client, person, field, value):
    page = client.post(PAGE, {**FILLED_IN, field: value})

    person.refresh_from_db()
    assert list(page.context["form"].errors) == [field]
    assert (person.language, person.time_zone) == ("fr", "Europe/Paris")


def test_refused_form_shows_nothing_of_itself_in_the_head_of_the_page(client, person):
    page = client.post(PAGE, {**FILLED_IN, "time_zone": "Mars/Olympus"})

    assert language_of(page) == "fr"
    assert page.context["user"].family_name == "Avant"


def test_form_changes_nothing_else(client, person):
    client.post(PAGE, {**FILLED_IN, "role": "admin", "is_superuser": "on", "email": "other@example.com"})

    after = User.objects.get()
    assert (after.role, after.is_superuser, after.email) == (Role.MEMBER, False, person.email)


@pytest.mark.parametrize("name", ["高橋", "O'Neill-Çelik", "D’Aboville", "𠮷野"])
def test_names_are_kept_as_written(client, person, name):
    client.post(PAGE, {**FILLED_IN, "family_name": name})

    person.refresh_from_db()
    assert person.family_name == name


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client):
    answers = [client.get(PAGE), client.post(PAGE, FILLED_IN)]

    assert [answer["Location"] for answer in answers] == [f"{reverse('account_login')}?next={PAGE}"] * 2
