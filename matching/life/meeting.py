"""Whether two companies that were introduced have met, or agreed to; and asking those that have not."""

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from events.models import Meeting
from matching.life import letters, timeline
from matching.models import Match
from matching.models.life import Event


def meetings_of(match: Match) -> QuerySet[Meeting]:
    """The meetings of the two companies, newest first."""
    return (
        Meeting.objects.between(match.french_company, match.japanese_company)
        .with_companies()
        .order_by("-step_at", "-pk")
    )


def without_meeting() -> QuerySet[Match]:
    """Matches introduced ten days ago or earlier that have neither met nor agreed to."""
    before = timezone.now() - settings.MATCHING_NUDGE_AFTER
    pair = {name: OuterRef(name) for name in ("french_company", "japanese_company")}
    meeting = Meeting.objects.exclude(state=Meeting.State.CANCELLED).filter(**pair)
    introduced = Match.objects.filter(state=Match.State.INTRODUCED, introduced_at__lte=before)
    return introduced.filter(~Exists(meeting)).order_by("introduced_at", "pk")


def to_nudge() -> QuerySet[Match]:
    """Those that were not asked yet."""
    return without_meeting().filter(nudged_at=None)


@transaction.atomic
def nudge(match: Match) -> None:
    """Ask both sides, once, to propose a time; from then on it is a task of the officers too."""
    match = timeline.locked(match)
    if match.nudged_at or not to_nudge().filter(pk=match.pk).exists():
        return
    timeline.happen(match, Event.NUDGE, nudged_at=timezone.now())
    letters.to_both(match, "match_nudge")
