"""Only signed, fresh and final reports suppress an address."""

import json
import time

import pytest
from django.urls import reverse

from mail import hooks, suppressions

pytestmark = pytest.mark.django_db
BOUNCE = {"type": "bounce", "address": "person@example.com", "permanent": True}


@pytest.fixture
def send(client, settings):
    """Post a report signed with the secret; whatever is given changes a part of it."""
    settings.MAIL_HOOK_SECRET = "only-for-tests"

    def post(report, *, age=0, **headers):
        body = report if isinstance(report, bytes) else json.dumps(report).encode()
        timestamp = str(int(time.time() - age))
        signed = {"X-Timestamp": timestamp, "X-Signature": hooks.sign(body, timestamp), **headers}
        return client.post(reverse("mail:report"), body, content_type="application/json", headers=signed)

    return post


@pytest.mark.parametrize("report", [BOUNCE, {"type": "complaint", "address": "person@example.com"}])
def test_final_report_suppresses_the_address(send, report):
    answer = send(report)

    assert answer.status_code == 204
    assert suppressions.of("person@example.com").reason == report["type"]


def test_full_mailbox_changes_nothing(send):
    assert send(BOUNCE | {"permanent": False}).status_code == 204
    assert suppressions.of("person@example.com") is None


@pytest.mark.parametrize(
    "forgery",
    [
        {"age": 301},
        {"age": -301},
        {"X-Signature": ""},
        {"X-Signature": "é"},
        {"X-Signature": "0" * 64},
        {"X-Timestamp": "-1"},
        {"X-Timestamp": "9" * 400},
    ],
    ids=str,
)
def test_report_that_is_not_signed_just_now_is_refused(send, forgery):
    assert send(BOUNCE, **forgery).status_code == 403
    assert suppressions.of("person@example.com") is None


def test_changed_report_is_refused(send, client):
    body, timestamp = json.dumps(BOUNCE).encode(), str(int(time.time()))
    headers = {"X-Timestamp": timestamp, "X-Signature": hooks.sign(body + b" ", timestamp)}

    answer = client.post(reverse("mail:report"), body, content_type="application/json", headers=headers)

    assert answer.status_code == 403


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b"\xff", b"[" * 9000, b'{"type": "love"}', b'{"type": "bounce", "address": ["a"]}'],
    ids=lambda body: str(body[:20]),
)
def test_report_without_sense_is_named_as_such(send, body):
    answer = send(body)

    assert answer.status_code == 400
    assert set(answer.json()["errors"]) & {"type", "address"}


def test_without_a_secret_the_address_does_not_exist(send, settings):
    settings.MAIL_HOOK_SECRET = ""

    assert send(BOUNCE).status_code == 404


def test_enormous_report_is_refused(send):
    assert send(b" " * 17_000).status_code == 403
