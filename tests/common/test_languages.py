import pytest

from common.languages import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nous développons des capteurs pour l'agriculture.", "fr"),
        ("NOUS DEVELOPPONS DES CAPTEURS POUR LES FERMES", "fr"),
        ("capteurs agricoles", "fr"),
        ("We develop sensors for agriculture.", "en"),
        ("manufacturing sensors", "en"),
        ("農業向けのセンサーを開発しています。", "ja"),
        ("AIとIoTを活用したSaaSプラットフォーム「Example Cloud Platform」を提供", "ja"),
        ("ﾛﾎﾞｯﾄ", "ja"),
        ("The sensor (センサー) of our Japanese partner is used in many factories.", "en"),
    ],
)
def test_language_is_detected(text, language):
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", " \n", "12345", "!?", "Привет", "\ud800"])
def test_language_of_a_text_without_signs_is_english(text):
    assert detect(text) == "en"


def test_language_of_a_very_long_text_is_detected():
    assert detect("Nous développons des robots. " * 50_000) == "fr"
