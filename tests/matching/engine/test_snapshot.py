import json
from dataclasses import replace

import pytest
from sklearn.metrics.pairwise import cosine_similarity

from matching.engine.bags import ConceptBags
from matching.engine.counting import bags_of
from matching.engine.encoder import load_encoder
from matching.engine.index import Index
from matching.engine.snapshot import ProfileVectors, Snapshot
from matching.engine.vocabulary import CONCEPTS_KEPT, Vocabulary
from tests.matching.profiles import COMPANIES, FISH, SAMPLE

BAGS = [bags_of(profile, SAMPLE, load_encoder()) for profile in COMPANIES]


def test_bags_survive_their_storage():
    for bags in BAGS:
        assert ConceptBags.from_json(json.loads(json.dumps(bags.to_json()))) == bags


def test_bag_counts_broader_concepts_less():
    overall = bags_of(FISH.only(["description"]), SAMPLE).overall

    assert overall["temperature-sensor"] == 1 > overall["sensor"] > 0


def test_overall_bag_leaves_out_what_is_sought():
    assert "animal-feed" not in bags_of(FISH, SAMPLE).overall
    assert "animal-feed" in bags_of(FISH, SAMPLE).seeks


def test_snapshot_survives_its_storage():
    snapshot = Snapshot.fit(BAGS)

    stored = Snapshot.from_json(json.loads(json.dumps(snapshot.to_json())))

    assert stored == snapshot
    assert stored.version == snapshot.version
    assert stored.vectors(BAGS) == snapshot.vectors(BAGS)


def test_snapshot_version_depends_on_the_content_alone():
    assert Snapshot.fit(BAGS).version == Snapshot.fit(BAGS[::-1]).version
    assert Snapshot.fit(BAGS).version != Snapshot.fit(BAGS[1:]).version


def test_snapshot_of_another_format_is_refused():
    with pytest.raises(ValueError, match="format"):
        Snapshot.from_json({"format": 0})


def test_snapshot_of_nobody_is_defined():
    snapshot = Snapshot.fit([])

    assert snapshot.terms == ()
    assert snapshot.vectors(BAGS[:1])[0].concepts["overall"] == ((), ())


def test_vectors_survive_their_storage():
    vectors = Snapshot.fit(BAGS).vectors(BAGS)[0]

    assert ProfileVectors.from_json(json.loads(json.dumps(vectors.to_json()))) == vectors


def test_vectors_are_units():
    matrix = Vocabulary.fit(BAGS).matrix(BAGS, "overall")

    assert cosine_similarity(matrix).diagonal() == pytest.approx([1] * len(BAGS))


def test_concept_of_many_profiles_is_dropped_once_there_are_enough():
    def company(number):
        return ConceptBags(str(number), "FR", "fr", overall={"robot": 1.0, f"word:{number}": 1.0})

    assert "robot" in Snapshot.fit([company(number) for number in range(10)]).terms
    assert "robot" not in Snapshot.fit([company(number) for number in range(40)]).terms


def test_profile_keeps_its_strongest_concepts_only():
    talkative = ConceptBags("x", "FR", "fr", overall={f"word:{n:03}": 1.0 + n for n in range(100)})
    snapshot = Snapshot.fit([talkative])

    positions, _ = snapshot.vectors([talkative])[0].concepts["overall"]

    assert [snapshot.terms[position] for position in positions] == [
        f"word:{n:03}" for n in range(100 - CONCEPTS_KEPT, 100)
    ]


def test_concept_unknown_to_the_snapshot_is_ignored():
    snapshot = Snapshot.fit(BAGS)
    newer = replace(BAGS[0], overall={**BAGS[0].overall, "word:new": 5.0})

    before, after = snapshot.vectors([BAGS[0], newer])
    assert len(after.concepts["overall"][0]) == len(before.concepts["overall"][0])


def test_index_refuses_vectors_of_another_snapshot():
    vectors = Snapshot.fit(BAGS[1:]).vectors(BAGS)

    with pytest.raises(ValueError, match="snapshot"):
        Index.of(vectors, Snapshot.fit(BAGS))


def test_word_of_one_country_is_dropped_once_both_are_there():
    french = ConceptBags("fr", "FR", "fr", overall={"robot": 1.0, "word:lorawan": 1.0, "word:grue": 1.0})
    japanese = ConceptBags("jp", "JP", "ja", overall={"word:lorawan": 1.0, "sensor": 1.0, "word:空": 1.0})

    assert Snapshot.fit([french]).terms == ("robot", "word:grue", "word:lorawan")
    assert Snapshot.fit([french, japanese]).terms == ("robot", "sensor", "word:lorawan")


def test_near_concept_counts_beside_the_named_ones():
    bags = ConceptBags("x", "FR", "fr", overall={"robot": 1.0}, near={"overall": {"sensor": 0.2}})
    snapshot = Snapshot.fit([bags])

    positions, weights = snapshot.vectors([bags])[0].concepts["overall"]

    assert [snapshot.terms[position] for position in positions] == ["robot", "sensor"]
    assert min(weights) > 0
