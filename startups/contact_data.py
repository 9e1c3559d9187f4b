"""Finding contact data in public texts: nobody is reached before an introduction."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

import phonenumbers

Kind = Literal["email", "phone"]
AT = r"\s?(?:@|\(at\)|\[at\])\s?"
# A full stop with a space on one side only ends a sentence: "we are @ VivaTech. Come and see us".
DOT = r"(?:\.|\s\.\s|\s?(?:\(dot\)|\[dot\])\s?)"
EMAIL = re.compile(rf"(?<![\w.+-])[\w.+-]+{AT}[\w-]+(?:{DOT}[\w-]+)+", re.IGNORECASE)
FEWEST_DIGITS = 9  # fewer are years, amounts and standards
REGIONS = ("FR", "JP")


@dataclass(frozen=True)
class Found:
    """One piece of contact data: what it is, its line (from 1) and how it was written."""

    kind: Kind
    line: int
    excerpt: str


def find_contact_data(text: str) -> list[Found]:
    """E-mail addresses and telephone numbers in `text`, in the order of their lines.

    Full-width and spaced forms are found too. Amounts, years, standards and company numbers are not numbers
    one can call: only what is valid in France or Japan, or starts with +, counts.
    """
    return [
        found
        for line, written in enumerate(text.splitlines(), start=1)
        for found in _in_line(line, unicodedata.normalize("NFKC", written))
    ]


def _in_line(line: int, text: str) -> list[Found]:
    emails = [Found("email", line, match.group()) for match in EMAIL.finditer(text)]
    phones = {
        match.raw_string: Found("phone", line, match.raw_string)
        for region in REGIONS
        for match in phonenumbers.PhoneNumberMatcher(text, region)
        if _is_callable(match)
    }
    return emails + list(phones.values())


def _is_callable(match: phonenumbers.PhoneNumberMatch) -> bool:
    digits = [sign for sign in match.raw_string if sign.isdigit()]
    return len(digits) >= FEWEST_DIGITS and match.raw_string.lstrip("( ")[0] in "+0"
