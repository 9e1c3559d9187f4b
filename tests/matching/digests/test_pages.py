"""The page of one's own digest: when it comes, what it would tell, how often it is wanted."""

import re

import pytest
from django.urls import reverse

from mail.models import OutgoingEmail
from mail.subscription import Frequency, Kind
from mail.subscriptions import frequency_of
from matching.models import Digest
from tests import second_factor
from tests.factories import CompanyFactory, UserFactory
from tests.matching.digests.pairs import french_member, suggestions

pytestmark = pytest.mark.django_db
PAGE, MAIL = reverse("matching:digest"), reverse("matching:digest_mail")


@pytest.fixture
def member(client):
    person = french_member(language="en")
    client.force_login(person)
    return person


def test_preview_shows_what_would_be_sent_and_sends_nothing(client, member):
    suggestions(member, 2)

    page, mail = client.get(PAGE), client.get(MAIL)

    assert f'src="{MAIL}"' in page.text
    assert "and one more suggestion" in page.text
    assert "Suggestions for you" in mail.text
    assert not OutgoingEmail.objects.exists()
    assert not Digest.objects.exists()


def test_previewed_mail_is_locked_into_its_frame(client, member):
    suggestions(member)

    mail, page = client.get(MAIL), client.get(PAGE)

    policy = set(mail.headers["Content-Security-Policy"].split("; "))
    assert policy == {
        "sandbox",
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "frame-ancestors 'self'",
    }
    assert mail.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert set(re.findall(r'href="([^"]*)"', mail.text)) <= {"#", "http://127.0.0.1:8000"}


def test_empty_digest_has_no_preview(client, member):
    assert "There is nothing to tell at the moment" in client.get(PAGE).text
    assert client.get(MAIL).status_code == 404


@pytest.mark.parametrize("chosen", ["weekly", "monthly", "off"])
def test_choice_is_saved(client, member, chosen):
    answer = client.post(PAGE, {"frequency": chosen}, follow=True)

    assert frequency_of(member, Kind.SUGGESTIONS) == chosen
    assert f'value="{chosen}" checked' in re.sub(r'\s+(required|id="[^"]*")', "", answer.text)


def test_what_is_not_offered_is_refused(client, member):
    assert client.post(PAGE, {"frequency": "daily"}).status_code == 422
    assert frequency_of(member, Kind.SUGGESTIONS) == Frequency.WEEKLY


def test_officer_sees_the_digest_of_the_desk(client):
    officer = UserFactory(french_officer=True, language="en")
    second_factor.set_up(officer)
    client.force_login(officer)
    CompanyFactory(submitted=True)

    page, mail = client.get(PAGE), client.get(MAIL)

    assert "Your desk: 1 waiting" in page.text
    assert "every working day" in page.text
    assert "Profiles to verify" in mail.text


@pytest.mark.parametrize("role", ["reader", "admin"])
def test_other_roles_get_none(client, role):
    person = UserFactory(**{role: True}, language="en")
    second_factor.set_up(person)
    client.force_login(person)

    assert "Your role gets none." in client.get(PAGE).text
    assert client.get(MAIL).status_code == 404
