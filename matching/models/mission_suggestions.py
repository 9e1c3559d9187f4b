"""Missions suggested to companies, and what they answer."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.states import StatefulModel
from events.models import Application, Mission
from startups.models import Company


class MissionSuggestionQuerySet(models.QuerySet):
    def untouched(self):
        """What the company has not answered: a new ranking may replace it."""
        return self.filter(state=MissionSuggestion.State.SUGGESTED)

    def on_the_list(self):
        """What waits for an answer that is still possible: the call is open, and nothing was begun."""
        begun = Application.objects.filter(company=OuterRef("company"), mission=OuterRef("mission"))
        is_open = Q(mission__in=Mission.objects.open_now().values("pk"))
        published = Q(company__state=Company.State.PUBLISHED)
        return self.untouched().filter(is_open, published, ~Exists(begun))

    def with_mission(self):
        """With the mission and its texts at hand, in a constant number of queries."""
        rows = self.select_related("mission__edition__show", "mission__agency", "mission__ranking", "company")
        return rows.prefetch_related("mission__texts")


class MissionSuggestion(StatefulModel):
    """A mission that a company may gain from joining, and why; one row for each pair, whatever happens."""

    class State(models.TextChoices):
        SUGGESTED = "suggested", _("suggested")
        INTERESTED = "interested", _("interested")
        DECLINED = "declined", _("not now")
        SUPERSEDED = "superseded", _("no longer suggested")

    class DeclineReason(models.TextChoices):
        THEME = "theme", _("Not our theme")
        DATES = "dates", _("The dates do not suit us")
        COST = "cost", _("Too expensive for us")
        TIMING = "timing", _("Not the right time")
        OTHER = "other", _("Other")

    # Who has changed their mind may still apply; a newer ranking may bring a mission back.
    TRANSITIONS = {
        State.SUGGESTED: {State.INTERESTED, State.DECLINED, State.SUPERSEDED},
        State.DECLINED: {State.INTERESTED},
        State.SUPERSEDED: {State.SUGGESTED, State.INTERESTED},
    }

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="mission_suggestions")
    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="suggestions")
    state = models.CharField(max_length=12, choices=State, default=State.SUGGESTED)
    score = models.FloatField()
    similarity = models.FloatField(default=0)  # of the concepts alone: kept to learn weights from
    explanation = models.JSONField()
    ranking_version = models.CharField(max_length=64)
    suggested_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decline_reason = models.CharField(max_length=12, choices=DeclineReason, blank=True, default="")

    objects = MissionSuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["company", "mission"], name="one_suggestion_per_mission"),
            models.CheckConstraint(
                name="not_now_has_a_reason",
                condition=Q(state="declined") & ~Q(decline_reason="")
                | ~Q(state="declined") & Q(decline_reason=""),
            ),
        ]

    def __str__(self):
        return gettext("%(mission)s for %(company)s") % {"mission": self.mission, "company": self.company}

    def get_absolute_url(self) -> str:
        return reverse("matching:suggested_mission", args=[self.pk])

    @property
    def may_say_yes(self) -> bool:
        """Whether the company can still say that it is interested."""
        return self.can_move_to(self.State.INTERESTED) and self.mission.is_open_now

    @property
    def may_decline(self) -> bool:
        """Whether the company can still say "not now"."""
        return self.can_move_to(self.State.DECLINED) and self.mission.is_open_now


class MissionRanking(models.Model):
    """What the suggestions of one mission were made of, so that they are made anew when it changes."""

    mission = models.OneToOneField(Mission, on_delete=models.CASCADE, related_name="ranking")
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    hosts = ArrayField(models.BigIntegerField(), default=list)  # companies there that the theme fits, too
    ranked_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.mission_id} {self.fingerprint[:12]}"
