"""Signs of life of worker and beat, as both give them."""

import logging

import pytest
from celery import current_app
from celery.signals import heartbeat_sent
from django.core.cache import cache
from django.utils import timezone

from common import signs_of_life


@pytest.fixture(autouse=True)
def nothing_remembered():
    """This process has written no sign yet."""
    signs_of_life._last_written.clear()


@pytest.fixture
def nobody_seen(transactional_db):
    """No sign is stored; writing one closes old connections, hence no transaction around the test."""
    cache.clear()
    yield
    cache.clear()


def test_part_that_gave_none_was_never_seen(nobody_seen):
    assert signs_of_life.last_seen("worker") is None


def test_heartbeat_of_a_worker_is_a_sign_of_life(nobody_seen):
    before = timezone.now()

    heartbeat_sent.send(sender="a worker")

    [queue] = current_app.amqp.queues.consume_from
    assert before <= signs_of_life.last_seen(f"worker-{queue}") <= timezone.now()
    assert signs_of_life.last_seen("beat") is None


def test_tick_of_beat_is_a_sign_of_life(nobody_seen, tmp_path):
    scheduler = signs_of_life.BeatScheduler(current_app, schedule_filename=str(tmp_path / "schedule"))
    before = timezone.now()

    scheduler.tick()
    scheduler.close()

    assert before <= signs_of_life.last_seen("beat") <= timezone.now()
    assert signs_of_life.last_seen("worker") is None


def test_signs_of_life_are_written_at_most_every_ten_seconds(nobody_seen):
    signs_of_life.note("worker")
    first = signs_of_life.last_seen("worker")

    signs_of_life.note("worker")
    assert signs_of_life.last_seen("worker") == first

    signs_of_life._last_written["worker"] -= signs_of_life.EVERY
    signs_of_life.note("worker")
    assert signs_of_life.last_seen("worker") > first


def test_sign_of_life_that_cannot_be_written_stops_nobody(caplog):
    # No test may reach the database unless it says so: to this one it is down.
    with caplog.at_level(logging.WARNING):
        signs_of_life.note("worker")

    assert [record.args[0] for record in caplog.records] == ["worker"]
