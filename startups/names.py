"""Derived forms of a company's names: for sorting and for the directory's search."""

import re
import unicodedata

from accounts.models import Country
from common.text_safety import search_form

READING = re.compile(r"[ァ-ヺー・=\s]+")


def sort_key(*, country: str, latin_name: str, kana: str) -> str:
    """What the directory sorts by: the reading of Japanese names, the Latin name of the others."""
    name = kana if country == Country.JAPAN and kana else latin_name
    return search_form(name)[:200]


def search_key(*names: str) -> str:
    """All names in the form in which they are compared, one a line."""
    return "\n".join(dict.fromkeys(search_form(name) for name in names if name))


def is_reading(katakana: str) -> bool:
    """Whether a reading holds katakana only, with its long marks, middle dots and spaces."""
    return READING.fullmatch(katakana) is not None


def to_katakana(reading: str) -> str:
    """A reading typed in hiragana or half-width letters, in full-width katakana."""
    full = unicodedata.normalize("NFKC", reading)
    return "".join(chr(ord(sign) + 0x60) if "ぁ" <= sign <= "ゖ" else sign for sign in full)
