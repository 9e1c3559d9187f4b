"""Every profile of a set ranked against the other country: what the commands show and measure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from matching.bags import ConceptBags
from matching.counting import bags_of
from matching.encoder import Encoder
from matching.index import Index
from matching.profiles import FIELDS, ProfileTexts
from matching.ranking import CONCEPTS, HYBRID, MEANING, facing, rank
from matching.similarity import Weights
from matching.snapshot import Snapshot
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
        french, japanese = (
            Index.of_bags([bag for bag in self.bags if bag.country == country], self.snapshot)
            for country in ("FR", "JP")
        )
        return facing(french, japanese, weights)


def rank_all(corpus: Corpus, weights: Weights = HYBRID) -> dict[str, list[str]]:
    """For each profile the ids of the other country, best first."""
    ranking: dict[str, list[str]] = {}
    french, japanese = corpus.indexes(weights)
    for own, other in ((french, japanese), (japanese, french)):
        for identifier in own.ids:
            found = rank(own.profile(identifier), other, limit=len(other.ids), weights=weights)
            ranking[identifier] = [ranked.id for ranked in found]
    return {bag.id: ranking[bag.id] for bag in corpus.bags}
