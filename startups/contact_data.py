"""Finding contact data in public texts: nobody is reached before an introduction."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

import phonenumbers

Kind = Literal["email", "phone", "account"]
AT = r"\s?(?:@|\(at\)|\[at\])\s?"
# A full stop with a space on one side only ends a sentence: "we are @ VivaTech. Come and see us".
DOT = r"(?:\.|\s\.\s|\s?(?:\(dot\)|\[dot\])\s?)"
# "at" is a plain word: it counts where the full stops are spelt out too, or before a mailbox provider.
SPELT_AT = r"(?:\s+(?:at|arobase)\s+|\s*アット(?:マーク)?\s*)"
SPELT_DOT = r"(?:\s+(?:dot|point)\s+|\s*ドット\s*)"
PROVIDER = r"(?:gmail|googlemail|outlook|hotmail|yahoo|icloud|proton(?:mail)?|laposte|orange)\.\w[\w.]*"
EMAIL = re.compile(
    rf"(?<![\w.+-])[\w.+-]+{AT}[\w-]+(?:{DOT}[\w-]+)+"
    rf"|(?<![a-z0-9_.+-])[a-z0-9_.+-]+{SPELT_AT}(?:[a-z0-9_-]+(?:{SPELT_DOT}[a-z0-9_-]+)+|{PROVIDER})",
    re.IGNORECASE,
)
MESSENGER = r"(?:LINE|WhatsApp|WeChat|微信|Telegram|Signal|Skype|Discord|KakaoTalk)"
ACCOUNT = re.compile(
    r"(?<![\w.-])(?:t|wa|m|line|signal)\.me/[\w@+./~-]+|(?<![\w.-])(?:lin\.ee|discord\.gg)/\w+"
    rf"|(?<![A-Za-z]){MESSENGER}\s?の?(?:ID|account|compte|アカウント)\s?(?::|=|は)\s?@?[A-Za-z0-9][A-Za-z0-9_.:-]{{2,}}"
    rf"|(?<![A-Za-z]){MESSENGER}\s?:?\s?@[A-Za-z0-9_]{{3,}}",
    re.IGNORECASE,
)
FEWEST_DIGITS = 9  # fewer are years, amounts and standards
REGIONS = ("FR", "JP")


@dataclass(frozen=True)
class Found:
    """One piece of contact data: what it is, its line (from 1) and how it was written."""

    kind: Kind
    line: int
    excerpt: str


def find_contact_data(text: str) -> list[Found]:
    """E-mail addresses, telephone numbers and messenger accounts in `text`, in the order of their lines.

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
    accounts = [Found("account", line, match.group()) for match in ACCOUNT.finditer(text)]
    phones = {
        match.raw_string: Found("phone", line, match.raw_string)
        for region in REGIONS
        for match in phonenumbers.PhoneNumberMatcher(text, region)
        if _is_callable(match)
    }
    return emails + list(phones.values()) + accounts


def _is_callable(match: phonenumbers.PhoneNumberMatch) -> bool:
    digits = [sign for sign in match.raw_string if sign.isdigit()]
    return len(digits) >= FEWEST_DIGITS and match.raw_string.lstrip("( ")[0] in "+0"
