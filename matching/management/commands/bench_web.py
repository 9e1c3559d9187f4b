"""`manage.py bench_web`: how long people wait for the pages of the site that runs on this database."""

import json
import os
import sys
from dataclasses import asdict

from django.conf import settings
from django.core.management.base import BaseCommand

from matching.measuring.audience import audience
from matching.measuring.scratch import refuse_real_people
from matching.measuring.visitors import figures, look_around, wait_until_well
from matching.models import Match
from startups.models import Company

WARM_UP = 30  # seconds: workers that have just started sweep first
LIMIT_MS = 300  # for 95 of 100 requests of every page


class Command(BaseCommand):
    help = "Let people look around, and print how long they waited for each page; the last line is JSON."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--users", type=int, default=50, metavar="N")
        parser.add_argument("--seconds", type=float, default=180, metavar="SECONDS")

    def handle(self, *, users, seconds, **options):
        refuse_real_people()
        wait_until_well(settings.SITE_URL)  # starting the workers is not what is measured
        self.say(f"{users} people look around {settings.SITE_URL} for {seconds:g} s")
        rows = figures(look_around(audience(users, settings.SITE_URL, seconds, WARM_UP)))
        self.say(f"{'page':<30}{'requests':>9}{'median ms':>11}{'p95 ms':>8}{'errors':>8}")
        for row in rows:
            self.say(f"{row.page:<30}{row.requests:>9}{row.median_ms:>11}{row.p95_ms:>8}{row.errors:>8}")
        requests, errors = sum(row.requests for row in rows), sum(row.errors for row in rows)
        is_fast = rows[0].p95_ms < LIMIT_MS
        self.verdict(
            is_fast, f"p95 of every page under {LIMIT_MS} ms", f"{rows[0].p95_ms} ms, {rows[0].page}"
        )
        self.verdict(errors == 0, "pages without an answer", f"{errors} of {requests}")
        self.say(json.dumps(self.summary(users, seconds) | {"pages": [asdict(row) for row in rows]}))
        if not is_fast or errors:
            sys.exit(1)

    def summary(self, users, seconds):
        """On what it was measured."""
        return {
            "users": users,
            "seconds": seconds,
            "cores": os.cpu_count(),
            "companies": Company.objects.published().count(),
            "open_matches": Match.objects.filter(interest_at__isnull=False).count(),
        }

    def verdict(self, is_kept, promise, figure):
        self.say(f"{'ok' if is_kept else 'FAIL':<5}{promise}: {figure}")

    def say(self, words):
        self.stdout.write(words)
        self.stdout.flush()
