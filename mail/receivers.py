"""What happens in mail when a worker starts."""

from celery.signals import worker_ready

from common.wake import wake
from mail.tasks import sweep_outbox


@worker_ready.connect
def sweep_at_start(**kwargs) -> None:
    """Send at once what became due while no worker ran; beat's next turn may be half a minute away."""
    wake(sweep_outbox)
