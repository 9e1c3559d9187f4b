"""The HTML part of a letter: made from its text, so that both say the same."""

import re
from collections.abc import Mapping

from css_inline import CSSInliner
from django.template.loader import render_to_string
from django.utils.html import linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe

LONGEST_LINK = 70  # characters shown; the link itself is whole
INLINER = CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def from_text(
    subject: str, body: str, language: str, fragments: Mapping[str, SafeString] | None = None
) -> str:
    """The letter as an HTML document with its styles in the elements; only those for dark mode stay apart.

    A paragraph of `body` that is a key of `fragments` gives way to that HTML; all others are text.
    """
    fragments = fragments or {}
    blocks = [fragments.get(block) or _paragraph(block) for block in re.split(r"\n{2,}", body.strip("\n"))]
    context = {"subject": subject, "language": language, "blocks": blocks}
    document = render_to_string("mail/_frame.html", context)
    return INLINER.inline(document.encode("utf-8", "replace").decode())  # it takes no half characters


def _paragraph(block: str) -> SafeString:
    linked = urlize(block, trim_url_limit=LONGEST_LINK, autoescape=True)
    # urlize has escaped everything but its own links.
    return mark_safe(linebreaks(linked, autoescape=False))  # nosec B308 B703
