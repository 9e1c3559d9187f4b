"""The profiles of one country, ready to be ranked against."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np

from matching.engine.bags import ConceptBags
from matching.engine.meanings import pack
from matching.engine.profiles import PARTS
from matching.engine.similarity import Matrices, Scales
from matching.engine.snapshot import ProfileVectors, Snapshot
from matching.engine.weighting import Floats, pairs


@dataclass(frozen=True, eq=False)
class Index:
    """Unit vectors of many profiles under one snapshot, a row each, in the order of their ids.

    `closeness` (profiles,) is how near each is to its nearest profiles of the other country: what the
    ranking takes off, so that a profile near to everything is not everybody's first suggestion.
    """

    version: str
    scales: Scales
    ids: tuple[str, ...]
    matrices: Matrices
    closeness: Floats

    @classmethod
    def of(cls, profiles: Sequence[ProfileVectors], snapshot: Snapshot) -> Self:
        """The index of stored vectors. Raises ValueError when one is of another snapshot."""
        profiles = sorted(profiles, key=lambda profile: profile.id)
        ids = tuple(profile.id for profile in profiles)
        matrices = snapshot.matrices(profiles)
        return cls(snapshot.version, snapshot.scales, ids, matrices, np.zeros(len(ids)))

    @classmethod
    def of_bags(cls, bags: Sequence[ConceptBags], snapshot: Snapshot) -> Self:
        """The index of profiles straight from their bags."""
        return cls.of(snapshot.vectors(bags), snapshot)

    @classmethod
    def joined(cls, pieces: Sequence["Index"]) -> "Index":
        """One index of the profiles of all pieces; of two with one id the later. At least one piece."""
        where = {
            identifier: (number, row)
            for number, piece in enumerate(pieces)
            for row, identifier in enumerate(piece.ids)
        }
        return pieces[0].arranged(pieces, where)

    def with_profiles(self, changed: "Index") -> "Index":
        """The index with the profiles of `changed`, each in its place, instead of older ones of their ids.

        Raises ValueError when `changed` has another snapshot. The closeness of the others stays as it is.
        """
        if changed.version != self.version:
            raise ValueError(f"The profiles have snapshot {changed.version}, the index {self.version}.")
        return Index.joined([self, changed]) if changed.ids else self

    def without(self, ids: Collection[str]) -> "Index":
        """The index without some profiles; ids that it does not hold are ignored."""
        gone = self.row_of.keys() & set(ids)
        if not gone:
            return self
        where = {identifier: (0, row) for identifier, row in self.row_of.items() if identifier not in gone}
        return self.arranged([self], where)

    def arranged(self, pieces: Sequence["Index"], where: Mapping[str, tuple[int, int]]) -> "Index":
        """The profiles of `where`, each from a row of a piece, in the order of their ids."""
        ids = tuple(sorted(where))
        # Whole stretches are copied, once: an index of 50,000 has hundreds of megabytes.
        runs = stretches(where[identifier] for identifier in ids)
        matrices = [pieces[number].matrices.rows(start, end) for number, start, end in runs]
        closeness = [pieces[number].closeness[start:end] for number, start, end in runs]
        return replace(
            self,
            ids=ids,
            matrices=Matrices.joined(matrices or [self.matrices.rows(0, 0)]),
            closeness=np.concatenate([np.zeros(0), *closeness]),
        )

    def with_closeness(self, closeness: Floats) -> "Index":
        """The same index with another closeness of each profile, in the order of `ids`."""
        return replace(self, closeness=np.asarray(closeness, dtype=np.float64))

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each id."""
        return {identifier: row for row, identifier in enumerate(self.ids)}

    def profile(self, identifier: str) -> ProfileVectors:
        """The vectors of one profile of the index."""
        row = self.row_of[identifier]
        concepts = {part: pairs(self.matrices.concepts[part], row) for part in PARTS}
        meanings = {part: pack(rows[row]) for part, rows in self.matrices.meanings.items() if rows[row].any()}
        return ProfileVectors(identifier, self.version, concepts, meanings)


def stretches(places: Iterable[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Rows of numbered pieces as stretches of neighbours: the piece, the first row, one past the last."""
    runs: list[tuple[int, int, int]] = []
    for number, row in places:
        if runs and runs[-1][0] == number and runs[-1][2] == row:
            runs[-1] = (number, runs[-1][1], row + 1)
        else:
            runs.append((number, row, row + 1))
    return runs
