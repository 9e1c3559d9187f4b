"""What the engine stored: the frozen vocabulary, and each profile's concepts."""

from django.db import models
from django.db.models import F
from django.utils import timezone

from startups.models import Company


class RankingSnapshot(models.Model):
    """The vocabulary and its weights, frozen until the next refit."""

    version = models.CharField(max_length=64, unique=True)
    data = models.JSONField()
    profiles = models.JSONField(default=dict)  # how many of each country it was fitted on
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        get_latest_by = ["created_at", "pk"]

    def __str__(self):
        return self.version[:12]


class ProfileVectorQuerySet(models.QuerySet):
    def current(self):
        """Those of published companies, in the version that is published."""
        return self.filter(
            company__state=Company.State.PUBLISHED, profile_version=F("company__profile_version")
        )


class ProfileVector(models.Model):
    """The concepts of one published profile, and the profile version they were found in."""

    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="vector")
    profile_version = models.PositiveIntegerField()
    bags = models.JSONField()
    thesaurus_version = models.CharField(max_length=64)
    ranked_at = models.DateTimeField(null=True, blank=True)
    stored_at = models.DateTimeField(default=timezone.now)
    # How near it is to its nearest profiles of the other country, and under which snapshot.
    closeness = models.FloatField(null=True, blank=True)
    closeness_version = models.CharField(max_length=64, blank=True, default="")

    objects = ProfileVectorQuerySet.as_manager()

    def __str__(self):
        return f"{self.company} v{self.profile_version}"
