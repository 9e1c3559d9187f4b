"""Blocking another company, and telling the officers about it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from common.states import TransitionError
from events.meetings.wording import name_of
from matching.life import answering, timeline
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


def check_may_meet(company: Company, other: Company) -> None:
    """Raise TransitionError where one of two that know each other wants to hear no more of the other."""
    name = {"other": name_of(other, get_language())}
    if Block.objects.filter(company=company, blocked=other).exists():
        raise TransitionError(
            _("You have blocked %(other)s. Please unblock it first if you would like to meet.") % name
        )
    if Block.objects.filter(company=other, blocked=company).exists():
        text = _("%(other)s takes no proposals here. The mail of the introduction says whom to write to.")
        raise TransitionError(text % name)


@transaction.atomic
def report(reported: Company, *, company: Company, member: User, text: str) -> Report:
    """Tell the officers of the own country what happened; the other company is not told.

    The same words once more, while no officer has settled them, are the same report.
    """
    Company.objects.select_for_update(of=["self"], no_key=True).get(
        pk=company.pk
    )  # a form sent twice at once
    told = {"company": company, "reported": reported, "text": text}
    return Report.objects.open().get_or_create(**told, defaults={"member": member})[0]


@transaction.atomic
def settle(report: Report, *, officer: User, finding: str) -> None:
    """Close a report with what was found; settling it again oneself changes nothing.

    Raises TransitionError naming who settled it where somebody else did.
    """
    report = (
        Report.objects.select_for_update(of=["self"]).select_related("settled_by__agency").get(pk=report.pk)
    )
    if report.settled_at and report.settled_by == officer:
        return
    if report.settled_at:
        raise TransitionError(
            _("This report has been settled already."),
            decided_by=report.settled_by,
            decided_at=report.settled_at,
        )
    settled = {"settled_by": officer, "settled_at": timezone.now(), "finding": finding}
    Report.objects.filter(pk=report.pk).update(**settled)
