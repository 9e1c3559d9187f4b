"""Why two profiles are alike, and what each could give the other, in the founders' own words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from matching.engine.bags import ConceptBags
from matching.engine.profiles import Part
from matching.engine.snapshot import ProfileVectors, Snapshot
from matching.engine.weighting import Sparse
from matching.text.normalising import fold_accents, normalise

SMALLEST_SHARE = 0.05  # what is less says nothing about the whole
REASONS_SHOWN = 8
WORDS_SHOWN = 4  # of each side


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

    @property
    def breadth(self) -> int:
        """How many words of both sides led here."""
        return len(self.french_words) + len(self.japanese_words)

    def meets(self, other: Self) -> bool:
        """Whether some words of both sides led to either reason."""
        return not set(self.french_words).isdisjoint(other.french_words) and not set(
            self.japanese_words
        ).isdisjoint(other.japanese_words)

    def shortened(self) -> Self:
        """The reason as it is shown: a rounded share and the first words of each side."""
        return replace(
            self,
            share=round(self.share, 4),
            french_words=self.french_words[:WORDS_SHOWN],
            japanese_words=self.japanese_words[:WORDS_SHOWN],
        )

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
    return explain_all([(french.id, japanese.id)], [french, japanese], snapshot)[0]


def explain_all(
    pairs: Sequence[tuple[str, str]], bags: Sequence[ConceptBags], snapshot: Snapshot
) -> list[Explanation]:
    """Why each pair of ids, the French first: every profile is weighed once, however many pairs it is in."""
    said = {bag.id: bag for bag in bags}
    weighed = {vectors.id: vectors for vectors in snapshot.vectors(bags)}
    return [
        Pair(said[french], said[japanese], weighed[french], weighed[japanese], snapshot.terms).explanation()
        for french, japanese in pairs
    ]


@dataclass(frozen=True)
class Pair:
    """The bags and vectors of the two sides."""

    french: ConceptBags
    japanese: ConceptBags
    french_vectors: ProfileVectors
    japanese_vectors: ProfileVectors
    terms: Sequence[str]

    def explanation(self) -> Explanation:
        """What both do alike, and what each gives the other."""
        return Explanation(
            shared=self.reasons("overall", "overall"),
            french_gives=self.reasons("offers", "seeks"),
            japanese_gives=self.reasons("seeks", "offers"),
        )

    def reasons(self, french_part: Part, japanese_part: Part) -> tuple[Reason, ...]:
        """The shared concepts of two parts, the largest share first."""
        shares = shares_of(
            self.french_vectors.concepts[french_part], self.japanese_vectors.concepts[japanese_part]
        )
        found = [
            Reason(
                concept=self.terms[position],
                share=share,
                french_words=distinct(self.french.written(french_part, self.terms[position])),
                japanese_words=distinct(self.japanese.written(japanese_part, self.terms[position])),
            )
            for position, share in self.plainest_first(french_part, japanese_part, shares)
        ]
        grouped = group_synonyms([reason for reason in found if reason.is_said])
        shown = [reason.shortened() for reason in grouped if reason.share >= SMALLEST_SHARE]
        return tuple(sorted(shown, key=lambda reason: (-reason.share, reason.concept))[:REASONS_SHOWN])

    def plainest_first(
        self, french_part: Part, japanese_part: Part, shares: Mapping[int, float]
    ) -> list[tuple[int, float]]:
        """The shares, those of concepts that both sides name themselves before those brought along."""
        said = self.french.part(french_part), self.japanese.part(japanese_part)
        plainness = {
            position: said[0].get(self.terms[position], 0.0) * said[1].get(self.terms[position], 0.0)
            for position in shares
        }
        return sorted(shares.items(), key=lambda item: (-plainness[item[0]], -item[1]))


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


def distinct(words: Sequence[str]) -> tuple[str, ...]:
    """Each word once, whatever its capitals and accents, and none that a longer one holds."""
    forms: dict[str, str] = {}
    for word in words:
        forms.setdefault(fold_accents(normalise(word).text), word)
    return tuple(word for form, word in forms.items() if not any(holds(longer, form) for longer in forms))


def holds(longer: str, shorter: str) -> bool:
    """Whether a written form contains another one: "robot mobile" the word "robot"."""
    if shorter.isascii():
        longer, shorter = f" {longer} ", f" {shorter} "
    return longer.strip() != shorter.strip() and shorter in longer


def group_synonyms(reasons: Sequence[Reason]) -> list[Reason]:
    """The reasons without those that only repeat the words of narrower ones, which take over their share.

    A narrower concept brings its broader ones along: "lidar" on both sides is one reason, not three. A
    broader concept is said in all the words of its narrower ones, so the fewest words come first, and
    of as many words the reason that is given first.
    """
    kept: list[Reason] = []
    for reason in sorted(reasons, key=lambda one: one.breadth):
        place = place_among(reason, kept)
        if place is None:
            kept.append(reason)
        else:
            kept[place] = replace(kept[place], share=kept[place].share + reason.share)
    return kept


def place_among(reason: Reason, kept: Sequence[Reason]) -> int | None:
    """Which narrower reason, the largest of several, takes over one that adds no word to them."""
    near = [place for place, narrower in enumerate(kept) if narrower.meets(reason)]
    french = {word for place in near for word in kept[place].french_words}
    japanese = {word for place in near for word in kept[place].japanese_words}
    if (
        not near
        or not french.issuperset(reason.french_words)
        or not japanese.issuperset(reason.japanese_words)
    ):
        return None
    return max(near, key=lambda place: kept[place].share)
