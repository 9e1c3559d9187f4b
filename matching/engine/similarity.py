"""The similarities of two sets of profiles, each a signal of its own, and their mix."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Self, get_args

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from matching.engine.encoder import Meaning
from matching.engine.profiles import Part
from matching.engine.weighting import Floats

# Which part of the one profile is compared with which part of the other, by concepts or by meaning.
Comparison = Literal["overall", "give", "get", "meaning", "meaning_give", "meaning_get", "need", "needed"]
COMPARISONS: tuple[Comparison, ...] = get_args(Comparison)
CONCEPT_PARTS: dict[Comparison, tuple[Part, Part]] = {
    "overall": ("overall", "overall"),
    "give": ("offers", "seeks"),
    "get": ("seeks", "offers"),
}
MEANING_PARTS: dict[Comparison, tuple[Part, Part]] = {
    "meaning": ("overall", "overall"),
    "meaning_give": ("offers", "seeks"),
    "meaning_get": ("seeks", "offers"),
    "need": ("seeks", "overall"),
    "needed": ("overall", "seeks"),
}
MIRRORED: tuple[tuple[Comparison, Comparison], ...] = (
    ("give", "get"),
    ("meaning_give", "meaning_get"),
    ("need", "needed"),
)


Places = NDArray[np.signedinteger]  # rows of a matrix


@dataclass(frozen=True)
class Weights:
    """How much each comparison counts in the mix, in units of its spread over pairs."""

    overall: float = 0.0
    gain: float = 0.0
    meaning: float = 0.0
    meaning_gain: float = 0.0
    meaning_need: float = 0.0

    def of(self, comparison: Comparison) -> float:
        """The weight of one comparison; the two directions of a gain count alike."""
        return {
            "overall": self.overall,
            "give": self.gain,
            "get": self.gain,
            "meaning": self.meaning,
            "meaning_give": self.meaning_gain,
            "meaning_get": self.meaning_gain,
            "need": self.meaning_need,
            "needed": self.meaning_need,
        }[comparison]


@dataclass(frozen=True)
class Scale:
    """How one comparison is spread over pairs of profiles that have both texts."""

    mean: float = 0.0
    deviation: float = 0.0

    @classmethod
    def of(cls, values: Floats) -> Self:
        """The scale of some values; of none, one that leaves the comparison out."""
        if values.size < 2:
            return cls()
        return cls(round(float(values.mean()), 6), round(float(values.std()), 6))


Scales = Mapping[Comparison, Scale]


@dataclass(frozen=True, eq=False)
class Matrices:
    """Unit rows of some profiles: sparse ones of concepts, dense ones of meanings."""

    concepts: Mapping[Part, csr_matrix]
    meanings: Mapping[Part, Meaning]

    @classmethod
    def joined(cls, pieces: Sequence["Matrices"]) -> "Matrices":
        """The rows of all pieces, of which there is at least one, below one another."""
        first = pieces[0]
        return cls(
            {
                part: vstack([piece.concepts[part] for piece in pieces], format="csr")
                for part in first.concepts
            },
            {part: np.concatenate([piece.meanings[part] for piece in pieces]) for part in first.meanings},
        )

    @cached_property
    def columns(self) -> dict[Part, csr_matrix]:
        """The concepts turned over, (concepts, profiles): a query then reads its own concepts only."""
        return {part: matrix.T.tocsr() for part, matrix in self.concepts.items()}

    @cached_property
    def has_concepts(self) -> dict[Part, Floats]:
        """(profiles,) 1 where the part has any concept."""
        return {part: (matrix.getnnz(axis=1) > 0).astype(float) for part, matrix in self.concepts.items()}

    @cached_property
    def has_meaning(self) -> dict[Part, Floats]:
        """(profiles,) 1 where the part has a meaning."""
        return {part: rows.any(axis=1).astype(float) for part, rows in self.meanings.items()}

    def rows(self, start: int, end: int) -> "Matrices":
        """The same for a range of the profiles."""
        return Matrices(
            {part: matrix[start:end] for part, matrix in self.concepts.items()},
            {part: matrix[start:end] for part, matrix in self.meanings.items()},
        )

    def picked(self, places: Sequence[int] | Places) -> "Matrices":
        """The same for some of the profiles."""
        return Matrices(
            {part: matrix[places] for part, matrix in self.concepts.items()},
            {part: matrix[places] for part, matrix in self.meanings.items()},
        )

    @property
    def width(self) -> int:
        """How many concepts there are."""
        return int(self.concepts["overall"].shape[1])

    def __len__(self) -> int:
        return int(self.concepts["overall"].shape[0])


def compare(queries: Matrices, others: Matrices, comparison: Comparison) -> tuple[Floats, Floats]:
    """(queries, others) the cosines, and 1 where both profiles have the texts that are compared."""
    if comparison in CONCEPT_PARTS:
        mine, theirs = CONCEPT_PARTS[comparison]
        cosines = (queries.concepts[mine] @ others.columns[theirs]).toarray()
        return cosines, np.outer(queries.has_concepts[mine], others.has_concepts[theirs])
    mine, theirs = MEANING_PARTS[comparison]
    cosines = (queries.meanings[mine] @ others.meanings[theirs].T).astype(np.float64)
    return cosines, np.outer(queries.has_meaning[mine], others.has_meaning[theirs])


def measure(french: Matrices, japanese: Matrices) -> dict[Comparison, Scale]:
    """The scale of each comparison over all pairs of these profiles."""
    scales: dict[Comparison, Scale] = {}
    for comparison in COMPARISONS:
        cosines, is_comparable = compare(french, japanese, comparison)
        scales[comparison] = Scale.of(cosines[is_comparable > 0])
    # Both directions of a gain have one scale: who asks must not matter.
    for one, other in MIRRORED:
        both = Scale(
            (scales[one].mean + scales[other].mean) / 2, (scales[one].deviation + scales[other].deviation) / 2
        )
        scales[one] = scales[other] = both
    return scales
