"""Texts nobody foresaw: each has a defined result, and none stops the engine."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.engine.counting import bags_of
from matching.engine.explanations import Explanation, distinct, explain, group_synonyms
from matching.engine.full_ranking import Corpus, rank_all
from matching.engine.profiles import ProfileTexts
from tests.matching.profiles import COMPANIES, FISH, SAMPLE

ODD = {
    "empty": "",
    "blank": " \u3000\n",
    "link": "https://example.com/capteur www.example.com contact@example.com",
    "marks": "!?… —「」",
    "emoji": "🤖🤖",
    "null": "\x00\ud800",
    "korean": "우리는 로봇을 만듭니다",
    "arabic": "نحن نصنع الروبوتات",
    "denied": "sans",
}
SAID = {
    "word": ("capteur", "sensor"),
    "mixed": ("当社のrobotics solutionは世界初です。", "robot"),
    "full-width": ("ＲＯＢＯＴＩＣＳ", "robot"),
    "no-accents": ("cybersecurite et pisciculture", "cybersecurity"),
    "decomposed": ("cyberse\u0301curite\u0301", "cybersecurity"),
    "among-arabic": ("نحن robot نصنع", "robot"),
    "megabyte": ("capteur " * 125_000, "sensor"),
    "one-long-word": ("capteur " + "a" * 1_000_000, "sensor"),
}


def profile(text, language="fr"):
    return ProfileTexts("fr-odd", "FR", language, text, (text,), (text,), (text,))


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
@pytest.mark.parametrize("language", ["fr", "ja", "en"])
def test_text_without_known_words_has_no_concepts(text, language):
    bags = bags_of(profile(text, language), SAMPLE)

    assert all(term.startswith("word:") for term in bags.overall)


@pytest.mark.parametrize(("text", "concept"), SAID.values(), ids=SAID)
@pytest.mark.parametrize("language", ["fr", "ja"])
def test_concept_is_found_in_an_odd_text(text, concept, language):
    assert concept in bags_of(profile(text, language), SAMPLE).overall


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_profile_is_ranked_and_has_no_reasons(text):
    corpus = Corpus.of([*COMPANIES, profile(text)], SAMPLE)

    assert set(rank_all(corpus)["fr-odd"]) == {"jp-fish", "jp-robots"}
    assert explain(corpus.bags[-1], bags_of(FISH, SAMPLE), corpus.snapshot) == Explanation()


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=200), language=st.sampled_from(["fr", "ja", "en"]))
def test_any_text_gives_the_same_bags_twice(text, language):
    first, second = (bags_of(profile(text, language), SAMPLE) for _ in range(2))

    assert first == second


@settings(max_examples=100, deadline=None)
@given(words=st.lists(st.text(min_size=1, max_size=12), max_size=8))
def test_shown_words_are_some_of_those_written(words):
    shown = distinct(words)

    assert set(shown) <= set(words)
    assert len(set(shown)) == len(shown)
    assert bool(shown) == bool(words)


def test_no_reasons_stay_no_reasons():
    assert group_synonyms([]) == []
