"""`manage.py bench_matching`: how long ranking takes, and how much memory, at a given size."""

import json
import time

from django.core.management.base import BaseCommand

from accounts.models import Country
from matching.engine.benchmark import measure
from matching.engine.bridging import bridge_of
from matching.engine.encoder import load_encoder
from matching.engine.full_ranking import Corpus
from matching.engine.profiles import ProfileTexts
from matching.engine.snapshot import matrices_of
from matching.thesaurus.loading import load
from startups.demo.loading import read

TEXTS = 1_000


class Command(BaseCommand):
    help = "Rank companies drawn from the demo's, and print time, memory and recall; the last line is JSON."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--companies", type=int, default=100_000, metavar="N")

    def handle(self, *, companies, **options):
        profiles = demo_profiles()
        corpus = Corpus.of(profiles, load(), encoder=load_encoder())
        seeds = matrices_of(corpus.snapshot.vectors(corpus.bags), len(corpus.snapshot.terms))
        speed = texts_per_second(profiles)
        load_encoder.cache_clear()  # encoding apart: its memory is not the ranking's
        bridge_of.cache_clear()
        figures = measure(seeds, corpus.snapshot, companies)
        result = {
            "companies": companies,
            "seconds": figures.seconds,
            "peak_mb": figures.peak_mb,
            "topn_ratio_sklearn": figures.topn_ratio_sklearn,
            "one_profile_ms": figures.one_profile_ms,
            "candidate_recall": figures.candidate_recall,
            "texts_per_s": speed,
        }
        self.stdout.write(f"{figures.lists} lists of {companies} companies, ranked in {figures.seconds} s")
        self.stdout.write(f"peak memory of the process: {figures.peak_mb} MB")
        self.stdout.write(f"best by concepts: {figures.topn_ratio_sklearn} times faster than scikit-learn")
        self.stdout.write(f"one profile against the other country: {figures.one_profile_ms} ms")
        self.stdout.write(f"exact best 10 among the candidates: {figures.candidate_recall:.1%}")
        self.stdout.write(f"texts encoded: {speed} per second")
        self.stdout.write(json.dumps(result))


def demo_profiles():
    """The invented companies of the demo, each in the first language it is written in."""
    return [
        ProfileTexts(
            id=company["number"],
            country=country.value,
            language=company["text"][0]["language"],
            description=company["text"][0]["summary"],
            offers=tuple(company["text"][0].get("offers", ())),
            seeks=tuple(company["text"][0].get("seeks", ())),
        )
        for country in Country
        for company in read(country)
    ]


def texts_per_second(profiles):
    """How many texts the encoder reads in a second, all different."""
    texts = [
        f"{one.description} {other.description}" for one in profiles for other in profiles if one is not other
    ][:TEXTS]
    began = time.perf_counter()
    load_encoder().encode(texts)
    return round(len(texts) / (time.perf_counter() - began), 1)
