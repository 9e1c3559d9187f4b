import pytest

from matching.text.concepts import finder_of
from matching.text.normalising import READ_LIMIT
from tests.matching.profiles import SAMPLE


def concepts(text, language):
    return [concept for mention in finder_of(SAMPLE).find(text, language) for concept in mention.concepts]


def test_label_is_found_in_each_language():
    assert (
        concepts("un capteur", "fr") == concepts("a sensor", "en") == concepts("センサー", "ja") == ["sensor"]
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Capteurs", "fr"),
        ("CAPTEURS", "fr"),
        ("ｃａｐｔｅｕｒｓ", "fr"),
        ("sensors", "en"),
        ("sensors", "ja"),
        ("センサ", "ja"),
        ("ｾﾝｻｰ", "ja"),
    ],
)
def test_label_is_found_however_it_is_typed(text, language):
    assert concepts(text, language) == ["sensor"]


def test_label_is_found_without_accents():
    assert concepts("cybersecurite", "fr") == ["cybersecurity"]


def test_french_abbreviation_meets_the_english_one():
    assert concepts("l'IA", "fr") == concepts("AIを活用", "ja")[:1] == ["artificial-intelligence"]


def test_french_verb_is_not_taken_for_the_abbreviation():
    assert concepts("j'ai", "fr") == []


def test_longest_label_wins():
    assert concepts("温度センサー", "ja") == ["temperature-sensor"]


def test_joint_words_inside_a_label_do_not_matter():
    assert concepts("capteurs de la température", "fr") == ["temperature-sensor"]


def test_label_does_not_reach_over_a_comma():
    assert concepts("capteur, température", "fr") == ["sensor", "word:temperature"]


def test_shorter_label_inside_is_noted():
    [mention] = finder_of(SAMPLE).find("産業用ロボット", "ja")

    assert (mention.concepts, mention.inner) == (("industrial-robot",), ("robot",))


def test_label_inside_one_of_another_field_is_not_noted():
    [mention] = finder_of(SAMPLE).find("robot trading", "en")

    assert (mention.concepts, mention.inner) == (("algorithmic-trading",), ())


@pytest.mark.parametrize("text", ["sans capteur", "sans le capteur"])
def test_label_that_is_denied_is_not_found(text):
    assert concepts(text, "fr") == []
    assert concepts("without sensors", "en") == []
    assert concepts("sans fil, capteur", "fr")[-1] == "sensor"


def test_negated_verb_says_nothing():
    assert concepts("n'importe quel capteur", "fr") == ["sensor"]


def test_latin_words_in_japanese_text_are_found():
    assert concepts("独自のmachine learningと養殖", "ja")[-2:] == ["machine-learning", "aquaculture"]


def test_english_words_in_french_text_are_found():
    assert concepts("notre plateforme de machine learning", "fr")[-1] == "machine-learning"


def test_french_word_is_not_taken_for_the_english_one():
    assert concepts("le pain", "fr") == ["bread"]
    assert concepts("the pain", "en") == ["chronic-pain"]


def test_english_sentence_in_a_french_profile_is_read_as_english():
    assert concepts("We are the ones who relieve the pain of patients.", "fr")[0:2] != ["bread"]
    assert "chronic-pain" in concepts("We are the ones who relieve the pain of patients.", "fr")


def test_mention_holds_the_words_as_they_were_written():
    [mention] = finder_of(SAMPLE).find("ｾﾝｻｰ", "ja")

    assert mention.written == "ｾﾝｻｰ"


def test_word_outside_the_thesaurus_is_kept_as_a_term():
    assert concepts("CRISPR", "fr") == concepts("CRISPRを", "ja") == ["word:crispr"]


@pytest.mark.parametrize(
    "text", ["", " ", "https://example.com/sensor", "\ud800", "\x00", "Привет мир", "🤖🤖", "?!"]
)
def test_odd_text_has_a_defined_result(text):
    for language in ("fr", "ja", "en"):
        assert not [concept for concept in concepts(text, language) if not concept.startswith("word:")]


def test_megabyte_of_text_is_read_up_to_the_limit():
    assert concepts("あ" * READ_LIMIT + "センサー" * 300_000, "ja")[-1:] != ["sensor"]
    assert len(concepts("センサー、" * 200_000, "ja")) == READ_LIMIT // 5
