"""Contact data in public texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startups.contact_data import Found, find_contact_data


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Écrivez à anne.durand@example.com.", [Found("email", 1, "anne.durand@example.com")]),
        ("anne (at) example (dot) com", [Found("email", 1, "anne (at) example (dot) com")]),
        ("ａｎｎｅ＠ｅｘａｍｐｌｅ．ｃｏｍ", [Found("email", 1, "anne@example.com")]),
        ("Bonjour\nTél. 01 42 68 53 00", [Found("phone", 2, "01 42 68 53 00")]),
        ("+33 1 42 68 53 00", [Found("phone", 1, "+33 1 42 68 53 00")]),
        ("電話は03-3582-5511です", [Found("phone", 1, "03-3582-5511")]),
        ("ＴＥＬ：０３－３５８２－５５１１", [Found("phone", 1, "03-3582-5511")]),
    ],
)
def test_contact_data_is_found_with_its_line(text, found):
    assert find_contact_data(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Fondée en 2019, 1 200 000 capteurs vendus.",
        "Certifiée ISO 9001:2015 et ISO/IEC 27001.",
        "SIREN 732 829 320",
        "Brevet EP 3 456 789 B1, US 10,123,456",
        "特許第6123456号、売上高1,200,000,000円",
        "法人番号7000012050002",
        "De 0 à 100 en 3,2 s; 0.05 mm; 2018-2026",
        "Prix @ Salon de l'agriculture",
    ],
)
def test_other_figures_pass(text):
    assert find_contact_data(text) == []


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text):
    lines = max(1, len(text.splitlines()))
    assert all(1 <= found.line <= lines for found in find_contact_data(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[écrire](mailto:anne@example.com)", "email"),
        ("anne @ example . com", "email"),
        ("お問い合わせはinfo@example.co.jpまで", "email"),
        ("01.42.68.53.00", "phone"),
        ("0142685300", "phone"),
        ("０１ ４２ ６８ ５３ ００", "phone"),
        ("+81 3-3582-5511", "phone"),
        ("0 1 4 2 6 8 5 3 0 0", "phone"),
        ("090-1234-5678", "phone"),
        ("(03) 3582-5511", "phone"),
        ("+33 (0)6 12 34 56 78", "phone"),
        ("0033 1 42 68 53 00", "phone"),
        ("anne.durand at gmail dot com", "email"),
        ("anne at gmail.com", "email"),
        ("anne arobase example point fr", "email"),
        ("連絡先はinfoアットマークexampleドットjp", "email"),
        ("https://t.me/anne_durand", "account"),
        ("wa.me/33612345678", "account"),
        ("ＬＩＮＥ ＩＤ：anne2026", "account"),
        ("LINEのIDはanne2026です", "account"),
        ("WeChat ID = anne_durand", "account"),
        ("Telegram: @anne_durand", "account"),
    ],
)
def test_other_ways_to_write_contact_data_are_found(text, kind):
    assert kind in {found.kind for found in find_contact_data(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Nous sommes @ VivaTech. Venez nous voir",
        "Rendez-vous @ CEATEC, hall 4.",
        "We work at scale. Point clouds at dot pitch 0.9 mm.",
        "Meet us at example.com",
        "LINE ID連携とLINE公式アカウントの運用",
        "Our product line: ID cards, smart cards",
        "Signal: analyse spectrale",
        "Bots for Telegram, Discord and Skype",
    ],
)
def test_messengers_and_at_in_a_sentence_are_no_contact_data(text):
    assert find_contact_data(text) == []
