"""A digest as plain text, as complete as its HTML."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models.users import Language
from matching.digests.items import Content, Item, Section


def as_text(content: Content) -> str:
    """The sections and their items, in the language in force."""
    blocks: list[str] = []
    for section, items in content.parts:
        blocks.append(heading(str(section.title)))
        is_numbered = section == Section.SUGGESTIONS and len(items) > 1
        blocks += ["\n".join(_lines(item, number * is_numbered)) for number, item in enumerate(items, 1)]
    return "\n\n".join(blocks)


def heading(title: str) -> str:
    """A heading as letters of this language have it."""
    return f"■ {title}" if get_language() == Language.JAPANESE else title.upper()


def _lines(item: Item, number: int) -> Iterator[str]:
    yield f"{number}. {item.title}" if number else item.title
    if item.about:
        yield item.about
    if item.is_news_of_old:
        yield _("This has changed since you last read of it.")
    for fact in item.facts:
        yield _("%(label)s: %(text)s") % {"label": fact.label, "text": fact.text}
    for action in item.actions:
        yield _("%(label)s: %(text)s") % {"label": action.label, "text": action.url}
