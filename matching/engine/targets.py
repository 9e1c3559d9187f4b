"""Whatever companies are suggested for (a mission, a place, a topic): text in, ranked companies out.

A target is read like a profile of the country it is in, so that the companies it is for are the other
side. It may be written in several languages that all say the same.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from common.languages import Language
from matching.engine.bags import ConceptBags, combine
from matching.engine.counting import bags_of
from matching.engine.encoder import Encoder
from matching.engine.explanations import Explanation, explain
from matching.engine.index import Index
from matching.engine.meanings import pack, unit, unpack
from matching.engine.profiles import PARTS, Country, Part, ProfileTexts
from matching.engine.ranking import Ranked, rank
from matching.engine.sharing import LEAST_IN_COMMON, LOWEST_SCORE
from matching.engine.similarity import Weights
from matching.engine.snapshot import ProfileVectors, Snapshot
from matching.thesaurus.concepts import Thesaurus

# A target neither offers nor seeks: what it is about meets what companies do. Concepts weigh more than
# between companies, as a theme names its concepts plainly: docs/mission-suggestions.md.
THEME = Weights(overall=1.0, meaning=2.0)
HOW = "business-cooperation"  # the domain of pilots, investors and start-ups


@dataclass(frozen=True)
class Target:
    """What one target is about: its concepts as one, and its bags in each language it is written in."""

    bags: ConceptBags
    spoken: tuple[ConceptBags, ...]

    @classmethod
    def of(
        cls,
        identifier: str,
        country: Country,
        texts: Mapping[Language, str],
        thesaurus: Thesaurus,
        encoder: Encoder | None = None,
    ) -> Self:
        """The target of these texts; words are quoted in the first language that has any for a concept.

        `country` is where it is: it is for companies of the other. Raises ValueError without any text.
        """
        spoken = tuple(
            bags_of(ProfileTexts(identifier, country, language, text), thesaurus, encoder)
            for language, text in texts.items()
            if text.strip()
        )
        agreed = [agreeing(bag, [one for one in spoken if one is not bag], ways(thesaurus)) for bag in spoken]
        words = {part: first_said([bag.words.get(part, {}) for bag in agreed]) for part in PARTS}
        return cls(replace(combine(agreed), words=words), spoken)

    def vectors(self, snapshot: Snapshot) -> ProfileVectors:
        """The target under a snapshot: its meaning is the mean of what it says in each language."""
        [vectors] = snapshot.vectors([self.bags])
        spoken = snapshot.vectors(self.spoken)
        meanings = {
            part: mean([one.meanings[part] for one in spoken if part in one.meanings])
            for part in self.bags.meanings
        }
        return replace(vectors, meanings=meanings)


@dataclass(frozen=True)
class Fitting:
    """A company that fits a target, how well, and why: the company's words and the target's."""

    ranked: Ranked
    explanation: Explanation


def rank_for(
    target: Target, index: Index, snapshot: Snapshot, *, limit: int, excluded: Collection[str] = ()
) -> list[Ranked]:
    """The `limit` companies of `index` that fit the target best, best first; ties by id."""
    # How near companies are to those abroad tells who is everybody's partner, not whom a theme suits: all
    # are taken to be as near as the mean, so that scores keep their measure.
    level = index.with_closeness(np.full(len(index.ids), index.closeness.mean() if index.ids else 0.0))
    return rank(target.vectors(snapshot), level, limit=limit, excluded=excluded, weights=THEME)


def explained(
    target: Target, ranked: Sequence[Ranked], bags: Callable[[str], ConceptBags], snapshot: Snapshot
) -> list[Fitting]:
    """These companies with what each shares with the target; `bags` gives those of a company by its id."""
    return [Fitting(one, explain(bags(one.id), target.bags, snapshot)) for one in ranked]


def fits(ranked: Ranked) -> bool:
    """Whether a company fits a target well enough to be told, and has a reason that can be said."""
    return ranked.score >= LOWEST_SCORE and ranked.overall >= LEAST_IN_COMMON


def agreeing(bag: ConceptBags, others: Sequence[ConceptBags], how: Collection[str] = ()) -> ConceptBags:
    """The bag without the concepts that some other language does not name, and without those of `how`.

    All say the same, so those are accidents of one language: 派遣 is a delegation, and temporary work.
    """

    def kept(counts: Mapping[str, float], part: Part) -> dict[str, float]:
        return {
            concept: count
            for concept, count in counts.items()
            if concept not in how
            and all(concept in one.part(part) or concept in one.nearby(part) for one in others)
        }

    return replace(
        bag,
        overall=kept(bag.overall, "overall"),
        offers=kept(bag.offers, "offers"),
        seeks=kept(bag.seeks, "seeks"),
        near={part: kept(counts, part) for part, counts in bag.near.items()},
    )


def ways(thesaurus: Thesaurus) -> set[str]:
    """The concepts that say how companies work together, not on what: every call names some of them."""
    return {key for key, concept in thesaurus.concepts.items() if concept.domain == HOW}


def first_said(words: Sequence[Mapping[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """The written forms of each concept, of the first language that has any."""
    found: dict[str, tuple[str, ...]] = {}
    for said in words:
        found |= {concept: forms for concept, forms in said.items() if forms and concept not in found}
    return found


def mean(packed: Sequence[str]) -> str:
    """The mean direction of stored vectors."""
    return pack(unit(np.sum([unpack(text) for text in packed], axis=0)))
