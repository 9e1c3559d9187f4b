"""The concepts of a profile, counted: what is stored of it, and all the engine needs to know."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from common.languages import Language, detect
from matching.encoder import Encoder
from matching.meanings import meanings_of
from matching.profiles import PARTS, Country, Part, ProfileTexts
from matching.text.concepts import ConceptFinder, Mention, finder_of
from matching.thesaurus.concepts import Thesaurus

BROADER_WEIGHT = 0.4  # of each step from a narrower concept to a broader one
INNER_WEIGHT = 0.3  # of "battery" inside "lithium battery"
FEWEST = 0.05  # a broader concept further away than this does not count
WORDS_KEPT = 6  # written forms per concept

# The overall bag says what a company does: its needs belong to others.
OVERALL_FIELDS = ("description", "technologies", "offers")


@dataclass(frozen=True)
class ConceptBags:
    """Per part of a profile, how often each concept or word counts and in which words it was said.

    `meanings` are the encoder's packed vectors, where there is an encoder.
    """

    id: str
    country: Country
    language: Language
    overall: Mapping[str, float] = field(default_factory=dict)
    offers: Mapping[str, float] = field(default_factory=dict)
    seeks: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[Part, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    meanings: Mapping[Part, str] = field(default_factory=dict)

    def part(self, name: Part) -> Mapping[str, float]:
        """The bag of one part."""
        parts: dict[Part, Mapping[str, float]] = {
            "overall": self.overall,
            "offers": self.offers,
            "seeks": self.seeks,
        }
        return parts[name]

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


class Counter:
    """Adds up the mentions of one part."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self.thesaurus = thesaurus
        self.counts: dict[str, float] = defaultdict(float)
        self.words: dict[str, dict[str, None]] = defaultdict(dict)

    def add(self, mentions: Iterable[Mention]) -> None:
        """Count each mention, its inner concepts and, less, the broader ones of them all."""
        for mention in mentions:
            weights: dict[str, float] = {}
            for concept in mention.concepts:
                self.spread(concept, 1 / len(mention.concepts), weights)
            for concept in mention.inner:
                self.spread(concept, INNER_WEIGHT, weights)
            for concept, weight in weights.items():
                self.counts[concept] += weight
                if len(self.words[concept]) < WORDS_KEPT:
                    self.words[concept][mention.written] = None

    def spread(self, concept: str, weight: float, weights: dict[str, float]) -> None:
        """Note a concept and its broader ones, each with the most that this mention gives it."""
        weights[concept] = max(weight, weights.get(concept, 0.0))
        for broader, steps in self.thesaurus.ancestors(concept).items():
            share = weight * BROADER_WEIGHT**steps
            if share >= FEWEST:
                weights[broader] = max(share, weights.get(broader, 0.0))


def bags_of(texts: ProfileTexts, thesaurus: Thesaurus, encoder: Encoder | None = None) -> ConceptBags:
    """The concept bags of a profile. The same texts always give the same bags."""
    finder = finder_of(thesaurus)
    fields = {
        "description": [texts.description],
        "technologies": list(texts.technologies),
        "offers": list(texts.offers),
        "seeks": list(texts.seeks),
    }
    mentions = {
        name: [mention for text in found for mention in mentions_of(text, texts.language, finder)]
        for name, found in fields.items()
    }
    said = {
        "overall": [mention for name in OVERALL_FIELDS for mention in mentions[name]],
        "offers": mentions["offers"],
        "seeks": mentions["seeks"],
    }
    counters = {part: Counter(thesaurus) for part in PARTS}
    for part, counter in counters.items():
        counter.add(said[part])
    return ConceptBags(
        id=texts.id,
        country=texts.country,
        language=texts.language,
        overall=rounded(counters["overall"].counts),
        offers=rounded(counters["offers"].counts),
        seeks=rounded(counters["seeks"].counts),
        words={part: {key: tuple(forms) for key, forms in c.words.items()} for part, c in counters.items()},
        meanings=meanings_of(texts, encoder) if encoder else {},
    )


def mentions_of(text: str, language: Language, finder: ConceptFinder) -> list[Mention]:
    """The mentions of one text, in its own language where that differs from the profile's."""
    spoken = detect(text)
    # Short French or English texts are hard to tell apart; Japanese ones never are.
    if (spoken == "ja") != (language == "ja"):
        return finder.find(text, spoken)
    return finder.find(text, language)


def rounded(counts: Mapping[str, float]) -> dict[str, float]:
    """The counts in the order of their concepts, short enough for storage."""
    return {concept: round(counts[concept], 4) for concept in sorted(counts)}


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
