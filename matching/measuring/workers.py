"""Real worker processes, and how long they take for what the site asks of them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from celery import current_app
from django.conf import settings

from accounts.models import Country, Role, User
from matching import tasks
from matching.models import Match, ProfileVector
from matching.suggesting import ranking_runs
from startups import publishing
from startups.demo.loading import load_company, read
from startups.models import Company

PATIENCE = 3 * 3600  # seconds
PAUSE = 0.01
QUEUES = "matching,ranking,mail"
PROCESSORS = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


@dataclass(frozen=True)
class Worker:
    """One process, and the file it writes its log to."""

    process: subprocess.Popen
    log: Path

    @property
    def peak_mb(self) -> int:
        """The largest memory it has had so far."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) // 1024


@contextmanager
def running(count: int, folder: Path, *, apart: bool = False) -> Iterator[list[Worker]]:
    """So many workers on the database and the broker of this process; `apart`: on one processor each."""
    with ExitStack() as stack:
        workers = [stack.enter_context(one(folder / f"worker-{n}.log")) for n in range(count)]
        if apart and PROCESSORS:  # before they start to compute, and so with as many threads
            for number, worker in enumerate(workers):
                os.sched_setaffinity(worker.process.pid, {PROCESSORS[number % len(PROCESSORS)]})
        for worker in workers:
            wait_until(lambda worker=worker: "ready." in worker.log.read_text())
        yield workers


@contextmanager
def one(log: Path) -> Iterator[Worker]:
    """One worker without child processes."""
    command = [sys.executable, "-m", "celery", "--app", "config", "worker", "--queues", QUEUES]
    command += ["--pool", "solo", "--hostname", f"{log.stem}@%h", "--loglevel", "info"]
    command += ["--without-mingle", "--without-gossip"]
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=os.environ.copy(), stdout=output, stderr=output
        )
    try:
        yield Worker(process, log)
    finally:
        process.kill()  # whatever it was at is a row
        process.wait()


def full_ranking() -> float:
    """The seconds of a full ranking, from its start to its end, by the workers that run."""
    began = time.perf_counter()
    tasks.refresh_all.delay()
    wait_until(lambda: ranking_runs.unfinished() is not None)
    wait_until(lambda: ranking_runs.unfinished() is None)
    return time.perf_counter() - began


def publication(country: Country, number: int) -> float:
    """The seconds from an officer's click until the suggestions of the company are there to be read.

    The worker has come to rest before and after: profiles are published minutes apart.
    """
    company = handed_in(country, number)
    officer = User.objects.filter(role=Role.OFFICER, agency__country=country).first()
    began = time.perf_counter()
    publishing.publish(company, officer=officer, submission=company.submission)
    vector = ProfileVector.objects.filter(company=company)
    wait_until(vector.filter(ranked_at__isnull=False).exists)
    taken = time.perf_counter() - began
    wait_until(lambda: current_app.control.ping(timeout=1))  # a busy worker does not answer
    return taken


def handed_in(country: Country, number: int) -> Company:
    """A company of the demo once more, waiting for an officer."""
    written = read(country)
    data = written[number % len(written)]
    again = {"state": Company.State.SUBMITTED, "key": f"new-{number}", "number": None, "labels": []}
    officer = User.objects.filter(role=Role.OFFICER, agency__country=country).first()
    return load_company(country, {**data, **again, "owner": f"new-{number}@example.com"}, officer, days_ago=1)


def wait_until(is_true: Callable[[], bool]) -> None:
    """Ask again and again. Raises TimeoutError after PATIENCE."""
    end = time.monotonic() + PATIENCE
    while not is_true():
        if time.monotonic() > end:
            raise TimeoutError("The workers did not come to an end.")
        time.sleep(PAUSE)


def lists() -> int:
    """How many suggestions are open."""
    return Match.objects.suggested().count()
