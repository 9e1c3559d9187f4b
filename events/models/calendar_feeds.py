"""The private address under which a person's calendar program reads the confirmed meetings."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class CalendarFeed(models.Model):
    """One person's feed. A new key makes every earlier address worthless.

    The address carries the key and its signature, so that this table alone opens no feed.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    renewed_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"feed of {self.user_id}"
