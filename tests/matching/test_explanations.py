import pytest

from matching.counting import bags_of
from matching.explanations import Explanation, explain
from matching.full_ranking import Corpus
from tests.matching.profiles import COMPANIES, FEED, FISH, SAMPLE, SECURITY


def explained(query, other):
    snapshot = Corpus.of(COMPANIES, SAMPLE).snapshot
    return explain(bags_of(query, SAMPLE), bags_of(other, SAMPLE), snapshot)


def test_explanation_names_the_words_of_both_sides():
    first = explained(FEED, FISH).shared[0]

    assert (first.concept, first.french_words, first.japanese_words) == (
        "aquaculture",
        ("aquaculture",),
        ("水産養殖", "養殖"),
    )


def test_explanation_is_the_same_from_both_sides():
    assert explained(FEED, FISH) == explained(FISH, FEED)


def test_explanation_says_who_gives_what():
    explanation = explained(FEED, FISH)

    assert [reason.concept for reason in explanation.french_gives] == ["animal-feed"]
    assert [reason.concept for reason in explanation.japanese_gives] == ["temperature-sensor"]
    assert explanation.japanese_gives[0].french_words == ("Capteurs de température",)


def test_shares_add_up_to_the_whole():
    assert sum(reason.share for reason in explained(FEED, FISH).japanese_gives) == pytest.approx(1, abs=0.001)


def test_explanation_of_strangers_is_empty():
    assert explained(SECURITY, FISH) == Explanation()


def test_explanation_survives_its_storage():
    explanation = explained(FEED, FISH)

    assert Explanation.from_json(explanation.to_json()) == explanation


def test_explanation_of_one_country_is_refused():
    with pytest.raises(ValueError, match="both of FR"):
        explained(FEED, SECURITY)
