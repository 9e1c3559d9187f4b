"""Waking the worker: Celery is only told that there is work; the work itself is a row."""

import logging
import time
from typing import Any

from celery import Task
from django.db import transaction

log = logging.getLogger(__name__)
REST = 10  # seconds in which a broker that did not answer is not asked again
_resting_until = 0.0


def wake(task: Task, *args: Any) -> None:
    """Call `task` in the worker after commit; a lost wake-up is logged, never raised.

    The sweep that runs every 30 s finds the same work, so a broker that is
    down or frozen delays it and never fails a request.
    """
    transaction.on_commit(lambda: _send(task, args))


def _send(task: Task, args: tuple) -> None:
    global _resting_until
    # A request that wakes for several rows waits for a frozen broker once, not once a row.
    if time.monotonic() < _resting_until:
        return

    try:
        task.apply_async(args=args, retry=False, ignore_result=True)
    except Exception as error:  # whatever the transport raises: the row is safe
        _resting_until = time.monotonic() + REST
        log.warning("The worker could not be woken for %s: %s", task.name, error)
