"""What happens in matching when a profile changed below, and when a worker starts."""

from celery.signals import worker_ready
from django.dispatch import receiver

from common.wake import wake
from matching.life import answering
from matching.tasks import refresh_company, refresh_due
from startups.signals import profile_changed


@receiver(profile_changed)
def refresh_after_change(sender, company, **kwargs) -> None:
    """Wake the worker; the sweep finds the company if the wake-up is lost."""
    answering.end_without(company)
    wake(refresh_company, company.pk)


@worker_ready.connect
def sweep_at_start(**kwargs) -> None:
    """Do at once what became due while no worker ran; beat's next turn may be half a minute away."""
    wake(refresh_due)
