"""A frozen state of the engine's statistics, and the vectors of profiles under it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Self

from common.languages import LANGUAGES, Language
from matching.engine.bags import ConceptBags
from matching.engine.meanings import centre_of, centred, pack, stacked
from matching.engine.profiles import PARTS, Part
from matching.engine.similarity import COMPARISONS, Matrices, Scale, Scales, measure
from matching.engine.vocabulary import Vocabulary
from matching.engine.weighting import Sparse, pairs, stack

FORMAT = 2
PROFILES_MEASURED = 500  # of each country, for the scales


@dataclass(frozen=True)
class ProfileVectors:
    """One profile under one snapshot: per part the unit vectors of its concepts and, packed, its meaning."""

    id: str
    version: str
    concepts: Mapping[Part, Sparse]
    meanings: Mapping[Part, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The vectors as JSON holds them."""
        concepts = {part: [list(values) for values in pair] for part, pair in self.concepts.items()}
        return {"id": self.id, "version": self.version, "concepts": concepts, "meanings": dict(self.meanings)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The vectors that `to_json` wrote."""
        concepts = {part: (tuple(pair[0]), tuple(pair[1])) for part, pair in data["concepts"].items()}
        return cls(data["id"], data["version"], concepts, dict(data["meanings"]))


@dataclass(frozen=True)
class Snapshot:
    """Vocabulary, the centre of each language's meanings and the scale of each comparison, frozen."""

    vocabulary: Vocabulary
    centres: Mapping[Language, Mapping[Part, str]]
    scales: Scales

    @classmethod
    def fit(cls, bags: Sequence[ConceptBags]) -> Self:
        """The statistics of these profiles, in any order. Works on any number of them, none included."""
        bags = sorted(bags, key=lambda bag: bag.id)
        centres = {
            language: {
                part: centre_of(
                    [bag.meanings[part] for bag in bags if bag.language == language and part in bag.meanings]
                )
                for part in PARTS
            }
            for language in LANGUAGES
        }
        unmeasured = cls(Vocabulary.fit(bags), centres, dict.fromkeys(COMPARISONS, Scale()))
        french, japanese = (
            unmeasured.matrices(unmeasured.vectors(spread([bag for bag in bags if bag.country == country])))
            for country in ("FR", "JP")
        )
        return cls(unmeasured.vocabulary, centres, measure(french, japanese))

    @property
    def terms(self) -> tuple[str, ...]:
        """The concepts and words that count."""
        return self.vocabulary.terms

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
        scales = {comparison: Scale(**scale) for comparison, scale in data["scales"].items()}
        return cls(Vocabulary.from_json(data["vocabulary"]), data["centres"], scales)

    def _content(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "vocabulary": self.vocabulary.to_json(),
            "centres": {language: dict(parts) for language, parts in self.centres.items()},
            "scales": {comparison: asdict(scale) for comparison, scale in self.scales.items()},
        }

    def vectors(self, bags: Sequence[ConceptBags]) -> list[ProfileVectors]:
        """The unit vectors of each profile, ready to be stored."""
        matrices = {part: self.vocabulary.matrix(bags, part) for part in PARTS}
        return [
            ProfileVectors(
                id=bag.id,
                version=self.version,
                concepts={part: pairs(matrices[part], row) for part in PARTS},
                meanings={
                    part: pack(centred(text, self.centres[bag.language][part]))
                    for part, text in bag.meanings.items()
                },
            )
            for row, bag in enumerate(bags)
        ]

    def matrices(self, profiles: Sequence[ProfileVectors]) -> Matrices:
        """The vectors of some profiles as rows, in their order. Raises ValueError for another snapshot's."""
        for profile in profiles:
            if profile.version != self.version:
                raise ValueError(f"{profile.id} has snapshot {profile.version}, not {self.version}.")
        return matrices_of(profiles, len(self.terms))


def matrices_of(profiles: Sequence[ProfileVectors], width: int) -> Matrices:
    """The vectors of some profiles of one snapshot as rows, in their order."""
    return Matrices(
        {part: stack([profile.concepts[part] for profile in profiles], width) for part in PARTS},
        {part: stacked([profile.meanings.get(part, "") for profile in profiles]) for part in PARTS},
    )


def spread(bags: Sequence[ConceptBags]) -> Sequence[ConceptBags]:
    """At most PROFILES_MEASURED of them, evenly spread."""
    step = max(1, -(-len(bags) // PROFILES_MEASURED))
    return bags[::step]
