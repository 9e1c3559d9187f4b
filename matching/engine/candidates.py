"""Which pairs of two large sets are worth comparing exactly: the first of two stages.

A pair is a candidate when its concepts are among the best of the French profile, or when one short dense
vector, which stands for all texts of a profile, puts it among the best of either side.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.decomposition import TruncatedSVD
from sparse_dot_topn import sp_matmul_topn

from matching.engine.encoder import Meaning
from matching.engine.mixing import Turned
from matching.engine.profiles import PARTS, Part
from matching.engine.similarity import Matrices, Places, Scales, Weights
from matching.engine.weighting import strongest

CANDIDATES = 120  # about how many of each profile come from the short vectors
SPARSE_CANDIDATES = 30  # of each French profile by concepts,
STRONGEST = 20  # of which so many are looked up
BLOCK = 300  # French profiles at once
THREADS = os.cpu_count() or 1
SAMPLE = 5_000  # profiles from which the thresholds and the short vectors are measured
KEPT_MEANING: dict[Part, int] = {"overall": 96, "offers": 32, "seeks": 32}  # dimensions of 512
KEPT_CONCEPTS: dict[Part, int] = {"overall": 160, "offers": 64, "seeks": 64}  # of all concepts


@dataclass(frozen=True)
class Block:
    """Candidates of a range of French profiles: `rows` count from `start`, in ascending order."""

    start: int
    turned: Turned
    rows: Places
    columns: Places


@dataclass(frozen=True)
class Reduction:
    """Bases on which texts and concepts are short."""

    meanings: Meaning
    concepts: Meaning

    @classmethod
    def of(cls, french: Matrices, japanese: Matrices) -> Self:
        """The directions in which a sample of the profiles differs most."""
        samples = [side.picked(spread(len(side), SAMPLE)) for side in (french, japanese)]
        rows = np.concatenate([sample.meanings[part] for sample in samples for part in PARTS])
        _, directions = np.linalg.eigh(rows.T @ rows)
        concepts = vstack([sample.concepts[part] for sample in samples for part in PARTS], format="csr")
        return cls(np.ascontiguousarray(directions[:, ::-1]), basis_of(concepts))

    def of_queries(self, turned: Turned, count: int) -> Meaning:
        """(queries, dimensions) the short vectors of turned queries."""
        no_meaning = np.zeros((count, len(self.meanings)), dtype=np.float32)
        meanings = {part: turned.meanings.get(part, no_meaning) for part in PARTS}
        no_concepts = csr_matrix((count, len(self.concepts)))
        concepts = {part: turned.concepts.get(part, no_concepts) for part in PARTS}
        has = [
            -values.get(part, np.zeros(count))[:, None]
            for values in (turned.has_concepts, turned.has_meaning)
            for part in PARTS
        ]
        return joined([*self.shortened(meanings, concepts), *has])

    def of_others(self, others: Matrices) -> Meaning:
        """(others, dimensions) the short vectors of those that are compared with."""
        has = [
            values[part][:, None] for values in (others.has_concepts, others.has_meaning) for part in PARTS
        ]
        return joined([*self.shortened(others.meanings, others.concepts), *has])

    def shortened(
        self, meanings: Mapping[Part, Meaning], concepts: Mapping[Part, csr_matrix]
    ) -> list[Meaning]:
        """The first dimensions of each part."""
        return [
            *(meanings[part] @ self.meanings[:, :kept] for part, kept in KEPT_MEANING.items()),
            *(concepts[part] @ self.concepts[:, :kept] for part, kept in KEPT_CONCEPTS.items()),
        ]


def basis_of(concepts: csr_matrix) -> Meaning:
    """(concepts, dimensions) the directions of a sample of sparse rows; none when it is small."""
    kept = min(max(KEPT_CONCEPTS.values()), min(concepts.shape) - 1)
    if kept < 1:
        return np.zeros((concepts.shape[1], 1), dtype=np.float32)
    return np.asarray(TruncatedSVD(kept, random_state=0).fit(concepts).components_.T, dtype=np.float32)


@dataclass(frozen=True, eq=False)
class Search:
    """Two whole sets, of which any range of the French can be searched for candidates by itself."""

    french: Matrices
    japanese: Matrices
    scales: Scales
    weights: Weights

    @cached_property
    def short(self) -> tuple[Meaning, Meaning]:
        """The short vectors of both sides."""
        reduction = Reduction.of(self.french, self.japanese)
        left = np.concatenate(
            [
                reduction.of_queries(self.turned(start), len(self.french.rows(start, start + BLOCK)))
                for start in range(0, len(self.french), BLOCK)
            ]
        )
        return without_closeness(left, reduction.of_others(self.japanese))

    @cached_property
    def bars(self) -> tuple[Meaning, Meaning]:
        """The product over which a pair is a candidate, for each of both sides."""
        return both_bars(*self.short)

    @cached_property
    def columns(self) -> csr_matrix:
        """The Japanese concepts turned over."""
        return csr_matrix(self.japanese.concepts["overall"].T.astype(np.float32))

    def turned(self, start: int, end: int | None = None) -> Turned:
        """French profiles as queries, one block unless told otherwise."""
        return Turned.of(self.french.rows(start, end or start + BLOCK), self.scales, self.weights)

    def blocks(self, first: int, last: int) -> Iterator[Block]:
        """The candidates of the French profiles from row `first` to before row `last`, block by block."""
        left, right = self.short
        row_bars, column_bars = self.bars
        for start in range(first, last, BLOCK):
            end = min(start + BLOCK, last)
            turned = self.turned(start, end)
            is_chosen = left[start:end] @ right.T >= np.minimum(row_bars[start:end, None], column_bars)
            if "overall" in turned.concepts:
                queries = strongest(turned.concepts["overall"], STRONGEST).astype(np.float32)
                best = sp_matmul_topn(
                    queries, self.columns, SPARSE_CANDIDATES, threshold=0.0, n_threads=THREADS
                )
                is_chosen[best.nonzero()] = True
            yield Block(start, turned, *np.nonzero(is_chosen))


def without_closeness(left: Meaning, right: Meaning) -> tuple[Meaning, Meaning]:
    """Short vectors whose product also takes off about half the closeness of both, as the ranking does."""
    row_bars, column_bars = both_bars(left, right)
    return (
        joined([left, -row_bars[:, None] / 2, np.ones((len(left), 1))]),
        joined([right, np.ones((len(right), 1)), -column_bars[:, None] / 2]),
    )


def both_bars(left: Meaning, right: Meaning) -> tuple[Meaning, Meaning]:
    """For each of both sides the product over which about CANDIDATES of the other side lie."""
    return bars(left, right), bars(right, left)


def bars(rows: Meaning, others: Meaning) -> Meaning:
    """(rows,) the product over which about CANDIDATES of `others` lie, judged by a sample of them."""
    sample = others[spread(len(others), SAMPLE)]
    best = -(-CANDIDATES * len(sample) // max(len(others), 1))
    if best >= len(sample):
        return np.full(len(rows), -np.inf, dtype=np.float32)
    # One block at a time, and of its products one column: all of them would take a gigabyte.
    bar = np.empty(len(rows), dtype=np.float32)
    for start in range(0, len(rows), BLOCK):
        products = rows[start : start + BLOCK] @ sample.T
        products.partition(len(sample) - best, axis=1)
        bar[start : start + BLOCK] = products[:, -best]
    return bar


def spread(count: int, limit: int) -> Places:
    """At most `limit` of so many places, evenly spread."""
    return np.arange(0, count, max(1, -(-count // limit)))


def joined(blocks: Sequence[NDArray[Any]]) -> Meaning:
    """The blocks side by side, in single precision."""
    return np.hstack(blocks, dtype=np.float32, casting="same_kind")
