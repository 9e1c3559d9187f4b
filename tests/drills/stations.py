"""What the drills of mail stand on: a relay that counts, and workers that can be killed."""

import asyncio
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email.parser import BytesHeaderParser
from pathlib import Path

from local import programs
from local.datadir import DataDirectory
from local.processes import Child, end_group
from tests import running


class CountingRelay(running.Relay):
    """A plain relay that delivers whatever it is given, and notes for whom and under which Message-ID."""

    def __init__(self) -> None:
        super().__init__()
        self.deliveries: list[tuple[str, str]] = []
        self.thinks = 0.0  # seconds for each message

    async def handle_DATA(self, server, session, envelope) -> str:
        """Note the message and take it."""
        await asyncio.sleep(self.thinks)
        message_id = BytesHeaderParser().parsebytes(envelope.content)["Message-ID"]
        self.deliveries.append((envelope.rcpt_tos[0], message_id.strip()))
        return "250 OK"

    @property
    def repeated(self) -> int:
        """How many messages came again under their Message-ID; a better relay would have dropped them."""
        return len(self.deliveries) - len(set(self.deliveries))

    @property
    def twice(self) -> int:
        """How many people got a message twice even behind a relay that drops a repeated Message-ID."""
        return sum(times > 1 for times in Counter(person for person, _id in set(self.deliveries)).values())


@contextmanager
def data_directory() -> Iterator[DataDirectory]:
    """A place for logs, gone afterwards."""
    data = DataDirectory(Path(tempfile.mkdtemp(prefix="enishi-drill-")))
    try:
        yield data
    finally:
        shutil.rmtree(data.sockets, ignore_errors=True)
        shutil.rmtree(data.root, ignore_errors=True)


@contextmanager
def alive(child: Child) -> Iterator[Child]:
    """The program, running; killed at the end, since what it was at is a row."""
    child.start()
    try:
        yield child
    finally:
        kill(child)


def mail_worker(data: DataDirectory, relay: CountingRelay) -> Child:
    """The mail worker as `make run` starts it."""
    return programs.worker("mail", data, running.environment(relay.url))


def faulty_worker(data: DataDirectory, relay: CountingRelay, **fault: str) -> Child:
    """The same worker, which kills its own child processes at a fault point; worker.py says how."""
    settings = {f"DRILL_{name.upper()}": value for name, value in fault.items()}
    child = programs.worker("mail", data, running.environment(relay.url) | settings)
    celery = child.command.index("celery")
    child.command = [sys.executable, "-m", "tests.drills.worker", *child.command[celery + 1 :]]
    return child


def kill(child: Child) -> None:
    """SIGKILL for the program and its children, as when the machine's plug is pulled."""
    end_group(child.process.pid)
    child.process.wait()


def kill_pool(child: Child) -> bool:
    """SIGKILL for the worker's child process only, as when memory runs out; say whether there was one."""
    pid = child.process.pid
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for number in found:
        os.kill(int(number), signal.SIGKILL)
    return bool(found)


def wait_for(probe, *, seconds: float) -> bool:
    """Ask until the answer is yes; say whether it ever was."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if probe():
            return True
        time.sleep(0.02)
    return False
