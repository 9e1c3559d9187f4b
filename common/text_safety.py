"""What people may type: any script, but no characters that hide or turn text."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Controls but tab and line ends; bidirectional overrides and isolates; zero-width and other invisible
# characters; blank letters; tags. The zero-width joiners stay out too: no name in our three languages
# needs them. Variation selectors stay in: they choose the form of an ideograph.
HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)


def refuse_hidden_characters(text: str) -> None:
    """Raise ValidationError naming the first hidden character and its line."""
    found = HIDDEN.search(text)
    if not found:
        return

    code = f"U+{ord(found.group()):04X}"
    raise ValidationError(
        _("Line %(line)s contains an invisible character (%(code)s). Please type that passage again."),
        code="hidden_character",
        params={"line": text.count("\n", 0, found.start()) + 1, "code": code},
    )


def refuse_line_ends(text: str) -> None:
    """Raise ValidationError when something of one line holds more."""
    if "\n" in text or "\r" in text:
        raise ValidationError(_("Please write this on one line."), code="line_end")


def search_form(text: str) -> str:
    """The form in which names are compared: NFKC, without case and accents, hiragana as katakana.

    Only for searching and sorting; what is stored and shown stays as written.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    # Japanese voicing marks are letters, not accents: they are put back by NFKC.
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign) or sign in "\u3099\u309a")
    katakana = "".join(chr(ord(sign) + 0x60) if "ぁ" <= sign <= "ゖ" else sign for sign in kept)
    return " ".join(unicodedata.normalize("NFKC", katakana).split())
