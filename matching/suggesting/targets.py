"""One interface for whatever companies are suggested for: text in, ranked and explained companies out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from accounts.models import Country
from accounts.models.users import Language
from matching.engine import targets
from matching.engine.explanations import Explanation
from matching.engine.ranking import Ranked
from matching.engine.targets import Target
from matching.models import ProfileVector
from matching.suggesting import indexes, vectors
from matching.wording import thesaurus_in_use

HOME = {Country.FRANCE: Language.FRENCH, Country.JAPAN: Language.JAPANESE}
Texts = Mapping[str, str]  # by language


@dataclass(frozen=True)
class RankedCompany:
    """A company that fits a target: how well, why, and by which version of the ranking."""

    company_id: int
    score: float
    similarity: float  # of the concepts alone
    explanation: Explanation
    version: str


def rank_companies(
    texts: Texts, *, country: str, limit: int, excluded: Collection[int] = ()
) -> list[RankedCompany]:
    """The published companies of `country` that fit the texts best, best first, each with its reasons.

    Only those with a reason: the list may be shorter than `limit`. The same texts and profiles always give
    the same list. Nothing is stored.
    """
    snapshot = vectors.snapshot_in_force()
    ranked = fitting(texts, country=country, limit=limit, excluded=excluded)
    stored = ProfileVector.objects.current().filter(company__in=[int(one.id) for one in ranked])
    bags = {str(vector.company_id): vectors.bags_in(vector) for vector in stored}
    # Whoever left in between has no bags any more.
    still = [one for one in ranked if one.id in bags]
    found = targets.explained(target_of(texts, country), still, bags.__getitem__, snapshot)
    return [
        RankedCompany(
            int(one.ranked.id), one.ranked.score, one.ranked.overall, one.explanation, snapshot.version
        )
        for one in found
    ]


def fitting(texts: Texts, *, country: str, limit: int, excluded: Collection[int] = ()) -> list[Ranked]:
    """The same without reasons."""
    snapshot = vectors.snapshot_in_force()
    index = indexes.index_of(country, snapshot)
    barred = {str(company) for company in excluded}
    target = target_of(texts, country)
    ranked = targets.rank_for(target, index, snapshot, limit=limit, excluded=barred)
    return [one for one in ranked if targets.fits(one)]


def target_of(texts: Texts, country: str) -> Target:
    """What the texts are about, for companies of `country`, whose language is quoted first."""
    home = HOME[Country(country)]
    in_order = sorted(texts.items(), key=lambda item: (item[0] != home, item[0]))
    return _read(tuple(in_order), Country(country).other, vectors.reader())


def state(country: str) -> str:
    """A name for everything but the texts on which a ranking of companies of `country` depends."""
    snapshot = vectors.snapshot_in_force()
    indexes.index_of(country, snapshot)  # measures who is new, which would change the state later
    figures = (indexes.state_of(country), snapshot.version, vectors.reader())
    return "-".join(map(str, figures))


@lru_cache(maxsize=64)
def _read(texts: tuple[tuple[str, str], ...], country: str, reader: str) -> Target:
    """The target; `reader` names the thesaurus and the encoder it is read with."""
    del reader
    return Target.of("target", country, dict(texts), thesaurus_in_use(), vectors.encoder_in_use())
