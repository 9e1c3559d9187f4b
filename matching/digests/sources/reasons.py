"""Reasons as a digest quotes them: concepts in the reader's language, words as each side wrote them."""

from typing import Protocol

from django.utils.translation import gettext as _

from matching.digests.items import Part
from matching.own.presenting import Reason
from startups.models import Company

MOST_LINES = 3  # reasons, and what one gives and gets
MOST_WORDS = 2
LONGEST_WORD = 40


class Side(Protocol):
    """Whose words are quoted: a company, or the theme of a mission."""

    home_language: str


def lines(reasons: list[Reason], own: Company, other: Side) -> tuple[Part, ...]:
    """Why: each concept with its share and the words of both sides."""
    parts: list[Part] = []
    for reason in reasons[:MOST_LINES]:
        percent = _("%(percent)s%%") % {"percent": reason.percent}
        parts += [Part(_("; ") if parts else ""), Part(f"{reason.label} {percent} (")]
        parts += [_quoted(reason.own_words, own), Part(" ↔ "), _quoted(reason.other_words, other), Part(")")]
    return tuple(parts)


def words(reasons: list[Reason], whose: str, company: Side) -> tuple[Part, ...]:
    """What one side gives: each concept with that side's words."""
    parts: list[Part] = []
    for reason in reasons[:MOST_LINES]:
        parts += [Part(_("; ") if parts else ""), Part(f"{reason.label} (")]
        parts += [_quoted(getattr(reason, whose), company), Part(")")]
    return tuple(parts)


def _quoted(words: list[str], company: Side) -> Part:
    shown = (word if len(word) <= LONGEST_WORD else f"{word[:LONGEST_WORD]}…" for word in words[:MOST_WORDS])
    return Part(", ".join(shown), company.home_language)
