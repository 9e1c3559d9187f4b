"""Two whole countries ranked against each other: both stages, in blocks, in bounded memory."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from matching.engine.candidates import BLOCK, Search
from matching.engine.mixing import Turned
from matching.engine.similarity import Matrices, Places, Scales, Weights
from matching.engine.weighting import Floats

NEIGHBOURS = 4  # k of CSLS
ALL_PAIRS = 5_000_000  # up to so many, every pair is compared exactly


@dataclass(frozen=True)
class Pairs:
    """Candidates with their exact mix: row i of the French and column j of the Japanese, in that order."""

    french: Places
    japanese: Places
    mixed: Floats

    @classmethod
    def of(cls, french: Matrices, japanese: Matrices, scales: Scales, weights: Weights) -> Self:
        """The pairs worth ranking of two sets, of small ones all."""
        return cls.within(Search(french, japanese, scales, weights), 0, len(french))

    @classmethod
    def within(cls, search: Search, first: int, last: int) -> Self:
        """Those of the French profiles from row `first` to before row `last`."""
        if len(search.french) * len(search.japanese) <= ALL_PAIRS:
            some = cls.all(search.french.rows(first, last), search.japanese, search.scales, search.weights)
            return cls(some.french + np.int32(first), some.japanese, some.mixed)
        rows, columns = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.int32)]
        mixed = [np.zeros(0)]
        for block in search.blocks(first, last):
            rows.append((block.rows + block.start).astype(np.int32))
            columns.append(block.columns.astype(np.int32))
            mixed.append(block.turned.with_each(search.japanese, block.rows, block.columns))
        return cls(np.concatenate(rows), np.concatenate(columns), np.concatenate(mixed))

    @classmethod
    def all(cls, french: Matrices, japanese: Matrices, scales: Scales, weights: Weights) -> Self:
        """Every pair of two small sets."""
        blocks = [
            Turned.of(rows, scales, weights).against(japanese, len(rows))
            for rows in (french.rows(start, start + BLOCK) for start in range(0, len(french), BLOCK))
        ]
        rows, columns = np.indices((len(french), len(japanese)), dtype=np.int32)
        return cls(
            rows.ravel(), columns.ravel(), np.concatenate([*blocks, np.zeros((0, len(japanese)))]).ravel()
        )

    @property
    def mirrored(self) -> "Pairs":
        """The same pairs seen from the other side."""
        order = np.argsort(self.japanese, kind="stable")
        return Pairs(self.japanese[order], self.french[order], self.mixed[order])

    def closeness(self, count: int) -> Floats:
        """(profiles,) the mean mix of each of the first side with its NEIGHBOURS best; of all when fewer."""
        starts = np.searchsorted(self.french, np.arange(count + 1))
        rows = zip(starts[:-1], starts[1:], strict=True)
        return np.fromiter((nearest_mean(self.mixed[start:end]) for start, end in rows), np.float64, count)

    def corrected(self, closeness: Floats, others: Floats) -> Floats:
        """(pairs,) 2 x the mix without the closeness of both (CSLS, Conneau et al. 2018)."""
        return np.asarray(2 * self.mixed - closeness[self.french] - others[self.japanese])


def nearest_mean(mixed: Floats) -> float:
    """The mean of the NEIGHBOURS best; of all when there are fewer."""
    count = min(NEIGHBOURS, len(mixed))
    return float(np.sort(np.partition(mixed, len(mixed) - count)[-count:]).mean()) if count else 0.0
