"""A broker that is frozen or refuses: mail waits as rows and goes out when it is back."""

import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from django.core.mail import EmailMessage
from django.db import connection

from local import programs
from mail import outbox
from mail.models import OutgoingEmail
from tests import running, servers
from tests.drills import stations
from tests.drills.results import Result

State = OutgoingEmail.State
CLIENTS = 20
AT_WORK = 100  # messages just before, so that the worker is interrupted in the middle
# Seconds: Celery keeps ten connections, so ten clients wait out their attempt of two seconds, then ten more.
LONGEST_PUT = 5
DRAINED_AFTER = 120  # seconds


def drill(scale: float) -> Iterator[Result]:
    """Freeze the broker, then stop it, each time under 20 clients; for ten minutes at scale 1."""
    seconds = 600 * scale
    broker = servers.valkey.server
    yield from away(
        "frozen",
        seconds,
        go=lambda: broker.process.send_signal(signal.SIGSTOP),
        come=lambda: broker.process.send_signal(signal.SIGCONT),
    )
    yield from away("refusing", seconds, go=broker.stop, come=servers.valkey.start)


def away(how: str, seconds: float, *, go: Callable, come: Callable) -> Iterator[Result]:
    """Put messages into the outbox while the broker is away, and count what arrives after its return."""
    OutgoingEmail.objects.all().delete()
    with running.relay(stations.CountingRelay) as relay, stations.data_directory() as data:
        worker = stations.mail_worker(data, relay)
        beat = programs.beat(data, running.environment(relay.url))
        with stations.alive(worker), stations.alive(beat):
            running.eventually(lambda: "ready." in worker.log.read_text(), "the worker did not start")
            relay.thinks = 0.05
            before = [put(f"before{number}") for number in range(AT_WORK)]
            go()
            try:
                puts = before + put_for(seconds)
            finally:
                come()
            relay.thinks = 0.0
            returned = time.monotonic()
            is_drained = stations.wait_for(
                lambda: len(set(relay.deliveries)) == len(puts), seconds=DRAINED_AFTER
            )
            took = time.monotonic() - returned
            stations.wait_for(lambda: not unsent().exists(), seconds=5)  # the last one is marked
        rows = OutgoingEmail.objects.count()
    yield Result(f"broker {how} for {seconds:.0f} s, kept", rows == len(puts), f"{rows} of {len(puts)} rows")
    longest = f"{max(puts):.1f} s (at most {LONGEST_PUT} s)"
    yield Result(f"broker {how}, longest put", max(puts) <= LONGEST_PUT, longest)
    drained = f"{len(set(relay.deliveries))} of {len(puts)} sent {took:.0f} s after its return"
    yield Result(f"broker {how}, drained", is_drained and not unsent().exists(), drained)
    yield Result(f"broker {how}, repeated", relay.repeated == 0, f"{relay.repeated} messages")


def unsent():
    """What is not marked as sent."""
    return OutgoingEmail.objects.exclude(state=State.SENT)


def put_for(seconds: float) -> list[float]:
    """Have 20 clients put messages into the outbox; how long each put took, in seconds."""
    end = time.monotonic() + seconds
    with ThreadPoolExecutor(CLIENTS) as clients:
        work = [clients.submit(client, number, end) for number in range(CLIENTS)]
    return [took for each in work for took in each.result()]


def client(number: int, end: float) -> list[float]:
    """One client, which puts a message every other second."""
    took = []
    try:
        while time.monotonic() < end:
            took.append(put(f"client{number}-{len(took)}"))
            time.sleep(2)
    finally:
        connection.close()
    return took


def put(name: str) -> float:
    """Put a message into the outbox; how long it took, in seconds."""
    started = time.monotonic()
    outbox.put(EmailMessage("縁", "x", to=[f"{name}@example.com"]))
    return time.monotonic() - started
