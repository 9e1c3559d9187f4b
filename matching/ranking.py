"""Which profiles of the other country one profile should meet first."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice

import numpy as np

from matching.index import Index
from matching.similarity import Weights, compare, mix
from matching.snapshot import ProfileVectors, matrices_of
from matching.weighting import Floats

NEIGHBOURS = 5  # k of CSLS
BLOCK = 500  # profiles compared at once when closeness is measured
SOFTNESS = 4.0  # spreads the scores that are shown over [0, 1]

# Chosen on graded cases.
CONCEPTS = Weights(overall=1.0, gain=0.5)
MEANING = Weights(meaning=1.0, meaning_gain=0.5, meaning_need=0.5)
HYBRID = Weights(overall=1.0, gain=0.5, meaning=2.5, meaning_gain=1.0, meaning_need=0.5)


@dataclass(frozen=True)
class Ranked:
    """One profile in a ranking. All figures lie in [0, 1].

    `overall` compares the concepts of what both do, `give` those that the query offers and the other
    seeks, `get` the reverse, `meaning` the encoder's view of the whole. `score` orders the ranking.
    """

    id: str
    score: float
    overall: float
    give: float
    get: float
    meaning: float


def rank(
    query: ProfileVectors,
    index: Index,
    *,
    limit: int,
    excluded: Collection[str] = (),
    weights: Weights = HYBRID,
) -> list[Ranked]:
    """The `limit` best profiles of `index` for `query`, best first; ties by id.

    Raises ValueError when the query and the index come from different snapshots. The correction is CSLS
    after Conneau et al. 2018, with k = 5: 2 s - closeness(query) - closeness(profile). Without meanings
    on both sides the encoder's weights count nothing.
    """
    if query.version != index.version:
        raise ValueError(f"The query has snapshot {query.version}, the index {index.version}.")
    if not index.ids:
        return []
    row = matrices_of([query], index.matrices.width)
    mixed = mix(row, index.matrices, index.scales, weights)
    corrected = 2 * mixed[0] - nearest_mean(mixed)[0] - index.closeness
    scores = in_unit(1 / (1 + np.exp(-corrected / SOFTNESS)))
    barred = set(excluded)
    order = (int(row) for row in np.argsort(-scores, kind="stable") if index.ids[row] not in barred)
    best = list(islice(order, limit))
    chosen = index.matrices.picked(best)
    figures = [in_unit(compare(row, chosen, name)[0][0]) for name in ("overall", "give", "get", "meaning")]
    columns = [scores[best].tolist(), *(values.tolist() for values in figures)]
    return [Ranked(index.ids[place], *values) for place, *values in zip(best, *columns, strict=True)]


def facing(left: Index, right: Index, weights: Weights = HYBRID) -> tuple[Index, Index]:
    """Both indexes with the closeness of each profile to those of the other."""
    return (
        left.with_closeness(closeness(left, right, weights)),
        right.with_closeness(closeness(right, left, weights)),
    )


def closeness(profiles: Index, others: Index, weights: Weights) -> Floats:
    """(profiles,) the mean mix of each with its nearest others, measured in blocks."""
    blocks = []
    for start in range(0, len(profiles.ids), BLOCK):
        rows = profiles.matrices.rows(start, start + BLOCK)
        blocks.append(nearest_mean(mix(rows, others.matrices, others.scales, weights)))
    return np.concatenate([*blocks, np.zeros(0)])


def nearest_mean(mixed: Floats) -> Floats:
    """(queries,) the mean of the NEIGHBOURS best of each row; of all when there are fewer."""
    count = min(NEIGHBOURS, mixed.shape[1])
    if not count:
        return np.zeros(mixed.shape[0])
    best = np.partition(mixed, mixed.shape[1] - count, axis=1)[:, -count:]
    return np.asarray(np.sort(best, axis=1).mean(axis=1))


def in_unit(values: Floats) -> Floats:
    """Figures to be compared, shown or stored: rounded, so that equal similarities are equal whatever the
    order of their additions was, and within [0, 1]."""
    return np.asarray(values.clip(0.0, 1.0).round(6))
