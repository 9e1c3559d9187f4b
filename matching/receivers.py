"""What happens in matching when a profile changed below."""

from django.dispatch import receiver

from common.wake import wake
from matching.tasks import refresh_company
from startups.signals import profile_changed


@receiver(profile_changed)
def refresh_after_change(sender, company, **kwargs) -> None:
    """Wake the worker; the sweep finds the company if the wake-up is lost."""
    wake(refresh_company, company.pk)
