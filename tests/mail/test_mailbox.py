"""The mailbox page exists on one machine only, and shows letters with links to follow."""

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse

from mail import outbox
from mail.letters import send_letter_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def local(settings):
    """One machine."""
    settings.LOCAL = True


def test_mailbox_does_not_exist_elsewhere(client):
    [email] = outbox.put(EmailMessage("Subject", "Body", to=["one@example.com"]))

    assert client.get(reverse("mail:mailbox")).status_code == 404
    assert client.get(reverse("mail:message", args=[email.pk])).status_code == 404


def test_empty_mailbox_says_what_to_do(client, local):
    page = client.get(reverse("mail:mailbox")).content.decode()

    assert "No letter yet" in page


def test_mailbox_lists_the_newest_first(client, local):
    for subject in ("Older", "Newer"):
        outbox.put(EmailMessage(subject, "Body", to=["one@example.com"]))

    page = client.get(reverse("mail:mailbox")).content.decode()

    assert 0 < page.index("Newer") < page.index("Older")


@pytest.mark.parametrize("rows", [1, 3])
def test_mailbox_asks_the_database_as_often_for_many_as_for_one(
    client, local, rows, django_assert_num_queries
):
    for number in range(rows):
        outbox.put(EmailMessage(f"Subject {number}", "Body", to=["one@example.com"]))

    with django_assert_num_queries(1):
        client.get(reverse("mail:mailbox"))


def test_links_of_a_letter_can_be_followed(client, local):
    email = send_letter_to("one@example.com", "ja", "account/unknown_account")

    page = client.get(reverse("mail:message", args=[email.pk])).content.decode()

    assert 'href="http://127.0.0.1:8000/accounts/signup/"' in page
    assert '<h1 lang="ja">' in page


def test_letter_cannot_bring_markup_into_the_page(client, local):
    [email] = outbox.put(EmailMessage("<b>S</b>", "<script>alert(1)</script>", to=["one@example.com"]))

    page = client.get(reverse("mail:message", args=[email.pk])).content.decode()

    assert "<script>alert" not in page
    assert "<b>S</b>" not in page
