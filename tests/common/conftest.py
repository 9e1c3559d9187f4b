"""Brokers that refuse or never answer, and the real one."""

import socket

import pytest
from celery import current_app
from kombu import pools


@pytest.fixture
def real_broker():
    """The running Valkey, with nothing waiting in it."""
    purge()
    yield current_app
    purge()


def purge():
    """Empty all queues; Celery's own purge knows only the default one."""
    with current_app.connection_for_write() as connection:
        for queue in ("matching", "ranking", "mail"):
            connection.default_channel.queue_purge(queue)


@pytest.fixture
def refusing_broker():
    """An address at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield from at(taken)


@pytest.fixture
def frozen_broker():
    """A server that takes connections and never says a word."""
    with socket.socket() as frozen:
        frozen.bind(("127.0.0.1", 0))
        frozen.listen()
        frozen.setblocking(False)
        yield from at(frozen)


def at(server):
    """Let Celery believe that its broker is `server`, for one test."""
    before = current_app.conf.broker_url
    use(f"redis://127.0.0.1:{server.getsockname()[1]}/0")
    yield server
    use(before)


def use(url):
    """Change the broker, and forget the connections to the old one."""
    pools.reset()
    current_app._pool = current_app.amqp._producer_pool = None
    current_app.conf.broker_url = url
