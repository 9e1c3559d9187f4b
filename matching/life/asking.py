"""When the two sides of an introduction are asked what came of it, and from when they may say."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from events.meetings import wording
from events.models import Meeting
from matching.life import letters, timeline
from matching.models import Match, Outcome
from matching.models.life import Event
from matching.models.outcomes import Milestone

AFTER_MEETING = timedelta(days=3)  # the day after it, both say who came
LAST_CALL = timedelta(days=30)  # after the last question: then the match is closed


@dataclass(frozen=True)
class Wait:
    """Until when a side waits before it may say what came of it."""

    until: datetime
    is_for_meeting: bool
    is_first: bool

    def __str__(self) -> str:
        when = {"when": wording.when(self.until)}
        if self.is_for_meeting:
            return (
                _("Your meeting has not taken place yet. You can tell us how it went from: %(when)s.") % when
            )
        if self.is_first:
            return _("No meeting is agreed yet. With or without one, you can tell us from: %(when)s.") % when
        return _("The next answer is asked for later. You can give it from: %(when)s.") % when


def wait_before(outcome: Outcome) -> Wait | None:
    """What a side waits for before it may give this answer; None once it may.

    The first time that is the end of the first meeting; where none is agreed, ten days after the
    introduction: who met without telling us, or not at all, can say so then.
    """
    if outcome.pk:  # it was asked, or answered already
        return None
    match, is_first = outcome.match, outcome.milestone == Milestone.MEETING
    meeting = first_meeting(match) if is_first else None
    if meeting:
        until = min(meeting.ends_at, match.introduced_at + timedelta(days=Milestone.THREE_MONTHS))
    else:
        until = match.introduced_at + (
            settings.MATCHING_NUDGE_AFTER if is_first else timedelta(days=outcome.milestone)
        )
    return Wait(until, meeting is not None, is_first) if until > timezone.now() else None


def next_question_at(outcome: Outcome) -> datetime | None:
    """When the question after this one is asked; None after the last."""
    later = next((milestone for milestone in Milestone if milestone > outcome.milestone), None)
    return later and outcome.match.introduced_at + timedelta(days=later)


def to_ask() -> QuerySet[Match]:
    """Introduced matches at a milestone that was not asked for yet, or at the end of their time."""
    now = timezone.now()
    introduced = Match.objects.filter(state=Match.State.INTRODUCED)
    due = Q(introduced_at__lte=now - timedelta(days=Milestone.YEAR) - LAST_CALL)
    for milestone in Milestone:
        reached = Q(introduced_at__lte=now - timedelta(days=milestone))
        if milestone == Milestone.MEETING:
            reached = Exists(_meetings(now)) | reached & ~Exists(_meetings())
        due |= Q(reached, asked_until__lt=milestone)
    return introduced.filter(due).order_by("pk")


@transaction.atomic
def ask(match: Match) -> None:
    """Ask both sides for whatever milestone has come; each once. A year and a month later it is closed."""
    match = timeline.locked(match)
    if match.state != Match.State.INTRODUCED:
        return
    age = timezone.now() - match.introduced_at
    meeting = first_meeting(match)
    for milestone in Milestone:
        if milestone == Milestone.MEETING and meeting:
            if meeting.starts_at <= timezone.now() - AFTER_MEETING:
                _ask_for(match, milestone)
        elif age >= timedelta(days=milestone):
            _ask_for(match, milestone, days=milestone)
    if age >= timedelta(days=Milestone.YEAR) + LAST_CALL:
        timeline.happen(match, Event.CLOSE, decided_at=timezone.now())


def _ask_for(match: Match, milestone: int, *, days: int | None = None) -> None:
    """Ask both for an answer; `days` since the introduction, or None where it is about their meeting."""
    if match.asked_until >= milestone:
        return
    for company in (match.french_company, match.japanese_company):
        outcome, is_new = Outcome.objects.get_or_create(match=match, company=company, milestone=milestone)
        if is_new:
            letters.to_members(company, "match_outcome", match, days=days)
    Match.objects.filter(pk=match.pk).update(asked_until=milestone)
    match.asked_until = milestone


def first_meeting(match: Match) -> Meeting | None:
    """The first meeting that was agreed after the introduction, whatever became of it."""
    pair = Meeting.objects.between(match.french_company, match.japanese_company)
    return pair.arranged().filter(starts_at__gte=match.introduced_at).order_by("starts_at").first()


def _meetings(now: datetime | None = None) -> QuerySet[Meeting]:
    """The meetings that were arranged after the introduction; with `now`, those long enough ago to ask."""
    since = {"starts_at__gte": OuterRef("introduced_at")}
    if now:
        since["starts_at__lte"] = now - AFTER_MEETING
    pair = {name: OuterRef(name) for name in ("french_company", "japanese_company")}
    return Meeting.objects.arranged().filter(**pair, **since)
