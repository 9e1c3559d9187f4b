"""Which profiles of the other country one profile should meet first."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from matching.engine.candidates import BLOCK
from matching.engine.index import Index
from matching.engine.lists import Pairs, nearest_mean
from matching.engine.mixing import Turned, products
from matching.engine.rivals import set_back
from matching.engine.similarity import Matrices, Places, Weights
from matching.engine.snapshot import ProfileVectors, matrices_of
from matching.engine.weighting import Floats

RESERVE = 10  # ranked beyond the limit, for the rivals that are set back
SOFTNESS = 4.0  # spreads the scores that are shown over [0, 1]

# Chosen on graded cases.
CONCEPTS = Weights(overall=1.0, gain=0.5)
MEANING = Weights(meaning=1.0, meaning_gain=0.5, meaning_need=0.5)
HYBRID = Weights(overall=1.0, gain=0.5, meaning=2.5, meaning_gain=0.5, meaning_need=0.5)


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
    after Conneau et al. 2018: 2 s - closeness(query) - closeness(profile). Without meanings on both sides the
    encoder's weights count nothing.
    """
    if query.version != index.version:
        raise ValueError(f"The query has snapshot {query.version}, the index {index.version}.")
    if not index.ids:
        return []
    row = matrices_of([query], index.matrices.width)
    mixed = Turned.of(row, index.scales, weights).against(index.matrices, 1)[0]
    corrected = 2 * mixed - nearest_mean(mixed) - index.closeness
    barred = set(excluded)
    order = (int(place) for place in best_first(corrected) if index.ids[place] not in barred)
    best = np.array(list(islice(order, limit + RESERVE)), dtype=np.intp)
    rows = np.zeros(len(best), dtype=np.intp)
    corrected = corrected[best] - set_back(row, index.matrices, rows, best)
    kept = best_first(corrected, best)[:limit]
    return figures(row, index, rows[kept], best[kept], shown(corrected[kept]))


def rank_everybody(
    queries: Index, others: Index, pairs: Pairs, *, limit: int
) -> Iterator[tuple[str, list[Ranked]]]:
    """For each profile of `queries`, in their order, its `limit` best of `others`, best first; ties by id.

    Both indexes know their closeness. What `rank` gives one by one, in blocks and from the pairs alone.
    """
    corrected = pairs.corrected(queries.closeness, others.closeness)
    starts = np.searchsorted(pairs.french, np.arange(len(queries.ids) + 1))
    for start in range(0, len(queries.ids), BLOCK):
        ends = starts[start : start + BLOCK + 1]
        best = np.concatenate(
            [
                one + best_first(corrected[one:end])[: limit + RESERVE]
                for one, end in zip(ends[:-1], ends[1:], strict=True)
            ]
        )
        rows = queries.matrices.rows(start, start + BLOCK)
        owners, places = pairs.french[best] - start, pairs.japanese[best]
        left = corrected[best] - set_back(rows, others.matrices, owners, places)
        borders = np.searchsorted(owners, np.arange(len(rows) + 1))
        kept = [
            one + best_first(left[one:end], places[one:end])[:limit]
            for one, end in zip(borders[:-1], borders[1:], strict=True)
        ]
        chosen = np.concatenate(kept)
        found = iter(figures(rows, others, owners[chosen], places[chosen], shown(left[chosen])))
        for row, listed in enumerate(kept):
            yield queries.ids[start + row], list(islice(found, len(listed)))


def best_first(corrected: Floats, places: Places | None = None) -> Places:
    """The order of some pairs by the score that is shown; ties by place."""
    scores = -shown(corrected)
    return np.argsort(scores, kind="stable") if places is None else np.lexsort((places, scores))


def figures(queries: Matrices, index: Index, rows: Places, columns: Places, scores: Floats) -> list[Ranked]:
    """What is shown of some pairs of a query and a profile of `index`."""
    shares = [
        in_unit(products(queries, index.matrices, name, rows, columns))
        for name in ("overall", "give", "get", "meaning")
    ]
    lists = (values.tolist() for values in (columns, scores, *shares))
    return [Ranked(index.ids[place], *values) for place, *values in zip(*lists, strict=True)]


def facing(left: Index, right: Index, weights: Weights = HYBRID) -> tuple[Index, Index]:
    """Both indexes with the closeness of each profile to those of the other."""
    return facing_pairs(left, right, weights)[:2]


def facing_pairs(left: Index, right: Index, weights: Weights = HYBRID) -> tuple[Index, Index, Pairs]:
    """Both indexes with their closeness, and the pairs it was measured on."""
    pairs = Pairs.of(left.matrices, right.matrices, left.scales, weights)
    return (
        left.with_closeness(pairs.closeness(len(left.ids))),
        right.with_closeness(pairs.mirrored.closeness(len(right.ids))),
        pairs,
    )


def measured(index: Index, others: Index, weights: Weights = HYBRID) -> Index:
    """The index with the closeness to `others` of those that have none (NaN); that of the rest stays."""
    unknown = np.flatnonzero(np.isnan(index.closeness))
    if not unknown.size:
        return index
    pairs = Pairs.of(index.matrices.picked(unknown), others.matrices, index.scales, weights)
    closeness = index.closeness.copy()
    closeness[unknown] = pairs.closeness(unknown.size)
    return index.with_closeness(closeness)


def shown(corrected: Floats) -> Floats:
    """The corrected mix as the score that is shown and ordered by."""
    return in_unit(1 / (1 + np.exp(-corrected / SOFTNESS)))


def in_unit(values: Floats) -> Floats:
    """Figures to be compared, shown or stored: rounded, so that equal similarities are equal whatever the
    order of their additions was, and within [0, 1]."""
    return np.asarray(values.clip(0.0, 1.0).round(6))
