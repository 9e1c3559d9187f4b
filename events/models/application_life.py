"""The life of a company's application for a mission. Nothing else changes its state."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models.lives import Actor, Step


class ApplicationState(models.TextChoices):
    """Where an application stands."""

    DRAFT = "draft", _("not sent yet")
    SUBMITTED = "submitted", pgettext_lazy("application", "sent")
    ELIGIBLE = "eligible", _("with the jury")
    INELIGIBLE = "ineligible", _("conditions not met")
    SCORED = "scored", _("scored")
    SELECTED = "selected", _("selected")
    WAITLISTED = "waitlisted", _("on the waiting list")
    NOT_SELECTED = "not_selected", _("not selected")
    CONFIRMED = "confirmed", _("place confirmed")
    DECLINED = "declined", _("withdrawn by the company")
    LAPSED = "lapsed", _("place lapsed")


class ApplicationEvent(models.TextChoices):
    """What may happen to an application."""

    SUBMIT = "submit", pgettext_lazy("application", "sent")
    EDIT = "edit", _("changed")
    PASS = "pass", _("found eligible")
    FAIL = "fail", _("found not eligible")
    SCORE = "score", _("scored by the whole jury")
    SELECT = "select", _("selected")
    WAITLIST = "waitlist", _("put on the waiting list")
    TURN_DOWN = "turn_down", _("not selected")
    ACCEPT = "accept", _("place accepted")
    RECEIVE = "receive", _("deposit received")
    CONFIRM = "confirm", _("place confirmed")
    REMIND = "remind", _("reminder")
    LAPSE = "lapse", _("place lapsed")
    PROMOTE = "promote", _("moved up from the waiting list")
    DECLINE = "decline", _("withdrawn by the company")
    GIVE_BACK = "give_back", _("deposit returned")
    KEEP = "keep", _("deposit kept")
    RELEASE = "release", _("waiting list closed")


State, Event = ApplicationState, ApplicationEvent
BEFORE_THE_LISTS = (State.SUBMITTED, State.ELIGIBLE, State.SCORED)
AFTER_A_PLACE = (State.CONFIRMED, State.DECLINED, State.LAPSED)
APPLICATION_LIFE = (
    Step(Event.SUBMIT, Actor.MEMBER, (State.DRAFT,), State.SUBMITTED),
    Step(Event.EDIT, Actor.MEMBER, (State.DRAFT, State.SUBMITTED), None),
    Step(Event.PASS, Actor.SYSTEM, (State.SUBMITTED,), State.ELIGIBLE),
    Step(Event.FAIL, Actor.SYSTEM, (State.SUBMITTED,), State.INELIGIBLE),
    Step(Event.SCORE, Actor.SYSTEM, (State.ELIGIBLE,), State.SCORED),
    Step(Event.SELECT, Actor.SYSTEM, (State.SCORED,), State.SELECTED),
    Step(Event.WAITLIST, Actor.SYSTEM, (State.SCORED,), State.WAITLISTED),
    Step(Event.TURN_DOWN, Actor.SYSTEM, (State.SCORED,), State.NOT_SELECTED),
    Step(Event.ACCEPT, Actor.MEMBER, (State.SELECTED,), None),
    Step(Event.RECEIVE, Actor.SENDING, (State.SELECTED,), None),
    Step(Event.CONFIRM, Actor.SYSTEM, (State.SELECTED,), State.CONFIRMED),
    Step(Event.REMIND, Actor.SYSTEM, (State.SELECTED,), None),
    Step(Event.LAPSE, Actor.SYSTEM, (State.SELECTED,), State.LAPSED),
    Step(Event.PROMOTE, Actor.SYSTEM, (State.WAITLISTED,), State.SELECTED),
    Step(
        Event.DECLINE,
        Actor.MEMBER,
        (*BEFORE_THE_LISTS, State.WAITLISTED, State.SELECTED, State.CONFIRMED),
        State.DECLINED,
    ),
    # A place that is still held gives its deposit back only when the mission was called off.
    Step(Event.GIVE_BACK, Actor.SENDING, (State.SELECTED, *AFTER_A_PLACE), None),
    Step(Event.KEEP, Actor.SENDING, AFTER_A_PLACE, None),
    Step(Event.RELEASE, Actor.SYSTEM, (State.WAITLISTED,), State.NOT_SELECTED),
)
