"""Real parts for tests that walk the whole way: a worker process and an SMTP relay on loopback."""

import os
import subprocess
import sys
import time
from email import message_from_bytes, policy
from pathlib import Path

from aiosmtpd.controller import Controller
from django.db import connection

PROJECT = Path(__file__).resolve().parent.parent
PATIENCE = 30  # seconds


class Relay:
    """An SMTP server that keeps what it is given."""

    def __init__(self) -> None:
        self.messages: list = []
        self.controller = Controller(self, hostname="127.0.0.1", port=0)

    async def handle_DATA(self, server, session, envelope) -> str:
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 kept"

    @property
    def url(self) -> str:
        port = self.controller.server.sockets[0].getsockname()[1]
        return f"smtp://127.0.0.1:{port}"

    def text_to(self, address: str, *, containing: str = "") -> str:
        """The body of the first message to `address` that contains `containing`; waits for it."""
        return eventually(
            lambda: next(
                (
                    message.get_body().get_content()
                    for message in list(self.messages)
                    if message["To"] == address and containing in message.get_body().get_content()
                ),
                None,
            ),
            f"no message to {address} containing {containing!r}",
        )


def worker(relay: Relay, log: Path) -> subprocess.Popen:
    """Start a Celery worker for both queues on the test database, sending to `relay`."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": _test_database_url(),
        "MAIL_RELAY_URL": relay.url,
    }
    command = [sys.executable, "-m", "celery", "--app", "config", "worker", "--queues", "matching,mail"]
    command += ["--pool", "solo", "--loglevel", "info", "--without-mingle", "--without-gossip"]
    with log.open("w") as output:
        return subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=output, stderr=output)


def _test_database_url() -> str:
    settings = connection.settings_dict
    host = settings["HOST"] or settings["OPTIONS"]["host"]
    return f"postgres://{settings['USER']}@/{settings['NAME']}?host={host}"


def eventually(probe, otherwise: str):
    """Ask `probe` until it answers something true; fail with `otherwise` after 30 s."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := probe():
            return found
        time.sleep(0.1)
    raise AssertionError(otherwise)
