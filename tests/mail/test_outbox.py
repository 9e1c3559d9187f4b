"""Every mail becomes a row per recipient; what no relay could take is kept as failed and sent to nobody."""

import pytest
from django.core.mail import EmailMessage, send_mail

from common import wake as waking
from mail import outbox
from mail.backend import OutboxBackend
from mail.models import OutgoingEmail
from mail.tasks import send_email, sweep_outbox

pytestmark = pytest.mark.django_db


def test_each_recipient_gets_a_message_of_their_own():
    message = EmailMessage("Subject", "Body", to=["one@example.com"], cc=["two@example.com"])

    rows = outbox.put(message)

    assert [row.recipient for row in rows] == ["one@example.com", "two@example.com"]
    assert len({row.message_id for row in rows}) == 2


def test_message_id_is_of_our_own_site(settings):
    settings.SITE_URL = "https://enishi.example.com"

    [row] = outbox.put(EmailMessage("Subject", "Body", to=["one@example.com"]))

    assert row.message_id.endswith("@enishi.example.com>")


@pytest.mark.parametrize(
    "message",
    [
        EmailMessage("Subject\nBcc: more@example.com", "Body", to=["one@example.com"]),
        EmailMessage("Subject", "Body", to=["one@example.com\nBcc: more@example.com"]),
        EmailMessage("Subject", "Body", "a@example.com\nBcc: more@example.com", to=["one@example.com"]),
        EmailMessage(
            "Subject", "Body", to=["one@example.com"], headers={"X-Name": "a\r\nBcc: b@example.com"}
        ),
    ],
    ids=["subject", "recipient", "sender", "header"],
)
def test_injected_header_is_kept_as_failed_and_sent_to_nobody(message, relay):
    rows = outbox.put(message)
    sweep_outbox()

    assert {(row.state, row.failure) for row in rows} == {("failed", "unsendable")}
    assert relay.messages == []


def test_attachment_that_is_no_text_is_refused_and_nothing_stored():
    message = EmailMessage("Subject", "Body", to=["one@example.com"])
    message.attach("photo.png", b"\x89PNG", "image/png")

    with pytest.raises(ValueError, match="Only texts"):
        outbox.put(message)

    assert OutgoingEmail.objects.count() == 0


def test_wrong_hidden_recipient_keeps_the_message_from_nobody_else(relay):
    outbox.put(EmailMessage("S", "Body", to=["one@example.com"], bcc=["b@example.com\nTo: c@example.com"]))

    sweep_outbox()

    assert [message["To"] for message in relay.messages] == ["one@example.com"]
    assert OutgoingEmail.objects.failed().count() == 1


@pytest.mark.parametrize(
    "address", ["nobody", "a b@example.com", "é@", "x" * 300 + "@example.com", "\0@b.fr"]
)
def test_address_that_is_none_is_reported_and_raises_nothing(address):
    [row] = outbox.put(EmailMessage("Subject", "Body", to=[address]))

    assert (row.state, row.failure) == ("failed", "unsendable")


def test_what_the_database_cannot_store_is_left_out():
    [row] = outbox.put(EmailMessage("S\ud800" + "s" * 2000, "a\0b", to=["one@example.com"]))

    row.refresh_from_db()
    assert (row.subject[:3], len(row.subject), row.body) == ("S?s", 998, "ab")


def test_unsendable_message_stops_none_of_the_others():
    bad = EmailMessage("Subject\nBcc: more@example.com", "Body", to=["one@example.com"])
    good = EmailMessage("Subject", "Body", to=["two@example.com"])

    OutboxBackend().send_messages([bad, good])

    assert [row.recipient for row in OutgoingEmail.objects.due()] == ["two@example.com"]


def test_digest_wakes_nobody_and_waits_for_all_others(django_capture_on_commit_callbacks):
    digest = EmailMessage("D", "Body", to=["one@example.com"], headers={"List-Unsubscribe": "<https://x>"})

    with django_capture_on_commit_callbacks() as callbacks:
        [bulk] = outbox.put(digest)
    [letter] = outbox.put(EmailMessage("Subject", "Body", to=["one@example.com"]))

    assert callbacks == []
    assert list(OutgoingEmail.objects.due()) == [letter, bulk]


def test_failed_message_is_tried_again_with_its_message_id(relay):
    [email] = outbox.put(EmailMessage("Subject", "Body", to=["one@example.com"]))
    OutgoingEmail.objects.update(state="failed", failure="given_up", attempts=78)
    email.refresh_from_db()

    outbox.try_again(email)
    sweep_outbox()

    email.refresh_from_db()
    assert (email.state, email.failure, email.attempts) == ("sent", "", 1)
    assert [message["Message-ID"] for message in relay.messages] == [email.message_id]


def test_every_mail_of_django_goes_through_the_outbox(settings):
    settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"  # the test runner puts its own in place

    send_mail("Subject", "Body", None, ["one@example.com"])

    assert OutgoingEmail.objects.get().recipient == "one@example.com"


def test_worker_is_woken_after_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        outbox.put(EmailMessage("Subject", "Body", to=["one@example.com"]))

    assert len(callbacks) == 1


def test_broker_that_is_gone_delays_mail_and_raises_nothing(
    relay, monkeypatch, django_capture_on_commit_callbacks
):
    app = send_email.app
    monkeypatch.setattr(app, "connection_for_write", lambda *a, **k: app.connection("redis://127.0.0.1:1"))
    monkeypatch.setattr(app.amqp, "_producer_pool", None)
    said = []
    monkeypatch.setattr(waking.log, "warning", lambda *words: said.append(words))

    with django_capture_on_commit_callbacks(execute=True):
        outbox.put(EmailMessage("Subject", "Body", to=["one@example.com"]))

    assert len(said) == 1
    sweep_outbox()
    assert [message["To"] for message in relay.messages] == ["one@example.com"]
