"""Why two profiles are alike, and what each could give the other, in the founders' own words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from matching.bags import ConceptBags
from matching.profiles import Part
from matching.snapshot import ProfileVectors, Snapshot
from matching.weighting import Sparse

SMALLEST_SHARE = 0.05  # what is less says nothing about the whole
REASONS_SHOWN = 8


@dataclass(frozen=True)
class Reason:
    """One shared concept: its exact share of the similarity, and the words of each side."""

    concept: str
    share: float
    french_words: tuple[str, ...]
    japanese_words: tuple[str, ...]

    @property
    def is_said(self) -> bool:
        """Whether both sides have words for it, and not only some that are a little near to it."""
        return bool(self.french_words and self.japanese_words)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The reason that `Explanation.to_json` wrote."""
        return cls(data["concept"], data["share"], tuple(data["french_words"]), tuple(data["japanese_words"]))


@dataclass(frozen=True)
class Explanation:
    """What two profiles share, what the French side gives, and what the Japanese side gives."""

    shared: tuple[Reason, ...] = ()
    french_gives: tuple[Reason, ...] = ()
    japanese_gives: tuple[Reason, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The explanation as JSON holds it."""
        return {
            name: [
                {
                    "concept": reason.concept,
                    "share": reason.share,
                    "french_words": list(reason.french_words),
                    "japanese_words": list(reason.japanese_words),
                }
                for reason in reasons
            ]
            for name, reasons in (
                ("shared", self.shared),
                ("french_gives", self.french_gives),
                ("japanese_gives", self.japanese_gives),
            )
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The explanation that `to_json` wrote."""
        return cls(
            *(
                tuple(Reason.from_json(reason) for reason in data.get(name, ()))
                for name in ("shared", "french_gives", "japanese_gives")
            )
        )


def explain(query: ConceptBags, other: ConceptBags, snapshot: Snapshot) -> Explanation:
    """Why these two, one of each country. Raises ValueError when both are of one country."""
    if query.country == other.country:
        raise ValueError(f"{query.id} and {other.id} are both of {query.country}.")
    french, japanese = (query, other) if query.country == "FR" else (other, query)
    french_vectors, japanese_vectors = snapshot.vectors([french, japanese])
    pair = Pair(french, japanese, french_vectors, japanese_vectors, snapshot.terms)
    return Explanation(
        shared=pair.reasons("overall", "overall"),
        french_gives=pair.reasons("offers", "seeks"),
        japanese_gives=pair.reasons("seeks", "offers"),
    )


@dataclass(frozen=True)
class Pair:
    """The bags and vectors of the two sides."""

    french: ConceptBags
    japanese: ConceptBags
    french_vectors: ProfileVectors
    japanese_vectors: ProfileVectors
    terms: Sequence[str]

    def reasons(self, french_part: Part, japanese_part: Part) -> tuple[Reason, ...]:
        """The shared concepts of two parts, the largest share first."""
        shares = shares_of(
            self.french_vectors.concepts[french_part], self.japanese_vectors.concepts[japanese_part]
        )
        found = [
            Reason(
                concept=self.terms[position],
                share=round(share, 4),
                french_words=self.french.written(french_part, self.terms[position]),
                japanese_words=self.japanese.written(japanese_part, self.terms[position]),
            )
            for position, share in shares.items()
        ]
        grouped = group_synonyms(found)
        shown = [reason for reason in grouped if reason.share >= SMALLEST_SHARE and reason.is_said]
        return tuple(sorted(shown, key=lambda reason: (-reason.share, reason.concept))[:REASONS_SHOWN])


def shares_of(french: Sparse, japanese: Sparse) -> dict[int, float]:
    """Of each shared position, its product's part of the cosine; they add up to 1."""
    theirs = dict(zip(*japanese, strict=True))
    products = {
        position: weight * theirs[position]
        for position, weight in zip(*french, strict=True)
        if position in theirs
    }
    cosine = sum(products.values())
    return {position: product / cosine for position, product in products.items()} if cosine else {}


def group_synonyms(reasons: Sequence[Reason]) -> list[Reason]:
    """One reason where the same words of both sides led to several concepts, named by the largest.

    A narrower concept brings its broader ones along: "lidar" on both sides is one reason, not three.
    """
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], Reason] = {}
    for reason in sorted(reasons, key=lambda reason: (-reason.share, reason.concept)):
        key = (reason.french_words, reason.japanese_words)
        first = groups.get(key)
        groups[key] = reason if first is None else with_share(first, first.share + reason.share)
    return list(groups.values())


def with_share(reason: Reason, share: float) -> Reason:
    """The same reason with another share."""
    return Reason(reason.concept, round(share, 4), reason.french_words, reason.japanese_words)
