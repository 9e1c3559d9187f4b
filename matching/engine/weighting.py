"""The numbers behind a snapshot: term frequencies, document frequencies, and rows of sparse matrices."""

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

TERM_SATURATION = 0.6  # k of BM25
LENGTH_SHARE = 0.75  # b of BM25
IDF_POWER = 0.7
POOLED_PROFILES = 10  # how many profiles the frequency in all languages weighs against a language's own

IDF_FLOOR = 0.1  # the most common concept still counts a little

Floats = NDArray[np.float64]
Sparse = tuple[tuple[int, ...], tuple[float, ...]]  # positions in the vocabulary, and their weights


def presence(parts: Sequence[tuple[Mapping[str, float], Mapping[str, float]]]) -> dict[str, float]:
    """How much each concept is there at all, at most 1: what a soft document frequency adds up.

    parts: of each part of a profile what is said and what is near.
    """
    most: dict[str, float] = {}
    for said, near in parts:
        for concept in said.keys() | near.keys():
            count = said.get(concept, 0.0) + near.get(concept, 0.0)
            most[concept] = max(most.get(concept, 0.0), min(1.0, count))
    return most


def inverse_frequency(own: csr_matrix, everyone: csr_matrix) -> Floats:
    """(concepts,) idf from the presence in the profiles of one language, smoothed by that in all.

    (log((n + 1) / (df + 1/2)) + IDF_FLOOR) ** IDF_POWER. A language with few profiles leans on the others.
    """
    rate = soft_frequency(everyone) / max(everyone.shape[0], 1)
    count = own.shape[0] + POOLED_PROFILES
    frequency = soft_frequency(own) + POOLED_PROFILES * rate
    return np.asarray((np.log((count + 1) / (frequency + 0.5)).clip(0) + IDF_FLOOR) ** IDF_POWER)


def soft_frequency(counts: csr_matrix) -> Floats:
    """(concepts,) the sum of each column."""
    return np.asarray(counts.sum(axis=0), dtype=np.float64).ravel()


def saturated(counts: csr_matrix, relative_lengths: Floats) -> csr_matrix:
    """BM25's term frequency: repetition counts less and less, and less still in a long text."""
    weights = counts.astype(np.float64).tocsr()
    lengths = np.repeat(relative_lengths, np.diff(weights.indptr))
    softening = TERM_SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * lengths)
    weights.data = weights.data * (TERM_SATURATION + 1) / (weights.data + softening)
    return weights


def strongest(matrix: csr_matrix, limit: int) -> csr_matrix:
    """Each row with its `limit` largest values only; of equal ones the first column stays."""
    data = matrix.data.copy()
    for start, end in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True):
        if end - start > limit:
            order = np.argsort(-data[start:end], kind="stable")
            data[start:end][order[limit:]] = 0.0
    kept = csr_matrix((data, matrix.indices.copy(), matrix.indptr.copy()), shape=matrix.shape)
    kept.eliminate_zeros()
    return kept


def pairs(matrix: csr_matrix, row: int) -> Sparse:
    """The positions and values of one row, short enough for storage."""
    start, end = matrix.indptr[row], matrix.indptr[row + 1]
    positions = tuple(int(position) for position in matrix.indices[start:end])
    return positions, tuple(round(float(value), 6) for value in matrix.data[start:end])


def stack(rows: Sequence[Sparse], width: int) -> csr_matrix:
    """(rows, width) the matrix of stored rows."""
    ends = np.cumsum([0, *(len(positions) for positions, _ in rows)])
    indices = np.fromiter(chain.from_iterable(positions for positions, _ in rows), dtype=np.int32)
    data = np.fromiter(chain.from_iterable(values for _, values in rows), dtype=np.float64)
    return csr_matrix((data, indices, ends), shape=(len(rows), width))
