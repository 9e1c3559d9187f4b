"""Every person's digest exactly once: two workers, one killed in the middle of writing, and three beats."""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

from django.db import connection

from accounts.models import User
from common.wake import wake
from local import programs
from mail.models import OutgoingEmail
from matching.models import Digest, DigestItem, Match
from matching.tasks import sweep_digests
from startups.models import Company, Membership
from tests import running
from tests.drills import stations
from tests.drills.results import Result
from tests.factories import CompanyFactory
from tests.matching.digests.pairs import EXPLANATION, LONG_AGO

MONDAY = datetime(2026, 11, 30, 7, 5, tzinfo=UTC)  # five past eight in Paris, afternoon in Tokyo
PER_COMPANY = 5


def drill(scale: float) -> Iterator[Result]:
    """Everything at this scale: 1 is 10,000 people."""
    people = round(10_000 * scale)
    fill(people)
    with (
        running.relay(stations.CountingRelay) as relay,
        stations.data_directory() as data,
        ExitStack() as stack,
    ):
        started = time.monotonic()
        first, second = (stack.enter_context(stations.alive(writer(data, relay))) for _ in range(2))
        for _beat in range(2):
            wake(sweep_digests)
        killed = stations.wait_for(lambda: Digest.objects.count() > people // 3, seconds=600)
        stations.kill(first)
        wake(sweep_digests)  # the next beat
        stations.wait_for(lambda: Digest.objects.count() == people, seconds=600)
        took = time.monotonic() - started
    yield from verdict(people, took, killed)
    for model in (OutgoingEmail, Match, Company, User):
        model.objects.all().delete()


def verdict(people: int, took: float, killed: bool) -> Iterator[Result]:
    """What was queued, against whom there is."""
    queued = OutgoingEmail.objects.filter(kind="digest_suggestions")
    reached, written = queued.values("user").distinct().count(), queued.count()
    yield Result("digest writer killed", killed, "one of two, in the middle of writing")
    yield Result("digests lost", reached == people, f"{people - reached} of {people}")
    yield Result("digests twice", written == reached, f"{written - reached} with two workers and three beats")
    whole = DigestItem.objects.count() == people * PER_COMPANY
    yield Result("digests whole", whole, f"{DigestItem.objects.count()} things told")
    limit = max(600 * people / 10_000, 60)
    yield Result("digests written", took <= limit, f"{people} in {took:.0f} s (at most {limit:.0f} s)")


def writer(data, relay):
    """The mail worker, for which it is Monday; it sends nothing, so that writing is what is timed."""
    child = programs.worker("mail", data, running.environment(relay.url) | {"DRILL_NOW": MONDAY.isoformat()})
    celery = child.command.index("celery")
    child.command = [sys.executable, "-m", "tests.drills.monday", *child.command[celery + 1 :]]
    return child


def fill(people: int) -> None:
    """So many people, each with a company of one of the two countries and five suggestions."""
    users = User.objects.bulk_create(
        User(
            email=f"person{number}@example.com",
            language=("fr", "ja", "en")[number % 3],
            time_zone=("Europe/Paris", "Asia/Tokyo")[number % 2],
            date_joined=LONG_AGO,
        )
        for number in range(people)
    )
    companies = [CompanyFactory.build(published=True, japanese=number % 2 == 1) for number in range(people)]
    companies = Company.objects.bulk_create(companies, batch_size=1000)
    rows = [Membership(company=company, user=user) for company, user in zip(companies, users, strict=True)]
    Membership.objects.bulk_create(rows, batch_size=1000)
    Match.objects.bulk_create(matches(companies[::2], companies[1::2]), batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as autovacuum has long done where so many people are


def matches(french: list[Company], japanese: list[Company]) -> Iterator[Match]:
    """Five suggestions to each company of either side."""
    for number, company in enumerate(french):
        for step in range(PER_COMPANY):
            yield Match(
                french_company=company,
                japanese_company=japanese[(number + step) % len(japanese)],
                shown_to_french=True,
                shown_to_japanese=True,
                score=0.9 - step / 100,
                explanation=EXPLANATION,
                ranking_version="drill",
            )
