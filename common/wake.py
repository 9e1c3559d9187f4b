"""Waking the worker: Celery is only told that there is work; the work itself is a row."""

import logging
from typing import Any

from celery import Task
from django.db import transaction

log = logging.getLogger(__name__)


def wake(task: Task, *args: Any) -> None:
    """Call `task` in the worker after commit; a lost wake-up is logged, never raised.

    The sweep that runs every 30 s finds the same work, so a broker that is
    down or frozen delays it and never fails a request.
    """
    transaction.on_commit(lambda: _send(task, args))


def _send(task: Task, args: tuple) -> None:
    try:
        task.apply_async(args=args, retry=False, ignore_result=True)
    except Exception as error:  # whatever the transport raises: the row is safe
        log.warning("The worker could not be woken for %s: %s", task.name, error)
