"""Children end in order, and with their supervisor."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from local.processes import Child, StackError
from local.programs import run

PYTHON = sys.executable
PATIENT = """
import signal, time
signal.signal(signal.SIGTERM, lambda *_: None)
print("up", flush=True)
time.sleep(60)
"""
SUPERVISOR = """
import sys, time
from pathlib import Path
from local.processes import Child
child = Child("child", [sys.executable, "-c", sys.argv[1]], log=Path(sys.argv[2]), orphan_signal=9)
child.start()
print(child.process.pid, flush=True)
time.sleep(60)
"""


def child_running(code: str, directory: Path, **how) -> Child:
    child = Child("child", [PYTHON, "-c", code], log=directory / "child.log", **how)
    child.start()
    return child


def wait_for(condition, seconds: float = 10) -> bool:
    """Whether the condition comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_child_that_ignores_the_signal_is_ended_by_force(tmp_path):
    child = child_running(PATIENT, tmp_path, patience=0.3)
    assert wait_for(lambda: "up" in child.last_words())

    child.stop()

    assert not child.is_running


def test_child_leaves_no_grandchildren(tmp_path):
    code = "import subprocess, sys; print(subprocess.Popen(['sleep', '60']).pid, flush=True)"
    child = child_running(code, tmp_path)
    child.wait()
    grandchild = int(child.last_words())

    child.stop()

    assert wait_for(lambda: is_gone(grandchild))


def test_child_ends_with_a_killed_supervisor(tmp_path):
    command = [PYTHON, "-c", SUPERVISOR, PATIENT, str(tmp_path / "child.log")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as supervisor:
        orphan = int(supervisor.stdout.readline())

        supervisor.kill()

    assert wait_for(lambda: is_gone(orphan))


def test_child_is_not_reached_by_ctrl_c_at_the_terminal(tmp_path):
    child = child_running("import time; time.sleep(60)", tmp_path)

    is_apart = os.getpgid(child.process.pid) != os.getpgrp()
    child.stop()

    assert is_apart
    assert child.process.returncode == -signal.SIGTERM


def test_large_log_starts_anew(tmp_path, monkeypatch):
    monkeypatch.setattr("local.processes.LOG_LIMIT", 10)
    (tmp_path / "child.log").write_text("old " * 10)

    child = child_running("print('new')", tmp_path)
    child.wait()

    assert child.last_words() == "new"


def test_failed_preparation_shows_what_it_said(tmp_path):
    command = [PYTHON, "-c", "raise SystemExit('no such table')"]

    with pytest.raises(StackError, match="no such table"):
        run(command, settings=dict(os.environ), log=tmp_path / "log")


def is_gone(pid: int) -> bool:
    """Whether the process has ended; one that waits to be collected has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True
