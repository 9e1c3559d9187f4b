"""Celery as the queue of record needs it: nothing lost with a worker, nothing delivered again too early."""

import pytest
from celery import current_app

from tests.running import PROJECT

CONF = current_app.conf
current_app.loader.import_default_modules()
OURS = sorted(name for name in current_app.tasks if not name.startswith("celery."))
QUEUES = {"mail": "mail", "events": "mail", "matching": "matching"}  # by app: reminders are letters
FULL_RANKING = {"matching.tasks.refresh_all", "matching.tasks.rank_block"}
DIGESTS = {name for name in OURS if name.endswith("_digests")}
OPTIONS = CONF.broker_transport_options


def queue_of(task):
    return current_app.amqp.router.route({}, task)["queue"].name


def test_task_is_acknowledged_only_when_it_is_done():
    assert (CONF.task_acks_late, CONF.task_reject_on_worker_lost) == (True, True)


def test_worker_takes_one_task_at_a_time():
    assert CONF.worker_prefetch_multiplier == 1


def test_results_are_kept_nowhere():
    assert (CONF.task_ignore_result, CONF.result_backend) == (True, None)


@pytest.mark.parametrize("name", OURS)
def test_task_goes_by_the_rules_for_all(name):
    task = current_app.tasks[name]

    assert (task.acks_late, task.reject_on_worker_lost, task.ignore_result) == (True, True, True)
    assert task.time_limit in (None, CONF.task_time_limit)


@pytest.mark.parametrize("name", sorted(set(OURS) - FULL_RANKING - DIGESTS))
def test_task_waits_in_the_queue_of_its_app(name):
    assert queue_of(name) == QUEUES[name.partition(".")[0]]


@pytest.mark.parametrize("name", sorted(FULL_RANKING))
def test_full_ranking_waits_in_a_queue_of_its_own(name):
    assert queue_of(name) == "ranking"


@pytest.mark.parametrize("name", sorted(DIGESTS))
def test_digests_wait_for_no_ranking(name):
    assert queue_of(name) == "mail"


def test_worker_looks_into_its_queues_in_the_order_given():
    assert OPTIONS["queue_order_strategy"] == "priority"


def test_there_are_three_queues_each_with_a_worker():
    compose = (PROJECT / "docker-compose.yml").read_text()
    queues = {queue_of(name) for name in current_app.tasks}

    assert queues == {"mail", "matching", "ranking"}
    assert [queue for queue in queues if f"worker --queues {queue} " not in compose] == []


def test_schedule_names_tasks_that_exist():
    scheduled = {entry["task"] for entry in CONF.beat_schedule.values()}

    assert scheduled - set(OURS) == set()


def test_each_queue_is_swept_every_30_seconds():
    swept = [entry["task"] for entry in CONF.beat_schedule.values() if entry["schedule"] == 30]

    assert {queue_of(task) for task in swept} == {"mail", "matching"}


def test_signs_of_life_are_given_by_the_scheduler_in_use():
    assert CONF.beat_scheduler == "common.signs_of_life:BeatScheduler"


def test_task_ends_long_before_it_is_delivered_again():
    assert CONF.task_time_limit < OPTIONS["visibility_timeout"] / 2


def test_lost_task_is_looked_for_every_second():
    assert (OPTIONS["unacked_restore_interval"], OPTIONS["unacked_restore_throttle"]) == (1, 1)


def test_broker_is_given_two_seconds_and_one_attempt():
    assert (OPTIONS["socket_timeout"], OPTIONS["socket_connect_timeout"]) == (2, 2)
    assert OPTIONS["max_retries"] == 0
