"""Finding the names of a company's own people in what the other company will read."""

import re
import unicodedata
from collections.abc import Iterable

JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff々]")
SHORTEST = 2  # letters of a family name that is looked for by itself: 林 and O stand in many words


def find_private_names(text: str, people: Iterable[tuple[str, str]]) -> list[str]:
    """The names of `people` (family, given) that stand in `text`, as they are written in their account.

    A family name counts as a word of its own, written with its capitals; a given name only beside the family
    name, for many of them are words too ("Claire", 光).
    """
    plain = _plain(text)
    found = [
        family for family, given in people if any(_stands_in(name, plain) for name in _forms(family, given))
    ]
    return list(dict.fromkeys(found))


def _forms(family: str, given: str) -> list[str]:
    """How somebody may be named in a text."""
    whole = [f"{family} {given}", f"{given} {family}", f"{family}{given}"] if family and given else []
    return [*whole, family, family.upper()] if len(family) >= SHORTEST else whole


def _stands_in(name: str, text: str) -> bool:
    name = _plain(name)
    if JAPANESE.search(name):
        return name in text
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())
