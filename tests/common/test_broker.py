"""A worker whose broker went away while it worked has room for the next task."""

import pytest
from celery import current_app
from kombu import Connection, Queue
from kombu.exceptions import OperationalError

from local.datadir import DataDirectory
from local.valkey import Valkey

QUEUE = Queue("drill")


@pytest.fixture
def valkey(tmp_path):
    """A broker of its own."""
    server = Valkey(DataDirectory(tmp_path))
    server.start()
    yield server
    server.server.stop()


@pytest.mark.parametrize("answer", ["basic_ack", "basic_reject"])
def test_task_the_broker_did_not_hear_about_leaves_room_for_the_next(valkey, answer):
    assert current_app.main == "enishi"  # whose module has changed how Celery counts
    with Connection(valkey.url) as connection:
        channel = connection.default_channel
        QUEUE(channel).declare()
        connection.Producer().publish({}, routing_key="drill")
        channel.basic_qos(0, 1, False)
        message = channel.basic_get("drill")
        assert not channel.qos.can_consume()

        valkey.server.stop()
        with pytest.raises((OperationalError, *connection.connection_errors)):
            getattr(channel, answer)(message.delivery_tag)

        assert channel.qos.can_consume()
