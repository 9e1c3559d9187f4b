"""A match as each of its two companies reads it."""

import pytest

from matching.models import Match
from matching.own.presenting import FIRST_REASONS, suggestion_for
from startups.models import Company
from tests.factories import MatchFactory, TextFactory

pytestmark = pytest.mark.django_db
FRENCH, JAPANESE = Company(pk=1, country="FR"), Company(pk=2, country="JP")


def reason(concept="lidar", share=0.5):
    return {"concept": concept, "share": share, "french_words": ["lidar"], "japanese_words": ["ライダー"]}


def match(*, score=0.4, **explanation):
    return Match(
        french_company=FRENCH,
        japanese_company=JAPANESE,
        score=score,
        explanation={"shared": [], "french_gives": [], "japanese_gives": [], **explanation},
    )


@pytest.mark.parametrize(
    ("own", "other", "gives", "gets"),
    [(FRENCH, JAPANESE, "drone", "radar"), (JAPANESE, FRENCH, "radar", "drone")],
    ids=["french", "japanese"],
)
def test_each_side_reads_what_it_gives_and_gets(own, other, gives, gets):
    given = match(french_gives=[reason("word:drone")], japanese_gives=[reason("word:radar")])

    suggestion = suggestion_for(own, given, "en")

    assert (suggestion.own, suggestion.other) == (own, other)
    assert [each.label for each in suggestion.gives] == [gives]
    assert [each.label for each in suggestion.gets] == [gets]


@pytest.mark.parametrize(
    ("own", "own_words", "other_words"),
    [(FRENCH, ["lidar"], ["ライダー"]), (JAPANESE, ["ライダー"], ["lidar"])],
    ids=["french", "japanese"],
)
def test_each_side_reads_its_own_words_first(own, own_words, other_words):
    suggestion = suggestion_for(own, match(shared=[reason()]), "en")

    assert [(each.own_words, each.other_words) for each in suggestion.reasons] == [(own_words, other_words)]


@pytest.mark.parametrize(("language", "label"), [("en", "LiDAR"), ("fr", "lidar"), ("ja", "ライダー")])
def test_concepts_are_named_in_the_readers_language(language, label):
    suggestion = suggestion_for(FRENCH, match(shared=[reason("lidar")]), language)

    assert [each.label for each in suggestion.reasons] == [label]


def test_word_that_is_no_concept_is_its_own_label():
    suggestion = suggestion_for(FRENCH, match(shared=[reason("word:enishi")]), "ja")

    assert [each.label for each in suggestion.reasons] == ["enishi"]


def test_shares_and_similarity_are_whole_per_cents():
    suggestion = suggestion_for(FRENCH, match(score=0.416, shared=[reason(share=0.3349)]), "en")

    assert (suggestion.similarity, suggestion.reasons[0].percent) == (42, 33)


def test_list_shows_the_first_reasons_and_keeps_them_all():
    shared = [reason(f"word:{number}") for number in range(FIRST_REASONS + 2)]

    suggestion = suggestion_for(FRENCH, match(shared=shared), "en")

    assert [each.label for each in suggestion.main_reasons] == ["0", "1", "2"]
    assert len(suggestion.reasons) == FIRST_REASONS + 2


@pytest.mark.parametrize("language", ["en", "fr", "ja"])
def test_other_company_is_described_in_the_readers_language_where_it_wrote_in_it(language):
    given = MatchFactory()
    TextFactory(company=given.japanese_company, language="en", summary="We measure the soil.")

    suggestion = suggestion_for(given.french_company, given, language)

    assert suggestion.text.company == given.japanese_company
    assert suggestion.text.language == ("en" if language == "en" else "ja")
