"""What each reader is told: the best suggestions and whatever waits, nothing again that has not changed."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone, translation

from matching.digests.items import MOST_SUGGESTIONS, Content, Item, Items, Reader, Section, Source
from matching.digests.sources import changes, dates, missions, suggested, waiting

# A new kind of item is one more line here.
SOURCES: tuple[tuple[Section, Source], ...] = (
    (Section.SUGGESTIONS, suggested.companies),
    (Section.SUGGESTIONS, missions.suggested),
    (Section.WAITING, waiting.interests),
    (Section.WAITING, waiting.proposals),
    (Section.WAITING, waiting.outcomes),
    (Section.CLOSING, missions.unfinished),
    (Section.CLOSING, dates.meetings),
    (Section.CLOSING, dates.unanswered),
    (Section.CHANGED, changes.matches),
)
Loaded = list[tuple[Section, Items]]


def load(readers: Sequence[Reader]) -> Loaded:
    """Ask every source once for all readers."""
    return [(section, source(readers)) for section, source in SOURCES]


def content_for(reader: Reader, loaded: Loaded) -> Content:
    """What this reader is told, in their language and time zone."""
    found: dict[Section, list[Item]] = {section: [] for section in Section}
    with translation.override(reader.user.language), timezone.override(reader.user.zone):
        for section, items in loaded:
            found[section] += items(reader)

    told = {section: _worth_telling(reader, items) for section, items in found.items()}
    best = sorted(told[Section.SUGGESTIONS], key=lambda item: -item.weight)
    told[Section.SUGGESTIONS] = best[:MOST_SUGGESTIONS]
    return Content({section: tuple(items) for section, items in told.items()})


def _worth_telling(reader: Reader, items: list[Item]) -> list[Item]:
    """What was not told in the last four weeks, or has changed since."""
    news = []
    for item in items:
        before = reader.told.get(item.key)
        if before is None:
            news.append(item)
        elif before != item.as_of:
            news.append(replace(item, is_changed=True))
    return [_without_links(item) for item in news] if reader.is_preview else news


def _without_links(item: Item) -> Item:
    """The item as a preview shows it: signed links are for the mail alone."""
    return replace(item, actions=tuple(replace(action, url="#") for action in item.actions))
