"""Every profile of a set ranked against the other country: what the commands show and measure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from matching.engine.bags import ConceptBags
from matching.engine.counting import bags_of
from matching.engine.encoder import Encoder
from matching.engine.index import Index
from matching.engine.profiles import COUNTRIES, FIELDS, ProfileTexts
from matching.engine.ranking import CONCEPTS, HYBRID, MEANING, Ranked, facing, facing_pairs, rank_everybody
from matching.engine.similarity import Weights
from matching.engine.snapshot import Snapshot
from matching.thesaurus.concepts import Thesaurus

Signal = Literal["tfidf", "semantic", "hybrid"]
SIGNALS: tuple[Signal, ...] = get_args(Signal)
WEIGHTS: dict[Signal, Weights] = {"tfidf": CONCEPTS, "semantic": MEANING, "hybrid": HYBRID}


@dataclass(frozen=True)
class Corpus:
    """The bags of a set of profiles and the statistics fitted on them."""

    bags: tuple[ConceptBags, ...]
    snapshot: Snapshot

    @classmethod
    def of(
        cls,
        profiles: Iterable[ProfileTexts],
        thesaurus: Thesaurus,
        fields: Sequence[str] = FIELDS,
        encoder: Encoder | None = None,
    ) -> "Corpus":
        """The corpus of these profiles, reading only some of their texts."""
        bags = tuple(bags_of(profile.only(fields), thesaurus, encoder) for profile in profiles)
        return cls(bags, Snapshot.fit(bags))

    def indexes(self, weights: Weights = HYBRID) -> tuple[Index, Index]:
        """The French and the Japanese index, corrected for each other."""
        return facing(*self.sides(), weights)

    def sides(self) -> tuple[Index, Index]:
        """The French and the Japanese index."""
        french, japanese = (
            Index.of_bags([bag for bag in self.bags if bag.country == country], self.snapshot)
            for country in COUNTRIES
        )
        return french, japanese


def rank_all(corpus: Corpus, weights: Weights = HYBRID, limit: int | None = None) -> dict[str, list[str]]:
    """For each profile the ids of the other country, best first: all of them, of large sets the best."""
    ranking = dict(ranked_lists(*corpus.sides(), weights, limit or len(corpus.bags)))
    return {bag.id: [ranked.id for ranked in ranking[bag.id]] for bag in corpus.bags}


def ranked_lists(
    french: Index, japanese: Index, weights: Weights, limit: int
) -> Iterator[tuple[str, list[Ranked]]]:
    """For each profile of either side its `limit` best of the other, best first."""
    french, japanese, pairs = facing_pairs(french, japanese, weights)
    yield from rank_everybody(french, japanese, pairs, limit=limit)
    yield from rank_everybody(japanese, french, pairs.mirrored, limit=limit)
