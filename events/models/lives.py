"""A life as a table: every event, who may cause it, from which states, and where it leads."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Actor(Enum):
    """Who causes an event; officers act for the country that sends or for the one that hosts."""

    SYSTEM = "system"
    MEMBER = "member"
    SENDING = "sending"
    HOST = "host"


@dataclass(frozen=True)
class Step:
    """An event, who may cause it, from which states, and the state it leads to; None: the state stays."""

    event: str
    by: Actor
    starts: tuple[str, ...]
    end: str | None


def transitions(life: Iterable[Step]) -> dict[str, set[str]]:
    """Which states lead to which, by the table."""
    found: dict[str, set[str]] = {}
    for step in life:
        for start in step.starts:
            if step.end:
                found.setdefault(start, set()).add(step.end)
    return found
