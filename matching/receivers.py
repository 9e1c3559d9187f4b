"""What happens in matching when a profile or a membership changed below, and when a worker starts."""

from celery.signals import worker_ready
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from common.wake import wake
from matching.life import answering, leaving
from matching.tasks import refresh_company, refresh_due
from startups.models import Membership
from startups.signals import profile_changed


@receiver(profile_changed)
def refresh_after_change(sender, company, **kwargs) -> None:
    """Wake the worker; the sweep finds the company if the wake-up is lost."""
    answering.end_without(company)
    wake(refresh_company, company.pk)


@receiver(pre_delete, sender=Membership)
def end_consents_after_leaving(sender, instance, **kwargs) -> None:
    """Whichever way somebody leaves a company, they are named for it no longer."""
    # Before, not after: when the account goes as a whole, nobody could tell afterwards what it had agreed to.
    leaving.end_consents_of(instance.user, instance.company)


@worker_ready.connect
def sweep_at_start(**kwargs) -> None:
    """Do at once what became due while no worker ran; beat's next turn may be half a minute away."""
    wake(refresh_due)
