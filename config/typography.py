"""French typography: no line may begin with a mark that belongs to the word before it."""

import re
from collections.abc import Iterator
from pathlib import Path

NO_BREAK = "\N{NO-BREAK SPACE}"
# Tags of Django and of HTML: what is in them is no text.
TAGS = re.compile(r"(\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^>]*>)", re.DOTALL)
# Marks, the percent sign unless a placeholder begins with it, units, groups of thousands.
BEFORE = re.compile(r" (?=[:;!?»]|%(?![(\w]))|(?<=\d) (?=h\b|€|\d{3}\b)")
AFTER = re.compile(r"(?<=«) ")
STRAIGHT = re.compile(r"(?<=\w)'(?=\w|%\()")


def french(text: str) -> str:
    """The text with a no-break space before : ; ! ? » and %, after «, and in figures; tags stay."""
    parts = TAGS.split(text)
    parts[::2] = [AFTER.sub(NO_BREAK, BEFORE.sub(NO_BREAK, part)) for part in parts[::2]]
    return "".join(parts)


def french_message(text: str) -> str:
    """A translation: with no-break spaces, and the apostrophe of print that pages have."""
    return STRAIGHT.sub("\N{RIGHT SINGLE QUOTATION MARK}", french(text))


def french_texts(project: Path) -> Iterator[Path]:
    """The templates written in French: letters, public pages, consents."""
    yield from sorted((project / "templates").rglob("*.fr.*"))
