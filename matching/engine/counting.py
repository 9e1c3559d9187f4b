"""From a profile's texts to its concept bags."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from common.languages import Language, detect
from matching.engine.bags import WORDS_KEPT, ConceptBags
from matching.engine.bridging import Near, bridge_of
from matching.engine.buzzwords import BUZZWORDS, is_idle, significance
from matching.engine.encoder import Encoder
from matching.engine.meanings import meanings_of, sentences_of
from matching.engine.profiles import PARTS, Part, ProfileTexts
from matching.text.concepts import ConceptFinder, Mention, finder_of
from matching.text.senses import settled
from matching.thesaurus.concepts import Thesaurus

BROADER_WEIGHT = 0.4  # of each step from a narrower concept to a broader one
INNER_WEIGHT = 0.3  # of "battery" inside "lithium battery"
FEWEST = 0.05  # a broader concept further away than this does not count
FEWEST_NEAR = 0.1  # nor one to which all words of a part together are less near
CLOSE = 0.18  # a word less near than this counts, but is not named as a reason
NAMED_NEAREST = 3  # nor is it for more concepts than these
LONGEST_ABBREVIATION = 5  # letters; the encoder guesses at them

# The overall bag says what a company does: its needs belong to others.
OVERALL_FIELDS = ("description", "technologies", "offers")


class Counter:
    """Adds up the mentions of one part."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self.thesaurus = thesaurus
        self.counts: dict[str, float] = defaultdict(float)
        self.near: dict[str, float] = defaultdict(float)
        self.words: dict[str, dict[str, float]] = defaultdict(dict)

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
                said = self.words[concept]
                said[mention.written] = max(weight, said.get(mention.written, 0.0))

    def spread(self, concept: str, weight: float, weights: dict[str, float]) -> None:
        """Note a concept and its broader ones, each with the most that this mention gives it."""
        weight *= significance(concept)
        weights[concept] = max(weight, weights.get(concept, 0.0))
        for broader, steps in self.thesaurus.ancestors(concept).items():
            share = weight * BROADER_WEIGHT**steps
            if share >= FEWEST:
                weights[broader] = max(share * significance(broader), weights.get(broader, 0.0))

    def add_near(self, mentions: Iterable[Mention], near: Mapping[Mention, Near]) -> None:
        """Count the concepts near to words outside the thesaurus; a concept that is named keeps its words."""
        said: dict[str, dict[str, float]] = defaultdict(dict)
        for mention in mentions:
            for place, (concept, weight) in enumerate(near.get(mention, ())):
                self.near[concept] += weight * significance(concept)
                if weight >= CLOSE and place < NAMED_NEAREST:
                    said[concept][mention.written] = weight
        self.near = {concept: weight for concept, weight in self.near.items() if weight >= FEWEST_NEAR}
        for concept in self.near.keys() - self.words.keys():
            self.words[concept] = said[concept]

    def written(self) -> dict[str, tuple[str, ...]]:
        """The words of each concept, those that say it most plainly first."""
        return {
            concept: tuple(sorted(said, key=lambda word: -said[word])[:WORDS_KEPT])
            for concept, said in sorted(self.words.items())
        }


def bags_of(texts: ProfileTexts, thesaurus: Thesaurus, encoder: Encoder | None = None) -> ConceptBags:
    """The concept bags of a profile. The same texts always give the same bags."""
    mentions = mentions_in(texts, finder_of(thesaurus))
    near = nearest(mentions.values(), thesaurus, encoder) if encoder else {}
    counters = {part: Counter(thesaurus) for part in PARTS}
    for part, counter in counters.items():
        counter.add(mentions[part])
        counter.add_near(mentions[part], near)
    return ConceptBags(
        id=texts.id,
        country=texts.country,
        language=texts.language,
        overall=rounded(counters["overall"].counts),
        offers=rounded(counters["offers"].counts),
        seeks=rounded(counters["seeks"].counts),
        words={part: counter.written() for part, counter in counters.items()},
        near={part: rounded(counter.near) for part, counter in counters.items()},
        meanings=meanings_with(counters["overall"], texts, thesaurus, encoder) if encoder else {},
    )


def meanings_with(
    overall: Counter, texts: ProfileTexts, thesaurus: Thesaurus, encoder: Encoder
) -> dict[Part, str]:
    """The meanings of a profile, of which the concepts are counted."""
    bridge = bridge_of(thesaurus, encoder)
    if not BUZZWORDS.isdisjoint(overall.counts):
        texts = without_idle_sentences(texts, finder_of(thesaurus))
    return meanings_of(texts, encoder, bridge.meaning_of(overall.counts), bridge.meaning_of(overall.near))


def without_idle_sentences(texts: ProfileTexts, finder: ConceptFinder) -> ProfileTexts:
    """The texts without the sentences of the description that name only buzzwords, unless all do."""
    sentences = sentences_of(texts.description)
    telling = [one for one in sentences if not is_idle(mentions_of(one, texts.language, finder))]
    if not telling or len(telling) == len(sentences):
        return texts
    return replace(texts, description="\n".join(telling))


def mentions_in(texts: ProfileTexts, finder: ConceptFinder) -> dict[Part, list[Mention]]:
    """The mentions of each part."""
    fields = {
        "description": (texts.description,),
        "technologies": texts.technologies,
        "offers": texts.offers,
        "seeks": texts.seeks,
    }
    found = {
        name: [mention for text in said for mention in mentions_of(text, texts.language, finder)]
        for name, said in fields.items()
    }
    context = [mention for mentions in found.values() for mention in mentions]
    found = {name: settled(mentions, context, finder.thesaurus) for name, mentions in found.items()}
    return {
        "overall": [mention for name in OVERALL_FIELDS for mention in found[name]],
        "offers": found["offers"],
        "seeks": found["seeks"],
    }


def mentions_of(text: str, language: Language, finder: ConceptFinder) -> list[Mention]:
    """The mentions of one text, in its own language where that differs from the profile's."""
    spoken = detect(text)
    # Short French or English texts are hard to tell apart; Japanese ones never are.
    if (spoken == "ja") != (language == "ja"):
        return finder.find(text, spoken)
    return finder.find(text, language)


def nearest(
    groups: Iterable[Iterable[Mention]], thesaurus: Thesaurus, encoder: Encoder
) -> dict[Mention, Near]:
    """The concepts near to each word outside the thesaurus."""
    spoken = [mention for group in groups for mention in group if mention.is_word]
    words = [mention for mention in spoken if not is_abbreviation(mention)]
    near = bridge_of(thesaurus, encoder).near((mention.language, mention.written) for mention in words)
    return {mention: near[mention.language, mention.written] for mention in words}


def is_abbreviation(mention: Mention) -> bool:
    """Whether a word stands for others that it does not show."""
    return mention.written.isupper() and len(mention.written) <= LONGEST_ABBREVIATION


def rounded(counts: Mapping[str, float]) -> dict[str, float]:
    """The counts in the order of their concepts, short enough for storage."""
    return {concept: round(counts[concept], 4) for concept in sorted(counts)}
