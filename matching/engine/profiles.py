"""What a company says in public, as plain data, and its reading from JSONL."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, cast, get_args

from common.languages import LANGUAGES, Language, detect

Country = Literal["FR", "JP"]
COUNTRIES: tuple[Country, ...] = ("FR", "JP")
Part = Literal["overall", "offers", "seeks"]
PARTS: tuple[Part, ...] = get_args(Part)
FIELDS = ("description", "offers", "seeks", "technologies")


class ProfileError(ValueError):
    """A row that is no profile: its line number and what is wrong."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(f"line {line}: {problem}")
        self.line = line
        self.problem = problem


@dataclass(frozen=True)
class ProfileTexts:
    """The public texts of one company; all but `id` and `country` may be empty."""

    id: str
    country: Country
    language: Language
    description: str = ""
    offers: tuple[str, ...] = ()
    seeks: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()

    def only(self, fields: Iterable[str]) -> "ProfileTexts":
        """The same profile with every text emptied that is not in `fields`."""
        kept = set(fields)
        return replace(
            self,
            description=self.description if "description" in kept else "",
            offers=self.offers if "offers" in kept else (),
            seeks=self.seeks if "seeks" in kept else (),
            technologies=self.technologies if "technologies" in kept else (),
        )


def parse_profiles(lines: Iterable[str | bytes]) -> Iterator[ProfileTexts]:
    """The profiles of JSONL rows, blank ones skipped. Raises ProfileError at the first bad row."""
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        row = read_row(number, line)
        if row is None:
            continue
        profile = parse_row(number, row)
        if profile.id in seen:
            raise ProfileError(number, f"the id {profile.id!r} was already used.")
        seen.add(profile.id)
        yield profile


def read_row(number: int, line: str | bytes) -> dict[str, Any] | None:
    """The JSON object of one line; None for a blank line."""
    try:
        text = (line.decode("utf-8") if isinstance(line, bytes) else line).removeprefix("\ufeff").strip()
        row = json.loads(text) if text else None
    except UnicodeDecodeError as error:
        raise ProfileError(number, "this is not UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise ProfileError(number, f"this is not JSON ({error}).") from error
    if text and not isinstance(row, dict):
        raise ProfileError(number, "this is not a JSON object.")
    return row


def parse_row(number: int, row: dict[str, Any]) -> ProfileTexts:
    """One row as a profile; keys that are not known are ignored."""
    identifier = row.get("id")
    if not isinstance(identifier, str) or not identifier:
        raise ProfileError(number, '"id" must be a text.')
    if identifier.encode("utf-8", "replace").decode("utf-8") != identifier:
        raise ProfileError(number, '"id" holds half a character, which no file can keep.')
    if row.get("country") not in COUNTRIES:
        raise ProfileError(number, f'"country" must be "FR" or "JP", not {row.get("country")!r}.')
    description = row.get("description")
    if not isinstance(description, str):
        raise ProfileError(number, '"description" must be a text.')
    language = row.get("language")
    if language is not None and language not in LANGUAGES:
        raise ProfileError(number, f'"language" must be "fr", "ja" or "en", not {language!r}.')
    return ProfileTexts(
        id=identifier,
        country=cast(Country, row["country"]),
        language=cast(Language, language or detect(description)),
        description=description,
        offers=text_list(number, row, "offers"),
        seeks=text_list(number, row, "seeks"),
        technologies=text_list(number, row, "technologies"),
    )


def text_list(number: int, row: dict[str, Any], key: str) -> tuple[str, ...]:
    """The list of texts under `key`; nothing when it is missing or null."""
    values = row.get(key)
    if values is None:
        return ()
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ProfileError(number, f'"{key}" must be a list of texts.')
    return tuple(values)
