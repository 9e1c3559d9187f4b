"""A digest is stopped by one click in the mail program, or by the page's button; never by looking."""

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from mail.subscription import Frequency, Kind, Subscription
from mail.subscriptions import choose, frequency_of, unsubscribe_url
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory(french=True, language="en")


@pytest.fixture
def path(person):
    """The path of the link in the person's digest."""
    return "/" + unsubscribe_url(person, Kind.SUGGESTIONS).split("/", 3)[3]


@pytest.fixture
def strict():
    """A stranger's browser or a mail program: no cookies, no token, checked for it."""
    return Client(enforce_csrf_checks=True)


def test_without_a_choice_a_digest_comes_as_offered_first(person):
    assert frequency_of(person, Kind.SUGGESTIONS) == Frequency.WEEKLY
    assert frequency_of(person, Kind.DESK) == Frequency.DAILY


def test_choosing_the_same_again_changes_nothing(person):
    choose(person, Kind.SUGGESTIONS, Frequency.MONTHLY)
    before = Subscription.objects.get()

    choose(person, Kind.SUGGESTIONS, Frequency.MONTHLY)

    assert Subscription.objects.get().changed_at == before.changed_at


def test_mail_program_stops_the_digest_with_one_click(person, path, strict):
    answer = strict.post(path, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 204
    assert frequency_of(person, Kind.SUGGESTIONS) == Frequency.OFF


def test_multipart_post_of_a_mail_program_works_too(person, path, strict):
    body = b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'

    answer = strict.post(path, body, content_type="multipart/form-data; boundary=x")

    assert answer.status_code == 204
    assert frequency_of(person, Kind.SUGGESTIONS) == Frequency.OFF


@pytest.mark.parametrize("method", ["get", "post"])
def test_page_is_in_the_language_of_the_digest(person, path, method):
    person.language = "fr"
    person.save()
    browser = Client(headers={"accept-language": "ja"})

    assert '<html lang="fr">' in getattr(browser, method)(path).text


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_scanner_stops_nothing(person, path, client, method):
    getattr(client, method)(path)

    assert frequency_of(person, Kind.SUGGESTIONS) == Frequency.WEEKLY


def test_page_offers_to_stop_and_to_change(person, path, client, strict):
    assert "Stop the digest" in client.get(path).text

    stopped = strict.post(path, {"frequency": "off"})
    assert "You get no digest from us." in stopped.text
    assert frequency_of(person, Kind.SUGGESTIONS) == Frequency.OFF

    strict.post(path, {"frequency": "monthly"})
    assert frequency_of(person, Kind.SUGGESTIONS) == Frequency.MONTHLY


@pytest.mark.parametrize("wanted", ["", "daily", "hourly"])
def test_what_is_not_offered_changes_nothing(person, path, strict, wanted):
    assert strict.post(path, {"frequency": wanted}).status_code == 200
    assert frequency_of(person, Kind.SUGGESTIONS) == Frequency.WEEKLY


def test_link_is_for_one_person_and_one_digest(person, path, strict):
    other = UserFactory()

    strict.post(path, {"List-Unsubscribe": "One-Click"})

    assert frequency_of(other, Kind.SUGGESTIONS) == Frequency.WEEKLY
    assert frequency_of(person, Kind.DESK) == Frequency.DAILY


def test_link_never_expires():
    token = unsubscribe_url(UserFactory(), Kind.SUGGESTIONS).rstrip("/").rpartition("/")[2]

    # A signature with a time has three parts; this one has none that could be too old.
    assert token.count(":") == 1


def test_link_of_somebody_who_left_says_that_nothing_comes(person, path, client, strict):
    person.delete()

    assert "You get no digest from us." in client.get(path).text
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 204


@pytest.mark.parametrize(
    "token",
    # Named: the processes that share the tests must call it by one name, and a signature has its time.
    ["forged", pytest.param(signing.dumps({"user": 1, "kind": "suggestions"}), id="signed for another use")],
)
def test_forged_link_is_not_found(client, token):
    assert client.get(reverse("mail:unsubscribe", args=[token])).status_code == 404
