import time
from dataclasses import replace

import numpy as np
import pytest

from matching.engine.counting import bags_of
from matching.engine.encoder import load_encoder
from matching.engine.full_ranking import Corpus, rank_all
from matching.engine.index import Index
from matching.engine.ranking import CONCEPTS, HYBRID, MEANING, facing, rank
from matching.engine.snapshot import Snapshot
from matching.thesaurus.concepts import Thesaurus
from tests.matching.profiles import COMPANIES, FEED, FISH, ROBOTS, SAMPLE, SECURITY

NO_CONCEPTS = Thesaurus({})


def corpus(profiles=COMPANIES):
    return Corpus.of(profiles, SAMPLE)


def test_partners_that_share_no_word_find_each_other():
    assert rank_all(corpus()) == {
        "fr-feed": ["jp-fish", "jp-robots"],
        "fr-security": ["jp-robots", "jp-fish"],
        "jp-fish": ["fr-feed", "fr-security"],
        "jp-robots": ["fr-security", "fr-feed"],
    }


def test_ranking_does_not_depend_on_the_order_of_the_profiles():
    assert rank_all(corpus(COMPANIES[::-1])) == rank_all(corpus())


def test_give_and_get_are_seen_from_the_query():
    french, japanese = corpus().indexes()

    best = rank(french.profile("fr-feed"), japanese, limit=1)[0]
    mirrored = rank(japanese.profile("jp-fish"), french, limit=1)[0]

    assert best.give == mirrored.get > 0
    assert best.get == mirrored.give > 0


def test_scores_lie_between_zero_and_one():
    french, japanese = corpus().indexes()

    for identifier in french.ids:
        for ranked in rank(french.profile(identifier), japanese, limit=9):
            for figure in (ranked.score, ranked.overall, ranked.give, ranked.get):
                assert 0 <= figure <= 1


def test_excluded_profiles_are_left_out():
    french, japanese = corpus().indexes()

    found = rank(french.profile("fr-feed"), japanese, limit=5, excluded=["jp-fish"])

    assert [ranked.id for ranked in found] == ["jp-robots"]


def test_limit_is_kept():
    french, japanese = corpus().indexes()

    assert len(rank(french.profile("fr-feed"), japanese, limit=1)) == 1


def test_ties_are_in_the_order_of_ids():
    silent = [bags_of(text.only(()), SAMPLE) for text in (ROBOTS, FISH)]
    snapshot = Snapshot.fit([bags_of(text, SAMPLE) for text in COMPANIES])
    index = Index.of_bags(silent, snapshot)
    query = snapshot.vectors([bags_of(FEED, SAMPLE)])[0]

    assert [ranked.id for ranked in rank(query, index, limit=5)] == ["jp-fish", "jp-robots"]


def test_ranking_against_nobody_is_empty():
    snapshot = Snapshot.fit([bags_of(FEED, SAMPLE)])
    query = snapshot.vectors([bags_of(FEED, SAMPLE)])[0]

    assert rank(query, Index.of_bags([], snapshot), limit=5) == []


def test_query_of_another_snapshot_is_refused():
    _, japanese = corpus().indexes()
    other = Snapshot.fit([bags_of(SECURITY, SAMPLE)])

    with pytest.raises(ValueError, match="snapshot"):
        rank(other.vectors([bags_of(SECURITY, SAMPLE)])[0], japanese, limit=5)


def test_profile_near_to_everything_is_taken_down():
    french, japanese = facing(*corpus().indexes())
    near_to_all = japanese.with_closeness(np.where(np.array(japanese.ids) == "jp-fish", 9.0, 0.0))

    assert rank(french.profile("fr-feed"), japanese, limit=1)[0].id == "jp-fish"
    assert rank(french.profile("fr-feed"), near_to_all, limit=1)[0].id == "jp-robots"


def test_ranking_by_meaning_needs_no_common_concept():
    ranking = rank_all(Corpus.of(COMPANIES, NO_CONCEPTS, encoder=load_encoder()), MEANING)

    assert ranking["fr-feed"][0] == "jp-fish"
    assert ranking["jp-robots"][0] == "fr-security"


def test_hybrid_without_meanings_ranks_by_concepts():
    assert rank_all(corpus(), HYBRID) == rank_all(corpus(), CONCEPTS)


def test_ranking_against_50_000_takes_a_fraction_of_a_second():
    _, japanese = corpus().indexes()
    many = replace(
        japanese,
        ids=tuple(f"{number:05}" for number in range(50_000)),
        matrices=japanese.matrices.picked([number % 2 for number in range(50_000)]),
        closeness=np.zeros(50_000),
    )
    query = corpus().indexes()[0].profile("fr-feed")
    rank(query, many, limit=10)

    began = time.perf_counter()
    found = rank(query, many, limit=10)

    assert time.perf_counter() - began < 1
    assert [ranked.id for ranked in found[:2]] == ["00000", "00002"]
