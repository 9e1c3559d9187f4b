"""One spelling for comparison, with the way back to what the founder wrote."""

import re
import unicodedata
from dataclasses import dataclass

# What is read of one text. A profile has some 2,000 characters; the rest of a
# pasted megabyte would cost time and drown what the company says first.
READ_LIMIT = 20_000

# A character with the marks that belong to it, half-width voicing marks too.
CLUSTER = re.compile(r".[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL)
LINKS = re.compile(r"(?:https?://|www\.)[^\s\u3000-\u9fff]+|[\w.+-]+@[\w-]+\.[\w.]+")
MARKS = re.compile(r"[\u0300-\u036f]")
LONGEST_ABBREVIATION = 12  # characters of a text that may be in capitals because it is a name
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "’": "'"})


@dataclass(frozen=True)
class NormalText:
    """A text for comparison: NFKC and casefolded, with the origin of each character."""

    original: str
    text: str
    origins: tuple[int, ...]

    def written(self, start: int, end: int) -> str:
        """What the founder wrote where the normal text has [start, end)."""
        return self.original[self.origins[start] : self.origins[end]]


def normalise(original: str) -> NormalText:
    """Cut `original` at READ_LIMIT, blank out links and addresses, then fold width and case."""
    # Lone surrogates cannot be encoded, so no analyser accepts them.
    original = original[:READ_LIMIT].encode("utf-8", "replace").decode("utf-8")
    blanked = LINKS.sub(lambda link: " " * len(link.group()), original)
    parts: list[str] = []
    origins: list[int] = []
    for cluster in CLUSTER.finditer(blanked):
        part = unicodedata.normalize("NFKC", cluster.group()).casefold()
        parts.append(part)
        origins.extend([cluster.start()] * len(part))
    return NormalText(original, "".join(parts), (*origins, len(original)))


def fold_accents(word: str) -> str:
    """The word without Latin accents; kana keep their voicing marks."""
    if word.isascii():
        return word
    bare = MARKS.sub("", unicodedata.normalize("NFD", word.translate(LIGATURES)))
    return unicodedata.normalize("NFC", bare)


def is_shouted(text: str) -> bool:
    """Whether a whole text is in capitals, which then say nothing about a word."""
    capitals = sum(map(str.isupper, text))
    return len(text) > LONGEST_ABBREVIATION and text.isupper() and 2 * capitals > len(text)
