"""People who look around a running site, each with pauses to think; and how long they wait for each page."""

import http.client
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median
from threading import Thread
from urllib.parse import urlsplit

import numpy as np

THINKS = (5.0, 10.0)  # seconds between an answer and the next question, at least and at most
PATIENCE = 30  # seconds for an answer
WELL_AFTER = 180  # seconds at most, until web, workers and beat have started

Pages = Mapping[str, Sequence[str]]  # the addresses of each kind of page


@dataclass(frozen=True)
class Visit:
    """One page that somebody asked for."""

    page: str
    seconds: float
    is_answered: bool


@dataclass(frozen=True)
class Figures:
    """What was measured of one kind of page."""

    page: str
    requests: int
    median_ms: int
    p95_ms: int
    errors: int


class Visitor(Thread):
    """Somebody signed in, who opens one of their pages, reads it, and opens the next."""

    def __init__(
        self, number: int, address: str, cookie: str, pages: Pages, seconds: float, warm_up: float = 0
    ) -> None:
        super().__init__(daemon=True)
        self.random = np.random.default_rng(number)
        self.host = urlsplit(address).netloc
        self.headers = {"Cookie": cookie, "Accept-Language": "en"}
        self.pages = pages
        self.seconds = seconds
        self.warm_up = warm_up
        self.visits: list[Visit] = []

    def run(self) -> None:
        """Look around for so many seconds, of which those of the warm-up do not count.

        The first page is opened after a part of a pause, so that people do not come all at once.
        """
        counted = time.monotonic() + self.warm_up
        end = counted + self.seconds
        time.sleep(self.random.uniform(0, THINKS[1]))
        while (now := time.monotonic()) < end:
            page = self.random.choice(sorted(self.pages))
            visit = self.visit(page, self.random.choice(self.pages[page]))
            if now >= counted:
                self.visits.append(visit)
            time.sleep(self.random.uniform(*THINKS))

    def visit(self, page: str, path: str) -> Visit:
        """Open one page on a connection of its own, as a browser does after so long a pause."""
        began = time.perf_counter()
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers=self.headers)
            answer = connection.getresponse()
            answer.read()
            is_answered = answer.status == http.client.OK
        except (OSError, http.client.HTTPException):
            is_answered = False
        finally:
            connection.close()
        return Visit(page, time.perf_counter() - began, is_answered)


def wait_until_well(address: str) -> None:
    """Return when the site says that every part of it lives. Raises TimeoutError when it never does."""
    probe = Visitor(0, address, "", {}, 0)
    for _ in range(WELL_AFTER):
        if probe.visit("health", "/healthz").is_answered:
            return
        time.sleep(1)
    raise TimeoutError(f"{address}/healthz still says that something is missing.")


def look_around(visitors: Sequence[Visitor]) -> list[Visit]:
    """All their visits, once each of them has gone."""
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    return [visit for visitor in visitors for visit in visitor.visits]


def figures(visits: Iterable[Visit]) -> list[Figures]:
    """What was measured of each kind of page, the slowest first."""
    by_page: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        by_page[visit.page].append(visit)
    found = [_figures(page, of_page) for page, of_page in by_page.items()]
    return sorted(found, key=lambda one: (-one.p95_ms, one.page))


def _figures(page: str, visits: list[Visit]) -> Figures:
    taken = sorted(visit.seconds for visit in visits)
    return Figures(
        page=page,
        requests=len(visits),
        median_ms=round(1000 * median(taken)),
        p95_ms=round(1000 * taken[ceil(0.95 * len(taken)) - 1]),  # nearest rank
        errors=sum(not visit.is_answered for visit in visits),
    )
