"""`manage.py evaluate_matching`: how good the ranking is on graded cases."""

from pathlib import Path

from django.core.management.base import BaseCommand

from matching.engine.evaluation import mean_scores, score_direction
from matching.engine.full_ranking import SIGNALS, WEIGHTS, Corpus, rank_all
from matching.engine.profiles import COUNTRIES
from matching.management.reading import field_names, read_cases
from matching.suggesting.vectors import encoder_in_use
from matching.thesaurus.loading import load


class Command(BaseCommand):
    help = "Score the ranking of the cases in a folder (*.jsonl) against its relevance*.jsonl."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument("--fields", type=field_names, default=("description",), metavar="NAME,NAME")

    def handle(self, *, folder, fields, **options):
        profiles, grades = read_cases(folder)
        encoder = encoder_in_use()
        corpus = Corpus.of(profiles, load(), fields, encoder)
        if encoder is None:
            self.stderr.write("The encoder is switched off (MATCHING_ENCODER): concepts alone.")
        for signal in SIGNALS if encoder else ("tfidf",):
            self.print_scores(signal, rank_all(corpus, WEIGHTS[signal]), profiles, grades)

    def print_scores(self, signal, ranking, profiles, grades):
        """One line per direction, and their mean."""
        directions = []
        for country, other in (COUNTRIES, COUNTRIES[::-1]):
            queries = [profile.id for profile in profiles if profile.country == country]
            directions.append(score_direction(ranking, queries, grades))
            self.stdout.write(f"{signal:8} {country}->{other}  {directions[-1]}")
        self.stdout.write(f"{signal:8} mean    {mean_scores(directions)}")
