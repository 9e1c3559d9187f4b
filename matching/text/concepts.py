"""Which concepts of the thesaurus a text mentions, and in which words."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from common.languages import LANGUAGES, Language
from matching.text import latin
from matching.text.normalising import normalise
from matching.text.tokens import Token, tokenise
from matching.thesaurus.concepts import WORD_PREFIX, Thesaurus

LONGEST_LABEL = 10  # words; a longer label is never looked for
DENIALS = ("sans", "without", "n")
SHORTEST_WORD = 3  # letters, of a Latin word outside the thesaurus


@dataclass(frozen=True)
class Mention:
    """A place in a text that speaks of some concepts, or one word outside the thesaurus.

    `language` is that of its first word; `inner` are the concepts of shorter labels inside: "battery" in
    "lithium battery".
    """

    concepts: tuple[str, ...]
    inner: tuple[str, ...]
    written: str
    language: Language

    @property
    def is_word(self) -> bool:
        """Whether this is a word outside the thesaurus."""
        return self.concepts[0].startswith(WORD_PREFIX)


class ConceptFinder:
    """Finds the labels of one thesaurus in texts, the longest first."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self.thesaurus = thesaurus
        self.labels: dict[Language, dict[str, tuple[str, ...]]] = {language: {} for language in LANGUAGES}
        self.longest = 1
        found: dict[Language, dict[str, dict[str, None]]] = {
            language: defaultdict(dict) for language in LANGUAGES
        }
        for concept in thesaurus.concepts.values():
            for language, labels in concept.labels.items():
                for label in labels:
                    tokens = tokenise(normalise(label), language)
                    for key in label_keys(tokens, language):
                        found[language][key][concept.id] = None
                    self.longest = min(max(self.longest, len(content(tokens))), LONGEST_LABEL)
        for language, keys in found.items():
            self.labels[language] = {key: tuple(ids) for key, ids in keys.items()}

    def find(self, text: str, language: Language) -> list[Mention]:
        """The mentions of `text`, in order; words outside the thesaurus are `word:...` terms."""
        normal = normalise(text)
        tokens = tokenise(normal, language)
        mentions, position = [], 0
        while position < len(tokens):
            end, ids = self.longest_at(tokens, position, len(tokens))
            if ids:
                written = normal.written(tokens[position].start, tokens[end - 1].end)
                inner = tuple(self.inside(tokens, position, end, ids))
                mentions.append(Mention(ids, inner, " ".join(written.split()), tokens[position].language))
            elif is_telling(tokens[position]) and not is_denied(tokens, position):
                token = tokens[position]
                term = WORD_PREFIX + token.base
                written = normal.written(token.start, token.end)
                mentions.append(Mention((term,), (), written, token.language))
            position = end
        return mentions

    def longest_at(self, tokens: Sequence[Token], start: int, limit: int) -> tuple[int, tuple[str, ...]]:
        """The end and the concepts of the longest label that begins at `start`, or the next position."""
        if tokens[start].is_joint or is_denied(tokens, start):
            return start + 1, ()
        ends = list(self.ends(tokens, start, limit))
        for end in reversed(ends):
            ids = self.look_up(content(tokens[start:end]))
            if ids:
                return end, ids
        return start + 1, ()

    def ends(self, tokens: Sequence[Token], start: int, limit: int) -> Iterator[int]:
        """Where a label that begins at `start` may end: no break inside, a content word at the end."""
        words = 0
        for position in range(start, limit):
            if position > start and tokens[position].follows_break:
                return
            if not tokens[position].is_joint:
                words += 1
                yield position + 1
            if words == self.longest:
                return

    def inside(self, tokens: Sequence[Token], start: int, end: int, outer: tuple[str, ...]) -> Iterator[str]:
        """The concepts of the labels inside a longer one that have to do with its own.

        機械 in 機械学習 is no machine, and "carbon credit" no loan.
        """
        seen, position = set(outer), start
        while position < end:
            # The whole label itself is not inside: its own last word is left to the next round.
            limit = end - 1 if position == start else end
            next_position, ids = (
                self.longest_at(tokens, position, limit) if position < limit else (position + 1, ())
            )
            for concept in ids:
                if concept not in seen and any(self.thesaurus.are_akin(concept, whole) for whole in outer):
                    seen.add(concept)
                    yield concept
            position = next_position

    def look_up(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """The concepts that have these words as a label."""
        plain = "".join(token.plain for token in tokens)
        if any(token.is_japanese for token in tokens):
            base = "".join(token.reading("ja") for token in tokens)
            return self.labels["ja"].get(plain) or self.labels["ja"].get(base, ())
        home = tokens[0].language
        own = self.labels[home].get("".join(token.base for token in tokens)) or self.labels[home].get(plain)
        if own:
            return own
        if len(tokens) == 1 and not may_be_foreign(tokens[0]):
            return ()
        other: Language = "fr" if home == "en" else "en"
        foreign = "".join(token.reading(other) for token in tokens)
        labels = self.labels[other]
        return labels.get(foreign) or labels.get(plain) or self.labels["ja"].get(plain, ())


def is_denied(tokens: Sequence[Token], position: int) -> bool:
    """Whether a word follows one that denies it: "sans conducteur", "without a driver"."""
    before = tokens[position - 1] if position and not tokens[position].follows_break else None
    if before and before.is_joint and before.plain not in DENIALS and position > 1:
        before = tokens[position - 2] if not before.follows_break else None
    return before is not None and before.plain in DENIALS


def content(tokens: Sequence[Token]) -> list[Token]:
    """The words without the joints between them, unless there are only joints."""
    return [token for token in tokens if not token.is_joint] or list(tokens)


def label_keys(tokens: Sequence[Token], language: Language) -> set[str]:
    """Under what a label is found: its words as written, and their base forms, joined without spaces.

    So "e-commerce" meets "ecommerce", and Sudachi may cut a compound differently in a sentence.
    """
    words = content(tokens)
    keys = {"".join(word.plain for word in words), "".join(word.reading(language) for word in words)}
    return keys - {""}


def may_be_foreign(token: Token) -> bool:
    """Whether a single word may belong to the other Latin language: French "pain" is no English "pain"."""
    return token.is_capital or not latin.is_word(token.plain, token.language)


def is_telling(token: Token) -> bool:
    """Whether a word outside the thesaurus says something about the company."""
    return token.is_content and (token.is_japanese or len(token.plain) >= SHORTEST_WORD)


@lru_cache(maxsize=2)
def finder_of(thesaurus: Thesaurus) -> ConceptFinder:
    """The finder of a thesaurus, built once per process and thesaurus."""
    return ConceptFinder(thesaurus)
