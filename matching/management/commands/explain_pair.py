"""`manage.py explain_pair`: why two profiles of a file should meet."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from common.languages import LANGUAGES
from matching.engine.explanations import explain
from matching.engine.full_ranking import Corpus
from matching.engine.profiles import FIELDS
from matching.management.reading import field_names, read_profiles
from matching.suggesting.vectors import encoder_in_use
from matching.thesaurus.loading import load

TITLES = {
    "shared": "What both do",
    "french_gives": "What the French side gives",
    "japanese_gives": "What the Japanese side gives",
}


class Command(BaseCommand):
    help = "Print why two profiles of a JSONL file should meet."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("profiles", type=Path, metavar="IN.jsonl")
        parser.add_argument("ids", nargs=2, metavar="ID")
        parser.add_argument("--fields", type=field_names, default=FIELDS, metavar="NAME,NAME")
        parser.add_argument("--language", choices=LANGUAGES, default="en", help="of the concepts")

    def handle(self, *, profiles, ids, fields, language, **options):
        thesaurus = load()
        corpus = Corpus.of(read_profiles(profiles), thesaurus, fields, encoder_in_use())
        bags = {bag.id: bag for bag in corpus.bags}
        for identifier in ids:
            if identifier not in bags:
                raise CommandError(f"There is no profile {identifier!r} in {profiles}.")
        try:
            explanation = explain(*(bags[identifier] for identifier in ids), corpus.snapshot)
        except ValueError as error:
            raise CommandError(str(error)) from error
        for name, title in TITLES.items():
            self.stdout.write(f"{title}:")
            for reason in getattr(explanation, name):
                self.stdout.write(f"  {described(reason, thesaurus.label(reason.concept, language))}")
            if not getattr(explanation, name):
                self.stdout.write("  nothing in common")


def described(reason, label):
    """One reason on one line: the words of both sides, the concept, its share."""
    french, japanese = ", ".join(reason.french_words), ", ".join(reason.japanese_words)
    return f"{french} | {japanese} ({label}) {reason.share:.0%}"
