"""Japanese morphemes in their normalised form, by Sudachi."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from sudachipy import Dictionary, SplitMode, Tokenizer

# Sudachi refuses more than 49,149 bytes at once; a character has at most four.
CHUNK = 10_000
SUBJECT_WORDS = ("名詞", "形状詞", "動詞", "形容詞")


class Morpheme(NamedTuple):
    """The shortest unit of Sudachi (mode A), placed in its text."""

    start: int
    end: int
    base: str
    is_content: bool


@cache
def analyser() -> Tokenizer:
    """The dictionary, loaded once per process."""
    return Dictionary().tokenizer(mode=SplitMode.A)


def morphemes(text: str) -> Iterator[Morpheme]:
    """The morphemes of `text`, in order; `base` unifies spellings (センサ, センサー) and inflections."""
    for offset in range(0, len(text), CHUNK):
        for found in analyser().tokenize(text[offset : offset + CHUNK]):
            kind, detail = found.part_of_speech()[:2]
            is_content = kind in SUBJECT_WORDS and detail not in ("数詞", "非自立可能")
            yield Morpheme(
                offset + found.begin(), offset + found.end(), found.normalized_form().casefold(), is_content
            )
