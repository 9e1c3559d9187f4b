"""Tables as CSV files that spreadsheets open as text, never as live formulas."""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone, translation

from common.text_safety import HIDDEN

FORMULA_SIGNS = ("=", "+", "-", "@")
BREAKS = ("\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"  # without it, spreadsheets take UTF-8 for the code page of the machine


class _Echo:
    """A file that hands back what is written, so that each row goes out when it is ready."""

    def write(self, text: str) -> str:
        return text


def csv_answer(name: str, head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """A download called `name` with a head and rows, each cell harmless in a spreadsheet."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    pieces = as_now(lines(head, rows))
    return StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8", headers=headers)


def as_now(pieces: Iterable[str]) -> Iterator[str]:
    """Make each piece in the language and zone of now: it goes out when those of the request are gone."""
    language, zone, iterator = translation.get_language(), timezone.get_current_timezone(), iter(pieces)

    def next_piece() -> str | None:
        with translation.override(language), timezone.override(zone):
            return next(iterator, None)

    return iter(next_piece, None)


def lines(head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterable[str]:
    """The file piece by piece. All is quoted: a program that expects semicolons splits no cell either."""
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL)
    yield BYTE_ORDER_MARK
    for row in chain([head], rows):
        yield writer.writerow([harmless(cell) for cell in row])


def harmless(value: Any) -> str:
    """The cell as text, with an apostrophe before whatever a spreadsheet could take for a formula.

    Looked at as the spreadsheet may read it: full-width signs made narrow (NFKC), and without the blanks
    and invisible characters that come first. What is stored in the cell stays as written.
    """
    text = "" if value is None else str(value)
    if isinstance(value, int | float):
        return text
    seen = HIDDEN.sub("", unicodedata.normalize("NFKC", text)).lstrip()
    is_live = seen.startswith(FORMULA_SIGNS) or text.startswith(BREAKS)
    return f"'{text}" if is_live else text
