"""The supervisor: starts the parts in order, restarts what dies, stops everything in the reverse order."""

import http.client
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from local import programs
from local.datadir import DataDirectory
from local.postgres import Postgres
from local.processes import Child, StackError
from local.valkey import Valkey

STOP_ORDER = [["web"], ["beat"], ["worker-matching", "worker-mail"], ["valkey"], ["postgres"]]
LONGEST_PAUSE = 30  # seconds between two attempts to restart a program
STEADY_AFTER = 60  # seconds of life after which a program's next death is no longer a series


@dataclass
class Part:
    """One supervised program: its process, how it is started, and how its restarts went."""

    child: Child
    start: Callable[[], None]
    started_at: float = 0.0
    pause: float = 1.0
    restart_at: float | None = None


class Servers:
    """PostgreSQL and Valkey on one data directory."""

    def __init__(self, data: DataDirectory, port: int) -> None:
        self.data = data
        self.port = port
        self.postgres = Postgres(data)
        self.valkey = Valkey(data)
        self.parts: list[Part] = []

    def settings(self, role: str) -> dict[str, str]:
        """The environment of a program that uses the database as `role`."""
        return programs.environment(
            self.data, database=self.postgres.url(role), broker=self.valkey.url, port=self.port
        )

    def start(self) -> None:
        """Start both."""
        self.add(self.postgres.server, self.postgres.start)
        self.add(self.valkey.server, self.valkey.start)

    def add(self, child: Child, start: Callable[[], None]) -> None:
        """Start a part and put it under supervision."""
        part = Part(child, start)
        self.parts.append(part)  # first, so that a signal during the start stops it too
        part.start()
        part.started_at = time.monotonic()

    def start_background(self) -> None:
        """Start what nobody has to wait for: nothing here."""

    def watch(self) -> NoReturn:
        """Restart what dies, for ever: a signal ends this by an exception."""
        while True:
            for part in self.parts:
                look_after(part)
            time.sleep(0.3)

    def stop(self) -> None:
        """Stop group by group; the workers together, each finishing its task."""
        for group in STOP_ORDER:
            children = [part.child for part in self.parts if part.child.name in group]
            for child in children:
                child.ask_to_stop()
            for child in children:
                child.stop()


class Stack(Servers):
    """The servers and, on top of them, the project's own programs."""

    announcement = ""  # what the preparation has to say to the person at the terminal

    def start(self) -> None:
        """Start what the site needs to answer, and return when it does."""
        if not port_is_free(self.port):
            raise StackError(
                f"Port {self.port} is in use by another program.\n"
                "Stop that one, or choose another: PORT=8001 make run"
            )
        super().start()
        self.announcement = programs.run(
            programs.python("-m", "local.prepare"),
            settings=self.settings("owner"),
            log=self.data.log / "prepare.log",
        )
        app = self.settings("app")
        web = programs.web(self.data, app, self.port)
        self.add_program(web)
        # Before the workers, which would compete for the processors.
        wait_for_answer(web, self.port)

    def start_background(self) -> None:
        """Start the workers and beat; until then what they have to do waits in the database."""
        app = self.settings("app")
        # Ranking has no worker of its own here: that would hold the indexes a second time.
        for queues in ("matching,ranking", "mail"):
            self.add_program(programs.worker(queues, self.data, app))
        self.add_program(programs.beat(self.data, app))

    def add_program(self, child: Child) -> None:
        """Start one of the project's own programs."""
        self.add(child, child.start)


def look_after(part: Part) -> None:
    """Restart a part that died, after a pause that grows while it keeps dying."""
    now = time.monotonic()
    if part.child.is_running:
        return
    if part.restart_at is None:
        part.pause = 1.0 if now - part.started_at > STEADY_AFTER else min(part.pause * 2, LONGEST_PAUSE)
        part.restart_at = now + part.pause
        print(
            f"{part.child.name} ended unexpectedly; starting it again in {part.pause:.0f} s. "
            f"Its log is {part.child.log}."
        )
    elif now >= part.restart_at:
        restart(part)


def restart(part: Part) -> None:
    """Start a part again; a failure counts as another death."""
    part.restart_at = None
    part.started_at = time.monotonic()
    try:
        part.start()
    except StackError as error:
        print(error)
    else:
        print(f"{part.child.name} runs again.")


def port_is_free(port: int) -> bool:
    """Whether the web server will be able to listen."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def wait_for_answer(web: Child, port: int) -> None:
    """Return when the web server answers anything at all; what /healthz says comes with the workers."""
    for _ in range(900):
        if not web.is_running:
            raise StackError(f"The web server did not start. The end of its log:\n{web.last_words(30)}")
        if answers(port):
            return
        time.sleep(0.1)
    raise StackError(f"The web server does not answer after 90 seconds. Its log is {web.log}.")


def answers(port: int) -> bool:
    """Whether something speaks HTTP there."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
