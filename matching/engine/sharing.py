"""Who stands on whose list when everybody is ranked at once: the best pairs of all choose first."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.engine.index import Index
from matching.engine.lists import Pairs
from matching.engine.ranking import Ranked, rank_everybody
from matching.engine.similarity import Places
from matching.engine.weighting import Floats

LOWEST_SCORE = 0.4  # 0.5 is as near as either one's nearest; what is further is nobody's partner
LEAST_IN_COMMON = 0.05  # of a cosine: unlike companies have about 0.02, natural partners 0.25

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Limits:
    """How many are ranked for one company, how long its list is, and on how many lists it may stand."""

    ranked: int
    listed: int
    exposure: int


@dataclass(frozen=True)
class Listed:
    """Pairs of a French and a Japanese row, and on whose list each stands."""

    french: Places
    japanese: Places
    score: Floats
    similarity: Floats
    to_french: Flags
    to_japanese: Flags

    def picked(self, places: Places | Flags) -> "Listed":
        """Some of the pairs."""
        return Listed(*(values[places] for values in vars(self).values()))


def share_out(
    french: Index, japanese: Index, pairs: Pairs, limits: Limits, barred: Collection[tuple[str, str]] = ()
) -> Listed:
    """The lists of both countries, of which both indexes know their closeness.

    A list has the best pairs of its company, as far as the other is not on `exposure` lists already; who
    chooses first is a matter of the score alone, ties by row. `barred` are pairs of ids, French ones first.
    """
    table = np.concatenate(
        [
            figures(french, japanese, pairs, limits.ranked),
            figures(japanese, french, pairs.mirrored, limits.ranked)[:, [1, 0, 2, 3]],
        ]
    )
    keys = (table[:, 0] * len(japanese.ids) + table[:, 1]).astype(np.int64)
    keys, first = np.unique(keys, return_index=True)
    forbidden = [
        french.row_of[one] * len(japanese.ids) + japanese.row_of[other]
        for one, other in barred
        if one in french.row_of and other in japanese.row_of
    ]
    table = table[first[~np.isin(keys, np.array(forbidden, dtype=np.int64))]]
    table = table[np.argsort(-table[:, 2], kind="stable")]
    left, right = table[:, 0].astype(np.int64), table[:, 1].astype(np.int64)
    to_french, to_japanese = on_lists(left, right, limits), on_lists(right, left, limits)
    listed = Listed(left, right, table[:, 2], table[:, 3], to_french, to_japanese)
    return listed.picked(to_french | to_japanese)


def figures(queries: Index, others: Index, pairs: Pairs, limit: int) -> Floats:
    """(pairs, 4) row of the query, row of the other, score and similarity of those with enough in common."""

    def rows() -> Iterator[tuple[float, float, float, float]]:
        for identifier, ranked in rank_everybody(queries, others, pairs, limit=limit):
            row = queries.row_of[identifier]
            for one in filter(has_enough_in_common, ranked):
                yield row, others.row_of[one.id], one.score, one.overall

    return np.fromiter(rows(), dtype=np.dtype((np.float64, 4)))


def has_enough_in_common(pair: Ranked) -> bool:
    """Whether a pair has a reason: a short list of partners is worth more than a full one."""
    return pair.score >= LOWEST_SCORE and max(pair.overall, pair.give, pair.get) >= LEAST_IN_COMMON


def on_lists(owners: Places, others: Places, limits: Limits) -> Flags:
    """(pairs,) whether the other stands on the owner's list, the pairs choosing in their order."""
    length: dict[int, int] = {}
    exposure: dict[int, int] = {}
    is_listed = np.zeros(len(owners), dtype=bool)
    for place, (owner, other) in enumerate(zip(owners.tolist(), others.tolist(), strict=True)):
        if length.get(owner, 0) < limits.listed and exposure.get(other, 0) < limits.exposure:
            length[owner] = length.get(owner, 0) + 1
            exposure[other] = exposure.get(other, 0) + 1
            is_listed[place] = True
    return is_listed
