"""The worker's tasks for meetings and missions: safe to run twice, and to lose."""

from celery import shared_task

from events.meetings import sweeping
from events.missions import sweeping as mission_sweeping


@shared_task
def sweep_meetings() -> None:
    """Remind, ask and close what is due."""
    sweeping.sweep()


@shared_task
def sweep_missions() -> None:
    """Open and close calls, remind of points and places, and pass on those that lapsed."""
    mission_sweeping.sweep()
