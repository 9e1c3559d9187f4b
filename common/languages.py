"""Which of the three languages a text is written in."""

import re
from typing import Literal, get_args

from simplemma import is_known

Language = Literal["fr", "ja", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
UNDECIDED: Language = "en"

SAMPLE_LENGTH = 5_000  # characters; more does not change the answer
JAPANESE_SHARE = 0.3
# One ideograph says about as much as three letters, so a sentence whose product
# names are in Latin letters is still seen as the Japanese sentence it is.
LETTERS_PER_IDEOGRAPH = 3

JAPANESE = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f]")
LATIN = re.compile(r"[A-Za-zÀ-ɏＡ-Ｚａ-ｚ]")
LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")

FRENCH = """
à afin ainsi au aussi aux avec avons c ce ces cet cette chez comme d dans de depuis des dont du elle
en entre est et être eux il ils j je l la le les leur leurs mais n ne nos notre nous ou où par pas
pour qu que qui s sa sans se sera ses son sont sous sur un une vers vos votre vous y
"""
ENGLISH = """
a an and are as at be been between by can for from has have he her his i in into is it its more of
on or our she so than that the their them they this through to us was we were which who will with
without you your
"""
FRENCH_WORDS = frozenset(FRENCH.split())
ENGLISH_WORDS = frozenset(ENGLISH.split())


def detect(text: str) -> Language:
    """The language of `text`: Japanese by its script, French or English by its words.

    Texts without any sign of either (empty, digits, a third script) count as English.
    """
    sample = text[:SAMPLE_LENGTH]
    ideographs = LETTERS_PER_IDEOGRAPH * len(JAPANESE.findall(sample))
    letters = len(LATIN.findall(sample))
    if ideographs and ideographs >= JAPANESE_SHARE * (ideographs + letters):
        return "ja"
    return french_or_english(sample) or UNDECIDED


def french_or_english(text: str) -> Language | None:
    """French or English by the words that hold sentences together; None when nothing tells."""
    words = LATIN_WORD.findall(text.lower())
    french = sum(word in FRENCH_WORDS for word in words)
    english = sum(word in ENGLISH_WORDS for word in words)
    if french == english:
        # Headings and lists have no such words: ask the dictionaries instead.
        words = words[:100]
        french = sum(is_known(word, "fr") for word in words)
        english = sum(is_known(word, "en") for word in words)
    if french == english:
        return None
    return "fr" if french > english else "en"
