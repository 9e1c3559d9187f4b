"""Texts as people wrote them, marked with their language where the page is in another."""

from django import template
from django.utils.translation import get_language, get_language_info

from common.languages import detect

register = template.Library()


@register.inclusion_tag("_as_written.html")
def as_written(text: str, language: str = "") -> dict:
    """A text in the language it is known, or seems, to be in."""
    language = language or detect(text)
    # Each language is named in itself: whoever can read the text can read that.
    name = get_language_info(language)["name_local"].capitalize() if language != get_language() else ""
    return {"text": text, "language": language, "name": name}
