"""The mix of all comparisons as one inner product, so that it can be taken apart and taken in blocks.

Each comparison counts weight x (cosine - mean) / deviation where both profiles have its texts. That is
linear in the cosines, so a query is turned once, by the weights, towards each part of the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy.sparse import csr_matrix

from matching.engine.encoder import Meaning
from matching.engine.profiles import PARTS, Part
from matching.engine.similarity import (
    COMPARISONS,
    CONCEPT_PARTS,
    MEANING_PARTS,
    Comparison,
    Matrices,
    Places,
    Scales,
    Weights,
)
from matching.engine.weighting import Floats


def factors_of(scales: Scales, weights: Weights) -> dict[Comparison, float]:
    """What one unit of each comparison's cosine adds to the mix."""
    used = {
        comparison: weights.of(comparison)
        for comparison in COMPARISONS
        if weights.of(comparison) and scales[comparison].deviation
    }
    total = sum(used.values())
    return {name: weight / total / scales[name].deviation for name, weight in used.items()}


@dataclass(frozen=True)
class Turned:
    """Some queries, turned towards each part of the others.

    `has_concepts` and `has_meaning` are what is taken off where both sides have the texts.
    """

    concepts: Mapping[Part, csr_matrix]
    meanings: Mapping[Part, Meaning]
    has_concepts: Mapping[Part, Floats]
    has_meaning: Mapping[Part, Floats]

    @classmethod
    def of(cls, queries: Matrices, scales: Scales, weights: Weights) -> Self:
        """The queries under these scales and weights; parts that count nothing are left out."""
        concepts: dict[Part, csr_matrix] = {}
        meanings: dict[Part, Meaning] = {}
        has_concepts: dict[Part, Floats] = {}
        has_meaning: dict[Part, Floats] = {}
        for comparison, factor in factors_of(scales, weights).items():
            offset = factor * scales[comparison].mean
            if comparison in CONCEPT_PARTS:
                mine, theirs = CONCEPT_PARTS[comparison]
                concepts[theirs] = queries.concepts[mine] * factor
                has_concepts[theirs] = queries.has_concepts[mine] * offset
            else:
                mine, theirs = MEANING_PARTS[comparison]
                turned = queries.meanings[mine] * np.float32(factor)
                meanings[theirs] = meanings[theirs] + turned if theirs in meanings else turned
                has_meaning[theirs] = has_meaning.get(theirs, 0.0) + queries.has_meaning[mine] * offset
        return cls(concepts, meanings, has_concepts, has_meaning)

    def against(self, others: Matrices, count: int) -> Floats:
        """(queries, others) the mix with each of the others; `count` is the number of queries."""
        total = np.zeros((count, len(others)))
        for part in PARTS:
            if part in self.concepts:
                total += (self.concepts[part] @ others.columns[part]).toarray()
                total -= np.outer(self.has_concepts[part], others.has_concepts[part])
            if part in self.meanings:
                total += self.meanings[part] @ others.meanings[part].T
                total -= np.outer(self.has_meaning[part], others.has_meaning[part])
        return total

    def with_each(self, others: Matrices, rows: Places, columns: Places) -> Floats:
        """(pairs,) the mix of each pair of a query and another; `rows` in ascending order."""
        total = np.zeros(len(rows))
        starts = np.searchsorted(rows, np.arange(rows[-1] + 2)) if len(rows) else np.zeros(1, dtype=int)
        for part in PARTS:
            if part in self.concepts:
                total += sparse_products(self.concepts[part], others.concepts[part], rows, columns)
                total -= self.has_concepts[part][rows] * others.has_concepts[part][columns]
            if part in self.meanings:
                for row, (start, end) in enumerate(zip(starts[:-1], starts[1:], strict=True)):
                    total[start:end] += others.meanings[part][columns[start:end]] @ self.meanings[part][row]
                total -= self.has_meaning[part][rows] * others.has_meaning[part][columns]
        return total


def products(
    queries: Matrices, others: Matrices, comparison: Comparison, rows: Places, columns: Places
) -> Floats:
    """(pairs,) one cosine of each pair of a query and another."""
    if comparison in CONCEPT_PARTS:
        mine, theirs = CONCEPT_PARTS[comparison]
        return sparse_products(queries.concepts[mine], others.concepts[theirs], rows, columns)
    mine, theirs = MEANING_PARTS[comparison]
    pairs = np.einsum("ij,ij->i", queries.meanings[mine][rows], others.meanings[theirs][columns])
    return np.asarray(pairs, dtype=np.float64)


def sparse_products(left: csr_matrix, right: csr_matrix, rows: Places, columns: Places) -> Floats:
    """(pairs,) the inner product of one row of `left` and one of `right` for each pair."""
    dense = left.toarray().ravel()
    chosen = right[columns]
    lengths = np.diff(chosen.indptr)
    where = chosen.indices + np.repeat(np.asarray(rows, dtype=np.int64) * left.shape[1], lengths)
    sums = np.concatenate([[0.0], np.cumsum(chosen.data * dense.take(where))])
    return np.asarray(sums[chosen.indptr[1:]] - sums[chosen.indptr[:-1]])
