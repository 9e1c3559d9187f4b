"""A frozen state of the engine's statistics: which concepts count, and how much.

Concept TF-IDF in scikit-learn's model, with the term frequency of BM25 (Robertson and Zaragoza 2009,
"The Probabilistic Relevance Framework") and an idf per language from soft document frequencies.
"""

import hashlib
import json
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
from matching.bags import PARTS, ConceptBags, Part
from matching.weighting import (
    Sparse,
    inverse_frequency,
    pairs,
    presence,
    saturated,
    soft_frequency,
    strongest,
)

FORMAT = 1
MOST_COMMON = 0.2  # of the profiles: a concept in more of them tells nothing
FEWEST_TO_DROP = 30  # profiles; with fewer, nothing is known to be common
CONCEPTS_KEPT = 60  # per profile and part


@dataclass(frozen=True)
class ProfileVectors:
    """The unit vectors of one profile under one snapshot: positions in its vocabulary and weights."""

    id: str
    version: str
    overall: Sparse
    offers: Sparse
    seeks: Sparse

    def part(self, name: Part) -> Sparse:
        """The positions and weights of one part."""
        return {"overall": self.overall, "offers": self.offers, "seeks": self.seeks}[name]

    def to_json(self) -> dict[str, Any]:
        """The vectors as JSON holds them."""
        parts: dict[str, Any] = {part: [list(values) for values in self.part(part)] for part in PARTS}
        return {"id": self.id, "version": self.version, **parts}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The vectors that `to_json` wrote."""
        parts = {part: (tuple(data[part][0]), tuple(data[part][1])) for part in PARTS}
        return cls(id=data["id"], version=data["version"], **parts)


@dataclass(frozen=True)
class Snapshot:
    """Vocabulary, idf per language and mean length per part, fitted once and then frozen."""

    terms: tuple[str, ...]
    idf: Mapping[Language, tuple[float, ...]]
    mean_length: Mapping[Part, float]

    @classmethod
    def fit(cls, bags: Sequence[ConceptBags]) -> Self:
        """The statistics of these profiles, in any order. Works on any number of them, none included."""
        bags = sorted(bags, key=lambda bag: bag.id)
        vectorizer = DictVectorizer()
        found = [presence([bag.part(part) for part in PARTS]) for bag in bags]
        counts = csr_matrix(vectorizer.fit_transform(found or [{}]))
        is_known_common = len(bags) >= FEWEST_TO_DROP
        is_common = soft_frequency(counts) > MOST_COMMON * len(bags)
        kept = np.flatnonzero((counts.getnnz(axis=0) > 0) & ~(is_common & is_known_common))
        counts = counts[:, kept]
        idf = {
            language: tuple(inverse_frequency(counts[rows_in(language, bags)], counts).round(6).tolist())
            for language in LANGUAGES
        }
        names = vectorizer.get_feature_names_out()
        terms = tuple(str(names[column]) for column in kept)
        return cls(terms, idf, {part: mean_length(bags, part) for part in PARTS})

    @cached_property
    def version(self) -> str:
        """A name for exactly this content."""
        content = json.dumps(self._content(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()[:16]

    def to_json(self) -> dict[str, Any]:
        """The snapshot as JSON holds it."""
        return {"version": self.version, **self._content()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The snapshot that `to_json` wrote. Raises ValueError for one of another format."""
        if data.get("format") != FORMAT:
            raise ValueError(f"This snapshot has format {data.get('format')!r}, not {FORMAT}.")
        idf = {language: tuple(values) for language, values in data["idf"].items()}
        return cls(tuple(data["terms"]), idf, dict(data["mean_length"]))

    def _content(self) -> dict[str, Any]:
        idf = {language: list(values) for language, values in self.idf.items()}
        lengths = dict(self.mean_length)
        return {"format": FORMAT, "terms": list(self.terms), "idf": idf, "mean_length": lengths}

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
        weights = saturated(counts, lengths)
        weighted, order = [], []
        for language in LANGUAGES:
            rows = rows_in(language, bags)
            if rows.size:
                weighted.append(self._weighting[language].transform(weights[rows]))
                order.append(rows)
        in_order = vstack(weighted, format="csr")[np.argsort(np.concatenate(order))]
        return normalize(strongest(in_order, CONCEPTS_KEPT))

    def vectors(self, bags: Sequence[ConceptBags]) -> list[ProfileVectors]:
        """The unit vectors of each profile, ready to be stored."""
        matrices = {part: self.matrix(bags, part) for part in PARTS}
        return [
            ProfileVectors(bag.id, self.version, **{part: pairs(matrices[part], row) for part in PARTS})
            for row, bag in enumerate(bags)
        ]


def rows_in(language: Language, bags: Sequence[ConceptBags]) -> NDArray[np.intp]:
    """Which of the profiles are written in `language`."""
    return np.flatnonzero([bag.language == language for bag in bags])


def mean_length(bags: Sequence[ConceptBags], part: Part) -> float:
    """The mean length of the bags of one part that are not empty."""
    lengths = [sum(bag.part(part).values()) for bag in bags if bag.part(part)]
    return round(sum(lengths) / len(lengths), 6) if lengths else 0.0
