"""Full rankings by real worker processes on one broker, of which some are killed."""

import re

import pytest
from celery import current_app
from django.db import connection, transaction

from matching import tasks
from matching.models import FullRanking, Match, RankingBlock
from matching.suggesting import ranking_runs
from tests import running
from tests.matching.suggesting.test_ranking_runs import (  # noqa: F401 -- small_blocks is used by its name
    claims,
    companies,
    leave,
    matches,
    progress,
    small_blocks,
    work_on,
)

Stage = RankingBlock.Stage
NOBODY = -1  # no row has this key


@pytest.fixture
def start_worker(monkeypatch, tmp_path):
    """Starts a worker process for some queues, the most urgent first; nothing waits for it yet."""
    monkeypatch.setenv("MATCHING_ENCODER", "false")
    empty_the_broker()
    yield lambda queues: running.worker("smtp://127.0.0.1:1", tmp_path / "worker.log", queues)
    empty_the_broker()


@pytest.fixture
def log(tmp_path):
    return tmp_path / "worker.log"


def empty_the_broker():
    with current_app.connection_for_write() as broker:
        for queue in ("matching", "ranking"):
            broker.default_channel.queue_purge(queue)


def kill_in_the_middle(start_worker, block):
    """Let a worker claim the block and read the profiles, which never comes to its end."""
    with start_worker("ranking") as process, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE matching_profilevector IN ACCESS EXCLUSIVE MODE")
        tasks.rank_block.delay(block.pk)
        claimed = RankingBlock.objects.filter(pk=block.pk).exclude(claimed_at=None)
        running.eventually(claimed.exists, "no worker claimed the block")
        process.kill()
        process.wait()


@pytest.mark.django_db(transaction=True)
def test_workers_killed_in_each_stage_lose_nothing_and_repeat_nothing(companies, start_worker):  # noqa: F811
    ranking_runs.refresh_all()
    whole = matches()
    Match.objects.all().delete()
    run = ranking_runs.start()
    for stage in Stage:
        while (block := ranking_runs.left()[0]).stage != stage:
            work_on(1)
        kill_in_the_middle(start_worker, block)
        assert block not in ranking_runs.left()
        leave(block)
    before = claims(run)

    with start_worker("matching,ranking"):  # sweeps as it starts
        running.eventually(
            FullRanking.objects.filter(pk=run.pk).exclude(finished_at=None).exists, "unfinished"
        )

    assert (progress(), FullRanking.objects.count()) == ((7, 7), 2)
    assert before.items() <= claims(run).items()
    assert matches() == whole


@pytest.mark.django_db(transaction=True)
def test_publication_is_worked_on_before_the_blocks_that_wait(start_worker, log):
    for _ in range(3):
        tasks.rank_block.delay(NOBODY)
    tasks.refresh_company.delay(NOBODY)

    with start_worker("matching,ranking"):
        running.eventually(lambda: log.read_text().count("rank_block") >= 3 * 2, "the blocks were not done")

    begun = re.findall(r"Task matching\.tasks\.(\w+)\[\S+ received", log.read_text())
    assert begun.index("refresh_company") < begun.index("rank_block")
