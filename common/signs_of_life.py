"""Signs of life of worker and beat, kept in PostgreSQL for /healthz."""

import logging
import time

from celery import current_app
from celery.beat import PersistentScheduler
from celery.signals import heartbeat_sent
from django.core.cache import cache
from django.db import close_old_connections
from django.utils import timezone

log = logging.getLogger(__name__)
EVERY = 10  # seconds
_last_written: dict[str, float] = {}


def note(part: str) -> None:
    """Write down, at most every ten seconds, that `part` is alive."""
    if time.monotonic() - _last_written.get(part, -EVERY) < EVERY:
        return

    _last_written[part] = time.monotonic()
    try:
        close_old_connections()
        cache.set(_key(part), timezone.now(), timeout=None)
    except Exception as error:  # a sign of life must never stop the living
        log.warning("No sign of life could be written for %s: %s", part, error)


def last_seen(part: str):
    """When `part` last gave a sign of life, or None."""
    return cache.get(_key(part))


def worker_for(queue: str) -> str:
    """The part that works on a queue: one may live while the other is dead."""
    return f"worker-{queue}"


def _key(part: str) -> str:
    return f"sign-of-life:{part}"


@heartbeat_sent.connect
def _worker_is_alive(**kwargs) -> None:
    for queue in current_app.amqp.queues.consume_from:
        note(worker_for(queue))


class BeatScheduler(PersistentScheduler):
    """Celery's own scheduler, which also gives signs of life."""

    def tick(self, *args, **kwargs):
        """Note the sign of life, then do what beat does."""
        note("beat")
        return super().tick(*args, **kwargs)
