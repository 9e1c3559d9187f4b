"""Who wakes the matching worker."""

import pytest
from celery.signals import worker_ready

from config.celery import app


@pytest.mark.django_db
def test_worker_sweeps_as_soon_as_it_is_ready(django_capture_on_commit_callbacks):
    with app.connection_for_write() as connection:
        queue = connection.SimpleQueue(app.conf.task_default_queue)
        queue.clear()

        with django_capture_on_commit_callbacks(execute=True):
            worker_ready.send(sender=None)

        assert queue.get(timeout=5).headers["task"] == "matching.tasks.refresh_due"
