"""The concepts of a profile, counted: what is stored of it, and all the engine needs to know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from common.languages import Language
from matching.engine.profiles import PARTS, Country, Part

FORMAT = 5  # of what is stored; profiles of another one are read again
WORDS_KEPT = 6  # written forms per concept


@dataclass(frozen=True)
class ConceptBags:
    """Per part of a profile, how often each concept or word counts and in which words it was said.

    `near` are the concepts that words outside the thesaurus are near to, and `meanings` the packed vectors
    of whole texts, where there is an encoder.
    """

    id: str
    country: Country
    language: Language
    overall: Mapping[str, float] = field(default_factory=dict)
    offers: Mapping[str, float] = field(default_factory=dict)
    seeks: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[Part, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    near: Mapping[Part, Mapping[str, float]] = field(default_factory=dict)
    meanings: Mapping[Part, str] = field(default_factory=dict)

    def part(self, name: Part) -> Mapping[str, float]:
        """The bag of one part."""
        parts: dict[Part, Mapping[str, float]] = {
            "overall": self.overall,
            "offers": self.offers,
            "seeks": self.seeks,
        }
        return parts[name]

    def nearby(self, name: Part) -> Mapping[str, float]:
        """How much the concepts near to the words of one part count."""
        return self.near.get(name, {})

    def written(self, part: Part, concept: str) -> tuple[str, ...]:
        """The words in which the founder spoke of `concept` in that part."""
        return tuple(self.words.get(part, {}).get(concept, ()))

    def to_json(self) -> dict[str, Any]:
        """The bags as JSON holds them."""
        words = {part: {key: list(forms) for key, forms in said.items()} for part, said in self.words.items()}
        return {
            "id": self.id,
            "country": self.country,
            "language": self.language,
            **{part: dict(self.part(part)) for part in PARTS},
            "words": words,
            "near": {part: dict(counts) for part, counts in self.near.items()},
            "meanings": dict(self.meanings),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The bags that `to_json` wrote."""
        words = {
            part: {concept: tuple(forms) for concept, forms in said.items()}
            for part, said in data["words"].items()
        }
        return cls(**{**data, "words": words})


def combine(bags: Sequence[ConceptBags]) -> ConceptBags:
    """One profile's bags from the bags of each language it is written in; the first one's language stays.

    A concept named in two languages counts once, with its larger figure. Raises ValueError without bags.
    """
    if not bags:
        raise ValueError("A profile has texts in at least one language.")
    words = {part: combined_words([bag.words.get(part, {}) for bag in bags]) for part in PARTS}
    return replace(
        bags[0],
        overall=combined_counts([bag.overall for bag in bags]),
        offers=combined_counts([bag.offers for bag in bags]),
        seeks=combined_counts([bag.seeks for bag in bags]),
        words=words,
        near={part: combined_counts([bag.nearby(part) for bag in bags]) for part in PARTS},
        meanings={part: text for bag in reversed(bags) for part, text in bag.meanings.items()},
    )


def combined_counts(counts: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The larger figure of each concept."""
    return {key: max(found.get(key, 0.0) for found in counts) for key in union(counts)}


def combined_words(words: Sequence[Mapping[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """The written forms of each concept in all languages."""
    return {
        key: tuple(dict.fromkeys(form for said in words for form in said.get(key, ())))[:WORDS_KEPT]
        for key in union(words)
    }


def union(bags: Sequence[Mapping[str, Any]]) -> list[str]:
    """The concepts of several bags, in order."""
    return sorted({key for bag in bags for key in bag})
