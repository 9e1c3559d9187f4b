"""The life of a mission up to its confirmed delegation. Nothing else changes its state."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.lives import Actor, Step


class MissionState(models.TextChoices):
    """Where a mission stands."""

    DRAFT = "draft", _("in preparation")
    OPEN = "open", _("open for applications")
    CLOSED = "closed", _("closed for applications")
    SELECTING = "selecting", _("selection under way")
    DELEGATION_SET = "delegation_set", _("delegation confirmed")
    CANCELLED = "cancelled", _("called off")


class MissionEvent(models.TextChoices):
    """What may happen to a mission."""

    PROPOSE = "propose", _("given to the host country")
    TAKE_BACK = "take_back", _("taken back to change it")
    SEND_BACK = "send_back", _("sent back by the host country")
    COUNTERSIGN = "countersign", _("countersigned by the host country")
    OPEN = "open", _("opened")
    CLOSE = "close", _("closed at the deadline")
    START = "start", _("given to the jury")
    NOMINATE = "nominate", _("selection proposed")
    OBJECT = "object", _("selection sent back by the host country")
    AGREE = "agree", _("selection agreed by the host country")
    PUBLISH = "publish", _("both lists published")
    SETTLE = "settle", _("delegation confirmed")
    CANCEL = "cancel", _("called off")


State, Event = MissionState, MissionEvent
BEFORE_THE_END = (State.DRAFT, State.OPEN, State.CLOSED, State.SELECTING)
MISSION_LIFE = (
    Step(Event.PROPOSE, Actor.SENDING, (State.DRAFT,), None),
    Step(Event.TAKE_BACK, Actor.SENDING, (State.DRAFT,), None),
    Step(Event.SEND_BACK, Actor.HOST, (State.DRAFT,), None),
    Step(Event.COUNTERSIGN, Actor.HOST, (State.DRAFT,), None),
    Step(Event.OPEN, Actor.SYSTEM, (State.DRAFT,), State.OPEN),
    Step(Event.CLOSE, Actor.SYSTEM, (State.OPEN,), State.CLOSED),
    Step(Event.START, Actor.SENDING, (State.CLOSED,), State.SELECTING),
    Step(Event.NOMINATE, Actor.SENDING, (State.SELECTING,), None),
    Step(Event.OBJECT, Actor.HOST, (State.SELECTING,), None),
    Step(Event.AGREE, Actor.HOST, (State.SELECTING,), None),
    Step(Event.PUBLISH, Actor.SENDING, (State.SELECTING,), None),
    Step(Event.SETTLE, Actor.SENDING, (State.SELECTING,), State.DELEGATION_SET),
    Step(Event.CANCEL, Actor.SENDING, BEFORE_THE_END, State.CANCELLED),
)
