"""The thesaurus from its files, one TOML file per domain."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from common.languages import LANGUAGES
from matching.thesaurus.concepts import Concept, Thesaurus

FOLDER = Path(__file__).parent


class ThesaurusError(ValueError):
    """A thesaurus file that cannot be used, and where."""


@cache
def load(folder: Path = FOLDER) -> Thesaurus:
    """The concepts of every `*.toml` file in `folder`. Raises ThesaurusError with the place."""
    concepts: dict[str, Concept] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise ThesaurusError(f"{path.name}: {error}") from error
        for concept_id, table in tables.items():
            if concept_id in concepts:
                first = concepts[concept_id].domain
                raise ThesaurusError(f"{path.name}: {concept_id} is also in {first}.toml.")
            concepts[concept_id] = read_concept(concept_id, table, path)
    return Thesaurus(concepts)


def read_concept(concept_id: str, table: Any, path: Path) -> Concept:
    """One table of a file as a concept. Raises ThesaurusError when it is none."""
    known = {*LANGUAGES, "broader", "related"}
    if not isinstance(table, dict) or not table.keys() <= known or not all(map(is_texts, table.values())):
        keys = ", ".join(sorted(known))
        raise ThesaurusError(f"{path.name}: {concept_id} must hold lists of texts named {keys}.")
    labels = {language: tuple(table.get(language, ())) for language in LANGUAGES}
    return Concept(
        id=concept_id,
        labels=labels,
        broader=tuple(table.get("broader", ())),
        related=tuple(table.get("related", ())),
        domain=path.stem,
    )


def is_texts(value: Any) -> bool:
    """Whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(text, str) for text in value)
