"""`manage.py plot_growth`: what `bench_matching` printed at several sizes as a picture."""

import json
from pathlib import Path

from django.core.management import CommandError
from django.core.management.base import BaseCommand

from matching.measuring.growth import plot


class Command(BaseCommand):
    help = "Read the last lines of several runs of bench_matching, one to a line, and write them as SVG."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("rows", type=Path, metavar="IN.jsonl")
        parser.add_argument("--output", type=Path, required=True, metavar="OUT.svg")

    def handle(self, *, rows, output, **options):
        try:
            output.write_text(plot([json.loads(line) for line in rows.read_text().splitlines()]), "utf-8")
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"This cannot be plotted: {error!r}") from error
