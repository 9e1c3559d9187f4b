"""The message catalogues, without gettext's tools: extract, keep up to date, check, compile.

`python -m config.messages` updates them and fails while a translation is missing; `--check` only looks;
`--compile` writes what Django reads. French texts, those in templates too, get their no-break spaces.
"""

import io
import sys
from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from config import typography

PROJECT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "ja")  # the messages in the code are English
METHODS = [
    ("**.py", "python"),
    ("templates/**.html", "config.messages:extract_template"),
    ("templates/**.txt", "config.messages:extract_template"),
]
NOT_OURS = {"tests", "var", "static", "static-collected", "local"}
LAZY = {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext", "npgettext")}
# Header lines that would change without a reason, or say nothing.
EMPTY_WORDS = (b'"POT-', b'"PO-', b'"Project-Id', b'"Report-', b'"Last-T', b'"Language-T', b'"Generated-')
KEYWORDS = {**DEFAULT_KEYWORDS, **LAZY, "gettext_noop": None}


def extract_template(template: BinaryIO, keywords: Any, comment_tags: Any, options: Any) -> Iterable[Any]:
    """The messages of one Django template, in the form that Babel expects."""
    source = templatize(template.read().decode())
    # What is left looks like Python except for its indentation, which brackets make harmless.
    return extract_python(io.BytesIO(f"({source}\n)".encode()), keywords, comment_tags, options)


def extract() -> Catalog:
    """Every message of the project, without translation."""
    found = Catalog(charset="utf-8")
    messages = extract_from_dir(
        PROJECT, METHODS, keywords=KEYWORDS, comment_tags=["Translators:"], directory_filter=is_ours
    )
    for filename, _line, message, comments, context in messages:
        found.add(message, None, [(filename, 0)], auto_comments=comments, context=context)
    return found


def is_ours(directory: str) -> bool:
    """Whether a directory may hold messages shown to users."""
    name = Path(directory).name
    return name not in NOT_OURS and not name.startswith(".")


def catalogue_path(language: str) -> Path:
    """Where a language's catalogue is."""
    return PROJECT / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """A language's catalogue as it is now, new if there is none."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, fuzzy=False, header_comment="# Kept up to date by: make messages")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def bring_up_to_date(catalogue: Catalog, found: Catalog) -> bytes:
    """The text of the catalogue holding exactly the messages found, with the translations it had."""
    # Babel writes the translations into the messages it is given: those of one language into the next.
    catalogue.update(deepcopy(found), no_fuzzy_matching=True)
    if str(catalogue.locale) == "fr":
        set_in_french(catalogue)
    text = io.BytesIO()
    write_po(text, catalogue, width=110, include_lineno=False, sort_by_file=True, ignore_obsolete=True)
    lines = text.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(EMPTY_WORDS))


def set_in_french(catalogue: Catalog) -> None:
    """Give every translation its no-break spaces and apostrophes."""
    for message in catalogue:
        if isinstance(message.string, (list, tuple)):
            message.string = tuple(map(typography.french_message, message.string))
        elif message.string:
            message.string = typography.french_message(message.string)


def problems(catalogue: Catalog) -> Iterator[str]:
    """What keeps the catalogue from being complete, one line each."""
    for message in catalogue:
        if not message.id:
            continue
        forms = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        if message.fuzzy or not all(forms):
            yield f"{catalogue.locale}: not translated: {message.id!r}"
            continue
        for error in message.check(catalogue):
            yield f"{catalogue.locale}: {error}: {message.id!r}"


def update(*, only_check: bool) -> list[str]:
    """Bring every catalogue up to date, or with `only_check` say that it is not; list what is missing."""
    found, lines = extract(), []
    for language in LANGUAGES:
        path, catalogue = catalogue_path(language), read(language)
        text = bring_up_to_date(catalogue, found)
        if not only_check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
        elif not path.exists() or path.read_bytes() != text:
            lines.append(f"{language}: the catalogue does not fit the code. Run: make messages")
        lines += problems(catalogue)
    return lines + list(set_templates_in_french(only_check=only_check))


def set_templates_in_french(*, only_check: bool) -> Iterator[str]:
    """Give the templates written in French their no-break spaces, or say which lack them."""
    for path in typography.french_texts(PROJECT):
        text = path.read_text()
        fixed = typography.french(text)
        if fixed == text:
            continue
        if only_check:
            yield f"fr: {path.relative_to(PROJECT)} lacks no-break spaces. Run: make messages"
        else:
            path.write_text(fixed)


def compile_all() -> None:
    """Write the compiled form of each catalogue that is newer than it."""
    for language in LANGUAGES:
        source = catalogue_path(language)
        target = source.with_suffix(".mo")
        if not source.exists() or target.exists() and target.stat().st_mtime > source.stat().st_mtime:
            continue
        with target.open("wb") as file:
            write_mo(file, read(language))


def main(arguments: list[str]) -> int:
    """Do what the command line asks and return the exit code."""
    if arguments == ["--compile"]:
        compile_all()
        return 0
    lines = update(only_check=arguments == ["--check"])
    print(
        "\n".join(lines) if lines else "Every message is translated.",
        file=sys.stderr if lines else sys.stdout,
    )
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
