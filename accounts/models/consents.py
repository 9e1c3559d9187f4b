"""What a person agreed to: for which purpose, in which words, towards whom."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.agencies import Country
from accounts.models.users import Language


class ConsentQuerySet(models.QuerySet):
    def valid(self):
        """Given and not taken back."""
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """One agreement to one disclosure; it is kept after it was withdrawn, as the law asks."""

    class Purpose(models.TextChoices):
        INTRODUCTION = "introduction", _("giving contact details to another company")
        OFFICERS_IN_COPY = "officers_in_copy", _("officers of both countries in copy")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="consents"
    )
    purpose = models.CharField(max_length=20, choices=Purpose)
    subject = models.CharField(max_length=40)  # what it is about, for example one company's side of a match
    text_version = models.CharField(max_length=10)
    language = models.CharField(max_length=2, choices=Language)
    recipient = models.CharField(max_length=200)
    country = models.CharField(max_length=2, choices=Country)  # of the recipient
    fingerprint = models.CharField(max_length=64)  # of the details that may be given
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "purpose"],
                condition=models.Q(withdrawn_at=None),
                name="one_valid_consent_per_purpose",
            )
        ]

    def __str__(self):
        return f"{self.purpose}: {self.subject}"
