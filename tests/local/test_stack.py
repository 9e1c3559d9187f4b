"""The whole stack, started as a person does: it answers, stops without a trace and keeps its data."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from local.datadir import DataDirectory
from local.postgres import Postgres
from local.processes import Child
from local.programs import PROJECT
from local.stack import Part, look_after

ASK_THE_SITE = """
import urllib.request
from django.conf import settings
print("the site answers", urllib.request.urlopen(settings.SITE_URL).status)
"""


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Terminal:
    """`python -m local` in a terminal of its own."""

    def __init__(self, data: Path, *command: str, port: int = 0) -> None:
        self.data = data
        self.port = port or free_port()
        self.environment = {**os.environ, "ENISHI_DATA": str(data), "PORT": str(self.port)}
        self.supervisor = subprocess.Popen(
            [sys.executable, "-m", "local", *command],
            cwd=PROJECT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *error):
        """Leave nothing behind, whatever the test found."""
        self.supervisor.kill()
        self.supervisor.communicate()

    def read_until(self, words: str) -> str:
        """What was printed, up to a line with these words or the end."""
        deadline = threading.Timer(90, self.supervisor.kill)
        deadline.start()
        printed = ""
        for line in self.supervisor.stdout:
            printed += line
            if words in line:
                break
        deadline.cancel()
        return printed

    def end(self, with_signal: int) -> str:
        """Send a signal, wait for the end, and return what was still printed."""
        self.supervisor.send_signal(with_signal)
        return self.supervisor.communicate(timeout=60)[0]

    def health(self) -> dict:
        """What /healthz says, or nothing when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz") as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return json.load(error)
        except OSError:
            return {}

    def processes(self) -> list[str]:
        """The programs that run on this data directory."""
        mark = f"ENISHI_DATA={self.data}\0".encode()
        return [name for pid, name in all_processes() if mark in environment_of(pid)]


def all_processes():
    for directory in Path("/proc").glob("[0-9]*"):
        try:
            yield int(directory.name), (directory / "comm").read_text().strip()
        except OSError:
            continue


def environment_of(pid: int) -> bytes:
    try:
        return b"\0" + Path(f"/proc/{pid}/environ").read_bytes() + b"\0"
    except OSError:
        return b""


def wait_for(condition, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.2)
    return False


def sql(data: Path, statement: str) -> str:
    return Postgres(DataDirectory(data)).query(statement, "enishi")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data directory for the tests of this module, one after the other: making one takes seconds."""
    return tmp_path_factory.mktemp("data")


def test_stack_answers_and_ctrl_c_leaves_no_process(data):
    with Terminal(data) as terminal:
        said = terminal.read_until("Ctrl-C")
        assert f"http://127.0.0.1:{terminal.port}" in said, said
        assert "founder-fr@example.com" in said, said
        assert wait_for(lambda: terminal.health().get("status") == "ok", 40), terminal.health()

        assert "Stopped." in terminal.end(signal.SIGINT)

        assert terminal.supervisor.returncode == 0
        assert terminal.processes() == []


def test_kill_9_leaves_no_process_and_the_next_start_has_the_data(data):
    with Terminal(data) as terminal:
        terminal.read_until("Ctrl-C")
        sql(data, "CREATE TABLE kept AS SELECT 1 AS row")
        assert wait_for(lambda: terminal.processes().count("python") >= 9, 30), terminal.processes()

        terminal.end(signal.SIGKILL)

        assert wait_for(lambda: terminal.processes() == [], 15), terminal.processes()

    with Terminal(data, "servers") as again:
        again.read_until("BROKER_URL")
        assert sql(data, "TABLE kept") == "1"
        sql(data, "DROP TABLE kept")  # no role of the site may touch what it has not made


def test_command_runs_while_the_whole_stack_does_and_leaves_no_process(data):
    with Terminal(data, "during", "shell", "--command", ASK_THE_SITE) as terminal:
        said = terminal.supervisor.communicate(timeout=150)[0]

        assert "the site answers 200" in said, said
        assert terminal.supervisor.returncode == 0
        assert terminal.processes() == []


def test_second_start_is_refused_and_sigterm_leaves_no_process(data):
    with Terminal(data, "servers") as first:
        first.read_until("BROKER_URL")
        with Terminal(data, "servers") as second:
            said = second.supervisor.communicate(timeout=30)[0]

        assert "already runs on" in said
        assert second.supervisor.returncode == 1
        assert "Stopped." in first.end(signal.SIGTERM)

        assert first.supervisor.returncode == 0
        assert first.processes() == []


def test_busy_port_is_explained_and_nothing_is_left(data):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        with Terminal(data, port=listener.getsockname()[1]) as refused:
            said = refused.supervisor.communicate(timeout=60)[0]

            assert "is in use by another program" in said
            assert refused.supervisor.returncode == 1
            assert refused.processes() == []


@pytest.mark.parametrize("port", ["0", "65536", "eight", "-1", "８０００"])
def test_impossible_port_is_explained(tmp_path, port):
    environment = {**os.environ, "ENISHI_DATA": str(tmp_path), "PORT": port}

    done = subprocess.run(
        [sys.executable, "-m", "local"], cwd=PROJECT, env=environment, capture_output=True, text=True
    )

    assert done.returncode == 1
    assert "PORT must be a number" in done.stderr


def test_dead_program_is_restarted_after_a_growing_pause(tmp_path, capsys):
    child = Child("web", ["/bin/false"], log=tmp_path / "log")
    part = Part(child, child.start, started_at=time.monotonic())
    child.start()
    child.wait()

    pauses = []
    for _ in range(3):
        look_after(part)
        pauses.append(part.pause)
        part.restart_at = time.monotonic()
        look_after(part)
        child.wait()

    assert pauses == [2, 4, 8]
    assert "web ended unexpectedly; starting it again in 2 s" in capsys.readouterr().out
