"""Which profiles of the other country one profile should meet first."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from matching.index import Index
from matching.snapshot import ProfileVectors
from matching.weighting import Floats, stack

NEIGHBOURS = 5  # k of CSLS
GIVE_AND_GET = 0.5  # of the mix, where both sides say what they offer and seek
BLOCK = 1_000  # profiles compared at once when closeness is measured


@dataclass(frozen=True)
class Ranked:
    """One profile in a ranking. All figures lie in [0, 1].

    `overall` compares what both do, `give` what the query offers with what the other seeks, `get` the
    reverse. `score` orders the ranking.
    """

    id: str
    score: float
    overall: float
    give: float
    get: float


@dataclass(frozen=True)
class Similarities:
    """(queries, profiles) each: the three similarities and their mix."""

    overall: Floats
    give: Floats
    get: Floats

    @property
    def mixed(self) -> Floats:
        """The mix that ranks, before the correction for profiles near to everything."""
        joined = harmonic_mean(self.give, self.get)
        return (1 - GIVE_AND_GET) * self.overall + GIVE_AND_GET * joined


def rank(query: ProfileVectors, index: Index, *, limit: int, excluded: Collection[str] = ()) -> list[Ranked]:
    """The `limit` best profiles of `index` for `query`, best first; ties by id.

    Raises ValueError when the query and the index come from different snapshots. The correction is CSLS
    after Conneau et al. 2018, with k = 5: 2 s - closeness(query) - closeness(profile), brought to [0, 1].
    """
    if query.version != index.version:
        raise ValueError(f"The query has snapshot {query.version}, the index {index.version}.")
    if not index.ids:
        return []
    width = index.matrices["overall"].shape[1]
    found = compare(
        stack([query.overall], width), stack([query.offers], width), stack([query.seeks], width), index
    )
    mixed = found.mixed[0]
    scores = (2 + 2 * mixed - nearest_mean(found.mixed)[0] - index.closeness) / 4
    # Rounded, so that equal similarities are equal whatever the order of the additions was.
    scores = scores.round(9)
    barred = set(excluded)
    order = (row for row in np.argsort(-scores, kind="stable") if index.ids[row] not in barred)
    return [
        Ranked(
            index.ids[row],
            in_unit(scores[row]),
            in_unit(found.overall[0, row]),
            in_unit(found.give[0, row]),
            in_unit(found.get[0, row]),
        )
        for row, _ in zip(order, range(limit), strict=False)
    ]


def compare(overall: csr_matrix, offers: csr_matrix, seeks: csr_matrix, index: Index) -> Similarities:
    """The similarities of queries, a row each, with every profile of the index."""
    return Similarities(
        overall=(overall @ index.matrices["overall"].T).toarray(),
        give=(offers @ index.matrices["seeks"].T).toarray(),
        get=(seeks @ index.matrices["offers"].T).toarray(),
    )


def facing(left: Index, right: Index) -> tuple[Index, Index]:
    """Both indexes with the closeness of each profile to those of the other."""
    nearest = [nearest_mean(block.mixed) for block in blocks(left, right)]
    mirrored = [nearest_mean(block.mixed) for block in blocks(right, left)]
    return (
        left.with_closeness(np.concatenate([*nearest, np.zeros(0)])),
        right.with_closeness(np.concatenate([*mirrored, np.zeros(0)])),
    )


def blocks(queries: Index, index: Index) -> Iterator[Similarities]:
    """The similarities of all profiles of one index with those of another, a block of rows at a time."""
    for start in range(0, len(queries.ids), BLOCK):
        rows = {part: matrix[start : start + BLOCK] for part, matrix in queries.matrices.items()}
        yield compare(rows["overall"], rows["offers"], rows["seeks"], index)


def nearest_mean(mixed: Floats) -> Floats:
    """(queries,) the mean of the NEIGHBOURS best of each row; of all when there are fewer."""
    count = min(NEIGHBOURS, mixed.shape[1])
    if not count:
        return np.zeros(mixed.shape[0])
    best = np.partition(mixed, mixed.shape[1] - count, axis=1)[:, -count:]
    return np.asarray(np.sort(best, axis=1).mean(axis=1))


def harmonic_mean(give: Floats, get: Floats) -> Floats:
    """Near to the smaller of two: who only gives or only gets is no partner yet."""
    total = give + get
    return np.divide(2 * give * get, total, out=np.zeros_like(total), where=total > 0)


def in_unit(value: float) -> float:
    """A figure to be shown or stored: within [0, 1] whatever the rounding of its parts did."""
    return round(min(1.0, max(0.0, float(value))), 6)
