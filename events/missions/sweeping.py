"""What is due for missions: calls open and close, jurors are reminded, places lapse; each happens once."""

import logging
from collections.abc import Callable, Iterable

from django.db import models
from django.utils import timezone

from events.missions import checking, jury_deadlines, places, preparing
from events.models import Application, ApplicationState, Mission, MissionState

log = logging.getLogger(__name__)


def sweep() -> None:
    """Do whatever is due now; one row's fault stops no other."""
    for rows, step in STEPS:
        _one_by_one(rows(), step)


def to_open():
    """Countersigned missions whose call begins."""
    drafts = Mission.objects.filter(state=MissionState.DRAFT, countersigned_at__isnull=False)
    return drafts.filter(opens_at__lte=timezone.now())


def to_close():
    """Calls whose deadline has come."""
    return Mission.objects.filter(state=MissionState.OPEN, deadline_at__lte=timezone.now())


def to_check():
    """Sent applications of closed calls that a failure left unchecked."""
    closed = [MissionState.CLOSED, MissionState.SELECTING]
    return Application.objects.filter(state=ApplicationState.SUBMITTED, mission__state__in=closed)


def to_lapse():
    """Places that were not confirmed in time, in the order of their times."""
    held = Application.objects.filter(state=ApplicationState.SELECTED, mission__state=MissionState.SELECTING)
    return held.filter(answer_by__lte=timezone.now()).order_by("answer_by", "pk")


def to_remind():
    """Places about which a company is to be reminded."""
    held = Application.objects.filter(state=ApplicationState.SELECTED, mission__state=MissionState.SELECTING)
    return held.filter(remind_at__lte=timezone.now(), answer_by__gt=timezone.now()).order_by("pk")


STEPS: tuple[tuple[Callable, Callable], ...] = (
    (to_open, preparing.open_call),
    (to_close, preparing.close_call),
    (to_check, checking.check),
    (jury_deadlines.to_remind, jury_deadlines.remind),
    (jury_deadlines.to_escalate, jury_deadlines.escalate),
    (to_lapse, places.lapse),
    (to_remind, places.remind),
)


def _one_by_one(rows: Iterable[models.Model], step: Callable) -> None:
    for row in rows:
        try:
            step(row)
        except Exception:  # whatever is wrong with one must not stop the others
            log.exception("%s %s could not be worked on.", type(row).__name__, row.pk)
