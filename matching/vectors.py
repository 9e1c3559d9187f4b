"""Storing what the engine found in a profile, and the vocabulary it is weighed with."""

from collections import Counter
from functools import lru_cache

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from accounts.models import Country
from matching.bags import FORMAT, ConceptBags, combine
from matching.counting import bags_of
from matching.encoder import Encoder, load_encoder
from matching.index import Index
from matching.models import ProfileVector, RankingSnapshot
from matching.profile_texts import texts_of
from matching.ranking import facing
from matching.snapshot import Snapshot
from matching.wording import thesaurus_in_use
from startups.models import Company

YOUNG = 1_000  # profiles; a larger corpus waits for the night
GROWTH = 1.1  # a young corpus that has grown by more is weighed anew at once


def stored(company: Company) -> ProfileVector:
    """The stored concepts of the published profile, found anew when the profile or the engine is newer."""
    vector = ProfileVector.objects.filter(
        company=company, profile_version=company.profile_version, thesaurus_version=reader()
    ).first()
    return vector or store(company)


def store(company: Company) -> ProfileVector:
    """Find the concepts of the published profile and keep them with its version."""
    bags = combine([bags_of(texts, thesaurus_in_use(), encoder_in_use()) for texts in texts_of(company)])
    vector, _ = ProfileVector.objects.update_or_create(
        company=company,
        defaults={
            "bags": bags.to_json(),
            "profile_version": company.profile_version,
            "thesaurus_version": reader(),
            "stored_at": timezone.now(),
        },
    )
    return vector


def encoder_in_use() -> Encoder | None:
    """The encoder, unless it is switched off."""
    return load_encoder() if settings.MATCHING_ENCODER else None


def reader() -> str:
    """A name for everything but the texts on which the stored concepts depend."""
    return f"{thesaurus_in_use().version}-{FORMAT}-{'encoder' if settings.MATCHING_ENCODER else 'concepts'}"


@transaction.atomic
def refit() -> Snapshot:
    """Weigh the vocabulary anew on all published profiles, and keep it as the latest snapshot."""
    bags = [bags_in(vector) for vector in ProfileVector.objects.current().select_related("company")]
    snapshot = Snapshot.fit(bags)
    RankingSnapshot.objects.update_or_create(
        version=snapshot.version,
        defaults={
            "data": snapshot.to_json(),
            "profiles": Counter(bag.country for bag in bags),
            "created_at": timezone.now(),
        },
    )
    return snapshot


def snapshot_in_force() -> Snapshot:
    """The latest snapshot, weighed anew first when there is none or when a young corpus has outgrown it.

    Otherwise the first company of a fresh database would decide for the whole day which words count.
    """
    latest = RankingSnapshot.objects.order_by("-created_at", "-pk").defer("data").first()
    if latest is None or is_outgrown(latest.profiles):
        return refit()
    return _snapshot(latest.version)


def is_outgrown(profiles: dict[str, int]) -> bool:
    """Whether a country has so many more profiles than a snapshot was fitted on that it serves no longer."""
    if sum(profiles.values()) >= YOUNG:
        return False
    countries = Counter(ProfileVector.objects.current().values_list("company__country", flat=True))
    return any(count > GROWTH * profiles.get(country, 0) for country, count in countries.items())


def index_of(country: str, snapshot: Snapshot) -> Index:
    """The published profiles of one country, ready to be ranked against."""
    vectors = ProfileVector.objects.current()
    state = vectors.aggregate(Count("pk"), Max("stored_at"), Max("company__published_at"))
    return _indexes(snapshot.version, tuple(state.values()))[country]


def sides(snapshot: Snapshot) -> tuple[Index, Index]:
    """The published profiles of France and of Japan, not yet corrected for each other."""
    french, japanese = (Index.of_bags(_bags(country), snapshot) for country in Country.values)
    return french, japanese


def bags_in(vector: ProfileVector) -> ConceptBags:
    """The stored concepts of one profile as the engine's plain data."""
    return ConceptBags.from_json(vector.bags)


@lru_cache(maxsize=2)
def _snapshot(version: str) -> Snapshot:
    return Snapshot.from_json(RankingSnapshot.objects.get(version=version).data)


@lru_cache(maxsize=2)
def _indexes(version: str, state: tuple) -> dict[str, Index]:
    """Both countries' indexes; `state` changes whenever a profile does."""
    snapshot = _snapshot(version)
    french, japanese = facing(*sides(snapshot))
    return {Country.FRANCE: french, Country.JAPAN: japanese}


def _bags(country: str) -> list[ConceptBags]:
    return [bags_in(vector) for vector in ProfileVector.objects.current().filter(company__country=country)]
