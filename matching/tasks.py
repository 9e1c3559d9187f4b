"""The matching worker's tasks: safe to run twice, and to lose."""

from celery import shared_task
from django.utils import timezone

from common.wake import wake
from matching.digests import claiming
from matching.life import deadlines
from matching.models import RankingBlock
from matching.suggesting import mission_suggestions, ranking_runs, suggestions
from startups.models import Company


@shared_task
def refresh_company(company_pk: int) -> None:
    """Woken when a profile is published or taken back; the sweep repeats it if the wake-up is lost."""
    company = Company.objects.filter(pk=company_pk).first()
    if company:
        suggestions.refresh_company(company)
    if not suggestions.companies_unread().exists():  # of many that are published at once, after the last
        mission_suggestions.refresh_due()
        suggestions.be_ready()


@shared_task
def refresh_due() -> None:
    """Every 30 s: whatever changed and no wake-up reached, missions, and a full ranking that was left."""
    if suggestions.are_many_due():
        wake(refresh_all)  # in blocks, and on the queue behind which no publication waits
    else:
        suggestions.refresh_due()
    mission_suggestions.refresh_due()
    _wake(ranking_runs.left())


@shared_task
def refresh_all() -> None:
    """Nightly: a new snapshot, and every company ranked again, block by block."""
    ranking_runs.start()
    _wake(ranking_runs.left())


@shared_task
def rank_block(block_pk: int) -> None:
    """Woken for each block in its turn; the sweep repeats it if the wake-up or the worker is lost."""
    _wake(ranking_runs.work_on(block_pk))


@shared_task
def sweep_deadlines() -> None:
    """Every few minutes: reminders, expiries, overdue halves and whatever else became due by itself."""
    deadlines.sweep()


@shared_task
def sweep_digests() -> None:
    """Every few minutes: wake a writer for each batch of people whose digest is due."""
    for pks in claiming.batches(timezone.now()):
        wake(write_digests, pks)


@shared_task
def write_digests(pks: list[int]) -> None:
    """Woken for each batch; whoever has the digest of this period already gets none."""
    claiming.write_for(pks, timezone.now())


@shared_task
def forget_digests() -> None:
    """Daily: forget what was told too long ago to matter."""
    claiming.forget_old(timezone.now())


def _wake(blocks: list[RankingBlock]) -> None:
    for block in blocks:
        wake(rank_block, block.pk)
