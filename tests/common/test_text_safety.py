"""What people may type, and the form in which names are compared."""

import sys
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from common.text_safety import HIDDEN, refuse_hidden_characters, refuse_line_ends, search_form

ALL = list(map(chr, range(sys.maxunicode + 1)))
# Format characters that can be seen: signs above or before digits.
VISIBLE = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
texts = st.text(st.characters(exclude_categories=["Cs"]))
hiragana = st.text(st.characters(min_codepoint=ord("ぁ"), max_codepoint=ord("ゖ")))
ascii_texts = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E))


def test_controls_and_invisible_characters_are_hidden_ones():
    missed = [
        f"U+{ord(sign):04X}"
        for sign in ALL
        if unicodedata.category(sign) in ("Cc", "Cf")
        and sign not in "\t\n\r" + VISIBLE
        and not HIDDEN.fullmatch(sign)
    ]

    assert missed == []


@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param("\u202e", id="right-to-left override"),
        pytest.param("\u2066", id="left-to-right isolate"),
        pytest.param("\u200b", id="zero-width space"),
        pytest.param("\u200d", id="zero-width joiner"),
        pytest.param("\ufeff", id="byte order mark"),
        pytest.param("\u2028", id="line separator"),
        pytest.param("\u0000", id="null"),
        pytest.param("\u3164", id="blank letter"),
        pytest.param("\u2800", id="blank Braille pattern"),
        pytest.param("\U000e0041", id="tag"),
    ],
)
def test_hidden_character_is_refused_with_its_code_and_line(hidden):
    with pytest.raises(ValidationError) as refusal:
        refuse_hidden_characters(f"Nous mesurons\r\nl'humidité{hidden} du sol.")

    assert refusal.value.code == "hidden_character"
    assert refusal.value.params == {"line": 2, "code": f"U+{ord(hidden):04X}"}


@pytest.mark.parametrize(
    "written",
    [
        "L’Œuvre « à façon »\u00a0: 12\u202f%",
        "株式会社髙﨑①㈱\n\tさくら　ｻｸﾗ",
        "葛\U000e0100飾区",
        "Vigne 🍇\ufe0f",
        "",
    ],
)
def test_texts_of_the_three_languages_are_let_through(written):
    assert refuse_hidden_characters(written) is None


@given(texts)
def test_text_is_refused_exactly_when_it_holds_a_hidden_character(text):
    holds_one = any(HIDDEN.fullmatch(sign) for sign in text)

    try:
        refuse_hidden_characters(text)
    except ValidationError:
        assert holds_one
    else:
        assert not holds_one


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_line_end_is_refused_where_one_line_is_asked_for(end):
    with pytest.raises(ValidationError) as refusal:
        refuse_line_ends(f"Exemple{end}Bcc: everybody@example.com")

    assert refusal.value.code == "line_end"


def test_one_line_is_let_through():
    assert refuse_line_ends("Exemple SAS") is None


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Élan", "elan"),
        ("E\u0301LAN", "elan"),
        ("ＥＬＡＮ", "elan"),
        ("Œuvre", "œuvre"),
        ("Straße", "strasse"),
        ("  Lune \t Bleue\n", "lune bleue"),
        ("さくら", "サクラ"),
        ("ｻｸﾗ", "サクラ"),
        ("がぱヴ", "ガパヴ"),
        ("ｶﾞﾊﾟｳﾞ", "ガパヴ"),
        ("か\u3099", "ガ"),
        ("ハハ", "ハハ"),
        ("㈱髙﨑", "(株)髙﨑"),
        ("①", "1"),
    ],
)
def test_search_form_is_the_same_in_any_script(written, form):
    assert search_form(written) == form


def test_search_form_keeps_voiced_and_unvoiced_kana_apart():
    assert len({search_form(name) for name in ("ハス", "バス", "パス")}) == 3


@given(texts)
def test_search_form_of_a_search_form_is_itself(text):
    assert search_form(search_form(text)) == search_form(text)


@given(texts)
def test_search_form_holds_no_accent_hiragana_or_double_space(text):
    form = search_form(text)

    assert [sign for sign in form if "ぁ" <= sign <= "ゖ" or sign == "\u0301"] == []
    assert form == " ".join(form.split())


@given(ascii_texts)
def test_search_form_of_full_width_letters_is_that_of_half_width_ones(text):
    full_width = "".join(chr(ord(sign) + 0xFEE0) for sign in text)

    assert search_form(full_width) == search_form(text) == text.casefold()


@given(hiragana)
def test_search_form_of_hiragana_is_that_of_katakana(text):
    katakana = "".join(chr(ord(sign) + 0x60) for sign in text)

    assert search_form(text) == search_form(katakana) == katakana
