"""The matching worker's tasks: safe to run twice, and to lose."""

from celery import shared_task


@shared_task
def refresh_company(company_pk: int) -> None:
    """Woken when a profile is published or taken back; the sweep repeats it if the wake-up is lost."""


@shared_task
def refresh_due() -> None:
    """Every 30 s: whatever changed and no wake-up reached."""


@shared_task
def refresh_all() -> None:
    """Nightly: a new snapshot, and every company ranked again."""
