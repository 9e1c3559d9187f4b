"""What a digest is made of: sections of items, each in the reader's language, found by sources.

A source is a function in SOURCES (matching/digests/content.py) that asks the database once for many readers
and answers with a function that makes one reader's items, called in that reader's language and time zone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from startups.models import Company

MOST_SUGGESTIONS = 5


class Section(Enum):
    """The parts of a digest, in the order in which they are read."""

    SUGGESTIONS = _("Suggestions for you")
    WAITING = _("Waiting for your answer")
    CLOSING = _("In the next 14 days")
    CHANGED = _("Since your last digest")

    @property
    def title(self) -> Promise:
        return self.value


@dataclass(frozen=True)
class Part:
    """A piece of a line; `language` where it is not the reader's."""

    text: str
    language: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Fact:
    """One line about an item: what it is, and what is to be said."""

    label: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True)
class Action:
    """Where a button leads."""

    label: str
    url: str
    is_main: bool = False


@dataclass(frozen=True)
class Item:
    """One thing to tell. `key` names it for ever; another `as_of` says that it has changed since.

    Suggestions come by `weight`, the best first; everything else in the order of the source.
    """

    key: str
    as_of: str
    title: str
    about: str = ""
    side: str = ""  # "FR" or "JP": whose company it is, shown in that country's colour
    facts: tuple[Fact, ...] = ()
    actions: tuple[Action, ...] = ()
    weight: float = 0
    is_changed: bool = False  # told before, and different now

    @property
    def is_news_of_old(self) -> bool:
        """Whether to say that it has changed: of what has a weight; days left change by themselves."""
        return self.is_changed and self.weight > 0


@dataclass(frozen=True)
class Reader:
    """Whom a digest is for: the person, their company if they have one, and what they were told lately."""

    user: User
    day: date
    now: datetime
    company: Company | None = None
    since: datetime | None = None  # of the last digest
    told: Mapping[str, str] = field(default_factory=dict)  # key: as_of
    is_preview: bool = False  # its links lead nowhere


Items = Callable[[Reader], Iterable[Item]]
Source = Callable[[Sequence[Reader]], Items]


@dataclass(frozen=True)
class Content:
    """What one reader is told."""

    sections: Mapping[Section, tuple[Item, ...]]

    @property
    def items(self) -> list[Item]:
        return [item for items in self.sections.values() for item in items]

    @property
    def is_empty(self) -> bool:
        return not self.items

    @property
    def parts(self) -> list[tuple[Section, tuple[Item, ...]]]:
        """The sections that have something to tell."""
        return [(section, items) for section, items in self.sections.items() if items]

    @property
    def suggestions(self) -> tuple[Item, ...]:
        return self.sections.get(Section.SUGGESTIONS, ())

    @property
    def best(self) -> Item:
        """What the subject names: the best suggestion, else the first thing that is told."""
        return self.items[0]

    @property
    def others(self) -> int:
        """How many suggestions there are besides the best one."""
        return max(len(self.suggestions) - 1, 0)
