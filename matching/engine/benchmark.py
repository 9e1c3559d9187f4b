"""Large invented corpora, and the figures of ranking them by the code that the site runs."""

import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from scipy.sparse import csr_matrix
from sklearn.metrics.pairwise import linear_kernel
from sklearn.preprocessing import normalize
from sparse_dot_topn import sp_matmul_topn

from matching.engine.bridging import units
from matching.engine.candidates import THREADS
from matching.engine.index import Index
from matching.engine.lists import Pairs
from matching.engine.mixing import Turned
from matching.engine.profiles import PARTS
from matching.engine.ranking import HYBRID, facing_pairs, rank, rank_everybody
from matching.engine.similarity import Matrices
from matching.engine.snapshot import Snapshot
from matching.engine.vocabulary import CONCEPTS_KEPT
from matching.engine.weighting import strongest

MIXTURE = (3.0, 1.0, 1.0)  # of the profiles from which one is drawn
ANCESTORS = len(MIXTURE)
NOISE = 0.5  # length of what a drawn meaning has of its own
PER_NICHE = 20  # companies of each country, on average
LISTED = 10
TOP = 20
QUERIES_COMPARED = 200
QUERIES_TIMED = 2_000
QUERIES_AT_ONCE = 100  # by scikit-learn, whose scores of all are dense


@dataclass(frozen=True)
class Figures:
    """How the ranking of two drawn countries went."""

    seconds: float
    topn_ratio_sklearn: float
    candidate_recall: float
    one_profile_ms: float
    lists: int

    @property
    def peak_mb(self) -> int:
        """The largest memory of this process so far."""
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def draw(seeds: Matrices, count: int, random: Generator) -> Matrices:
    """So many profiles, each a mixture of ANCESTORS seeds, mostly of the first, with something of its own.

    Concepts keep about the document frequencies of the seeds, CONCEPTS_KEPT per part at most.
    """
    chosen = random.integers(0, len(seeds), (count, ANCESTORS)).ravel()
    shares = random.dirichlet(MIXTURE, count).ravel()
    ends = np.arange(0, count * ANCESTORS + 1, ANCESTORS)
    mixture = csr_matrix((shares.astype(np.float32), chosen, ends), shape=(count, len(seeds)))
    concepts, meanings = {}, {}
    for part in PARTS:
        mixed = csr_matrix(mixture @ seeds.concepts[part])
        mixed.data *= random.exponential(size=mixed.nnz)
        mixed.sort_indices()
        concepts[part] = normalize(strongest(mixed, CONCEPTS_KEPT))
        own = units(random.standard_normal((count, seeds.meanings[part].shape[1]), dtype=np.float32))
        meanings[part] = units(units(mixture @ seeds.meanings[part]) + np.float32(NOISE) * own)
    return Matrices(concepts, meanings)


def index_of(matrices: Matrices, name: str, snapshot: Snapshot) -> Index:
    """An index of drawn profiles."""
    ids = tuple(f"{name}{number:07}" for number in range(len(matrices)))
    return Index(snapshot.version, snapshot.scales, ids, matrices, np.zeros(len(ids)))


def measure(seeds: Matrices, snapshot: Snapshot, companies: int) -> Figures:
    """Draw half of the companies for each country, rank them all, and look closely at a sample."""
    random = np.random.default_rng(2026)
    # A company is one of some in its niche, and mixes it with others: nobody is near to everybody.
    niches = draw(seeds, max(companies // (2 * PER_NICHE), len(seeds)), random)
    french = index_of(draw(niches, companies // 2, random), "fr", snapshot)
    japanese = index_of(draw(niches, companies - companies // 2, random), "jp", snapshot)
    began = time.perf_counter()
    french, japanese, pairs = facing_pairs(french, japanese, HYBRID)
    lists = sum(1 for _ in rank_everybody(french, japanese, pairs, limit=LISTED))
    lists += sum(1 for _ in rank_everybody(japanese, french, pairs.mirrored, limit=LISTED))
    seconds = time.perf_counter() - began
    found = min(recall(french, japanese, pairs), recall(japanese, french, pairs.mirrored))
    one = timed(lambda: rank(french.profile(french.ids[0]), japanese, limit=5 * LISTED))
    return Figures(
        seconds=round(seconds, 1),
        topn_ratio_sklearn=round(topn_ratio(french.matrices, japanese.matrices), 2),
        candidate_recall=round(found, 4),
        one_profile_ms=round(1000 * one, 1),
        lists=lists,
    )


def recall(queries: Index, others: Index, pairs: Pairs) -> float:
    """Which share of the exact best of some profiles is among the candidates."""
    places = np.linspace(0, len(queries.ids) - 1, min(QUERIES_COMPARED, len(queries.ids))).astype(int)
    found = wanted = 0
    for place in places:
        query = Turned.of(queries.matrices.rows(place, place + 1), others.scales, HYBRID)
        row = 2 * query.against(others.matrices, 1)[0] - others.closeness
        exact = np.argsort(-row, kind="stable")[:LISTED]
        start, end = np.searchsorted(pairs.french, [place, place + 1])
        found += len(np.intersect1d(exact, pairs.japanese[start:end]))
        wanted += len(exact)
    return found / max(wanted, 1)


def topn_ratio(french: Matrices, japanese: Matrices) -> float:
    """How many times longer scikit-learn takes for the best TOP of each profile by concepts.

    It is given double precision, as its own vectorisers make it.
    """
    queries = french.concepts["overall"][:QUERIES_TIMED].astype(np.float64)
    others = japanese.concepts["overall"].astype(np.float64)
    single, columns = queries.astype(np.float32), csr_matrix(others.T.astype(np.float32))
    ours = timed(lambda: sp_matmul_topn(single, columns, TOP, threshold=0.0, n_threads=THREADS))
    return timed(lambda: topn_by_sklearn(queries, others)) / ours


def topn_by_sklearn(queries: csr_matrix, others: csr_matrix) -> list[Sequence[int]]:
    """The same in scikit-learn's way, one block at a time."""
    best: list[Sequence[int]] = []
    for start in range(0, queries.shape[0], QUERIES_AT_ONCE):
        scores = linear_kernel(queries[start : start + QUERIES_AT_ONCE], others)
        count = min(TOP, scores.shape[1])
        best.extend(np.argpartition(-scores, count - 1, axis=1)[:, :count].copy())
    return best


def timed(work: Callable[[], object]) -> float:
    """The seconds that something takes, the better of two."""
    taken = []
    for _ in range(2):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken)
