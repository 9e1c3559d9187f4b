"""Which value of each constant of the engine ranks graded cases best, one constant at a time.

A change is proposed only where it helps both halves of the queries: with few cases, what helps one half
alone is noise.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any
from zlib import crc32

import numpy as np

from matching.engine import bridging, buzzwords, counting, lists, meanings, vocabulary, weighting
from matching.engine.bags import ConceptBags
from matching.engine.encoder import DIMENSIONS, Encoder, Meaning
from matching.engine.evaluation import Grades, mean_scores, score_direction
from matching.engine.full_ranking import WEIGHTS, Corpus, Signal, rank_all
from matching.engine.profiles import COUNTRIES, FIELDS, ProfileTexts
from matching.engine.snapshot import Snapshot
from matching.thesaurus.concepts import Thesaurus

MEASURED: tuple[tuple[Signal, tuple[str, ...]], ...] = (
    ("tfidf", ("description",)),
    ("hybrid", ("description",)),
    ("tfidf", FIELDS),
    ("hybrid", FIELDS),
)
LEAST_GAIN = 0.004  # of the mean nDCG@5, in each half: less is noise


@dataclass(frozen=True)
class Knob:
    """One constant of the engine, and the values that are tried."""

    module: ModuleType
    name: str
    values: tuple[Any, ...]

    @property
    def current(self) -> Any:
        """The value in the code."""
        return getattr(self.module, self.name)


KNOBS = (
    Knob(bridging, "NEAREST", (5, 10, 20, 40)),
    Knob(bridging, "NEAR", (0.2, 0.25, 0.3, 0.4)),
    Knob(bridging, "CLOSE_POWER", (1, 1.5, 2, 3)),
    Knob(bridging, "SHARE", (0.0, 0.2, 0.35, 0.5, 0.7)),
    Knob(counting, "FEWEST_NEAR", (0.0, 0.05, 0.1, 0.15)),
    Knob(counting, "BROADER_WEIGHT", (0.0, 0.2, 0.3, 0.4, 0.5, 0.7)),
    Knob(counting, "INNER_WEIGHT", (0.0, 0.15, 0.3, 0.5)),
    Knob(buzzwords, "BUZZ_SHARE", (0.0, 0.1, 0.2, 0.4, 1.0)),
    Knob(weighting, "TERM_SATURATION", (0.2, 0.6, 1.2, 2.0)),
    Knob(weighting, "LENGTH_SHARE", (0.25, 0.5, 0.75, 1.0)),
    Knob(weighting, "IDF_POWER", (0.3, 0.5, 0.7, 1.0, 1.5)),
    Knob(weighting, "POOLED_PROFILES", (3, 10, 30, 1000)),
    Knob(vocabulary, "MOST_COMMON", (0.1, 0.2, 0.4, 1.0)),
    Knob(vocabulary, "CONCEPTS_KEPT", (30, 45, 60, 80, 120)),
    Knob(meanings, "TECHNOLOGY_SHARE", (0.0, 0.3, 0.6, 1.0)),
    Knob(meanings, "CONCEPTS_SHARE", (0.0, 0.35, 0.7, 1.0, 1.5)),
    Knob(meanings, "ENOUGH_CONCEPTS", (3.0, 6.0, 10.0, 20.0)),
    Knob(meanings, "PRIOR_PROFILES", (1, 5, 20)),
    Knob(lists, "NEIGHBOURS", (1, 2, 3, 4, 5, 7, 10)),
)
READING = (
    bridging,
    buzzwords,
    counting,
    meanings,
)  # whose constants are used when a text is read, before any ranking
WEIGHT_VALUES = (0.0, 0.25, 0.5, 1.0, 1.5, 2.5, 4.0, 6.0, 8.0)
TUNED_WEIGHTS: tuple[tuple[Signal, str], ...] = (
    ("tfidf", "gain"),
    ("hybrid", "gain"),
    ("hybrid", "meaning"),
    ("hybrid", "meaning_gain"),
    ("hybrid", "meaning_need"),
)


@dataclass(frozen=True)
class Figures:
    """What one value of a constant gives: nDCG@5 of each measured signal, and the mean of each half."""

    scores: tuple[float, ...]
    halves: tuple[float, float]

    @property
    def mean(self) -> float:
        """The mean of all scores."""
        return sum(self.scores) / len(self.scores)

    def is_better_than(self, other: "Figures") -> bool:
        """Whether both halves gain more than noise."""
        return all(mine > theirs + LEAST_GAIN for mine, theirs in zip(self.halves, other.halves, strict=True))


@dataclass(frozen=True)
class Trial:
    """One value of one constant, and what it gives."""

    name: str
    value: Any
    is_current: bool
    figures: Figures


class RememberingEncoder:
    """An encoder that reads each text once."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.seen: dict[str, Meaning] = {}

    def encode(self, texts: Sequence[str]) -> Meaning:
        """(texts, DIMENSIONS) unit rows."""
        unseen = list(dict.fromkeys(text for text in texts if text not in self.seen))
        self.seen.update(zip(unseen, self.encoder.encode(unseen), strict=True))
        return np.array([self.seen[text] for text in texts], dtype=np.float32).reshape(-1, DIMENSIONS)


@dataclass(frozen=True, eq=False)
class Cases:
    """Profiles with their graded partners, and what reads them."""

    profiles: Sequence[ProfileTexts]
    grades: Grades
    thesaurus: Thesaurus
    encoder: Encoder
    bags: dict[tuple[str, ...], tuple[ConceptBags, ...]] = field(default_factory=dict)

    def read_again(self) -> None:
        """Forget the bags: they were made with other values of the constants."""
        bridging.bridge_of.cache_clear()
        self.bags.clear()

    def figures(self) -> Figures:
        """The scores with the constants as they are now."""
        corpora = {fields: self.corpus(fields) for _, fields in MEASURED}
        rankings = [rank_all(corpora[fields], WEIGHTS[signal]) for signal, fields in MEASURED]
        halves = [
            [
                self.score(ranking, [query for query in self.grades if half_of(query) == half])
                for half in (0, 1)
            ]
            for ranking in rankings
        ]
        odd, even = (sum(column) / len(column) for column in zip(*halves, strict=True))
        return Figures(tuple(self.score(ranking, list(self.grades)) for ranking in rankings), (odd, even))

    def corpus(self, fields: tuple[str, ...]) -> Corpus:
        """The corpus of these profiles, reading some of their texts."""
        if fields not in self.bags:
            self.bags[fields] = Corpus.of(self.profiles, self.thesaurus, fields, self.encoder).bags
        return Corpus(self.bags[fields], Snapshot.fit(self.bags[fields]))

    def score(self, ranking: Mapping[str, Sequence[str]], queries: Sequence[str]) -> float:
        """The nDCG@5 of some queries, the mean of both directions."""
        country = {profile.id: profile.country for profile in self.profiles}
        directions = [
            score_direction(ranking, [query for query in queries if country[query] == own], self.grades)
            for own in COUNTRIES
        ]
        return mean_scores(directions).ndcg_5


def half_of(query: str) -> int:
    """In which half a query is: by its id alone, so that it stays there."""
    return crc32(query.encode()) % 2


def trials(cases: Cases, names: Sequence[str] = ()) -> Iterator[list[Trial]]:
    """For each constant the trials of all its values; of those named only, where names are given."""
    now = cases.figures()
    for knob in KNOBS:
        if not names or knob.name in names:
            yield list(trials_of_knob(cases, knob, now))
    for signal, weight in TUNED_WEIGHTS:
        if not names or f"{signal}.{weight}" in names:
            yield list(trials_of_weight(cases, signal, weight, now))


def trials_of_knob(cases: Cases, knob: Knob, now: Figures) -> Iterator[Trial]:
    """Every value of a constant in turn, the others as in the code."""
    current = knob.current
    for value in sorted({*knob.values, current}):
        with put(knob.module, knob.name, value, cases):
            figures = now if value == current else cases.figures()
        yield Trial(knob.name, value, value == current, figures)


def trials_of_weight(cases: Cases, signal: Signal, weight: str, now: Figures) -> Iterator[Trial]:
    """Every value of one weight of the mix in turn."""
    before = WEIGHTS[signal]
    current = getattr(before, weight)
    for value in sorted({*WEIGHT_VALUES, current}):
        try:
            WEIGHTS[signal] = replace(before, **{weight: value})
            figures = now if value == current else cases.figures()
        finally:
            WEIGHTS[signal] = before
        yield Trial(f"{signal}.{weight}", value, value == current, figures)


@contextmanager
def put(module: ModuleType, name: str, value: Any, cases: Cases) -> Iterator[None]:
    """Another value of a constant, for a while."""
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        if module in READING:
            cases.read_again()
        yield
    finally:
        setattr(module, name, before)
        if module in READING:
            cases.read_again()


def best_of(found: Sequence[Trial]) -> Trial:
    """The value to take: another one than the current only where both halves gain."""
    [current] = [trial for trial in found if trial.is_current]
    better = [trial for trial in found if trial.figures.is_better_than(current.figures)]
    return max(better, key=lambda trial: trial.figures.mean, default=current)
