"""Words that carry no subject: they join a label's words, and never stand for a company."""

from pathlib import Path

from common.languages import ENGLISH_WORDS, FRENCH_WORDS, LANGUAGES, Language

FRENCH_JOINTS = "a ai as es etre m ma me meme moi se si t ta te tu va via"
ENGLISH_JOINTS = "am d do if me ll my no s so t up ve via"

# Skipped inside labels, so that "capteurs de la température" is "capteur de température".
JOINTS: dict[Language, frozenset[str]] = {
    "fr": FRENCH_WORDS | frozenset(FRENCH_JOINTS.split()),
    "en": ENGLISH_WORDS | frozenset(ENGLISH_JOINTS.split()),
    "ja": frozenset(),
}

# Words of any company's text, as base forms without accents: outside the thesaurus they say nothing.
FOLDER = Path(__file__).parent / "common_words"
COMMON = frozenset(
    word
    for language in LANGUAGES
    for word in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").split()
).union(*JOINTS.values())
