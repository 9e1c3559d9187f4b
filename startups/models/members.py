"""The people who belong to companies, and those who are invited to."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import BaseInvitation
from startups.models.companies import Company


class MembershipQuerySet(models.QuerySet):
    def owners(self):
        """Who manages the members of a company."""
        return self.filter(role=Membership.Role.OWNER)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    model_name="MembershipHistory",
    fields=["id", "company", "user", "role"],
)
class Membership(models.Model):
    """That a person belongs to a company, as owner or member."""

    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        MEMBER = "member", _("member")

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role, default=Role.OWNER)
    created_at = models.DateTimeField(default=timezone.now)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "user"], name="one_membership_per_company")]

    def __str__(self):
        return f"{self.user} – {self.company}"

    @property
    def is_owner(self) -> bool:
        return self.role == self.Role.OWNER


class MemberInvitation(BaseInvitation):
    """An address that may join a company."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="invitations")

    def __str__(self):
        return f"{self.email} – {self.company}"
