"""Waking the worker: after commit only, and never at the cost of a request."""

import time

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from common.wake import wake
from mail.models import OutgoingEmail
from matching.tasks import refresh_company
from tests.factories import CompanyFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
# One attempt, and what else a request does; two attempts do not fit in.
LONGEST_REQUEST = settings.CELERY_BROKER_TRANSPORT_OPTIONS["socket_timeout"] + 1.5


def waiting(app, queue):
    """How many wake-ups lie in a queue of the broker."""
    with app.connection_for_read() as broker:
        return broker.default_channel.client.llen(queue)


def attempts(server):
    """How many connections were made to a server that never answers."""
    made = 0
    while True:
        try:
            server.accept()[0].close()
        except BlockingIOError:
            return made
        made += 1


@pytest.fixture
def publishing(client, settings):
    """A request that wakes both workers: an officer publishes a profile, and a member is told."""
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(UserFactory(french_officer=True))
    company = CompanyFactory(submitted=True, member=UserFactory())

    def publish():
        decision = {"outcome": "published", "submission": company.submission}
        return client.post(reverse("startups:decide", args=[company.pk]), decision)

    return publish


def test_wake_up_reaches_the_queue_after_commit_only(real_broker):
    with transaction.atomic():
        wake(refresh_company, 1)
        before = waiting(real_broker, "matching")

    assert (before, waiting(real_broker, "matching")) == (0, 1)


def test_wake_up_of_a_transaction_that_is_rolled_back_is_never_sent(real_broker):
    with transaction.atomic():
        wake(refresh_company, 1)
        transaction.set_rollback(True)

    assert waiting(real_broker, "matching") == 0


def test_request_wakes_each_queue(real_broker, publishing):
    publishing()

    assert (waiting(real_broker, "mail"), waiting(real_broker, "matching")) == (1, 1)


def test_broker_that_refuses_neither_fails_nor_delays_a_request(refusing_broker, publishing):
    began = time.monotonic()

    answer = publishing()

    assert time.monotonic() - began < LONGEST_REQUEST
    assert answer.status_code == 302
    assert OutgoingEmail.objects.get().state == "queued"


def test_frozen_broker_is_asked_once_in_a_request_and_does_not_fail_it(frozen_broker, publishing):
    began = time.monotonic()

    answer = publishing()

    assert time.monotonic() - began < LONGEST_REQUEST
    assert attempts(frozen_broker) == 1
    assert answer.status_code == 302
    assert OutgoingEmail.objects.get().state == "queued"


def test_broker_is_asked_again_after_its_rest(frozen_broker, monkeypatch):
    monkeypatch.setattr("common.wake.REST", 0)

    wake(refresh_company, 1)
    wake(refresh_company, 1)

    assert attempts(frozen_broker) == 2
