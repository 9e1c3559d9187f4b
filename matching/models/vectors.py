"""What the engine stored: the frozen vocabulary, and each profile's concepts."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from startups.models import Company


class RankingSnapshot(models.Model):
    """The vocabulary and its weights, frozen until the next refit."""

    version = models.CharField(max_length=64, unique=True)
    data = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        get_latest_by = ["created_at", "pk"]

    def __str__(self):
        return self.version[:12]


class ProfileVectorQuerySet(models.QuerySet):
    def current(self):
        """Those of published companies."""
        return self.filter(company__state=Company.State.PUBLISHED)


class ProfileVector(models.Model):
    """The concepts of one published profile, and the profile version they were found in."""

    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="vector")
    profile_version = models.PositiveIntegerField()
    bags = models.JSONField()
    thesaurus_version = models.CharField(max_length=64)
    ranked_version = models.PositiveIntegerField(default=0)
    stored_at = models.DateTimeField(default=timezone.now)

    objects = ProfileVectorQuerySet.as_manager()

    def __str__(self):
        return f"{self.company} v{self.profile_version}"


def companies_due():
    """Published companies whose profile is newer than their vector or their last ranking."""
    behind = Q(vector=None) | Q(vector__profile_version__lt=F("profile_version"))
    unranked = Q(vector__ranked_version__lt=F("profile_version"))
    return Company.objects.published().filter(behind | unranked).order_by("published_at", "pk")
