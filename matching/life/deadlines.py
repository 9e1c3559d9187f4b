"""What becomes due by itself: reminders, expiry, escalation, the end of a hold, the nudge to meet.

Every due time is in the database; a sweep finds what is due, and finding it twice changes nothing.
"""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from matching.life import asking, consents, deciding, letters, links, meeting, timeline
from matching.models import Approval, Match
from matching.models.life import Event
from matching.one_by_one import one_by_one

State = Match.State


def sweep() -> None:
    """Do whatever is due now; one row's fault stops no other."""
    for rows, step in STEPS:
        one_by_one(rows(), step)


def to_remind():
    """Interests that wait for an answer for a week, of which nobody was reminded."""
    return _waiting(settings.MATCHING_REMIND_AFTER).filter(reminded_at=None)


def to_expire():
    """Interests that nobody answered within two weeks."""
    return _waiting(settings.MATCHING_INTEREST_LASTS)


def to_release():
    """Halves whose hold has ended."""
    return Approval.objects.undecided().filter(state=Approval.State.HELD, held_until__lt=timezone.localdate())


def to_escalate():
    """Overdue halves of which no lead was told."""
    return Approval.objects.overdue().filter(state=Approval.State.PENDING, escalated_at=None)


@transaction.atomic
def remind(match: Match) -> None:
    """Tell the side that has not answered, once."""
    match = timeline.locked(match)
    if match.state != State.INTEREST or match.reminded_at:
        return
    timeline.happen(match, Event.REMIND, reminded_at=timezone.now())
    links.ask_members(silent_side(match), "match_reminder", match)


@transaction.atomic
def expire(match: Match) -> None:
    """End an interest without an answer, and tell both politely."""
    match = timeline.locked(match)
    if match.state != State.INTEREST:
        return
    asked = silent_side(match)
    timeline.happen(match, Event.EXPIRE, side=asked.country, decided_at=timezone.now())
    consents.withdraw_all(match)
    letters.to_members(match.other_side(asked), "match_expired_asker", match)
    letters.to_members(asked, "match_expired_asked", match)


@transaction.atomic
def release(approval: Approval) -> None:
    """Put a half whose hold has ended back among those to decide."""
    approval = deciding.locked(approval)
    if approval.state == Approval.State.HELD and approval.held_until < timezone.localdate():
        approval.move_to(Approval.State.PENDING)


@transaction.atomic
def escalate(approval: Approval) -> None:
    """Tell the leads of the country that its half is overdue, once."""
    approval = deciding.locked(approval)
    if not approval.is_overdue or approval.escalated_at or approval.match.state != State.MUTUAL:
        return
    timeline.happen(approval.match, Event.ESCALATE, side=approval.country)
    Approval.objects.filter(pk=approval.pk).update(escalated_at=timezone.now())
    letters.to_leads(approval, "match_overdue")


def silent_side(match: Match):
    """The company that has not answered yet."""
    asker = match.interests.select_related("company").get()
    return match.other_side(asker.company)


STEPS: tuple[tuple[Callable, Callable], ...] = (
    (to_expire, expire),
    (to_remind, remind),
    (to_release, release),
    (to_escalate, escalate),
    (meeting.to_nudge, meeting.nudge),
    (asking.to_ask, asking.ask),
)


def _waiting(since: timedelta):
    before = timezone.now() - since
    return Match.objects.filter(state=State.INTEREST, interest_at__lte=before).order_by("interest_at", "pk")
