"""The matching worker's tasks: safe to run twice, and to lose."""

from celery import shared_task

from matching import suggestions
from startups.models import Company


@shared_task
def refresh_company(company_pk: int) -> None:
    """Woken when a profile is published or taken back; the sweep repeats it if the wake-up is lost."""
    company = Company.objects.filter(pk=company_pk).first()
    if company:
        suggestions.refresh_company(company)


@shared_task
def refresh_due() -> None:
    """Every 30 s: whatever changed and no wake-up reached."""
    suggestions.refresh_due()


@shared_task
def refresh_all() -> None:
    """Nightly: a new snapshot, and every company ranked again."""
    suggestions.refresh_all()
