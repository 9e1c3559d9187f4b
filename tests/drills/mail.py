"""Nothing lost, nothing twice: workers killed while they send."""

import random
import time
from collections.abc import Iterator
from datetime import timedelta

from django.core.mail import EmailMessage
from django.utils import timezone

from common.wake import wake
from mail import outbox, sending
from mail.models import OutgoingEmail
from mail.tasks import sweep_outbox
from tests import running
from tests.drills import stations
from tests.drills.results import Result
from tests.drills.worker import FLAWS, POINTS

State = OutgoingEmail.State
PATIENCE = 120  # seconds without any progress
CHANCE = random.Random(20180713)


def drill(scale: float) -> Iterator[Result]:
    """Everything at this scale: 1 is 8,000 mails with 200 kills, 0.1 is 800 with 20."""
    yield from random_kills(mails=round(8000 * scale), kills=round(200 * scale))
    for point in POINTS:
        yield from fault_point(point, mails=round(800 * scale), kills=max(1, round(20 * scale)))
    for flaw, (point, symptom) in FLAWS.items():
        yield notice(flaw, point, symptom)
    yield from digests(mails=round(10_000 * scale), seconds=600 * max(scale, 0.2))


def random_kills(*, mails: int, kills: int) -> Iterator[Result]:
    """Kill the worker, or only its child process, at random moments all along the queue."""
    with running.relay(stations.CountingRelay) as relay, stations.data_directory() as data:
        fill(mails)
        relay.thinks = 0.005
        with stations.alive(stations.mail_worker(data, relay)) as worker:
            done = sum(kill_in_passing(worker, relay, mails, left) for left in range(kills, 0, -1))
            finish(relay)
        yield from verdict("at random", relay, mails=mails, kills=done, planned=kills)


def kill_in_passing(worker, relay, mails: int, left: int) -> bool:
    """Let some more messages pass, such that all kills fit in, and strike; say whether mail was under way."""
    arrived = len(relay.deliveries)
    goal = arrived + CHANCE.randint(1, max(1, 2 * (mails - arrived) // (left + 1) - 1))
    if goal >= mails or not stations.wait_for(lambda: has_come_to(relay, goal), seconds=PATIENCE):
        return False
    time.sleep(CHANCE.uniform(0, 0.01))
    if CHANCE.random() < 0.5 and stations.kill_pool(worker):
        return True
    stations.kill(worker)
    worker.start()
    return True


def has_come_to(relay, goal: int) -> bool:
    """Whether so many messages have arrived; if not, what dead workers left is not waited for."""
    if len(relay.deliveries) >= goal:
        return True
    keep_moving()
    return False


def fault_point(point: str, *, mails: int, kills: int, flaw: str = "") -> Iterator[Result]:
    """Let the worker kill itself at one point between claim, send and mark; `flaw` is a mistake to notice."""
    with running.relay(stations.CountingRelay) as relay, stations.data_directory() as data:
        fill(mails)
        deaths = data.root / "deaths"
        deaths.touch()
        fault = {"die_at": point, "deaths": str(deaths), "most_deaths": str(kills), "flaw": flaw}
        with stations.alive(stations.faulty_worker(data, relay, **fault)):
            finish(relay)
        yield from verdict(point, relay, mails=mails, kills=deaths.stat().st_size, planned=kills)


def notice(flaw: str, point: str, symptom: str) -> Result:
    """Whether the drill sees a common mistake: a zero counts only if it could be another figure."""
    results = fault_point(point, mails=120, kills=1, flaw=flaw)
    broken = [result.promise for result in results if not result.is_kept]
    is_seen = broken == [f"worker killed {point}, {symptom}"]
    return Result(f"drill notices “{flaw}”", is_seen, f"broken: {'; '.join(broken) or 'nothing'}")


def digests(*, mails: int, seconds: float) -> Iterator[Result]:
    """Send many digests while the worker is killed once."""
    with running.relay(stations.CountingRelay) as relay, stations.data_directory() as data:
        fill(mails, html="<p>縁</p>" * 1000, headers={"List-Unsubscribe": "<https://enishi.example.com/u>"})
        started = time.monotonic()
        with stations.alive(stations.mail_worker(data, relay)) as worker:
            stations.wait_for(lambda: len(relay.deliveries) > mails // 2, seconds=seconds)
            stations.kill(worker)
            worker.start()
            finish(relay)
        took = time.monotonic() - started
        figure = f"{len(set(relay.deliveries))} in {took:.0f} s with one kill (at most {seconds:.0f} s)"
        yield Result("digests", len(set(relay.deliveries)) == mails and took <= seconds, figure)


def fill(mails: int, *, html: str = "", headers: dict | None = None) -> None:
    """Put messages into an empty outbox, each to somebody else."""
    OutgoingEmail.objects.all().delete()
    for number in range(mails):
        message = EmailMessage("縁", "こんにちは。\n", to=[f"person{number}@example.com"], headers=headers)
        [row] = outbox.put(message)
        if html:
            OutgoingEmail.objects.filter(pk=row.pk).update(html=html)


def finish(relay) -> None:
    """Wait until all is sent; whatever a dead worker left is let go of at once, not in five minutes."""
    last, since = -1, time.monotonic()
    while unfinished().exists() and time.monotonic() - since < PATIENCE:
        if len(relay.deliveries) != last:
            last, since = len(relay.deliveries), time.monotonic()
        keep_moving()
        time.sleep(0.5)


def keep_moving() -> None:
    """Where nothing is due, let the time pass until something is."""
    if not OutgoingEmail.objects.due().exists():
        let_time_pass()
        wake(sweep_outbox)


def let_time_pass() -> None:
    """Make pauses, and claims that nobody works on any more, as old as they would be in some minutes."""
    now = timezone.now()
    # Nothing else is due, so a message claimed five seconds ago is not being sent: its worker is dead.
    dead = OutgoingEmail.objects.abandoned(since=now - timedelta(seconds=5))
    dead.update(claimed_at=now - sending.LONGEST_SENDING - timedelta(seconds=1))
    OutgoingEmail.objects.filter(state=State.QUEUED).update(next_attempt_at=now)


def unfinished():
    """What is still to be sent."""
    return OutgoingEmail.objects.filter(state__in=[State.QUEUED, State.SENDING])


def verdict(when: str, relay, *, mails: int, kills: int, planned: int) -> Iterator[Result]:
    """What the relay got, against what was put into the outbox."""
    what = f"worker killed {when}"
    yield Result(f"{what}, kills", kills == planned, f"{kills} of {planned} took place")
    lost = mails - len({person for person, _id in relay.deliveries})
    unmarked = mails - OutgoingEmail.objects.filter(state=State.SENT).count()
    repeated, twice = relay.repeated, relay.twice
    yield Result(f"{what}, lost", lost == unmarked == 0, f"{lost} of {mails} ({unmarked} not marked as sent)")
    yield Result(f"{what}, twice", twice == 0, f"{twice} with a relay that drops a repeated Message-ID")
    extra = f"{repeated} with a plain relay, under the same Message-ID (at most {kills})"
    yield Result(f"{what}, repeated", repeated <= kills, extra)
