import numpy as np
import pytest

from matching.engine.bags import combine
from matching.engine.counting import bags_of
from matching.engine.encoder import BATCH, DIMENSIONS, READ_LIMIT, load_encoder
from matching.engine.meanings import centre_of, centred, meanings_of, pack, unpack
from matching.engine.profiles import ProfileTexts
from tests.matching.profiles import FISH, SAMPLE


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

    assert meanings_of(texts, load_encoder()).keys() == {"seeks"}


def test_meaning_survives_its_storage():
    vector = np.linspace(-1, 1, DIMENSIONS, dtype=np.float32)

    assert unpack(pack(vector)) == pytest.approx(vector, abs=1e-3)


def test_what_a_language_shares_is_taken_off():
    packed = [meanings_of(FISH, load_encoder())["overall"]] * 20

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
