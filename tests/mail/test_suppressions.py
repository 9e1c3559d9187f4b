"""Nobody is written to at an address that mail came back from, until its owner says that it works."""

import pytest
from django.core.mail import EmailMessage

from mail import outbox, suppressions
from mail.tasks import sweep_outbox

pytestmark = pytest.mark.django_db


def put(address="Person@example.com", **options):
    return outbox.put(EmailMessage("Subject", "Body", to=[address]), **options)[0]


def test_suppressed_address_gets_nothing_and_the_message_says_why(relay):
    suppressions.suppress("person@Example.com", "bounce")
    email, other = put(), put("other@example.com")

    sweep_outbox()

    email.refresh_from_db()
    assert (email.state, email.failure) == ("failed", "suppressed")
    assert [message["To"] for message in relay.messages] == [other.recipient]


def test_letters_about_signing_in_go_out_all_the_same(relay):
    suppressions.suppress("person@example.com", "complaint")
    put(kind="account/password_reset_key")

    sweep_outbox()

    assert len(relay.messages) == 1


def test_bounce_fails_the_message_that_came_back(relay):
    email, other = put(), put()
    sweep_outbox()

    suppressions.suppress(email.recipient, "bounce", message_id=email.message_id)

    email.refresh_from_db()
    other.refresh_from_db()
    assert (email.state, email.failure, other.state) == ("failed", "bounced", "sent")


def test_complaint_is_about_a_message_that_arrived(relay):
    email = put()
    sweep_outbox()

    suppressions.suppress(email.recipient, "complaint", message_id=email.message_id)

    email.refresh_from_db()
    assert email.state == "sent"


def test_second_report_changes_nothing():
    suppressions.suppress("person@example.com", "bounce")
    suppressions.suppress("PERSON@example.com", "complaint")

    assert suppressions.of("person@example.com").reason == "bounce"


def test_lifted_address_is_written_to_again(relay):
    suppressions.suppress("person@example.com", "bounce")

    assert suppressions.lift("Person@Example.com")
    assert not suppressions.lift("person@example.com")
    put()
    sweep_outbox()

    assert len(relay.messages) == 1
