"""Which digest went to whom, and what it told: so that nobody gets two, or the same thing again."""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mail.models import OutgoingEmail
from mail.subscription import Kind

NOT_AGAIN = timedelta(weeks=4)


class DigestQuerySet(models.QuerySet):
    def written(self):
        """Those that became a mail."""
        return self.filter(state=Digest.State.WRITTEN)


class Digest(models.Model):
    """One person's digest of one period; a period that had nothing to tell has its row, too."""

    class State(models.TextChoices):
        WRITTEN = "written", _("written")
        EMPTY = "empty", _("nothing to tell")
        FAILED = "failed", _("could not be written")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    kind = models.CharField(max_length=12, choices=Kind)
    period = models.CharField(max_length=10)  # an ISO week, 2026-W49, or the desk's day, 2026-11-30
    day = models.DateField()  # where the person lives
    state = models.CharField(max_length=8, choices=State)
    made_at = models.DateTimeField(default=timezone.now)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # tells ours from a rival's
    email = models.ForeignKey(
        OutgoingEmail, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = DigestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "period"], name="one_digest_per_person_and_period"
            )
        ]

    def __str__(self):
        return f"{self.user_id}: {self.kind} {self.period}"


class DigestItemQuerySet(models.QuerySet):
    def not_again_on(self, day: date):
        """What was told less than four weeks before `day`, the latest last."""
        return self.filter(digest__day__gt=day - NOT_AGAIN, digest__day__lte=day).order_by(
            "digest__day", "pk"
        )


class DigestItem(models.Model):
    """One thing that a digest told, and as it was then."""

    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=60)  # what it is: match:12
    as_of = models.CharField(max_length=60, blank=True)  # as what it was told; another value: it has changed

    objects = DigestItemQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "key"], name="each_item_once_per_digest")]

    def __str__(self):
        return f"{self.key} {self.as_of}"
