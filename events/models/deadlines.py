"""What is to happen to a meeting at a time: rows that a sweep finds, never tasks that wait."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from events.meetings import wording
from events.models.meetings import Meeting


class DeadlineQuerySet(models.QuerySet):
    def open(self):
        """What has not been done yet."""
        return self.filter(done_at=None)

    def due(self):
        """What is to be done now, earliest first."""
        return self.open().filter(due_at__lte=timezone.now()).order_by("due_at", "pk")


class Deadline(models.Model):
    """One thing to do for one meeting, at most once."""

    class Kind(models.TextChoices):
        ANSWER = "answer"  # the last proposed time has come
        RECONFIRM = "reconfirm"  # 48 hours before
        DAY_BEFORE = "day_before"
        HOUR_BEFORE = "hour_before"
        REPORT = "report"  # the day after: who has not said how it went?
        ABSENCE = "absence"  # three days to answer "the other side did not come"
        CLOSE = "close"  # a week after: what one side reported counts

    REMINDERS = (Kind.RECONFIRM, Kind.DAY_BEFORE, Kind.HOUR_BEFORE)

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=20, choices=Kind)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(done_at=None), name="open_deadlines"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind"], condition=Q(done_at=None), name="one_open_deadline_per_kind"
            ),
        ]

    def __str__(self):
        return f"{self.kind} of meeting {self.meeting_id}"

    @property
    def when(self) -> wording.When:
        """The due time in both zones."""
        return wording.when(self.due_at)
