"""Real parts for tests that walk the whole way: a worker process and an SMTP relay on loopback."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path

from aiosmtpd.controller import Controller
from django.db import connection

PROJECT = Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds


class Relay:
    """An SMTP server that keeps every message; `answers` holds what it says to the next ones instead."""

    def __init__(self) -> None:
        self.messages: list = []
        self.answers: list[str] = []
        self.recipient_answers: dict[str, str] = {}
        self.controller = Controller(self, hostname="127.0.0.1", port=free_port())

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        """Take the recipient, unless told otherwise."""
        if address in self.recipient_answers:
            return self.recipient_answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        """Keep the message, or give the next prepared answer."""
        if self.answers:
            return self.answers.pop(0)
        message = message_from_bytes(envelope.content, policy=policy.default)
        message.peer = session.peer
        self.messages.append(message)
        return "250 OK"

    @property
    def url(self) -> str:
        """The address as MAIL_RELAY_URL has it."""
        return f"smtp://127.0.0.1:{self.controller.port}"

    def text_to(self, address: str, *, containing: str) -> str:
        """The plain text of the first message to `address` that contains `containing`; waits for it."""
        return eventually(
            lambda: next((text for text in self._texts_to(address) if containing in text), None),
            f"no message to {address} containing {containing!r}",
        )

    def _texts_to(self, address: str) -> Iterator[str]:
        for message in list(self.messages):
            if message["To"] == address:
                yield message.get_body(["plain"]).get_content()


@contextmanager
def relay(kind: type[Relay] = Relay) -> Iterator[Relay]:
    """A relay that runs."""
    kept = kind()
    kept.controller.start()
    try:
        yield kept
    finally:
        kept.controller.stop()


@contextmanager
def worker(relay_url: str, log: Path, queues: str = "matching,ranking,mail") -> Iterator[subprocess.Popen]:
    """A Celery worker for all queues, or some, on the test database, which sends to the relay."""
    command = [sys.executable, "-m", "celery", "--app", "config", "worker", "--queues", queues]
    command += ["--pool", "solo", "--loglevel", "info", "--without-mingle", "--without-gossip"]
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=PROJECT, env=environment(relay_url), stdout=output, stderr=output
        )
    try:
        eventually(lambda: "ready." in log.read_text(), "the worker did not start")
        yield process
    finally:
        process.kill()  # whatever it was at is a row
        process.wait()


def environment(relay_url: str) -> dict[str, str]:
    """The settings of a program that works on the test database and sends to the relay."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": _test_database_url(),
        "MAIL_RELAY_URL": relay_url,
    }


def _test_database_url() -> str:
    settings = connection.settings_dict
    host = settings["HOST"] or settings["OPTIONS"]["host"]
    return f"postgres://{settings['USER']}@/{settings['NAME']}?host={host}"


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def eventually(probe, otherwise: str):
    """Ask `probe` until it answers something true; fail with `otherwise` when it never does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := probe():
            return found
        time.sleep(0.1)
    raise AssertionError(otherwise)
