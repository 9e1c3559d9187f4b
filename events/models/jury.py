"""The jury: who scores which application, and the points."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from events.models.application_life import ApplicationState
from events.models.applications import Application
from events.models.mission_life import MissionState
from events.models.mission_parts import Criterion

MOST_POINTS = 5


class JurySeatQuerySet(models.QuerySet):
    def active(self):
        """Without those who stepped back."""
        return self.filter(stepped_back_at=None)

    def to_score(self):
        """What is still to be scored; nothing of a mission that was called off."""
        owed = self.active().filter(scored_at=None, application__state=ApplicationState.ELIGIBLE)
        return owed.filter(application__mission__state=MissionState.SELECTING)

    def stalled(self):
        """What a lead gives to another juror: late, or with somebody who has left."""
        return self.to_score().filter(Q(due_on__lt=timezone.localdate()) | Q(juror__is_active=False))


class JurySeat(models.Model):
    """That one officer scores one application, for one country."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="jury")
    juror = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jury_seats")
    country = models.CharField(max_length=2, choices=Country)
    assigned_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    scored_at = models.DateTimeField(null=True, blank=True)
    stepped_back_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(_("remark for the other jurors"), max_length=1000, blank=True)

    objects = JurySeatQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "juror"], name="one_seat_per_juror"),
            models.CheckConstraint(
                name="who_stepped_back_has_not_scored", condition=Q(scored_at=None) | Q(stepped_back_at=None)
            ),
        ]

    def __str__(self):
        return f"{self.juror_id} on {self.application_id}"

    @property
    def is_late(self) -> bool:
        """Whether the day has passed without points."""
        return self.scored_at is None and self.due_on < timezone.localdate()


class Score(models.Model):
    """The points one juror gives for one criterion."""

    seat = models.ForeignKey(JurySeat, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField(_("points"))

    class Meta:
        ordering = ["criterion__position", "criterion_id"]
        constraints = [
            models.UniqueConstraint(fields=["seat", "criterion"], name="one_score_per_criterion"),
            models.CheckConstraint(name="points_0_to_5", condition=Q(points__lte=MOST_POINTS)),
        ]

    def __str__(self):
        return f"{self.points} of {MOST_POINTS}"
