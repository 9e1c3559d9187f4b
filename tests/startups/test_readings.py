"""A name in kana, spelt in Latin letters."""

import pytest
from django.utils import translation

from startups.models import Contact
from startups.readings import latin


@pytest.mark.parametrize(
    ("kana", "spelt"),
    [
        ("ヤマダ", "Yamada"),
        ("はなこ", "Hanako"),
        ("ﾔﾏﾀﾞ", "Yamada"),
        ("サトウ", "Satou"),
        ("イノウエ", "Inoue"),
        ("シンイチ", "Shin'ichi"),
        ("ジュンコ", "Junko"),
        ("リョウタ", "Ryouta"),
        ("シュン", "Shun"),
        ("ハットリ", "Hattori"),
        ("ホッチ", "Hotchi"),
        ("ツヅキ", "Tsuzuki"),
        ("フェルナンデス", "Ferunandesu"),
        ("マリー", "Mari"),
        ("", ""),
        ("Ann", "Ann"),
        ("ッ", ""),
        ("ャ", "Ya"),
    ],
)
def test_name_is_spelt_as_it_is_read(kana, spelt):
    assert latin(kana) == spelt


@pytest.mark.parametrize(
    ("reader", "reading"), [("ja", "ヤマダ"), ("fr", "Yamada, ヤマダ"), ("en", "Yamada, ヤマダ")]
)
def test_reading_is_in_letters_the_reader_knows(reader, reading):
    with translation.override(reader):
        assert Contact(family_name="山田", family_name_kana="ヤマダ").family_name_reading == reading
        assert Contact(family_name="Martin").family_name_reading == ""
