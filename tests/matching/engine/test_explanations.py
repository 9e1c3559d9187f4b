import pytest

from matching.engine.counting import bags_of
from matching.engine.explanations import WORDS_SHOWN, Explanation, Reason, distinct, explain, group_synonyms
from matching.engine.full_ranking import Corpus
from tests.matching.profiles import COMPANIES, FEED, FISH, SAMPLE, SECURITY


def explained(query, other):
    snapshot = Corpus.of(COMPANIES, SAMPLE).snapshot
    return explain(bags_of(query, SAMPLE), bags_of(other, SAMPLE), snapshot)


def test_explanation_names_the_words_of_both_sides():
    first = explained(FEED, FISH).shared[0]

    assert (first.concept, first.french_words, first.japanese_words) == (
        "aquaculture",
        ("aquaculture",),
        ("水産養殖",),
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


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("capteurs de sol", "Capteurs de sol", "CAPTEURS DE SOL"), ("capteurs de sol",)),
        (("robot", "robot mobile", "robotique"), ("robot mobile", "robotique")),
        (("カメラ", "小型カメラ"), ("小型カメラ",)),
        (("thé", "the"), ("thé",)),
    ],
)
def test_words_are_shown_once_and_at_their_longest(words, shown):
    assert distinct(words) == shown


def test_broader_reason_with_the_same_words_goes_to_the_narrower():
    wine = Reason("viticulture", 0.3, ("vigne",), ("ぶどう畑",))
    farming = Reason("agriculture", 0.4, ("vigne",), ("ぶどう畑",))
    field = Reason("field", 0.2, ("vigne", "parcelle"), ("ぶどう畑", "畑"))

    kept = group_synonyms([field, wine, farming])

    assert sum(reason.share for reason in kept) == pytest.approx(0.9)
    assert [(reason.french_words, round(reason.share, 2)) for reason in kept] == [
        (("vigne",), 0.7),
        (("vigne", "parcelle"), 0.2),
    ]


def test_broader_reason_goes_when_narrower_ones_together_have_its_words():
    kept = group_synonyms(
        [
            Reason("agriculture", 0.5, ("vigne", "verger"), ("ぶどう畑", "果樹園")),
            Reason("viticulture", 0.3, ("vigne",), ("ぶどう畑",)),
            Reason("orchard", 0.2, ("verger",), ("果樹園",)),
        ]
    )

    assert {reason.concept: reason.share for reason in kept} == {"viticulture": 0.8, "orchard": 0.2}


def test_only_a_few_words_of_each_side_are_shown():
    words = tuple(f"mot {number}" for number in range(9))

    assert len(Reason("sensor", 0.5, words, words).shortened().french_words) == WORDS_SHOWN
