"""A concept, its labels and its place among the others, in the words of SKOS."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from common.languages import LANGUAGES, Language


class ExtraLabel(NamedTuple):
    """A label that is not in the files, or one of theirs to leave out."""

    concept: str
    language: Language
    label: str


@dataclass(frozen=True)
class Concept:
    """One idea and the words for it; the first label of a language is the preferred one."""

    id: str
    labels: Mapping[Language, tuple[str, ...]]
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    domain: str = ""

    @property
    def field(self) -> str:
        """The domain without its division into technical and plain words, or into many files."""
        return "computing" if self.domain.startswith("computing-") else self.domain.removesuffix("-plain")


@dataclass(frozen=True, eq=False)
class Thesaurus:
    """All concepts by id. Immutable: adding a label makes another thesaurus."""

    concepts: Mapping[str, Concept]
    _levels: dict[str, dict[str, int]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def version(self) -> str:
        """A name for exactly these concepts and labels."""
        content = [
            [concept.id, sorted(concept.labels.items()), concept.broader, concept.related]
            for concept in sorted(self.concepts.values(), key=lambda concept: concept.id)
        ]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]

    def label(self, concept_id: str, language: Language) -> str:
        """The preferred label in `language`; a term that is no concept is its own label."""
        concept = self.concepts.get(concept_id)
        if concept is None:
            return concept_id.removeprefix(WORD_PREFIX)
        for choice in (language, *LANGUAGES):
            if concept.labels.get(choice):
                return concept.labels[choice][0]
        return concept_id

    def ancestors(self, concept_id: str) -> dict[str, int]:
        """Every broader concept and how many steps up it is, at least 1."""
        if concept_id not in self._levels:
            self._levels[concept_id] = self._climb(concept_id)
        return self._levels[concept_id]

    def are_akin(self, one: str, other: str) -> bool:
        """Whether two concepts are of one field, share a broader one, or are related."""
        first, second = self.concepts[one], self.concepts[other]
        if first.field == second.field:
            return True
        above, theirs = {one, *self.ancestors(one)}, {other, *self.ancestors(other)}
        return not (
            above.isdisjoint(theirs) and above.isdisjoint(second.related) and theirs.isdisjoint(first.related)
        )

    def _climb(self, concept_id: str) -> dict[str, int]:
        levels: dict[str, int] = {}
        step, above = 1, self._broader(concept_id)
        while above:
            fresh = [broader for broader in above if broader not in levels and broader != concept_id]
            levels.update(dict.fromkeys(fresh, step))
            step, above = step + 1, [higher for broader in fresh for higher in self._broader(broader)]
        return levels

    def _broader(self, concept_id: str) -> list[str]:
        concept = self.concepts.get(concept_id)
        return [broader for broader in concept.broader if broader in self.concepts] if concept else []

    def with_labels(self, added: Iterable[ExtraLabel] = (), hidden: Iterable[ExtraLabel] = ()) -> "Thesaurus":
        """The thesaurus with labels added and others hidden; those of unknown concepts are ignored."""
        concepts = dict(self.concepts)
        for extra in added:
            if extra.concept in concepts:
                labels = [*concepts[extra.concept].labels.get(extra.language, ()), extra.label]
                concepts[extra.concept] = relabelled(concepts[extra.concept], extra.language, labels)
        for extra in hidden:
            if extra.concept in concepts:
                shown = concepts[extra.concept].labels.get(extra.language, ())
                labels = [label for label in shown if label != extra.label]
                concepts[extra.concept] = relabelled(concepts[extra.concept], extra.language, labels)
        return Thesaurus(concepts)


# Stands before a word outside the thesaurus, so that it is never taken for a concept.
WORD_PREFIX = "word:"


def relabelled(concept: Concept, language: Language, labels: Iterable[str]) -> Concept:
    """The concept with other labels in one language, each once."""
    return replace(concept, labels={**concept.labels, language: tuple(dict.fromkeys(labels))})
