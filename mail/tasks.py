"""The mail worker's tasks: safe to run twice, and to lose."""

from celery import shared_task

from mail import sending
from mail.models import OutgoingEmail


@shared_task
def send_email(pk: int) -> None:
    """Woken when a message is queued; the sweep repeats it if the wake-up is lost."""
    email = OutgoingEmail.objects.due().filter(pk=pk).first()
    if email:
        sending.send(email)


@shared_task
def sweep_outbox() -> None:
    """Send what is due and no wake-up reached."""
    sending.release_abandoned()
    for email in OutgoingEmail.objects.due()[:200]:
        sending.send(email)
