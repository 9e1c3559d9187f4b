"""That a company wants to meet the other one of a match, and whom it names."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matching.models.matches import Match
from startups.models import Company

LONGEST_NOTE = 600


class InterestQuerySet(models.QuerySet):
    def unanswered(self):
        """Those that wait for the other company."""
        return self.filter(match__state=Match.State.INTEREST)


class Interest(models.Model):
    """One company's yes to one match; a second yes of the same company changes nothing."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="interests")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="interests")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.TextField(_("note"), max_length=LONGEST_NOTE, blank=True)
    stated_at = models.DateTimeField(default=timezone.now)

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["stated_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["match", "company"], name="one_interest_per_company")]

    def __str__(self):
        return f"{self.company_id} in {self.match_id}"
