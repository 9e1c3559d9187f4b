"""Storing what the engine found in a profile, and the vocabulary it is weighed with."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from django.conf import settings
from django.db import transaction
from django.db.models import F, Func, JSONField, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from common.languages import LANGUAGES
from matching.engine.bags import FORMAT, ConceptBags, combine
from matching.engine.counting import bags_of
from matching.engine.encoder import Encoder, load_encoder
from matching.engine.profiles import ProfileTexts
from matching.engine.snapshot import Snapshot
from matching.models import ProfileVector, RankingSnapshot
from matching.suggesting.profile_texts import texts_of
from matching.wording import thesaurus_in_use
from startups.models import Company

YOUNG = 1_000  # profiles; a larger corpus waits for the night
FITTED = 20_000  # profiles that a vocabulary is weighed on at most
PIECE = 500  # profiles read at once
WITHOUT_WORDS = Func(
    F("bags"),
    Cast(Value("words"), TextField()),
    arg_joiner=" - ",
    template="(%(expressions)s)",
    output_field=JSONField(),
)
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
            "closeness": None,
            "closeness_version": "",
        },
    )
    return vector


def be_ready() -> None:
    """Load whatever reading a profile needs: thesaurus, encoder, and the words of every language."""
    for language in LANGUAGES:
        bags_of(ProfileTexts("", "FR", language, description="Enishi"), thesaurus_in_use(), encoder_in_use())


def encoder_in_use() -> Encoder | None:
    """The encoder, unless it is switched off."""
    return load_encoder() if settings.MATCHING_ENCODER else None


def reader() -> str:
    """A name for everything but the texts on which the stored concepts depend."""
    return f"{thesaurus_in_use().version}-{FORMAT}-{'encoder' if settings.MATCHING_ENCODER else 'concepts'}"


@transaction.atomic
def refit() -> Snapshot:
    """Weigh the vocabulary anew on the published profiles, and keep it as the latest snapshot.

    Of more than FITTED profiles an evenly spread sample of so many at most is weighed: the frequencies of
    concepts hardly differ, and time and memory stay the same however large the corpus becomes.
    """
    current = ProfileVector.objects.current()
    snapshot = Snapshot.fit(list(bags_by_piece(evenly_spread(current))))
    RankingSnapshot.objects.update_or_create(
        version=snapshot.version,
        defaults={
            "data": snapshot.to_json(),
            "profiles": Counter(current.values_list("company__country", flat=True)),
            "created_at": timezone.now(),
        },
    )
    return snapshot


def evenly_spread(vectors: QuerySet[ProfileVector]) -> QuerySet[ProfileVector]:
    """At most FITTED of these."""
    pks = list(vectors.order_by("pk").values_list("pk", flat=True))
    return vectors.filter(pk__in=pks[:: -(-len(pks) // FITTED)]) if len(pks) > FITTED else vectors


def bags_by_piece(vectors: QuerySet[ProfileVector]) -> Iterator[ConceptBags]:
    """The stored concepts without the founders' words, which weigh nothing, read piece by piece."""
    for data in vectors.values_list(WITHOUT_WORDS, flat=True).iterator(chunk_size=PIECE):
        yield ConceptBags.from_json({**data, "words": {}})


def snapshot_in_force() -> Snapshot:
    """The latest snapshot, weighed anew first when there is none or when a young corpus has outgrown it.

    Otherwise the first company of a fresh database would decide for the whole day which words count.
    """
    latest = RankingSnapshot.objects.order_by("-created_at", "-pk").defer("data").first()
    if latest is None or is_outgrown(latest.profiles):
        return refit()
    return snapshot_of(latest.version)


def is_outgrown(profiles: dict[str, int]) -> bool:
    """Whether a country has so many more profiles than a snapshot was fitted on that it serves no longer."""
    if sum(profiles.values()) >= YOUNG:
        return False
    countries = Counter(ProfileVector.objects.current().values_list("company__country", flat=True))
    return any(count > GROWTH * profiles.get(country, 0) for country, count in countries.items())


def bags_in(vector: ProfileVector) -> ConceptBags:
    """The stored concepts of one profile as the engine's plain data."""
    return ConceptBags.from_json(vector.bags)


@lru_cache(maxsize=2)
def snapshot_of(version: str) -> Snapshot:
    """The stored snapshot of that version."""
    return Snapshot.from_json(RankingSnapshot.objects.get(version=version).data)
