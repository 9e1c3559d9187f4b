"""Concept TF-IDF in scikit-learn's model: which concepts count, and how much.

The term frequency is BM25's (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"); the
idf comes from soft document frequencies, per language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.preprocessing import normalize

from common.languages import LANGUAGES, Language
from matching.engine.bags import ConceptBags
from matching.engine.buzzwords import significance
from matching.engine.profiles import PARTS, Part
from matching.engine.weighting import inverse_frequency, presence, saturated, soft_frequency, strongest
from matching.thesaurus.concepts import WORD_PREFIX

MOST_COMMON = 0.2  # of the profiles: a concept in more of them tells nothing
FEWEST_TO_DROP = 30  # profiles; with fewer, nothing is known to be common
CONCEPTS_KEPT = 60  # per profile and part


Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Vocabulary:
    """The concepts and words that count, their idf per language and the mean length per part."""

    terms: tuple[str, ...]
    idf: Mapping[Language, tuple[float, ...]]
    mean_length: Mapping[Part, float]

    @classmethod
    def fit(cls, bags: Sequence[ConceptBags]) -> Self:
        """The statistics of these profiles. Works on any number of them, none included."""
        vectorizer = DictVectorizer()
        found = [presence([(bag.part(part), bag.nearby(part)) for part in PARTS]) for bag in bags]
        counts = csr_matrix(vectorizer.fit_transform(found or [{}]))
        names = vectorizer.get_feature_names_out()
        kept = np.flatnonzero(~is_common(counts) & ~is_of_one_side(counts, names, bags))
        counts = counts[:, kept]
        terms = tuple(str(names[column]) for column in kept)
        shares = np.array([significance(term) for term in terms])
        idf = {
            language: tuple(
                (shares * inverse_frequency(counts[rows_in(language, bags)], counts)).round(6).tolist()
            )
            for language in LANGUAGES
        }
        return cls(terms, idf, {part: mean_length(bags, part) for part in PARTS})

    def to_json(self) -> dict[str, Any]:
        """The vocabulary as JSON holds it."""
        idf = {language: list(values) for language, values in self.idf.items()}
        return {"terms": list(self.terms), "idf": idf, "mean_length": dict(self.mean_length)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The vocabulary that `to_json` wrote."""
        idf = {language: tuple(values) for language, values in data["idf"].items()}
        return cls(tuple(data["terms"]), idf, dict(data["mean_length"]))

    @cached_property
    def _vectorizer(self) -> DictVectorizer:
        return DictVectorizer().fit([dict.fromkeys(self.terms, 1.0)])

    @cached_property
    def _weighting(self) -> dict[Language, TfidfTransformer]:
        weighting = {}
        for language, values in self.idf.items():
            weighting[language] = TfidfTransformer(norm=None)
            weighting[language].idf_ = np.array(values)
        return weighting

    def matrix(self, bags: Sequence[ConceptBags], part: Part) -> csr_matrix:
        """(profiles, concepts) unit rows of one part; an empty bag is a row of zeros."""
        if not bags or not self.terms:
            return csr_matrix((len(bags), len(self.terms)))
        found = [bag.part(part) for bag in bags]
        counts = csr_matrix(self._vectorizer.transform(found))
        lengths = np.array([sum(bag.values()) for bag in found]) / (self.mean_length[part] or 1.0)
        # What is only near is not said again and again: it counts as it is, without saturation.
        nearby = self._vectorizer.transform([bag.nearby(part) for bag in bags])
        weights = csr_matrix(saturated(counts, lengths) + nearby)
        weighted, order = [], []
        for language in LANGUAGES:
            rows = rows_in(language, bags)
            if rows.size:
                weighted.append(self._weighting[language].transform(weights[rows]))
                order.append(rows)
        in_order = vstack(weighted, format="csr")[np.argsort(np.concatenate(order))]
        return normalize(strongest(in_order, CONCEPTS_KEPT))


def is_common(counts: csr_matrix) -> Flags:
    """(terms,) whether a term is in so many profiles that it tells nothing."""
    if counts.shape[0] < FEWEST_TO_DROP:
        return np.zeros(counts.shape[1], dtype=bool)
    return np.asarray(soft_frequency(counts) > MOST_COMMON * counts.shape[0])


def is_of_one_side(counts: csr_matrix, names: Sequence[str], bags: Sequence[ConceptBags]) -> Flags:
    """(terms,) whether a word outside the thesaurus is used in one country only, and so joins nobody."""
    french = np.array([bag.country == "FR" for bag in bags], dtype=bool)
    if french.all() or not french.any():
        return np.zeros(counts.shape[1], dtype=bool)
    is_word = np.array([name.startswith(WORD_PREFIX) for name in names], dtype=bool)
    is_shared = (counts[french].getnnz(axis=0) > 0) & (counts[~french].getnnz(axis=0) > 0)
    return np.asarray(is_word & ~is_shared)


def rows_in(language: Language, bags: Sequence[ConceptBags]) -> NDArray[np.intp]:
    """Which of the profiles are written in `language`."""
    return np.flatnonzero([bag.language == language for bag in bags])


def mean_length(bags: Sequence[ConceptBags], part: Part) -> float:
    """The mean length of the bags of one part that are not empty."""
    lengths = [sum(bag.part(part).values()) for bag in bags if bag.part(part)]
    return round(sum(lengths) / len(lengths), 6) if lengths else 0.0
