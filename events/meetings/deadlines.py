"""When a meeting needs something: rows with a due time, planned at each step."""

from datetime import datetime, timedelta

from django.utils import timezone

from events.models import Deadline, Meeting

Kind = Deadline.Kind
BEFORE = {
    Kind.RECONFIRM: timedelta(hours=48),
    Kind.DAY_BEFORE: timedelta(hours=24),
    Kind.HOUR_BEFORE: timedelta(hours=1),
}
AFTER = {Kind.REPORT: timedelta(days=1), Kind.CLOSE: timedelta(days=7)}
TO_ANSWER_AN_ABSENCE = timedelta(days=3)


def plan_answer(meeting: Meeting, slots: list[datetime]) -> None:
    """A proposal waits until its last time has come."""
    drop(meeting)
    plan(meeting, Kind.ANSWER, max(slots))


def plan_meeting(meeting: Meeting) -> None:
    """An agreed meeting: reminders before it, as far as there is time for them, and questions after it."""
    drop(meeting)
    now = timezone.now()
    for kind, earlier in BEFORE.items():
        if meeting.starts_at - earlier > now:
            plan(meeting, kind, meeting.starts_at - earlier)
    for kind, later in AFTER.items():
        plan(meeting, kind, meeting.ends_at + later)


def plan_close(meeting: Meeting) -> None:
    """The other side has at least three days from now to report, too; then one report counts."""
    at_least = timezone.now() + TO_ANSWER_AN_ABSENCE
    meeting.deadlines.open().filter(kind=Kind.CLOSE, due_at__lt=at_least).update(due_at=at_least)
    if not meeting.deadlines.open().filter(kind=Kind.CLOSE).exists():
        plan(meeting, Kind.CLOSE, at_least)


def plan(meeting: Meeting, kind: str, due_at: datetime) -> Deadline:
    """One deadline."""
    return meeting.deadlines.create(kind=kind, due_at=due_at)


def drop(meeting: Meeting) -> None:
    """Nothing waits for this meeting any more."""
    meeting.deadlines.open().delete()
