"""One row per message: what is to be sent, and what became of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.states import StatefulModel


class OutgoingEmailQuerySet(models.QuerySet):
    def due(self):
        """What waits and may be tried now, oldest first."""
        return self.filter(state=OutgoingEmail.State.QUEUED, next_attempt_at__lte=timezone.now()).order_by(
            "next_attempt_at", "pk"
        )

    def abandoned(self, since):
        """What a worker claimed before `since` and never finished."""
        return self.filter(state=OutgoingEmail.State.SENDING, claimed_at__lt=since)


class OutgoingEmail(StatefulModel):
    """One message to one person, with a Message-ID that stays the same at every attempt."""

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        SENDING = "sending", _("sending")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    TRANSITIONS = {
        State.QUEUED: {State.SENDING},
        State.SENDING: {State.SENT, State.QUEUED, State.FAILED},
    }

    message_id = models.CharField(max_length=255, unique=True)
    recipient = models.EmailField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sender = models.CharField(max_length=255)
    subject = models.CharField(max_length=998)
    body = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    attachments = models.JSONField(default=list, blank=True)  # texts: [name, content, media type] each
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    created_at = models.DateTimeField(default=timezone.now)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)

    objects = OutgoingEmailQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="outbox_due")]

    def __str__(self):
        return f"{self.subject} → {self.recipient}"

    @property
    def language(self) -> str:
        """The language it is written in, or an empty string when nobody said."""
        return self.headers.get("Content-Language", "")
