"""How a Japanese name is read, for those who read Latin letters only."""

from startups import names

ROWS = {
    "": "アイウエオ",
    "k": "カキクケコ",
    "s": "サシスセソ",
    "t": "タチツテト",
    "n": "ナニヌネノ",
    "h": "ハヒフヘホ",
    "m": "マミムメモ",
    "r": "ラリルレロ",
    "g": "ガギグゲゴ",
    "z": "ザジズゼゾ",
    "d": "ダヂヅデド",
    "b": "バビブベボ",
    "p": "パピプペポ",
}
REGULAR = {
    kana: consonant + vowel
    for consonant, row in ROWS.items()
    for kana, vowel in zip(row, "aiueo", strict=True)
}
IRREGULAR = {
    "シ": "shi",
    "チ": "chi",
    "ツ": "tsu",
    "フ": "fu",
    "ジ": "ji",
    "ヂ": "ji",
    "ヅ": "zu",
    "ヤ": "ya",
    "ユ": "yu",
    "ヨ": "yo",
    "ワ": "wa",
    "ヲ": "o",
    "ン": "n",
    "ヴ": "vu",
}
SPELT = REGULAR | IRREGULAR
GLIDES = dict(zip("ャュョ", "auo", strict=True))
SMALL_VOWELS = dict(zip("ァィゥェォ", "aiueo", strict=True))
WITHOUT_Y = ("sh", "ch", "j")


def latin(kana: str) -> str:
    """The Hepburn spelling of a name in kana; long vowels stay as they are written, サトウ is Satou.

    Whether オウ is one long vowel or two (Inoue) cannot be told from the kana. What is no kana is kept.
    """
    written = ""
    is_doubled = False
    for sign in names.to_katakana(kana):
        if sign in GLIDES:
            stem = written[:-1]
            written = stem + ("" if stem.endswith(WITHOUT_Y) else "y") + GLIDES[sign]
        elif sign in SMALL_VOWELS:
            written = written[:-1] + SMALL_VOWELS[sign]
        elif sign == "ッ":
            is_doubled = True
        elif sign != "ー":
            written += _joined(written, SPELT.get(sign, sign), is_doubled=is_doubled)
            is_doubled = False
    return written[:1].upper() + written[1:]


def _joined(before: str, syllable: str, *, is_doubled: bool) -> str:
    """`syllable` as it is spelt after `before`."""
    if is_doubled:
        return ("t" if syllable.startswith("ch") else syllable[0]) + syllable
    return "'" + syllable if before.endswith("n") and syllable[0] in "aiueoy" else syllable
