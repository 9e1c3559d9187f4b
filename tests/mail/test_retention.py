"""Texts go after 30 days, facts stay."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from mail import outbox
from mail.models import OutgoingEmail
from mail.tasks import clear_old_bodies

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=31)
LATELY = timezone.now() - timedelta(days=29)


@pytest.mark.parametrize(
    ("facts", "body"),
    [
        ({"state": "sent", "sent_at": LONG_AGO}, ""),
        ({"state": "sent", "sent_at": LATELY, "created_at": LONG_AGO}, "Body"),
        ({"state": "failed", "created_at": LONG_AGO}, ""),
        ({"state": "failed", "created_at": LATELY}, "Body"),
        ({"state": "queued", "created_at": LONG_AGO}, "Body"),
    ],
    ids=["sent long ago", "sent lately", "failed long ago", "failed lately", "still waiting"],
)
def test_text_is_removed_thirty_days_after_the_message_was_done_with(facts, body):
    [email] = outbox.put(EmailMessage("Subject", "Body", to=["one@example.com"], headers={"X-Link": "x"}))
    OutgoingEmail.objects.update(html="<p>Body</p>", **facts)

    clear_old_bodies()

    email.refresh_from_db()
    assert email.body == body
    assert bool(email.html) == bool(email.headers) == bool(body)
    assert (email.subject, email.recipient) == ("Subject", "one@example.com")


def test_message_without_text_cannot_be_tried_again():
    [email] = outbox.put(EmailMessage("Subject", "Body", to=["nobody"]))
    assert email.can_be_tried_again
    OutgoingEmail.objects.update(created_at=LONG_AGO)

    clear_old_bodies()

    email.refresh_from_db()
    assert not email.can_be_tried_again
