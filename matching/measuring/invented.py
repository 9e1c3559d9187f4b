"""A scratch database of invented companies: what profiles leave behind, without their texts."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from django.db import connection
from django.utils import timezone

from accounts.models import Country
from common.languages import Language
from matching.engine.bags import ConceptBags
from matching.engine.benchmark import PER_NICHE, draw
from matching.engine.full_ranking import Corpus
from matching.engine.meanings import pack
from matching.engine.profiles import PARTS
from matching.engine.similarity import Matrices
from matching.engine.snapshot import Snapshot, matrices_of
from matching.engine.weighting import pairs
from matching.models import ProfileVector
from matching.suggesting import vectors
from startups.models import Company

PIECE = 1_000  # rows written at once
CLOSENESS = 1.0  # of everybody, until a full ranking measures it
NUMBERED = """
CREATE TEMPORARY TABLE numbered AS
SELECT id, country, row_number() OVER (PARTITION BY country ORDER BY id) AS row
FROM startups_company WHERE state = 'published'
"""
LISTS = """
INSERT INTO matching_match (french_company_id, japanese_company_id, state, shown_to_french,
  shown_to_japanese, score, similarity, explanation, ranking_version, suggested_at, asked_until,
  decline_reason, note)
SELECT french.id, japanese.id, 'suggested', true, true, 0.5, 0.3,
  told[1 + (french.row + step) %% cardinality(told)], %s, now(), 0, '', ''
FROM (SELECT %s::text[]::jsonb[]) AS given (told) CROSS JOIN numbered AS french
CROSS JOIN generate_series(1, %s) AS step
JOIN numbered AS japanese ON japanese.row = 1 + (french.row + step) %% %s
WHERE french.country = 'FR' AND japanese.country = 'JP'
ON CONFLICT DO NOTHING
"""
SPOKEN: dict[Country, Language] = {Country.FRANCE: "fr", Country.JAPAN: "ja"}
NAMELESS = {"legal_name": "Invented", "latin_name": "Invented", "city": "-"}
Facts = Callable[[Country, int], dict[str, Any]]


def fill(corpus: Corpus, companies: int, facts: Facts = lambda country, number: NAMELESS) -> None:
    """Half of the companies for each country, published and stored, drawn from a corpus.

    `facts` says what the n-th company of a country has in its own row.
    """
    random = np.random.default_rng(2026)
    seeds = matrices_of(corpus.snapshot.vectors(corpus.bags), len(corpus.snapshot.terms))
    niches = draw(seeds, max(companies // (2 * PER_NICHE), len(seeds)), random)
    for country, count in ((Country.FRANCE, companies // 2), (Country.JAPAN, companies - companies // 2)):
        for start in range(0, count, PIECE):
            drawn = draw(niches, min(PIECE, count - start), random)
            told = [facts(country, start + number) for number in range(len(drawn))]
            write(country, drawn, corpus.snapshot.terms, told)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def write(country: Country, drawn: Matrices, terms: tuple[str, ...], told: Sequence[dict[str, Any]]) -> None:
    """The rows of some published companies."""
    now = timezone.now()
    made = Company.objects.bulk_create(
        Company(
            country=country,
            state=Company.State.PUBLISHED,
            **{"submitted_at": now, "published_at": now, "profile_version": 1, **facts},
        )
        for facts in told
    )
    ProfileVector.objects.bulk_create(
        ProfileVector(
            company=company,
            bags=bags.to_json(),
            profile_version=1,
            thesaurus_version=vectors.reader(),
            stored_at=now,
            ranked_at=now,
        )
        for company, bags in zip(made, bags_of(country, made, drawn, terms), strict=True)
    )


def bags_of(
    country: Country, companies: list[Company], drawn: Matrices, terms: tuple[str, ...]
) -> Iterator[ConceptBags]:
    """Bags that weigh about what was drawn, each concept said in one word."""
    for row, company in enumerate(companies):
        found = {part: zip(*pairs(drawn.concepts[part], row), strict=True) for part in PARTS}
        counts = {part: {terms[place]: 10 * value for place, value in found[part]} for part in PARTS}
        yield ConceptBags(
            id=str(company.pk),
            country=country.value,
            language=SPOKEN[country],
            words={part: {term: (term,) for term in counts[part]} for part in PARTS},
            meanings={part: pack(drawn.meanings[part][row]) for part in PARTS},
            **counts,
        )


def nobody_is_due() -> Snapshot:
    """The snapshot now in force, by which everybody seems to be ranked: workers find nothing left to do."""
    snapshot = vectors.refit()
    ProfileVector.objects.update(
        closeness=CLOSENESS, closeness_version=snapshot.version, ranked_at=timezone.now()
    )
    return snapshot


def pretend_to_be_ranked(listed: int, explanations: Sequence[str] = ("{}",)) -> None:
    """Full lists for everybody and a snapshot in force, as if a full ranking had been.

    Row n of one country stands on the lists of the rows beside row n of the other. The matches are given the
    explanations (JSON) in turn.
    """
    snapshot = nobody_is_due()
    japanese = Company.objects.published().filter(country=Country.JAPAN).count()
    with connection.cursor() as cursor:
        cursor.execute(NUMBERED)
        cursor.execute("ANALYZE numbered")
        cursor.execute("ALTER TABLE matching_match DISABLE TRIGGER USER")  # nobody needs this history
        cursor.execute(LISTS, [snapshot.version, list(explanations), listed, japanese])
        cursor.execute("ALTER TABLE matching_match ENABLE TRIGGER USER")
        cursor.execute("ANALYZE")


def settle_down() -> None:
    """Clean and count every table, as autovacuum has long done where so many companies are."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
