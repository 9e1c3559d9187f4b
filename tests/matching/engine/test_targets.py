"""What companies are suggested for: a text in several languages, ranked and explained companies."""

import pytest

from matching.engine.counting import bags_of
from matching.engine.encoder import load_encoder
from matching.engine.full_ranking import Corpus
from matching.engine.targets import Target, explained, fits, rank_for
from matching.thesaurus.loading import load
from tests.matching.profiles import COMPANIES, FEED, SAMPLE

ROBOTS = {
    "fr": "Délégation de la robotique : robots industriels et cybersécurité.",
    "ja": "産業用ロボットとサイバーセキュリティの派遣団。",
    "en": "A delegation on industrial robots and cybersecurity.",
}
FISH = {"ja": "養殖と温度センサー", "fr": "Aquaculture et capteurs de température"}


def ranked(texts, country, *, encoder=None, **changes):
    corpus = Corpus.of(COMPANIES, SAMPLE, encoder=encoder)
    index = corpus.indexes()[0 if country == "JP" else 1]
    target = Target.of("mission", country, texts, SAMPLE, encoder)
    return target, corpus, rank_for(target, index, corpus.snapshot, **{"limit": 5, **changes})


def test_companies_of_the_other_country_are_ranked_by_the_theme():
    assert [one.id for one in ranked(ROBOTS, "FR")[2]] == ["jp-robots", "jp-fish"]
    assert [one.id for one in ranked(FISH, "FR")[2]] == ["jp-fish", "jp-robots"]
    assert [one.id for one in ranked(ROBOTS, "JP")[2]] == ["fr-security", "fr-feed"]


def test_the_encoder_takes_part_in_every_language():
    encoder = load_encoder()

    found = ranked(FISH, "JP", encoder=encoder)[2]

    assert [one.id for one in found] == ["fr-feed", "fr-security"]
    assert found[0].meaning > found[1].meaning


def test_identical_input_gives_identical_output():
    assert ranked(ROBOTS, "FR")[2] == ranked(ROBOTS, "FR")[2]


def test_limit_and_excluded_companies_are_kept_to():
    assert [one.id for one in ranked(ROBOTS, "FR", limit=1)[2]] == ["jp-robots"]
    assert [one.id for one in ranked(ROBOTS, "FR", excluded=["jp-robots"])[2]] == ["jp-fish"]


def test_reasons_have_the_words_of_the_company_and_of_the_theme_in_its_first_language():
    target, corpus, found = ranked({"ja": FISH["ja"], "fr": FISH["fr"]}, "FR")
    bags = {bag.id: bag for bag in corpus.bags}

    [best] = explained(target, found[:1], bags.__getitem__, corpus.snapshot)

    words = {
        reason.concept: (reason.japanese_words, reason.french_words) for reason in best.explanation.shared
    }
    assert words["temperature-sensor"] == (("温度センサー",), ("温度センサー",))
    assert sum(reason.share for reason in best.explanation.shared) == pytest.approx(1, abs=0.15)


def test_a_concept_that_only_one_language_names_does_not_count():
    texts = {"ja": "温度センサー", "fr": "Capteurs de température et cybersécurité"}

    target = Target.of("mission", "FR", texts, SAMPLE)

    assert "temperature-sensor" in target.bags.overall
    assert "cybersecurity" not in target.bags.overall
    assert "cybersecurity" in Target.of("mission", "FR", {"fr": texts["fr"]}, SAMPLE).bags.overall


def test_a_company_fits_with_a_reason_only():
    best, last = ranked(ROBOTS, "FR")[2]

    assert fits(best)
    assert not fits(last)


def test_empty_texts_are_left_out_and_none_at_all_is_an_error():
    assert Target.of("mission", "FR", {"fr": " ", "ja": FISH["ja"]}, SAMPLE).bags.language == "ja"
    with pytest.raises(ValueError, match="at least one language"):
        Target.of("mission", "FR", {"fr": " "}, SAMPLE)


def test_a_theme_is_read_as_the_description_of_a_profile():
    target = Target.of("fr-feed", "FR", {"fr": FEED.description}, SAMPLE)

    assert target.bags == bags_of(FEED.only(["description"]), SAMPLE)


def test_how_companies_work_together_is_no_theme():
    thesaurus = load()
    texts = {"fr": "Un site pilote pour des robots mobiles.", "en": "A pilot site for mobile robots."}

    overall = Target.of("mission", "JP", texts, thesaurus).bags.overall

    assert "pilot-site" not in overall
    assert "mobile-robot" in overall
