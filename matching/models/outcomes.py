"""What came of an introduction, as each side reports it, and what both agree on."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matching.models.matches import Match
from startups.models import Company

GOOD_BENEFIT = 3  # of 5: from here on it counts on the board


class Milestone(models.IntegerChoices):
    """When both sides are asked, in days after the introduction; the first time after the meeting."""

    MEETING = 14, _("after the first meeting")
    THREE_MONTHS = 90, _("after three months")
    SIX_MONTHS = 180, _("after six months")
    YEAR = 365, _("after a year")


class AgreementKind(models.TextChoices):
    """What two companies may have agreed on."""

    NDA = "nda", _("Confidentiality agreement (NDA)")
    PILOT = "pilot", _("Pilot")
    CONTRACT = "contract", _("Contract")
    JOINT_PROJECT = "joint_project", _("Joint project")
    INVESTMENT = "investment", _("Investment")
    LOCAL_OFFICE = "local_office", _("Local office")


class OutcomeQuerySet(models.QuerySet):
    def reported(self):
        """Those that a side has answered."""
        return self.filter(reported_at__isnull=False)

    def waiting(self):
        """Those a side was asked for and has not answered."""
        return self.filter(reported_at=None)


class Outcome(models.Model):
    """One side's answer at one milestone; without `reported_at` it was asked and waits."""

    class Meeting(models.TextChoices):
        NONE = "none", _("The meeting did not take place")
        LITTLE_INTEREST = "little_interest", _("It took place; too little interest")
        INFORMATIVE = "informative", _("It took place and was informative")
        COOPERATION = "cooperation", _("It took place; cooperation is possible")

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="outcomes")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="outcomes")
    milestone = models.PositiveSmallIntegerField(choices=Milestone)
    asked_at = models.DateTimeField(default=timezone.now)
    meeting = models.CharField(_("How was the meeting?"), max_length=16, choices=Meeting, blank=True)
    agreements = ArrayField(models.CharField(max_length=16, choices=AgreementKind), default=list, blank=True)
    benefit = models.PositiveSmallIntegerField(
        _("benefit for your company"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    is_final = models.BooleanField(default=False)
    note = models.TextField(_("note for the officers"), max_length=2000, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reported_at = models.DateTimeField(null=True, blank=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["milestone", "company"]
        constraints = [
            models.UniqueConstraint(
                fields=["match", "company", "milestone"], name="one_outcome_per_side_and_milestone"
            ),
            models.CheckConstraint(
                name="benefit_is_from_one_to_five", condition=Q(benefit=None) | Q(benefit__range=(1, 5))
            ),
        ]

    def __str__(self):
        return f"{self.match_id}, {self.milestone}: {self.company_id}"

    @property
    def agreement_names(self) -> list[str]:
        """What this side says was agreed, in the reader's language."""
        return [AgreementKind(kind).label for kind in self.agreements]

    @property
    def has_met(self) -> bool:
        return self.meeting not in ("", self.Meeting.NONE)


class Agreement(models.Model):
    """What both sides reported, or officers confirmed after they disagreed: only this counts."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="agreements")
    kind = models.CharField(max_length=16, choices=AgreementKind)
    agreed_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["agreed_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["match", "kind"], name="one_agreement_of_a_kind")]

    def __str__(self):
        return f"{self.match_id}: {self.kind}"


class ContestQuerySet(models.QuerySet):
    def open(self):
        """Those that no officer has settled."""
        return self.filter(settled_at=None)


class Contest(models.Model):
    """That the two sides report different things at one milestone; officers of either country settle it."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="contests")
    milestone = models.PositiveSmallIntegerField(choices=Milestone)
    created_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    finding = models.TextField(_("finding"), max_length=2000, blank=True)

    objects = ContestQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["match", "milestone"], name="one_contest_per_milestone")
        ]

    def __str__(self):
        return f"{self.match_id}, {self.milestone}"
