"""`manage.py evaluate_matching`: how good the ranking is on graded cases."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from matching.evaluation import GradeError, mean_scores, parse_grades, score_direction
from matching.full_ranking import SIGNALS, WEIGHTS, Corpus, rank_all
from matching.management.reading import field_names, read_profiles
from matching.profiles import COUNTRIES
from matching.thesaurus.loading import load
from matching.vectors import encoder_in_use


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


def read_cases(folder):
    """The profiles and the grades of a folder. Raises CommandError when either is missing or wrong."""
    paths = sorted(folder.glob("*.jsonl"))
    graded = [path for path in paths if path.name.startswith("relevance")]
    if not graded or len(graded) == len(paths):
        raise CommandError(f"{folder} must hold cases (*.jsonl) and their relevance*.jsonl.")
    profiles = [profile for path in paths if path not in graded for profile in read_profiles(path)]
    grades = {}
    for path in graded:
        try:
            grades.update(parse_grades(path.read_text(encoding="utf-8").splitlines(), path.name))
        except (OSError, UnicodeDecodeError, GradeError) as error:
            raise CommandError(str(error)) from error
    return profiles, grades
