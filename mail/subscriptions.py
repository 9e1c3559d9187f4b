"""Choosing how often a digest comes, and the link by which somebody stops it."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from mail.subscription import OFFERED, Frequency, Kind, Subscription

LINKS = signing.Signer(salt="mail.unsubscribe")  # without a time: these links never expire


def frequency_of(user, kind: str) -> Frequency:
    """How often `user` gets this digest."""
    row = Subscription.objects.filter(user=user, kind=kind).first()
    return Frequency(row.frequency) if row else OFFERED[Kind(kind)][0]


def choose(user, kind: str, frequency: str) -> None:
    """Note how often `user` wants this digest; choosing the same again changes nothing."""
    if frequency_of(user, kind) == frequency:
        return
    changes = {"frequency": frequency, "changed_at": timezone.now()}
    Subscription.objects.update_or_create(user=user, kind=kind, defaults=changes)


def unsubscribe_url(user, kind: str) -> str:
    """The address that stops this digest, for ever valid; the host is the settings'."""
    token = LINKS.sign_object({"user": user.pk, "kind": str(kind)})
    return settings.SITE_URL.rstrip("/") + reverse("mail:unsubscribe", args=[token])


def read(token: str) -> tuple[int, Kind]:
    """Whom and which digest an unsubscribing link means; raises BadSignature for one we did not write."""
    found = LINKS.unsign_object(token)
    return found["user"], Kind(found["kind"])
