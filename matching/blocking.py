"""Blocking another company, and telling the officers about it."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from matching import answering, timeline
from matching.models import Block, Match, Report
from matching.models.life import STEPS, Event
from startups.models import Company


@transaction.atomic
def block(blocked: Company, *, company: Company, member: User) -> None:
    """Never suggest the two to each other again, and end what is open between them before an introduction."""
    Block.objects.get_or_create(company=company, blocked=blocked, defaults={"member": member})
    matches = Match.objects.involving(company).involving(blocked).filter(state__in=STEPS[Event.BLOCK].starts)
    for match in matches.order_by("pk"):
        answering.end(timeline.locked(match), Event.BLOCK, company=company, member=member)


def unblock(blocked: Company, *, company: Company) -> None:
    """Let the two be suggested to each other again."""
    Block.objects.filter(company=company, blocked=blocked).delete()


def report(reported: Company, *, company: Company, member: User, text: str) -> Report:
    """Tell the officers of the own country what happened; the other company is not told."""
    return Report.objects.create(company=company, reported=reported, member=member, text=text)


def settle(report: Report, *, officer: User, finding: str) -> None:
    """Close a report with what was found; the first officer's finding stays."""
    Report.objects.open().filter(pk=report.pk).update(
        settled_by=officer, settled_at=timezone.now(), finding=finding
    )
