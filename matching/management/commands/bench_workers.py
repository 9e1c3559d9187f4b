"""`manage.py bench_workers`: publications and full rankings by real workers, on an empty database."""

import json
import tempfile
from pathlib import Path
from statistics import median

from django.core.management.base import BaseCommand

from accounts.models import Country
from matching.engine.encoder import load_encoder
from matching.engine.full_ranking import Corpus
from matching.management.commands.bench_matching import demo_profiles
from matching.measuring import invented, scratch, workers
from matching.suggesting.list_rules import limits
from matching.thesaurus.loading import load


class Command(BaseCommand):
    help = "Fill an empty database with invented companies, let workers work, and print JSON lines."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--companies", type=int, default=100_000, metavar="N")
        parser.add_argument("--publish", type=int, default=0, metavar="TIMES", help="publish so many more")
        parser.add_argument(
            "--workers",
            type=int,
            nargs="*",
            default=[],
            metavar="COUNT",
            help="a full ranking by so many each",
        )

    def handle(self, *, companies, publish, workers, **options):
        scratch.prepare()
        invented.fill(Corpus.of(demo_profiles(), load(), encoder=load_encoder()), companies)
        with tempfile.TemporaryDirectory() as folder:
            for count in workers:
                self.full_ranking(companies, count, Path(folder))
            if publish:
                self.publications(companies, publish, Path(folder))

    def full_ranking(self, companies, count, folder):
        """Let so many workers share one full ranking."""
        invented.nobody_is_due()  # else the first worker ranks them one by one as soon as it is there
        with workers.running(count, folder, apart=True) as running:
            seconds = workers.full_ranking()
            self.show(
                companies=companies,
                workers=count,
                seconds=round(seconds, 1),
                suggestions=workers.lists(),
                peak_mb=[worker.peak_mb for worker in running],
            )

    def publications(self, companies, times, folder):
        """Publish some companies of both countries, one after the other, with one warm worker."""
        invented.pretend_to_be_ranked(limits().listed)
        with workers.running(1, folder) as running:
            workers.publication(Country.FRANCE, 0)
            workers.publication(Country.JAPAN, 0)
            taken = [
                workers.publication(country, number) for number in range(1, 1 + times) for country in Country
            ]
            self.show(
                companies=companies,
                publications=len(taken),
                median_s=round(median(taken), 2),
                slowest_s=round(max(taken), 2),
                peak_mb=running[0].peak_mb,
            )

    def show(self, **figures):
        self.stdout.write(json.dumps(figures))
