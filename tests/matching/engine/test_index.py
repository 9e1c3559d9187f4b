"""An index that takes profiles in and lets them go."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.engine.encoder import load_encoder
from matching.engine.full_ranking import Corpus
from matching.engine.index import Index
from matching.engine.ranking import facing, measured, rank
from matching.engine.snapshot import Snapshot
from tests.matching.engine.test_rivals import DAIRY, FRAUD, OTHERS, WAREHOUSE
from tests.matching.profiles import COMPANIES, SAMPLE

CORPUS = Corpus.of([*COMPANIES, WAREHOUSE, FRAUD, DAIRY, *OTHERS], SAMPLE, encoder=load_encoder())
SNAPSHOT = CORPUS.snapshot
FRENCH = [bag for bag in CORPUS.bags if bag.country == "FR"]
JAPANESE = [bag for bag in CORPUS.bags if bag.country == "JP"]
SOME = st.sets(st.sampled_from(range(len(JAPANESE))))


def index_of(bags):
    return Index.of_bags(bags, SNAPSHOT)


def chosen(rows):
    return [JAPANESE[row] for row in sorted(rows)]


@settings(max_examples=40)
@given(first=SOME, second=SOME, gone=SOME)
def test_index_that_changed_ranks_like_a_new_one(first, second, gone):
    left = {bag.id for bag in chosen(gone)}
    changed = index_of(chosen(first)).with_profiles(index_of(chosen(second))).without(left)
    new = index_of(chosen((first | second) - gone))
    frozen = new.with_closeness(np.linspace(0, 1, len(new.ids)))

    assert changed.ids == new.ids
    for query in SNAPSHOT.vectors(FRENCH):
        found = rank(query, changed.with_closeness(frozen.closeness), limit=9)
        assert found == rank(query, frozen, limit=9)


def test_closeness_of_those_that_stay_is_frozen():
    index = index_of(JAPANESE[1:]).with_closeness(np.arange(1.0, len(JAPANESE)))
    before = dict(zip(index.ids, index.closeness, strict=True))

    changed = index.with_profiles(index_of(JAPANESE[:1])).without([JAPANESE[-1].id])

    del before[JAPANESE[-1].id]
    assert dict(zip(changed.ids, changed.closeness, strict=True)) == {**before, JAPANESE[0].id: 0.0}


def test_later_profile_takes_the_place_of_the_older_one():
    other = replace(JAPANESE[1], id=JAPANESE[0].id)

    changed = index_of(JAPANESE).with_profiles(index_of([other]))

    assert changed.ids == index_of(JAPANESE).ids
    assert changed.profile(other.id).concepts == changed.profile(JAPANESE[1].id).concepts


def test_index_refuses_profiles_of_another_snapshot():
    with pytest.raises(ValueError, match="snapshot"):
        index_of(JAPANESE).with_profiles(Index.of_bags(JAPANESE, Snapshot.fit(JAPANESE)))


def test_unknown_closeness_alone_is_measured():
    french, japanese = facing(index_of(FRENCH), index_of(JAPANESE))
    closeness = np.full(len(japanese.ids), 7.0)
    closeness[2] = np.nan

    found = measured(japanese.with_closeness(closeness), french)

    assert found.closeness[2] == pytest.approx(japanese.closeness[2])
    assert set(np.delete(found.closeness, 2)) == {7.0}
