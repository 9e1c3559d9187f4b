"""A real SMTP relay on loopback that keeps what it is given and can be told to refuse."""

import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller


class Relay:
    """Keeps every message; `answers` holds what it says to the next ones instead of 250."""

    def __init__(self):
        self.messages = []
        self.answers = []
        self.recipient_answers = {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        """Take the recipient, unless told otherwise."""
        if address in self.recipient_answers:
            return self.recipient_answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        """Keep the message, or give the next prepared answer."""
        if self.answers:
            return self.answers.pop(0)
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def relay(settings):
    """A relay that MAIL_RELAY_URL points to."""
    kept = Relay()
    controller = Controller(kept, hostname="127.0.0.1", port=_free_port())
    controller.start()
    settings.MAIL_RELAY_URL = f"smtp://127.0.0.1:{controller.port}"
    yield kept
    controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
