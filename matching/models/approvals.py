"""One country's half of the decision on a match."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Country
from common.states import StatefulModel
from matching.models.matches import Match
from startups.models import Company


class ApprovalQuerySet(models.QuerySet):
    def undecided(self):
        """Halves that wait for an officer, on hold or not, while the match can still be decided."""
        waiting = [Approval.State.PENDING, Approval.State.HELD]
        return self.filter(state__in=waiting, match__state=Match.State.MUTUAL)

    def overdue(self):
        """Those whose day has passed."""
        return self.undecided().filter(due_on__lt=timezone.localdate())

    def asked_of(self, officers):
        """Those that are assigned to one of `officers`."""
        return self.filter(assigned_to__in=officers)

    def of_nobody(self):
        """Those assigned to nobody, or to somebody who has left since."""
        return self.filter(Q(assigned_to=None) | Q(assigned_to__is_active=False))

    def for_officer(self, officer):
        """The halves `officer` may decide: of the own country, never of the own company."""
        own = Company.objects.of(officer).values("pk")
        of_own = Q(match__french_company__in=own) | Q(match__japanese_company__in=own)
        return self.filter(country=officer.country).exclude(of_own)

    def with_match(self):
        """With both companies, both halves and their officers at hand, in a constant number of queries."""
        halves = Approval.objects.select_related("officer__agency", "assigned_to__agency")
        companies = ("match__french_company", "match__japanese_company", "match__made_by__agency")
        rows = self.select_related(*companies, "officer__agency", "assigned_to__agency")
        return rows.prefetch_related(models.Prefetch("match__approvals", halves)).defer("match__explanation")


class Approval(StatefulModel):
    """Made for each country when both companies are interested; decided once, by one officer of it."""

    class State(models.TextChoices):
        PENDING = "pending", _("to decide")
        HELD = "held", _("on hold")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", pgettext_lazy("half of the decision", "refused")

    class Reason(models.TextChoices):
        NONE = "", _("none needed")
        SANCTIONS = "sanctions", _("Sanctions or export control")
        CONFLICT = "conflict", _("Conflict of interest")
        INTELLECTUAL_PROPERTY = "ip", _("Intellectual property at risk")
        NOT_READY = "not_ready", _("One side is not ready")
        DUPLICATE = "duplicate", _("The two are in contact already")
        INFORMATION = "information", _("Information is missing")
        OTHER = "other", _("Other")

    class Check(models.TextChoices):
        SANCTIONS = "sanctions", _("Sanctions and export control considered")
        CONFLICT = "conflict", _("No conflict of interest of mine")
        INTERPRETER = "interpreter", _("An interpreter is needed")
        INTELLECTUAL_PROPERTY = "ip", _("Both should sign an agreement on intellectual property first")

    TRANSITIONS = {
        State.PENDING: {State.HELD, State.APPROVED, State.REFUSED},
        State.HELD: {State.PENDING, State.APPROVED, State.REFUSED},
    }
    NEEDED_CHECKS = (Check.SANCTIONS, Check.CONFLICT)

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="approvals")
    country = models.CharField(max_length=2, choices=Country)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    due_on = models.DateField()
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="approvals"
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=12, choices=Reason, blank=True, default=Reason.NONE)
    explanation = models.TextField(_("explanation"), max_length=2000, blank=True)
    checks = ArrayField(models.CharField(max_length=12, choices=Check), default=list, blank=True)
    wants_copy = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    held_until = models.DateField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["match", "country"], name="one_approval_per_country")]
        indexes = [models.Index(fields=["country", "state", "due_on"], name="approvals_due")]

    def __str__(self):
        return f"{self.match} ({self.country})"

    def get_absolute_url(self) -> str:
        return reverse("matching:approval", args=[self.pk])

    @property
    def check_names(self) -> list[str]:
        """What the officer considered, in the reader's language."""
        return [self.Check(check).label for check in self.checks]

    @property
    def is_undecided(self) -> bool:
        """Whether an officer of the country may still decide."""
        return self.state in (self.State.PENDING, self.State.HELD)

    @property
    def is_overdue(self) -> bool:
        return self.is_undecided and self.due_on < timezone.localdate()

    @property
    def is_still_to_decide(self) -> bool:
        """Whether it is undecided and its match has not ended meanwhile."""
        return self.is_undecided and self.match.state == Match.State.MUTUAL

    @property
    def other(self) -> "Approval":
        """The half of the other country."""
        return next(half for half in self.match.approvals.all() if half.country != self.country)
