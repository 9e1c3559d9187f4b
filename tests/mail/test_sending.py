"""Each message goes out once, waits out trouble, and stops no other."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone

from mail import outbox, sending
from mail import relay as relay_module
from mail.models import OutgoingEmail
from mail.tasks import send_email, sweep_outbox
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
State = OutgoingEmail.State
Failure = OutgoingEmail.Failure


def in_own_connection(work):
    """What another worker's process would get."""
    try:
        return work()
    finally:
        connection.close()


def queued(recipient="person@example.com", subject="縁のお知らせ", body="こんにちは、世界。\n"):
    return outbox.put(EmailMessage(subject, body, to=[recipient]))[0]


def test_message_reaches_the_relay_as_it_was_written(relay):
    email = queued()

    send_email(email.pk)

    [message] = relay.messages
    assert message["Subject"] == "縁のお知らせ"
    assert message["From"] == "Enishi <enishi@example.com>"
    assert message["To"] == "person@example.com"
    assert message["Message-ID"] == email.message_id
    assert message.get_content().strip() == "こんにちは、世界。"
    email.refresh_from_db()
    assert (email.state, email.attempts, email.last_error) == (State.SENT, 1, "")


def test_message_with_html_carries_both_forms(relay):
    email = queued(body="Bonjour")
    OutgoingEmail.objects.update(html="<p>Bonjour</p>")

    send_email(email.pk)

    [message] = relay.messages
    assert message.get_body(["plain"]).get_content().strip() == "Bonjour"
    assert message.get_body(["html"]).get_content().strip() == "<p>Bonjour</p>"


def test_attached_text_arrives_as_it_was_with_its_media_type(relay):
    attached = ("meeting.ics", "BEGIN:VCALENDAR\r\nSUMMARY:株式会社\r\n", "text/calendar; method=REQUEST")
    message = EmailMessage("縁", "Bonjour", to=["person@example.com"], attachments=[attached])
    [email] = outbox.put(message)

    send_email(email.pk)

    [message] = relay.messages
    [part] = message.iter_attachments()
    assert message.get_body(["plain"]).get_content().strip() == "Bonjour"
    assert (part.get_content_type(), part.get_filename()) == ("text/calendar", "meeting.ics")
    assert part["Content-Type"].params["method"] == "REQUEST"
    assert part.get_content().splitlines() == ["BEGIN:VCALENDAR", "SUMMARY:株式会社"]


def test_sent_message_is_not_sent_again(relay):
    email = queued()

    send_email(email.pk)
    send_email(email.pk)
    sweep_outbox()

    assert len(relay.messages) == 1


@pytest.mark.django_db(transaction=True)
def test_worker_passes_over_what_another_one_claims_now():
    first, second = queued("first@example.com"), queued("second@example.com")

    with transaction.atomic():
        claimed = sending.claim_next()
        with ThreadPoolExecutor(1) as other_worker:
            claimed_by_the_other = other_worker.submit(in_own_connection, sending.claim_next).result()

    assert (claimed, claimed_by_the_other) == (first, second)
    assert sending.claim_next() is None


def test_many_messages_share_a_connection(relay):
    for number in range(relay_module.MESSAGES_PER_CONNECTION + 1):
        queued(f"person{number}@example.com")

    sweep_outbox()

    assert len(relay.messages) == relay_module.MESSAGES_PER_CONNECTION + 1
    assert len({message.peer for message in relay.messages}) == 2


@pytest.mark.parametrize(("longest_turn", "woken"), [(0, 1), (30, 0)])
def test_worker_goes_on_in_another_turn(
    relay, monkeypatch, django_capture_on_commit_callbacks, longest_turn, woken
):
    monkeypatch.setattr(sending, "LONGEST_TURN", longest_turn)
    queued()

    with django_capture_on_commit_callbacks() as callbacks:
        sweep_outbox()

    assert (len(callbacks), len(relay.messages)) == (woken, 1 - woken)


def test_connection_that_breaks_delays_one_message_only(relay):
    first = queued("first@example.com")
    queued("second@example.com")
    relay.answers = ["421 closing"]

    sweep_outbox()

    first.refresh_from_db()
    assert (first.state, first.attempts) == (State.QUEUED, 1)
    assert [message["To"] for message in relay.messages] == ["second@example.com"]


def test_temporary_refusal_waits_and_keeps_its_message_id(relay):
    email = queued()
    relay.answers = ["451 try again later"]

    send_email(email.pk)

    email.refresh_from_db()
    assert email.state == State.QUEUED
    assert email.next_attempt_at > timezone.now() + timedelta(seconds=30)
    assert "451" in email.last_error

    sweep_outbox()
    assert relay.messages == []

    OutgoingEmail.objects.update(next_attempt_at=timezone.now())
    sweep_outbox()
    assert [message["Message-ID"] for message in relay.messages] == [email.message_id]
    email.refresh_from_db()
    assert (email.state, email.attempts) == (State.SENT, 2)


@pytest.mark.parametrize(
    ("answer", "state", "failure"),
    [("550 no such person", "failed", "refused"), ("450 greylisted", "queued", "")],
)
def test_refused_recipient_fails_only_when_refused_for_good(relay, answer, state, failure):
    email = queued()
    relay.recipient_answers = {"person@example.com": answer}

    send_email(email.pk)

    email.refresh_from_db()
    assert (email.state, email.failure) == (state, failure)


def test_message_refused_for_good_fails(relay):
    email = queued()
    relay.answers = ["554 not wanted"]

    send_email(email.pk)

    email.refresh_from_db()
    assert email.state == State.FAILED


def test_absent_relay_makes_mail_wait_never_fail(settings):
    settings.MAIL_RELAY_URL = "smtp://127.0.0.1:1"
    email = queued()
    OutgoingEmail.objects.update(attempts=40)
    waiting = queued("second@example.com")

    send_email(email.pk)

    email.refresh_from_db()
    assert email.state == State.QUEUED
    assert email.next_attempt_at <= timezone.now() + timedelta(hours=1)
    waiting.refresh_from_db()
    assert waiting.attempts == 0  # nobody knocks at a closed door for every message


def test_mail_that_was_tried_for_three_days_is_given_up(relay):
    email = queued()
    OutgoingEmail.objects.update(attempts=sending.MOST_ATTEMPTS - 1)
    relay.answers = ["451 try again later"]

    send_email(email.pk)

    email.refresh_from_db()
    assert (email.state, email.failure) == (State.FAILED, Failure.GIVEN_UP)


def test_pauses_between_the_attempts_make_three_days():
    waits = [min(30 * 2 ** min(attempt, 10), 3600) for attempt in range(1, sending.MOST_ATTEMPTS)]

    assert timedelta(days=3) <= timedelta(seconds=sum(waits)) <= timedelta(days=3, hours=1)


def test_sweep_sends_what_no_wake_up_reached(relay):
    queued("first@example.com")
    queued("second@example.com")

    sweep_outbox()

    assert [message["To"] for message in relay.messages] == ["first@example.com", "second@example.com"]


@pytest.mark.parametrize(
    "poison",
    [
        {"subject": "Hello\nBcc: everybody@example.com"},
        {"recipient": "a\nb@example.com"},
        {"sender": "a\nb@example.com"},
        {"headers": {"X-Name": "a\r\nBcc: everybody@example.com"}},
    ],
    ids=lambda poison: next(iter(poison)),
)
def test_poison_stops_no_other(relay, poison):
    bad = queued("first@example.com")
    OutgoingEmail.objects.filter(pk=bad.pk).update(**poison)
    queued("second@example.com")

    sweep_outbox()

    assert [message["To"] for message in relay.messages] == ["second@example.com"]
    bad.refresh_from_db()
    assert (bad.state, bad.failure) == (State.FAILED, Failure.UNSENDABLE)


@pytest.mark.parametrize("text", ["語" * 350_000, "x" * 1_000_000], ids=["japanese", "one line"])
def test_a_megabyte_of_text_arrives_whole(relay, text):
    queued(body=text)

    sweep_outbox()

    assert relay.messages[0].get_content().strip() == text


def test_abandoned_message_is_sent_again_with_its_message_id(relay):
    email = queued()
    email.move_to(State.SENDING, claimed_at=timezone.now() - timedelta(minutes=6), attempts=1)

    sweep_outbox()
    email.refresh_from_db()
    assert email.next_attempt_at > timezone.now()  # should it be what kills workers, others come first

    OutgoingEmail.objects.update(next_attempt_at=timezone.now())
    sweep_outbox()
    assert [message["Message-ID"] for message in relay.messages] == [email.message_id]


def test_message_being_sent_is_left_to_its_worker(relay):
    queued().move_to(State.SENDING, claimed_at=timezone.now() - timedelta(minutes=4))

    sweep_outbox()

    assert relay.messages == []


def test_worker_too_slow_for_the_sweep_does_no_harm(relay):
    email = queued()
    email.move_to(State.SENDING, claimed_at=timezone.now())
    OutgoingEmail.objects.update(state=State.QUEUED)  # the sweep released it meanwhile

    sending.mark(email, State.SENT, sent_at=timezone.now())

    email.refresh_from_db()
    assert email.state == State.QUEUED


def test_task_copes_with_a_row_that_is_gone():
    email = queued()
    email.delete()

    send_email(email.pk or 0)


def test_erasing_a_person_keeps_their_mail_as_a_record():
    person = UserFactory()
    [email] = outbox.put(EmailMessage("Subject", "Body", to=[person.email]), user=person)

    person.delete()

    email.refresh_from_db()
    assert email.user is None


def test_local_relay_writes_files(settings, tmp_path):
    settings.MAIL_RELAY_URL = f"file://{tmp_path}"

    send_email(queued().pk)

    [written] = tmp_path.iterdir()
    assert "To: person@example.com" in written.read_text()
