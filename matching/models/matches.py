"""Matches: two companies that may gain from meeting, and why."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from common.states import StatefulModel
from events.meetings.wording import When, name_of, when
from matching.models import life
from startups.models import Company


class MatchQuerySet(models.QuerySet):
    def unanswered(self):
        """What nobody has acted on yet."""
        return self.filter(state__in=life.UNTOUCHED)

    def untouched(self):
        """The same, where a new ranking may replace it. What an officer made by hand stays."""
        return self.unanswered().filter(made_by=None)

    def suggested(self):
        """On the companies' lists, with both profiles published."""
        return self.both_published().filter(state=Match.State.SUGGESTED)

    def both_published(self):
        """Those whose two companies everybody may see."""
        return self.filter(
            french_company__state=Company.State.PUBLISHED,
            japanese_company__state=Company.State.PUBLISHED,
        )

    def shown_to(self, company):
        """The suggestions on the list of `company`."""
        return self.filter(
            Q(french_company=company, shown_to_french=True)
            | Q(japanese_company=company, shown_to_japanese=True)
        )

    def showing(self, company):
        """The suggestions on the lists of others that name `company`."""
        return self.filter(
            Q(french_company=company, shown_to_japanese=True)
            | Q(japanese_company=company, shown_to_french=True)
        )

    def for_company(self, company):
        """What members of `company` may open: its own list, and whatever became of it."""
        return self.none() if company is None else self.for_companies([company], company.country)

    def for_companies(self, companies, country):
        """The same for several companies of one country at once."""
        side = "french" if country == Country.FRANCE else "japanese"
        own = self.filter(**{f"{side}_company__in": companies})
        # Without an interest nobody was told: the list alone decides, and only what is published is on it.
        listed = own.both_published().filter(**{f"shown_to_{side}": True}).values("pk")
        known = Q(interest_at__isnull=False) | Q(pk__in=listed)
        return own.filter(known).exclude(state__in=life.UNSEEN)

    def shown_to_nobody(self):
        """On neither side's list."""
        return self.filter(shown_to_french=False, shown_to_japanese=False)

    def involving(self, company):
        """Those with `company` on either side."""
        return self.filter(Q(french_company=company) | Q(japanese_company=company))

    def with_companies(self):
        """With both profiles at hand, in a constant number of queries."""
        return self.select_related("french_company", "japanese_company").prefetch_related(
            "french_company__texts", "japanese_company__texts"
        )

    def taken(self):
        """Pairs that the ranking leaves alone: under way, done, made by hand, or ended not long ago."""
        since = timezone.now() - settings.MATCHING_DECLINED_FOR
        kept = [Match.State.INTEREST, Match.State.MUTUAL, Match.State.INTRODUCED, Match.State.CLOSED]
        by_hand = Q(state__in=life.UNTOUCHED, made_by__isnull=False)
        return self.filter(Q(state__in=kept) | by_hand | Q(state__in=life.ENDED, decided_at__gte=since))

    def without_own_companies(self, officer):
        """Leaving out matches of companies of which `officer` is a member."""
        own = Company.objects.of(officer).values("pk")
        return self.exclude(Q(french_company__in=own) | Q(japanese_company__in=own))


@pghistory.track(
    model_name="MatchHistory", fields=["id", "french_company", "japanese_company", "state", "decided_by"]
)
class Match(StatefulModel):
    """Two companies, one from each country, that may gain from meeting."""

    State = life.State

    class DeclineReason(models.TextChoices):
        NOT_RELEVANT = "not_relevant", _("Not relevant for us")
        COMPETITOR = "competitor", _("A competitor")
        TIMING = "timing", _("Not the right time")
        OTHER = "other", _("Other")

    TRANSITIONS = life.transitions()

    french_company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="matches_as_french")
    japanese_company = models.ForeignKey(
        Company, on_delete=models.CASCADE, related_name="matches_as_japanese"
    )
    state = models.CharField(max_length=12, choices=State, default=State.SUGGESTED)
    shown_to_french = models.BooleanField(default=False)
    shown_to_japanese = models.BooleanField(default=False)
    score = models.FloatField()
    similarity = models.FloatField(default=0)  # of the concepts alone: kept to learn weights from
    explanation = models.JSONField()
    ranking_version = models.CharField(max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.TextField(_("note of the officer"), max_length=600, blank=True)
    suggested_at = models.DateTimeField(default=timezone.now)
    interest_at = models.DateTimeField(null=True, blank=True)
    mutual_at = models.DateTimeField(null=True, blank=True)
    introduced_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    asked_until = models.PositiveSmallIntegerField(default=0)  # the last milestone both were asked about
    nudged_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decline_reason = models.CharField(max_length=12, choices=DeclineReason, blank=True, default="")

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        verbose_name_plural = "matches"
        constraints = [
            models.UniqueConstraint(
                fields=["french_company", "japanese_company"],
                condition=Q(state__in=life.OPEN),
                name="one_open_match_per_pair",
            )
        ]
        indexes = [
            models.Index(fields=["state", "interest_at"], name="matches_waiting"),
            # What the board counts. The rows are wide; few of the suggestions get further.
            models.Index(
                fields=["suggested_at"],
                include=["shown_to_french", "shown_to_japanese"],
                condition=~Q(state=life.State.PROPOSED),
                name="matches_suggested",
            ),
            models.Index(
                fields=["introduced_at"],
                include=["interest_at", "mutual_at", "french_company", "japanese_company"],
                condition=Q(interest_at__isnull=False),
                name="matches_under_way",
            ),
        ]

    def __str__(self):
        # In letters, buttons and messages: each reader can read at least one name of both companies.
        return " – ".join(
            name_of(company, get_language()) for company in (self.french_company, self.japanese_company)
        )

    def get_absolute_url(self) -> str:
        return reverse("matching:match", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether the two companies may still answer."""
        return self.state in (self.State.SUGGESTED, self.State.INTEREST)

    @property
    def expires_at(self):
        """When an interest that nobody answers ends; None while nothing waits for an answer."""
        waits = self.state == self.State.INTEREST
        return self.interest_at + settings.MATCHING_INTEREST_LASTS if waits else None

    @property
    def answer_by(self) -> When | None:
        """Until when an interest can be answered, in both zones."""
        return self.expires_at and when(self.expires_at)

    def company_of(self, country: str) -> Company:
        """The company of that country."""
        return self.french_company if country == Country.FRANCE else self.japanese_company

    def other_side(self, company: Company) -> Company:
        """The company that `company` would meet."""
        return self.company_of(Country(company.country).other)
