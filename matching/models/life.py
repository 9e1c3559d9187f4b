"""The life of a match: every event, who may cause it, and where it leads. Nothing else changes a state."""

from dataclasses import dataclass
from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where a match stands."""

    PROPOSED = "proposed", _("to be screened")
    SUGGESTED = "suggested", _("suggested")
    INTEREST = "interest", _("one side is interested")
    MUTUAL = "mutual", _("with the officers")
    INTRODUCED = "introduced", _("introduced")
    CLOSED = "closed", _("closed")
    DECLINED = "declined", _("declined")
    EXPIRED = "expired", pgettext_lazy("of a match", "expired")
    REFUSED = "refused", _("refused by officers")
    WITHDRAWN = "withdrawn", pgettext_lazy("of a match", "withdrawn")
    SUPERSEDED = "superseded", _("superseded")


UNTOUCHED = (State.PROPOSED, State.SUGGESTED)
OPEN = (*UNTOUCHED, State.INTEREST, State.MUTUAL, State.INTRODUCED)
UNSEEN = (State.PROPOSED, State.SUPERSEDED)  # by the two companies
ENDED = (State.DECLINED, State.EXPIRED, State.REFUSED, State.WITHDRAWN)  # without an introduction


class Event(models.TextChoices):
    """What may happen to a match."""

    CLEAR = "clear", _("cleared for both companies")
    TURN_DOWN = "turn_down", _("turned down before anybody saw it")
    SUPERSEDE = "supersede", _("left out by a newer ranking")
    INTEREST = "interest", _("interest")
    ANSWER = "answer", _("interest of the other side")
    DECLINE = "decline", _("not now")
    REMIND = "remind", _("reminder")
    EXPIRE = "expire", _("expired without an answer")
    APPROVE = "approve", _("approved by one country")
    REFUSE = "refuse", _("refused by one country")
    HOLD = "hold", _("put on hold by one country")
    ESCALATE = "escalate", _("overdue: with the lead officers")
    INTRODUCE = "introduce", _("introduced to each other")
    NUDGE = "nudge", _("asked to meet")
    WITHDRAW = "withdraw", _("withdrawn by one company")
    BLOCK = "block", _("ended: one company blocked the other")
    CANCEL = "cancel", _("ended: one profile is no longer there")
    LAPSE = "lapse", _("consent ended: the contact person left the company")
    REPORT = "report", _("outcome reported by one company")
    CLOSE = "close", _("closed")


class Actor(Enum):
    """Who causes an event; officers of each country act for their own half."""

    SYSTEM = "system"
    MEMBER = "member"
    OFFICER = "officer"


@dataclass(frozen=True)
class Step:
    """An event, who may cause it, from which states, and the state it leads to; None: the state stays."""

    event: Event
    by: Actor
    starts: tuple[State, ...]
    end: State | None


LIFE = (
    Step(Event.CLEAR, Actor.OFFICER, (State.PROPOSED,), State.SUGGESTED),
    Step(Event.TURN_DOWN, Actor.OFFICER, (State.PROPOSED,), State.REFUSED),
    Step(Event.SUPERSEDE, Actor.SYSTEM, UNTOUCHED, State.SUPERSEDED),
    Step(Event.INTEREST, Actor.MEMBER, (State.SUGGESTED,), State.INTEREST),
    Step(Event.ANSWER, Actor.MEMBER, (State.INTEREST,), State.MUTUAL),
    Step(Event.DECLINE, Actor.MEMBER, (State.SUGGESTED, State.INTEREST), State.DECLINED),
    Step(Event.REMIND, Actor.SYSTEM, (State.INTEREST,), None),
    Step(Event.EXPIRE, Actor.SYSTEM, (State.INTEREST,), State.EXPIRED),
    Step(Event.APPROVE, Actor.OFFICER, (State.MUTUAL,), None),
    Step(Event.REFUSE, Actor.OFFICER, (State.MUTUAL,), State.REFUSED),
    Step(Event.HOLD, Actor.OFFICER, (State.MUTUAL,), None),
    Step(Event.ESCALATE, Actor.SYSTEM, (State.MUTUAL,), None),
    Step(Event.INTRODUCE, Actor.SYSTEM, (State.MUTUAL,), State.INTRODUCED),
    Step(Event.NUDGE, Actor.SYSTEM, (State.INTRODUCED,), None),
    Step(Event.WITHDRAW, Actor.MEMBER, (State.SUGGESTED, State.INTEREST, State.MUTUAL), State.WITHDRAWN),
    Step(Event.BLOCK, Actor.MEMBER, (*UNTOUCHED, State.INTEREST, State.MUTUAL), State.WITHDRAWN),
    Step(Event.CANCEL, Actor.SYSTEM, (State.INTEREST, State.MUTUAL), State.WITHDRAWN),
    Step(Event.LAPSE, Actor.SYSTEM, (State.INTEREST, State.MUTUAL), None),
    Step(Event.REPORT, Actor.MEMBER, (State.INTRODUCED,), None),
    Step(Event.CLOSE, Actor.SYSTEM, (State.INTRODUCED,), State.CLOSED),
)
STEPS = {step.event: step for step in LIFE}


def transitions() -> dict[str, set[str]]:
    """Which states lead to which, by the table."""
    found: dict[str, set[str]] = {}
    for step in LIFE:
        for start in step.starts:
            if step.end:
                found.setdefault(start, set()).add(step.end)
    return found
