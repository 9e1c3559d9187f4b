"""`manage.py rank_profiles`: each profile of a file ranked against those of the other country."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from matching.engine.full_ranking import SIGNALS, WEIGHTS, Corpus, rank_all
from matching.management.reading import field_names, read_profiles
from matching.suggesting.vectors import encoder_in_use
from matching.thesaurus.loading import load


class Command(BaseCommand):
    help = "Rank each profile of a JSONL file against those of the other country."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("profiles", type=Path, metavar="IN.jsonl")
        parser.add_argument("--output", type=Path, required=True, metavar="RANKING.json")
        parser.add_argument("--signal", choices=SIGNALS, default="hybrid")
        parser.add_argument("--fields", type=field_names, default=("description",), metavar="NAME,NAME")

    def handle(self, *, profiles, output, signal, fields, **options):
        encoder = encoder_in_use()
        if encoder is None and signal == "semantic":
            raise CommandError("The encoder is switched off (MATCHING_ENCODER): choose tfidf or hybrid.")
        if encoder is None and signal == "hybrid":
            self.stderr.write("The encoder is switched off (MATCHING_ENCODER): ranked by concepts alone.")
        corpus = Corpus.of(read_profiles(profiles), load(), fields, encoder)
        ranking = rank_all(corpus, WEIGHTS[signal])
        try:
            output.write_text(json.dumps(ranking, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{len(ranking)} profiles ranked in {output}")
