"""Invitations: what all of them share, and how officers, readers and admins get in."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.agencies import Agency
from accounts.models.users import Language, Role, User

VALID_FOR = timedelta(days=14)


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """What can still be accepted."""
        return self.filter(accepted_at=None, created_at__gt=timezone.now() - VALID_FOR)


class BaseInvitation(models.Model):
    """An address that may accept something, once, within 14 days."""

    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=2, choices=Language)
    invited_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="%(class)ss"
    )
    created_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-created_at"]

    @property
    def expires_at(self):
        """When it can no longer be accepted."""
        return self.created_at + VALID_FOR


class Invitation(BaseInvitation):
    """An address that may open an account with a role."""

    role = models.CharField(_("role"), max_length=10, choices=Role)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.CASCADE)

    def __str__(self):
        return f"{self.email} ({self.role})"
