"""The words of a text, whatever languages it mixes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from common.languages import Language, french_or_english
from matching.text import japanese, latin
from matching.text.fillers import COMMON, JOINTS
from matching.text.normalising import NormalText, fold_accents, is_shouted

SENTENCE = re.compile(r"[^.!?。！？\n]+(?:[.!?。！？\n]+|$)|[.!?。！？\n]+")
KANA_KANJI = r"\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff"
WORD = re.compile(rf"(?P<japanese>[{KANA_KANJI}]+)|[^\W_{KANA_KANJI}]+(?:\+\+|#)?")
# A hyphen, a slash, an apostrophe or ・ may stand inside a name; these may not.
BREAK = re.compile(r"[.,;:!?、。()\[\]{}「」『』【】〈〉《》“”«»|\n\t•…]")
WORDS_THAT_TELL = 5


@dataclass(frozen=True)
class Token:
    """One word: where it is, how it is written, and its base form in the language of its sentence."""

    start: int
    end: int
    plain: str
    base: str
    language: Language
    is_japanese: bool
    is_capital: bool
    is_joint: bool
    is_content: bool
    follows_break: bool

    def reading(self, language: Language) -> str:
        """The base form when the word is taken as a word of `language`."""
        if self.is_japanese or language == self.language:
            return self.base
        return self.plain if language == "ja" else latin.lemma(self.plain, language)


def tokenise(normal: NormalText, language: Language) -> list[Token]:
    """The words of a text that is mostly written in `language`, in order."""
    tokens: list[Token] = []
    for sentence in SENTENCE.finditer(normal.text):
        spoken = spoken_language(sentence.group(), language)
        end = sentence.start()
        for word in WORD.finditer(normal.text, sentence.start(), sentence.end()):
            is_apart = (
                not tokens or end == sentence.start() or bool(BREAK.search(normal.text, end, word.start()))
            )
            if word["japanese"]:
                tokens.extend(japanese_tokens(word.group(), word.start(), is_apart))
            else:
                tokens.append(latin_token(normal, word.start(), word.end(), spoken, is_apart))
            end = word.end()
    return tokens


def spoken_language(sentence: str, language: Language) -> Language:
    """French or English when the sentence itself tells, as in a text that mixes languages."""
    words = [word for word in WORD.finditer(sentence) if not word["japanese"]]
    undecided: Language = "en" if language == "ja" else language
    if len(words) < WORDS_THAT_TELL:
        return undecided
    return french_or_english(sentence) or undecided


def japanese_tokens(run: str, offset: int, is_apart: bool) -> Iterator[Token]:
    """The morphemes of a run of kana and kanji that begins at `offset`."""
    for found in japanese.morphemes(run):
        yield Token(
            start=offset + found.start,
            end=offset + found.end,
            plain=run[found.start : found.end],
            base=found.base,
            language="ja",
            is_japanese=True,
            is_capital=False,
            is_joint=False,
            is_content=found.is_content and found.base not in COMMON,
            follows_break=is_apart and found.start == 0,
        )


def latin_token(normal: NormalText, start: int, end: int, language: Language, is_apart: bool) -> Token:
    """The Latin word at [start, end) of the text."""
    word = normal.text[start:end]
    plain = fold_accents(word)
    base = latin.lemma(word, language)
    is_capital = end - start > 1 and normal.written(start, end).isupper() and not is_shouted(normal.original)
    is_joint = not is_capital and (word in JOINTS[language] or plain in JOINTS[language])
    is_content = end - start > 1 and not word.isdigit() and base not in COMMON and plain not in COMMON
    return Token(
        start, end, plain, base, language, False, is_capital, is_joint, is_content and not is_joint, is_apart
    )
