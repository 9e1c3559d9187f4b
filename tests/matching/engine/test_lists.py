"""Two countries ranked against each other in two stages."""

import numpy as np
import pytest

from matching.engine import candidates, lists
from matching.engine.benchmark import draw, index_of, measure, recall
from matching.engine.encoder import load_encoder
from matching.engine.full_ranking import Corpus
from matching.engine.lists import Pairs
from matching.engine.mixing import Turned
from matching.engine.ranking import HYBRID, facing_pairs, rank, rank_everybody
from matching.engine.similarity import COMPARISONS, compare
from matching.engine.snapshot import matrices_of
from tests.matching.engine.test_rivals import DAIRY, FRAUD, OTHERS, WAREHOUSE
from tests.matching.profiles import COMPANIES, SAMPLE

CORPUS = Corpus.of([*COMPANIES, WAREHOUSE, FRAUD, DAIRY, *OTHERS], SAMPLE, encoder=load_encoder())
SNAPSHOT = CORPUS.snapshot
SEEDS = matrices_of(SNAPSHOT.vectors(CORPUS.bags), len(SNAPSHOT.terms))


def drawn(count):
    """Two drawn countries of `count` companies each."""
    random = np.random.default_rng(1)
    return [index_of(draw(SEEDS, count, random), name, SNAPSHOT) for name in ("fr", "jp")]


def test_mix_is_the_weighted_mean_of_the_comparisons():
    french, japanese = CORPUS.sides()
    expected, used = 0.0, 0.0
    for name in COMPARISONS:
        scale = SNAPSHOT.scales[name]
        if HYBRID.of(name) and scale.deviation:
            cosines, is_comparable = compare(french.matrices, japanese.matrices, name)
            expected += HYBRID.of(name) * is_comparable * (cosines - scale.mean) / scale.deviation
            used += HYBRID.of(name)

    turned = Turned.of(french.matrices, SNAPSHOT.scales, HYBRID)

    assert turned.against(japanese.matrices, len(french.ids)) == pytest.approx(expected / used, abs=1e-4)


def test_pairs_have_the_mix_of_all_against_all():
    french, japanese = CORPUS.sides()
    turned = Turned.of(french.matrices, SNAPSHOT.scales, HYBRID)
    rows, columns = np.nonzero(np.ones((len(french.ids), len(japanese.ids))))

    some = turned.with_each(japanese.matrices, rows, columns)

    assert some == pytest.approx(turned.against(japanese.matrices, len(french.ids)).ravel(), abs=1e-4)


def test_everybody_gets_the_list_that_each_would_get_alone():
    french, japanese, pairs = facing_pairs(*CORPUS.sides())

    together = dict(rank_everybody(french, japanese, pairs, limit=5))

    for identifier in french.ids:
        alone = rank(french.profile(identifier), japanese, limit=5)
        assert [ranked.id for ranked in together[identifier]] == [ranked.id for ranked in alone]


def test_candidates_hold_nearly_all_of_the_exact_best(monkeypatch):
    monkeypatch.setattr(lists, "ALL_PAIRS", 0)
    monkeypatch.setattr(candidates, "CANDIDATES", 40)
    french, japanese, pairs = facing_pairs(*drawn(1_200))

    assert len(pairs.mixed) < 0.2 * 1_200**2
    assert recall(french, japanese, pairs) > 0.97
    assert recall(japanese, french, pairs.mirrored) > 0.97


def test_pairs_of_nobody_are_none():
    french, japanese = CORPUS.sides()
    nobody = french.matrices.rows(0, 0)

    assert len(Pairs.of(nobody, japanese.matrices, SNAPSHOT.scales, HYBRID).mixed) == 0
    assert len(Pairs.of(japanese.matrices, nobody, SNAPSHOT.scales, HYBRID).mixed) == 0


def test_benchmark_measures_every_figure():
    figures = measure(SEEDS, SNAPSHOT, 400)

    assert figures.lists == 400
    assert figures.candidate_recall == 1
    assert min(figures.one_profile_ms, figures.topn_ratio_sklearn, figures.peak_mb) > 0  # seconds round to 0
