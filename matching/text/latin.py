"""French and English words in their base form."""

from functools import lru_cache

from simplemma import is_known, lemmatize

from common.languages import Language
from matching.text.normalising import fold_accents

# simplemma makes "be" of the abbreviation "ai": short words stay as they are.
LONGEST_LEFT_ALONE = 3


@lru_cache(maxsize=100_000)
def lemma(word: str, language: Language) -> str:
    """The base form of a casefolded `word`, without accents."""
    if len(word) <= LONGEST_LEFT_ALONE or not word.isalpha():
        return fold_accents(word)
    base = lemmatize(word, lang=language)
    if base == word and not is_known(word, language):
        base = without_plural(word)
    if language == "fr" and base.endswith("é"):
        base = infinitive(base)
    return fold_accents(base.casefold())


def infinitive(participle: str) -> str:
    """The verb of a past participle that the dictionary has as a word of its own: "chiffré" is "chiffrer"."""
    verb = participle[:-1] + "er"
    return verb if is_known(verb, "fr") else participle


def without_plural(word: str) -> str:
    """A word no dictionary knows (a technical one, or one typed without accents) in the singular."""
    if word.endswith("ies"):
        return word[:-1]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=100_000)
def is_word(word: str, language: Language) -> bool:
    """Whether `word` is an everyday word of that language."""
    return bool(is_known(word, language))
