"""A name in kana, spelt in Latin letters."""

import pytest

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
