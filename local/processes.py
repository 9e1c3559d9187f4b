"""Child processes that can be stopped in order and never outlive the supervisor."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

PR_SET_PDEATHSIG = 1
LOG_LIMIT = 10_000_000  # bytes; an older log starts anew

libc = ctypes.CDLL(None, use_errno=True)


class StackError(Exception):
    """What went wrong and what to do about it, in words for the person at the terminal."""


class Child:
    """One program with its log, its own session and the signals that end it."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        log: Path,
        environment: Mapping[str, str] | None = None,
        directory: Path | None = None,
        before_exec: Callable[[], None] = lambda: None,
        stop_signal: int = signal.SIGTERM,
        orphan_signal: int = signal.SIGTERM,
        patience: float = 10,
    ) -> None:
        self.name = name
        self.command = command
        self.log = log
        self.environment = environment
        self.directory = directory
        self.before_exec = before_exec
        self.stop_signal = stop_signal
        self.orphan_signal = orphan_signal
        self.patience = patience
        self.process: subprocess.Popen[bytes] | None = None
        self.was_asked = False

    def start(self) -> None:
        """Start the program, tied to the life of this process."""
        supervisor = os.getpid()

        def prepare() -> None:
            self.before_exec()
            die_with(supervisor, self.orphan_signal)

        if self.process:
            end_group(self.process.pid)  # what the one that died left behind
        self.was_asked = False
        with open_log(self.log) as log:
            # A session of its own: Ctrl-C at the terminal reaches the supervisor only, which stops
            # the others in order.
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self.environment,
                cwd=self.directory,
                start_new_session=True,
                preexec_fn=prepare,
            )

    @property
    def is_running(self) -> bool:
        """Whether the program was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def wait(self) -> int:
        """Wait for the end of the program and return its exit code."""
        return self.process.wait() if self.process else 0

    def ask_to_stop(self) -> None:
        """Send the signal that ends the program in good order."""
        # Once only: to some programs a second signal means "at once".
        if self.process and self.is_running and not self.was_asked:
            self.was_asked = True
            self.process.send_signal(self.stop_signal)

    def stop(self) -> None:
        """Ask the program to finish, wait, and end by force what is left of it."""
        if self.process is None:
            return
        self.ask_to_stop()
        try:
            self.process.wait(self.patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
        end_group(self.process.pid)
        self.process.wait()

    def last_words(self, lines: int = 15) -> str:
        """The end of the log, for an error message."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])


def die_with(parent: int, orphan_signal: int) -> None:
    """Have the kernel send `orphan_signal` to this process when `parent` ends, even by kill -9."""
    if sys.platform != "linux":
        return
    # After any change of user or namespace: those clear the request.
    if libc.prctl(PR_SET_PDEATHSIG, orphan_signal):
        raise OSError(ctypes.get_errno(), "prctl")
    if os.getppid() != parent:  # it ended before we asked
        os._exit(1)


def end_group(leader: int) -> None:
    """Kill what a program left behind in its process group."""
    # macOS says EPERM for a group of zombies.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def open_log(path: Path) -> BinaryIO:
    """The log opened for appending, emptied first when it has grown large."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    is_large = path.exists() and path.stat().st_size > LOG_LIMIT
    return path.open("wb" if is_large else "ab")
