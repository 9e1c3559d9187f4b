"""The profiles of one country, ready to be ranked against."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np

from matching.bags import ConceptBags
from matching.meanings import pack
from matching.profiles import PARTS
from matching.similarity import Matrices, Scales
from matching.snapshot import ProfileVectors, Snapshot
from matching.weighting import Floats, pairs


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
