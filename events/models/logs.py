"""What happened to missions and applications: one line per event, only ever added."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models import Country
from common.history import AppendOnly
from events.models.application_life import ApplicationEvent
from events.models.applications import Application
from events.models.mission_life import MissionEvent
from events.models.missions import Mission


class LogLine(AppendOnly):
    """Who caused an event for which side, why (a code), and the states before and after."""

    side = models.CharField(max_length=2, choices=Country, blank=True)
    # No constraint: the account may be erased, and this line may not be changed then.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    reason = models.CharField(max_length=24, blank=True)
    state_before = models.CharField(max_length=20)
    state_after = models.CharField(max_length=20)
    happened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["happened_at", "pk"]


class MissionLogLine(LogLine):
    """One event of a mission."""

    row = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="log")
    event = models.CharField(max_length=12, choices=MissionEvent)

    def __str__(self):
        return f"{self.row_id}: {self.event}"


class ApplicationLogLine(LogLine):
    """One event of an application."""

    row = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="log")
    event = models.CharField(max_length=12, choices=ApplicationEvent)

    def __str__(self):
        return f"{self.row_id}: {self.event}"
