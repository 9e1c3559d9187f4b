"""Programme labels: claimed by companies, confirmed by officers of the label's country."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from common.states import StatefulModel
from startups.models.companies import Company


class Programme(models.Model):
    """A label programme of one country."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    country = models.CharField(max_length=2, choices=Country)

    class Meta:
        ordering = ["country", "name"]

    def __str__(self):
        return self.name


class Label(models.Model):
    """One round or year of a programme."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="labels")
    edition = models.CharField(max_length=40)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["programme", "-edition"]
        constraints = [models.UniqueConstraint(fields=["programme", "edition"], name="one_label_per_edition")]

    def __str__(self):
        return f"{self.programme} {self.edition}"


class LabelClaimQuerySet(models.QuerySet):
    def confirmed(self):
        """What everybody may see."""
        return self.filter(state=LabelClaim.State.CONFIRMED)

    def for_officer(self, officer):
        """Claims on labels of the officer's country, handed in by companies of which they are no member."""
        return (
            self.filter(label__programme__country=officer.country)
            .exclude(company__memberships__user=officer)
            .exclude(company__state=Company.State.DRAFT)
        )

    def awaiting_decision(self):
        """What nobody has decided on, oldest first."""
        return self.filter(state=LabelClaim.State.CLAIMED).order_by("created_at", "pk")


@pghistory.track(model_name="LabelClaimHistory", fields=["id", "company", "label", "state", "decided_by"])
class LabelClaim(StatefulModel):
    """That a company says it holds a label; hidden from others until confirmed."""

    class State(models.TextChoices):
        CLAIMED = "claimed", _("claimed")
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")

    TRANSITIONS = {State.CLAIMED: {State.CONFIRMED, State.REFUSED}}

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="label_claims")
    label = models.ForeignKey(Label, on_delete=models.PROTECT, related_name="claims")
    state = models.CharField(max_length=10, choices=State, default=State.CLAIMED)
    created_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)

    objects = LabelClaimQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "label"], name="one_claim_per_label")]

    def __str__(self):
        return f"{self.company} – {self.label}"

    @property
    def is_confirmed(self) -> bool:
        return self.state == self.State.CONFIRMED
