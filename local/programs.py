"""The programs of the project: the commands that prepare it and the processes that run it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from local.datadir import DataDirectory
from local.processes import Child, StackError, die_with

PROJECT = Path(__file__).resolve().parent.parent
# What changes tables or reference data is done as the role that owns them.
OWNER_COMMANDS = {
    *("migrate", "createcachetable", "load_reference", "load_demo", "makemigrations", "flush"),
    *("bench_workers", "fill_site"),
}


def environment(data: DataDirectory, *, database: str, broker: str, port: int) -> dict[str, str]:
    """The settings of the local stack; what the caller's environment says about the rest is kept."""
    defaults = {
        "DEMO": "true",
        "LOCAL": "true",
        "DEBUG": "false",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "MAIL_RELAY_URL": f"file://{data.mail}",
    }
    ours = {
        "DATABASE_URL": database,
        "BROKER_URL": broker,
        "SECRET_KEY": data.secret_key(),
        "STATIC_ROOT": str(data.root / "static"),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    return {**defaults, **os.environ, **ours}


def python(*arguments: str) -> list[str]:
    """A command for the interpreter, and so the virtual environment, that runs the supervisor."""
    return [sys.executable, *arguments]


def run(command: list[str], *, settings: dict[str, str], log: Path) -> str:
    """Run one preparing command to its end and return what it printed. Raises StackError when it fails."""
    log.unlink(missing_ok=True)
    child = Child(Path(command[-1]).name, command, log=log, environment=settings, directory=PROJECT)
    child.start()
    try:
        if child.wait():
            raise StackError(f"This failed: {' '.join(command[1:])}\n{child.last_words(30)}")
    finally:
        child.stop()
    return log.read_text(errors="replace")


def manage(arguments: list[str], settings: dict[str, str]) -> int:
    """Run one manage.py command at the terminal and return its exit code."""
    supervisor = os.getpid()
    return subprocess.run(
        python("manage.py", *arguments),
        env=settings,
        cwd=PROJECT,
        preexec_fn=lambda: die_with(supervisor, signal.SIGTERM),
    ).returncode


def web(data: DataDirectory, settings: dict[str, str], port: int) -> Child:
    """The web server."""
    command = python("-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}")
    command += ["--workers", "2", "--threads", "4", "--preload", "--no-control-socket"]
    command += ["--graceful-timeout", "10"]
    return Child(
        "web",
        command,
        log=data.log / "web.log",
        environment=settings,
        directory=PROJECT,
        orphan_signal=signal.SIGQUIT,
        patience=15,
    )


def worker(queues: str, data: DataDirectory, settings: dict[str, str]) -> Child:
    """A worker for some queues, the most urgent first; a long match never delays a mail."""
    queue = queues.partition(",")[0]
    name = f"worker-{queue}"
    command = python("-m", "celery", "--app", "config", "worker", "--queues", queues)
    command += ["--hostname", f"{queue}@%h", "--concurrency", "1", "--loglevel", "info"]
    command += ["--without-mingle", "--without-gossip"]
    return Child(
        name,
        command,
        log=data.log / f"{name}.log",
        environment=settings,
        directory=PROJECT,
        # Without a broker Celery's own shutdown can wait for ever. What was at work is a row, found again.
        orphan_signal=signal.SIGKILL,
        patience=60,
    )


def beat(data: DataDirectory, settings: dict[str, str]) -> Child:
    """The clock that wakes the sweeps."""
    command = python("-m", "celery", "--app", "config", "beat", "--loglevel", "info")
    command += ["--schedule", str(data.root / "beat-schedule"), "--pidfile="]
    return Child(
        "beat",
        command,
        log=data.log / "beat.log",
        environment=settings,
        directory=PROJECT,
        orphan_signal=signal.SIGKILL,
    )
