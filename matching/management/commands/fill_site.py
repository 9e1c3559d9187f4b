"""`manage.py fill_site`: invented companies with people, texts and matches at every point of their life."""

import json

from django.core.management.base import BaseCommand

from matching.engine.encoder import load_encoder
from matching.engine.full_ranking import Corpus
from matching.management.commands.bench_matching import demo_profiles
from matching.measuring import inhabited, invented, scratch, under_way
from matching.models import Match
from matching.suggesting.list_rules import limits
from matching.thesaurus.loading import load


class Command(BaseCommand):
    help = (
        "Fill an empty database for `bench_web`. Needs DEMO=true: the invented companies are like the demo's."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--companies", type=int, default=10_000, metavar="N")
        parser.add_argument("--matches", type=int, default=10_000, metavar="N", help="so many under way")

    def handle(self, *, companies, matches, **options):
        scratch.prepare()
        corpus = Corpus.of(demo_profiles(), load(), encoder=load_encoder())
        invented.fill(corpus, companies, inhabited.facts)
        inhabited.inhabit()
        explanations = [json.dumps(each) for each in Match.objects.values_list("explanation", flat=True)]
        invented.pretend_to_be_ranked(limits().listed, explanations)
        under_way.bring_on(matches)
        invented.settle_down()
