import pytest

from matching.text.latin import lemma


@pytest.mark.parametrize("word", ["chiffré", "chiffrée", "chiffrées", "chiffrer", "chiffrons"])
def test_past_participle_is_its_verb(word):
    assert lemma(word, "fr") == "chiffrer"


@pytest.mark.parametrize(("word", "base"), [("santé", "sante"), ("sociétés", "societe"), ("clés", "cle")])
def test_noun_that_only_looks_like_a_participle_stays(word, base):
    assert lemma(word, "fr") == base


def test_abbreviation_is_left_alone():
    assert lemma("ai", "en") == "ai"
