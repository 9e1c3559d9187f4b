"""What is due for meetings is done: asked, reminded, closed; at most once, however often the sweep runs."""

import logging

from django.db import transaction
from django.utils import timezone

from accounts.models import Country
from events.meetings import arranging, attendance
from events.meetings.letters import write
from events.models import Deadline, Meeting

log = logging.getLogger(__name__)
Kind, Step = Deadline.Kind, Meeting.Step
AT_ONCE = 500


def sweep() -> None:
    """Do what is due; a meeting that fails stops no other."""
    due = Deadline.objects.due().values_list("meeting", flat=True)[:AT_ONCE]
    for pk in dict.fromkeys(due):
        try:
            attend_to(pk)
        except Exception:  # one meeting must not hold up the reminders of all others
            log.exception("Meeting %s could not be attended to.", pk)


@transaction.atomic
def attend_to(pk: int) -> None:
    """Do what is due for one meeting, and mark it as done in the same transaction."""
    meeting = Meeting.objects.filter(pk=pk).first()
    if meeting is None:
        return
    meeting = arranging.locked(meeting)  # whoever else sweeps, or acts, waits here
    due = list(meeting.deadlines.due())
    reminders = [deadline.kind for deadline in due if deadline.kind in Deadline.REMINDERS]
    for deadline in due:
        # After a long silence of the scheduler only the last reminder still makes sense.
        if deadline.kind not in reminders[:-1]:
            ACTIONS[deadline.kind](meeting)
    Deadline.objects.filter(pk__in=[deadline.pk for deadline in due]).update(done_at=timezone.now())


def _ask_to_reconfirm(meeting: Meeting) -> None:
    if meeting.is_agreed and not meeting.has_begun:
        meeting.note(Step.ASKED, reconfirm_asked_at=timezone.now())
        write(meeting, "meeting_reconfirm")


def _remind_a_day_before(meeting: Meeting) -> None:
    if not meeting.is_agreed or meeting.has_begun:
        return
    if meeting.state == Meeting.State.RECONFIRMED or meeting.reconfirm_asked_at is None:
        write(meeting, "meeting_reminder")
        return
    silent = [side for side in Country if not meeting.reconfirmed_by(side)]
    write(meeting, "meeting_unconfirmed", silent=silent)


def _remind_an_hour_before(meeting: Meeting) -> None:
    if meeting.is_agreed and not meeting.has_begun:
        write(meeting, "meeting_soon")


def _ask_how_it_went(meeting: Meeting) -> None:
    if not meeting.is_agreed:
        return
    told = set(meeting.attendances.values_list("side", flat=True))
    write(meeting, "meeting_report", sides=[side for side in Country if side not in told])


ACTIONS = {
    Kind.ANSWER: arranging.lapse,
    Kind.RECONFIRM: _ask_to_reconfirm,
    Kind.DAY_BEFORE: _remind_a_day_before,
    Kind.HOUR_BEFORE: _remind_an_hour_before,
    Kind.REPORT: _ask_how_it_went,
    Kind.ABSENCE: attendance.settle,
    Kind.CLOSE: attendance.settle,
}
