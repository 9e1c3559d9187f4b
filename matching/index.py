"""The profiles of one country, ready to be ranked against."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
from scipy.sparse import csr_matrix

from matching.bags import PARTS, ConceptBags, Part
from matching.snapshot import ProfileVectors, Snapshot
from matching.weighting import Floats, pairs, stack


@dataclass(frozen=True, eq=False)
class Index:
    """Unit vectors of many profiles under one snapshot, a row each, in the order of their ids.

    `closeness` (profiles,) is how near each is to its nearest profiles of the other country: what the
    ranking takes off, so that a profile near to everything is not everybody's first suggestion.
    """

    version: str
    ids: tuple[str, ...]
    matrices: dict[Part, csr_matrix]
    closeness: Floats

    @classmethod
    def of(cls, profiles: Sequence[ProfileVectors], snapshot: Snapshot) -> Self:
        """The index of stored vectors. Raises ValueError when one is of another snapshot."""
        profiles = sorted(profiles, key=lambda profile: profile.id)
        for profile in profiles:
            if profile.version != snapshot.version:
                raise ValueError(f"{profile.id} has snapshot {profile.version}, not {snapshot.version}.")
        width = len(snapshot.terms)
        matrices = {part: stack([profile.part(part) for profile in profiles], width) for part in PARTS}
        ids = tuple(profile.id for profile in profiles)
        return cls(snapshot.version, ids, matrices, np.zeros(len(ids)))

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
        parts = {part: pairs(matrix, row) for part, matrix in self.matrices.items()}
        return ProfileVectors(id=identifier, version=self.version, **parts)
