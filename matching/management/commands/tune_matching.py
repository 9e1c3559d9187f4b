"""`manage.py tune_matching`: which constants of the engine rank graded cases best."""

from pathlib import Path

from django.core.management.base import BaseCommand

from matching.engine.encoder import load_encoder
from matching.engine.tuning import Cases, RememberingEncoder, best_of, trials
from matching.management.reading import read_cases
from matching.thesaurus.loading import load

HEADING = "constant             value   tfidf  hybrid  tfidf all  hybrid all    mean  half 1  half 2"


class Command(BaseCommand):
    help = "Try values of each of the engine's constants on the cases of a folder (see evaluate_matching)."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument("--only", nargs="+", default=(), metavar="CONSTANT", help="e.g. NEAR hybrid.gain")

    def handle(self, *, folder, only, **options):
        cases = Cases(*read_cases(folder), load(), RememberingEncoder(load_encoder()))
        self.stdout.write(f"nDCG@5; * is the value in the code.\n{HEADING}")
        for found in trials(cases, only):
            for trial in found:
                self.stdout.write(row(trial))
            best = best_of(found)
            self.stdout.write("  keep" if best.is_current else f"  better in both halves: {best.value}")


def row(trial):
    """One value of one constant on one line."""
    tfidf, hybrid, tfidf_all, hybrid_all = trial.figures.scores
    mark = "*" if trial.is_current else " "
    half_1, half_2 = trial.figures.halves
    return (
        f"{trial.name:20} {trial.value:>5}{mark}  {tfidf:.3f}   {hybrid:.3f}      {tfidf_all:.3f}"
        f"       {hybrid_all:.3f}   {trial.figures.mean:.3f}   {half_1:.3f}   {half_2:.3f}"
    )
