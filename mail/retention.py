"""Removing the texts of old messages; that they were sent, to whom and when, is kept."""

from datetime import timedelta

from django.utils import timezone

from mail.models import OutgoingEmail

KEPT = timedelta(days=30)


def clear_old_bodies() -> int:
    """Remove texts and links of what was sent, or failed, more than 30 days ago; say of how many."""
    now = timezone.now()
    old = OutgoingEmail.objects.with_old_bodies(before=now - KEPT)
    return old.update(body="", html="", headers={}, attachments=[], last_error="", cleared_at=now)
