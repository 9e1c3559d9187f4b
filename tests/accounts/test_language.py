"""The language of the pages: the account's, else the cookie's, else the browser's."""

import re

import pytest
from django.conf import settings as site_settings
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

COOKIE = site_settings.LANGUAGE_COOKIE_NAME
HOME = reverse("home")


def language_of(page) -> str:
    return re.search(r'<html lang="(\w+)"', page.content.decode()).group(1)


def choose(client, language, **more):
    return client.post(reverse("set_language"), {"language": language, **more})


@pytest.mark.parametrize(
    ("accepted", "shown"),
    [
        ("ja", "ja"),
        ("fr-CA,fr;q=0.9,en;q=0.5", "fr"),
        ("de,ja;q=0.7,fr;q=0.3", "ja"),
        ("de", "en"),
        ("", "en"),
        ("*;q=nonsense", "en"),
    ],
)
def test_visitor_gets_the_language_of_the_browser(client, accepted, shown):
    page = client.get(HOME, headers={"accept-language": accepted})

    assert (language_of(page), page.headers["Content-Language"]) == (shown, shown)


def test_choice_of_a_visitor_wins_over_the_browser(client):
    answer = choose(client, "ja")

    page = client.get(HOME, headers={"accept-language": "fr"})

    assert answer.cookies[COOKIE].value == "ja"
    assert language_of(page) == "ja"


def test_cookie_is_not_for_scripts_or_other_sites(client):
    cookie = choose(client, "ja").cookies[COOKIE]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_language_of_the_account_wins_over_cookie_and_browser(client):
    client.cookies[COOKIE] = "fr"
    client.force_login(UserFactory(japanese=True))

    page = client.get(reverse("accounts:settings"), headers={"accept-language": "en"})

    assert language_of(page) == "ja"


def test_choice_of_a_signed_in_person_is_kept_in_the_account(client):
    person = UserFactory(japanese=True)
    client.force_login(person)

    choose(client, "fr")

    person.refresh_from_db()
    assert person.language == "fr"
    assert language_of(client.get(reverse("accounts:settings"))) == "fr"


@pytest.mark.parametrize("language", ["de", "", "../../etc", "ja\x00"])
def test_unknown_language_changes_nothing(client, language):
    person = UserFactory(japanese=True)
    visitor = Client()
    client.force_login(person)

    for browser in (client, visitor):
        choose(browser, language)

    person.refresh_from_db()
    assert person.language == "ja"
    assert language_of(visitor.get(HOME)) == "en"


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize(
    ("asked", "reached"),
    [
        ("/about/", "/about/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("///evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("http://localhost/about/", "/"),
    ],
)
def test_choice_leads_back_only_within_the_site(client, asked, reached, signed_in):
    if signed_in:
        client.force_login(UserFactory())

    answer = choose(client, "ja", next=asked)

    assert answer["Location"] == reached


def test_choice_does_not_lead_back_to_a_referring_site(client):
    answer = client.post(
        reverse("set_language"), {"language": "ja"}, headers={"referer": "https://evil.example/"}
    )

    assert answer["Location"] == "/"


def test_link_chooses_no_language(client):
    answer = client.get(reverse("set_language"), {"language": "ja"})

    assert answer.status_code == 405
    assert COOKIE not in answer.cookies


def test_caches_keep_the_languages_apart(client):
    varied = client.get(HOME).headers["Vary"].lower().replace(" ", "").split(",")

    assert {"cookie", "accept-language"} <= set(varied)


def test_error_page_is_in_the_language_of_the_account(client):
    client.force_login(UserFactory(japanese=True))

    page = client.get("/nothing-here/")

    assert (page.status_code, language_of(page)) == (404, "ja")
