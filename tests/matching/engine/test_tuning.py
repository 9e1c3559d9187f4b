"""Choosing the engine's constants on graded cases."""

import pytest

from matching.engine import counting, weighting
from matching.engine.encoder import load_encoder
from matching.engine.tuning import KNOBS, Cases, Figures, RememberingEncoder, Trial, best_of, put, trials
from tests.matching.profiles import COMPANIES, SAMPLE

GRADES = {"fr-feed": {"jp-fish": 2}, "jp-robots": {"fr-security": 1}}


@pytest.fixture
def cases():
    return Cases(COMPANIES, GRADES, SAMPLE, RememberingEncoder(load_encoder()))


def trial(value, first, second, *, is_current=False):
    return Trial("NEAR", value, is_current, Figures(((first + second) / 2,), (first, second)))


def test_each_value_of_a_constant_is_tried_and_the_code_left_as_it_was(cases):
    before = [knob.current for knob in KNOBS]

    [found] = trials(cases, ["IDF_POWER"])

    assert [one.value for one in found] == [0.3, 0.5, 0.7, 1.0, 1.5]
    assert [one.value for one in found if one.is_current] == [weighting.IDF_POWER]
    assert [knob.current for knob in KNOBS] == before


def test_weights_of_the_mix_are_tried_too(cases):
    [found] = trials(cases, ["hybrid.gain"])

    assert len({one.figures.scores for one in found}) >= 1
    assert best_of(found).is_current


def test_another_constant_of_the_reading_is_read_with(cases):
    before = cases.corpus(("description",))

    with put(counting, "BROADER_WEIGHT", 0.0, cases):
        without = cases.corpus(("description",))

    assert without.bags != before.bags
    assert cases.corpus(("description",)).bags == before.bags


def test_change_is_proposed_only_where_both_halves_gain():
    now = trial(1, 0.8, 0.8, is_current=True)

    assert best_of([now, trial(2, 0.9, 0.8)]) == now
    assert best_of([now, trial(2, 0.82, 0.82), trial(3, 0.85, 0.81)]).value == 3
