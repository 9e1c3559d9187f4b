"""The worker's tasks for meetings: safe to run twice, and to lose."""

from celery import shared_task

from events import sweeping


@shared_task
def sweep_meetings() -> None:
    """Remind, ask and close what is due."""
    sweeping.sweep()
