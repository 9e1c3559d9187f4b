"""The digests there are, and how often somebody wants which."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The digests there are."""

    SUGGESTIONS = "suggestions", _("Suggestions and answers")
    DESK = "desk", _("Work on the desk")


class Frequency(models.TextChoices):
    """How often a digest comes; the desk's comes every working day."""

    DAILY = "daily", _("every working day")
    WEEKLY = "weekly", _("every Monday")
    MONTHLY = "monthly", _("on the first Monday of the month")
    OFF = "off", _("never")


OFFERED = {
    Kind.SUGGESTIONS: (Frequency.WEEKLY, Frequency.MONTHLY, Frequency.OFF),
    Kind.DESK: (Frequency.DAILY, Frequency.OFF),
}


class Subscription(models.Model):
    """What somebody chose; without a row a digest comes as often as is offered first."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="subscriptions")
    kind = models.CharField(max_length=12, choices=Kind)
    frequency = models.CharField(_("How often?"), max_length=8, choices=Frequency)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="one_subscription_per_kind")]

    def __str__(self):
        return f"{self.user_id}: {self.kind} {self.frequency}"
