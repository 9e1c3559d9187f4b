"""The mail worker's tasks: safe to run twice, and to lose."""

from celery import shared_task

from common.wake import wake
from mail import retention, sending
from mail.models import OutgoingEmail


@shared_task
def send_email(pk: int) -> None:
    """Woken when a message is queued; the sweep repeats it if the wake-up is lost."""
    # What an earlier turn has sent meanwhile needs none of its own.
    if OutgoingEmail.objects.due().filter(pk=pk).exists():
        _send_due()


@shared_task
def sweep_outbox() -> None:
    """Send what is due and no wake-up reached."""
    sending.release_abandoned()
    _send_due()


@shared_task
def clear_old_bodies() -> None:
    """Daily: remove the texts of old messages."""
    retention.clear_old_bodies()


def _send_due() -> None:
    if sending.send_due():
        wake(sweep_outbox)
