import numpy as np
import pytest

from matching.engine.bags import combine
from matching.engine.counting import bags_of
from matching.engine.encoder import BATCH, DIMENSIONS, READ_LIMIT, load_encoder
from matching.engine.meanings import (
    CONCEPTS_SHARE,
    centre_of,
    centred,
    meanings_of,
    pack,
    unpack,
    with_concepts,
)
from matching.engine.profiles import ProfileTexts
from tests.matching.profiles import FISH, SAMPLE

NOTHING = np.zeros(DIMENSIONS, dtype=np.float32)


def similarity(one, other):
    left, right = load_encoder().encode([one, other])
    return float(left @ right)


def test_meaning_reaches_over_languages():
    same = similarity("capteurs pour la pisciculture", "養殖向けセンサー")
    other = similarity("capteurs pour la pisciculture", "量子コンピューター")

    assert same > other


@pytest.mark.parametrize("text", ["", " ", "\ud800", "\x00", "?!", "Привет", "🤖" * 2_000, "a" * 1_000_000])
def test_odd_text_has_a_meaning_of_length_one(text):
    [vector] = load_encoder().encode([text])

    assert float(vector @ vector) == pytest.approx(1, abs=1e-3)


def test_only_the_beginning_of_a_text_is_read():
    [start, whole] = load_encoder().encode(["robot " * READ_LIMIT, "robot " * READ_LIMIT + "capteur"])

    assert (start == whole).all()


def test_many_texts_go_in_batches():
    assert load_encoder().encode(["robot"] * (BATCH + 1)).shape == (BATCH + 1, DIMENSIONS)
    assert load_encoder().encode([]).shape == (0, DIMENSIONS)


def test_silent_parts_have_no_meaning():
    texts = ProfileTexts("x", "FR", "fr", description=" ", offers=("",), seeks=("des usines",))

    assert meanings_of(texts, load_encoder(), NOTHING, NOTHING).keys() == {"seeks"}


def test_silent_description_has_no_meaning_even_with_concepts():
    texts = ProfileTexts("x", "FR", "fr")

    assert meanings_of(texts, load_encoder(), direction(0), NOTHING) == {}


def direction(place, length=1.0):
    """A vector along one dimension."""
    vector = NOTHING.copy()
    vector[place] = length
    return vector


def test_concepts_count_the_more_the_more_are_said():
    text = direction(0)

    shares = [float(with_concepts(text, direction(1, said), NOTHING)[1]) for said in (0, 1, 10, 100)]

    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] < CONCEPTS_SHARE


def test_concepts_that_are_only_near_prove_nothing():
    text = direction(0)

    assert (with_concepts(text, NOTHING, direction(1, 100)) == text).all()


def test_same_concepts_bring_two_texts_together():
    french = ProfileTexts("fr", "FR", "fr", "Pisciculture, capteurs, robots." * 5)
    japanese = ProfileTexts("jp", "JP", "ja", "養殖、センサー、ロボット。" * 5)

    with_labels, alone = (
        float(np.dot(*(unpack(meanings[side]) for side in ("fr", "jp"))))
        for meanings in (
            {
                text.id: bags_of(text, SAMPLE, load_encoder()).meanings["overall"]
                for text in (french, japanese)
            },
            {
                text.id: meanings_of(text, load_encoder(), NOTHING, NOTHING)["overall"]
                for text in (french, japanese)
            },
        )
    )

    assert with_labels > alone


def test_capitals_change_little():
    plain = "nous élevons des poissons dans des bassins"

    assert similarity(plain, plain.upper()) == pytest.approx(1, abs=1e-3)


def test_meaning_survives_its_storage():
    vector = np.linspace(-1, 1, DIMENSIONS, dtype=np.float32)

    assert unpack(pack(vector)) == pytest.approx(vector, abs=1e-3)


def test_what_a_language_shares_is_taken_off():
    packed = [bags_of(FISH, SAMPLE, load_encoder()).meanings["overall"]] * 20

    middle = centre_of(packed)

    assert np.linalg.norm(unpack(packed[0]) - unpack(middle)) < 0.25
    assert np.linalg.norm(centred(packed[0], middle)) == pytest.approx(1, abs=1e-3)


def test_profile_in_two_languages_has_the_meaning_of_its_first():
    japanese = bags_of(FISH, SAMPLE, load_encoder())
    english = bags_of(
        ProfileTexts("jp-fish", "JP", "en", "Sensors for fish farms.", technologies=("lidar",)),
        SAMPLE,
        load_encoder(),
    )

    assert combine([japanese, english]).meanings == japanese.meanings
    assert combine([japanese, english]).overall["word:lidar"] == 1
