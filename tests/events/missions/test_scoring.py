"""From points to a ranking."""

import pytest

from events.missions.scoring import Result, ranked, result, score


def test_score_weighs_the_points_of_each_criterion():
    assert score({1: 5, 2: 0}, {1: 3, 2: 1}) == 75
    assert (score({1: 5}, {1: 7}), score({1: 0}, {1: 7})) == (100, 0)


def test_score_needs_points_for_every_criterion():
    with pytest.raises(ValueError, match="Every criterion"):
        score({1: 5}, {1: 1, 2: 1})


def test_both_countries_weigh_the_same_and_the_spread_is_told():
    found = result({"FR": [80, 60, 40], "JP": [90, 90]})

    assert found == Result(mean=75, lowest=40, highest=90)
    assert found.spread == 50


def test_ranking_puts_the_best_first_then_who_is_less_disputed():
    results = {
        1: Result(70, 60, 80),
        2: Result(80, 80, 80),
        3: Result(70, 69, 71),
        4: Result(None, None, None),
    }

    assert ranked(results) == [2, 3, 1, 4]
