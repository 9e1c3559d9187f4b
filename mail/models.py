"""One row per message: what is to be sent, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.states import StatefulModel
from mail.subscription import Subscription  # noqa: F401 -- one of this app's models


class OutgoingEmailQuerySet(models.QuerySet):
    def due(self):
        """What waits and may be tried now: digests after all others, then the oldest first."""
        return self.filter(state=OutgoingEmail.State.QUEUED, next_attempt_at__lte=timezone.now()).order_by(
            "is_bulk", "next_attempt_at", "pk"
        )

    def abandoned(self, since):
        """What a worker claimed before `since` and never finished."""
        return self.filter(state=OutgoingEmail.State.SENDING, claimed_at__lt=since)

    def failed(self):
        """What will not be tried again by itself, newest first."""
        return self.filter(state=OutgoingEmail.State.FAILED).order_by("-created_at", "-pk")

    def with_old_bodies(self, before):
        """What was done with before a time, and whose text is still kept."""
        is_done = Q(sent_at__lt=before) | Q(state=OutgoingEmail.State.FAILED, created_at__lt=before)
        return self.filter(is_done, cleared_at=None)


class OutgoingEmail(StatefulModel):
    """One message to one person, with a Message-ID that stays the same at every attempt."""

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        SENDING = "sending", _("sending")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    class Failure(models.TextChoices):
        UNSENDABLE = "unsendable", _("cannot be written as a mail")
        REFUSED = "refused", _("refused by the mail server")
        GIVEN_UP = "given_up", _("tried for three days")
        SUPPRESSED = "suppressed", _("not sent: mail to this address came back before")
        BOUNCED = "bounced", _("came back")

    TRANSITIONS = {
        State.QUEUED: {State.SENDING},
        State.SENDING: {State.SENT, State.QUEUED, State.FAILED},
        State.SENT: {State.FAILED},  # it came back
        State.FAILED: {State.QUEUED},  # a lead tries again
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
    kind = models.CharField(max_length=100, blank=True)  # the letter's template
    is_bulk = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    created_at = models.DateTimeField(default=timezone.now)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    failure = models.CharField(max_length=10, choices=Failure, blank=True)
    cleared_at = models.DateTimeField(null=True, blank=True)  # when its text was removed

    objects = OutgoingEmailQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("is_bulk", "next_attempt_at", "id", name="outbox_due", condition=Q(state="queued")),
            models.Index("claimed_at", name="outbox_claimed", condition=Q(state="sending")),
            models.Index("created_at", name="outbox_failed", condition=Q(state="failed")),
            models.Index("sent_at", name="outbox_with_text", condition=Q(cleared_at=None)),
        ]

    def __str__(self):
        return f"{self.subject} → {self.masked_recipient}"

    @property
    def language(self) -> str:
        """The language it is written in, or an empty string when nobody said."""
        return self.headers.get("Content-Language", "")

    @property
    def can_be_tried_again(self) -> bool:
        """Whether there is still a text to send."""
        return self.state == self.State.FAILED and self.cleared_at is None

    @property
    def masked_recipient(self) -> str:
        """The address as far as somebody may know it who only looks after the mail."""
        name, _at, domain = self.recipient.rpartition("@")
        return f"{name[:1]}…@{domain}"


class SuppressedAddress(models.Model):
    """An address that mail came back from, or whose owner complained: only what they ask for goes there."""

    class Reason(models.TextChoices):
        BOUNCE = "bounce", _("mail came back")
        COMPLAINT = "complaint", _("mail was reported as unwanted")

    address = models.EmailField()
    reason = models.CharField(max_length=10, choices=Reason)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "suppressed addresses"
        constraints = [models.UniqueConstraint(Lower("address"), name="one_suppression_per_address")]

    def __str__(self):
        return self.address


class RelayTurn(models.Model):
    """When a relay may be given its next message: what all workers share to keep to its limit."""

    relay = models.CharField(max_length=255, unique=True)
    next_at = models.DateTimeField()

    def __str__(self):
        return self.relay
