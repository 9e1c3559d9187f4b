"""Companies that want nothing more to do with each other, and what they told the officers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from startups.models import Company


class Block(models.Model):
    """The blocked company is never suggested to `company` again, nor the other way round."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="blocked_by")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "blocked"], name="one_block_per_pair")]

    def __str__(self):
        return f"{self.company_id} blocks {self.blocked_id}"


class ReportQuerySet(models.QuerySet):
    def open(self):
        """What no officer has settled."""
        return self.filter(settled_at=None)

    def settled(self):
        """What officers have settled."""
        return self.filter(settled_at__isnull=False)

    def for_officer(self, officer):
        """Reports of companies of the officer's country, never by or about the own company."""
        own = Company.objects.of(officer).values("pk")
        return self.filter(company__country=officer.country).exclude(Q(company__in=own) | Q(reported__in=own))


class Report(models.Model):
    """What a company tells the officers of its own country about another one."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="reports")
    reported = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="reported_by")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("what happened"), max_length=2000)
    created_at = models.DateTimeField(default=timezone.now)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    finding = models.TextField(_("finding"), max_length=2000, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self):
        return f"{self.company_id} on {self.reported_id}"
