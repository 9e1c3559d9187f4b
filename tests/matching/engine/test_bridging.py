"""Words outside the thesaurus, joined by the concepts they are near to."""

import pytest

from matching.engine.bridging import SHARE, Bridge, bridge_of
from matching.engine.counting import bags_of
from matching.engine.encoder import load_encoder
from matching.engine.explanations import explain
from matching.engine.full_ranking import Corpus
from matching.engine.profiles import ProfileTexts
from matching.thesaurus.concepts import Concept, Thesaurus

WORDS = Thesaurus(
    {
        name: Concept(name, {"fr": (french,), "ja": (japanese,), "en": (name,)})
        for name, french, japanese in [
            ("fish", "poisson", "魚"),
            ("ship", "navire", "船舶"),
            ("hospital", "hôpital", "病院"),
            ("bank", "banque", "銀行"),
            ("school", "école", "学校"),
        ]
    }
)
SALMON = ProfileTexts("fr", "FR", "fr", "Des saumons.")
TROUT = ProfileTexts("jp", "JP", "ja", "サーモンとマス。")
BOATS = ProfileTexts("fr-boats", "FR", "fr", "Des bateaux.")
FERRY = ProfileTexts("jp-ferry", "JP", "ja", "客船と貨物船。")
SCHOOL = ProfileTexts("jp-school", "JP", "ja", "教室と先生。")


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        (("fr", "saumons"), "fish"),
        (("ja", "サーモン"), "fish"),
        (("fr", "bateaux"), "ship"),
        (("ja", "診療所"), "hospital"),
        (("en", "lender"), "bank"),
    ],
)
def test_word_is_near_to_what_means_nearly_the_same(word, concept):
    near = bridge_of(WORDS, load_encoder()).near([word])[word]

    assert near[0][0] == concept
    assert 0 < near[0][1] <= SHARE


def test_word_compared_again_gives_the_same():
    bridge = Bridge(WORDS, load_encoder())
    alone = bridge.near([("fr", "saumons")])

    assert bridge.near([("fr", "saumons"), ("fr", "bateaux")]).items() >= alone.items()
    assert Bridge(WORDS, load_encoder()).near([("fr", "bateaux"), ("fr", "saumons")]).items() >= alone.items()


def test_concept_said_again_and_again_means_no_more():
    bridge = bridge_of(WORDS, load_encoder())
    once, often = (bridge.meaning_of({"fish": count, "ship": 1.0}) for count in (1.0, 5.0))

    assert (once == often).all()
    assert (once != bridge.meaning_of({"fish": 0.4, "ship": 1.0})).any()


def test_bridge_of_no_concepts_leads_nowhere():
    assert Bridge(Thesaurus({}), load_encoder()).near([("fr", "saumons")]) == {("fr", "saumons"): ()}


def test_words_outside_the_thesaurus_are_bridged_and_named():
    corpus = Corpus.of([BOATS, FERRY, SCHOOL], WORDS, encoder=load_encoder())

    [reason] = explain(corpus.bags[0], corpus.bags[1], corpus.snapshot).shared[:1]

    assert (reason.concept, reason.french_words) == ("ship", ("bateaux",))
    assert "客船" in reason.japanese_words


def test_words_that_are_a_little_near_count_but_are_no_reason():
    corpus = Corpus.of([SALMON, TROUT, SCHOOL], WORDS, encoder=load_encoder())

    assert all(bag.nearby("overall")["fish"] for bag in corpus.bags[:2])
    assert explain(corpus.bags[0], corpus.bags[1], corpus.snapshot).shared == ()


def test_abbreviation_outside_the_thesaurus_is_not_guessed_at():
    shouted = ProfileTexts("fr-shop", "FR", "fr", "Notre offre : SHIP.")

    assert bags_of(shouted, WORDS, load_encoder()).nearby("overall") == {}


def test_words_that_are_hardly_near_are_no_reason():
    corpus = Corpus.of([SALMON, TROUT, SCHOOL], WORDS, encoder=load_encoder())

    assert explain(corpus.bags[0], corpus.bags[2], corpus.snapshot).shared == ()


def test_without_an_encoder_nothing_is_bridged():
    assert bags_of(SALMON, WORDS).nearby("overall") == {}
