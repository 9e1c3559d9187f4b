"""What officers decided on a profile, and why."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from startups.models.companies import Company


class Decision(models.Model):
    """One officer's decision on one submission, with the reason the company was given."""

    class Outcome(models.TextChoices):
        PUBLISHED = "published", _("published")
        CHANGES_REQUESTED = "changes_requested", _("changes requested")
        REJECTED = "rejected", _("rejected")
        SUSPENDED = "suspended", _("suspended")

    class Reason(models.TextChoices):
        NONE = "", _("none needed")
        INCOMPLETE = "incomplete", _("Something is missing")
        UNCLEAR = "unclear", _("Part of the text is unclear")
        NUMBER = "number", _("The company number does not fit the company")
        LABEL = "label", _("A label cannot be confirmed")
        NOT_STARTUP = "not_startup", _("Not a start-up of this country")
        OTHER = "other", _("Other")

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="decisions")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.CharField(max_length=20, choices=Outcome)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, blank=True, default=Reason.NONE)
    explanation = models.TextField(_("explanation for the company"), max_length=2000, blank=True)
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-decided_at", "-pk"]

    def __str__(self):
        return f"{self.company}: {self.outcome}"
