"""What happened to a match: one line per event, only ever added."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from common.history import AppendOnly
from matching.models.life import Event, State
from matching.models.matches import Match


class MatchEvent(AppendOnly):
    """One event: who caused it for which side, why (a code), and where the match stood before and after."""

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="events")
    event = models.CharField(max_length=12, choices=Event)
    side = models.CharField(_("side"), max_length=2, choices=Country, blank=True)
    # No constraint: the account may be erased, and this line may not be changed then.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    reason = models.CharField(max_length=24, blank=True)
    state_before = models.CharField(max_length=12, choices=State)
    state_after = models.CharField(max_length=12, choices=State)
    happened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["happened_at", "pk"]

    def __str__(self):
        return f"{self.match_id}: {self.event}"
