"""A bridge where the thesaurus has no label: the concepts that an unknown word is near to.

Words and labels are compared by the encoder, each without what its language shares. What comes out are
concepts, so it is weighed and explained like the rest.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache, reduce

import numpy as np

from common.languages import LANGUAGES, Language
from matching.engine.encoder import Encoder, Meaning
from matching.thesaurus.concepts import Thesaurus

NEAREST = 20  # concepts per word
NEAR = 0.25  # a lower cosine says nothing
CLOSE_POWER = 2  # near counts far more than not so near
SHARE = 0.5  # of a word that means the same as the labels; a word inside the thesaurus counts 1
WORDS_REMEMBERED = 200_000

Word = tuple[Language, str]
Near = tuple[tuple[str, float], ...]  # concepts and how much each counts, the nearest first


class Bridge:
    """The labels of one thesaurus as vectors, and the words that were compared with them."""

    def __init__(self, thesaurus: Thesaurus, encoder: Encoder) -> None:
        self.encoder = encoder
        self.ids = sorted(thesaurus.concepts)
        self.places = {concept: place for place, concept in enumerate(self.ids)}
        self.seen: dict[Word, Near] = {}
        labels = {
            language: encoder.encode([thesaurus.label(concept, language) for concept in self.ids])
            for language in LANGUAGES
        }
        self.centres = {language: rows.sum(axis=0) / max(len(rows), 1) for language, rows in labels.items()}
        # (concepts, dimensions): the mean of the preferred labels of each concept.
        self.labels = units(reduce(np.add, [units(labels[one] - self.centres[one]) for one in LANGUAGES]))

    def near(self, words: Iterable[Word]) -> dict[Word, Near]:
        """The concepts near to each word, which may be none."""
        wanted = list(dict.fromkeys(words))
        if len(self.seen) > WORDS_REMEMBERED:
            self.seen.clear()
        for language in LANGUAGES:
            unseen = [word for word in wanted if word[0] == language and word not in self.seen]
            if unseen:
                rows = units(self.encoder.encode([text for _, text in unseen]) - self.centres[language])
                self.seen.update(zip(unseen, self.compare(rows), strict=True))
        return {word: self.seen[word] for word in wanted}

    def compare(self, rows: Meaning) -> list[Near]:
        """The concepts near to each row, by the cosine with their labels."""
        cosines = np.round(rows @ self.labels.T, 3)
        return [self.nearest(row) for row in cosines]

    def nearest(self, cosines: Meaning) -> Near:
        """The NEAREST concepts that are near at all, the nearest first."""
        near = np.flatnonzero(cosines >= NEAR)
        order = near[np.argsort(-cosines[near], kind="stable")][:NEAREST]
        return tuple(
            (self.ids[place], round(SHARE * float(cosines[place]) ** CLOSE_POWER, 4)) for place in order
        )

    def meaning_of(self, counts: Mapping[str, float]) -> Meaning:
        """(dimensions,) the labels of some concepts, each counting at most once; words are left out."""
        # In one order, whatever theirs is: sums must be the same to the last bit.
        found = {self.places[term]: min(counts[term], 1.0) for term in sorted(counts) if term in self.places}
        weights = np.fromiter(found.values(), dtype=np.float32, count=len(found))
        return np.asarray(weights @ self.labels[list(found)], dtype=np.float32)


def units(rows: Meaning) -> Meaning:
    """The rows with length 1; zeros stay zeros."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)


@lru_cache(maxsize=2)
def bridge_of(thesaurus: Thesaurus, encoder: Encoder) -> Bridge:
    """The bridge of a thesaurus, built once per process and thesaurus."""
    return Bridge(thesaurus, encoder)
