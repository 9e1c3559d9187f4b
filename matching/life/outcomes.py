"""What came of an introduction: each side reports on its own, and only what both report counts."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.states import TransitionError
from matching.life import asking, timeline
from matching.models import Agreement, Contest, Match, Outcome
from matching.models.life import Event
from matching.models.outcomes import Milestone
from startups.models import Company


def current(match: Match, company: Company) -> Outcome:
    """The question `company` answers now: the oldest that waits, else the last one."""
    rows = Outcome.objects.filter(match=match, company=company).order_by("milestone")
    first = Outcome(match=match, company=company, milestone=Milestone.MEETING)
    return rows.waiting().first() or rows.last() or first


def is_settled(outcome: Outcome) -> bool:
    """Whether nothing can be said about this question any more: both sides have, or the match is closed."""
    both = outcome.match.outcomes.reported().filter(milestone=outcome.milestone)
    return outcome.match.state == Match.State.CLOSED or both.count() == 2


@transaction.atomic
def report(match: Match, *, company: Company, member: User, milestone: int, **answer: Any) -> Outcome:
    """Save one side's answer; it may be changed until the other side has answered the same question.

    `answer`: meeting, agreements, benefit, is_final, note. Raises TransitionError where the two were not
    introduced, it is too early to say (`asking.wait_before`), or both sides have answered.
    """
    match = timeline.locked(match)
    both = match.outcomes.reported().filter(milestone=milestone)
    own = both.filter(company=company).first()
    if own and _is_same(own, answer):
        return own
    if own and both.count() == 2:
        raise TransitionError(
            _("Both sides have answered. Please write to your officers if something is wrong."),
            decided_by=own.reported_by,
            decided_at=own.reported_at,
        )
    if not own:
        _check_not_too_early(match, company, milestone)
    timeline.happen(match, Event.REPORT, actor=member, side=company.country, reason=str(milestone))
    told = {"reported_by": member, "reported_at": timezone.now()}
    outcome, _made = Outcome.objects.update_or_create(
        match=match, company=company, milestone=milestone, defaults={**answer, **told}
    )
    _compare(match, milestone)
    return outcome


@transaction.atomic
def settle(contest: Contest, *, officer: User, kinds: Iterable[str], finding: str) -> None:
    """Close a contest with what officers found; `kinds` are agreements that count from now on."""
    contest = Contest.objects.select_for_update(of=["self"]).select_related("match").get(pk=contest.pk)
    if contest.settled_at and contest.settled_by == officer:
        return
    if contest.settled_at:
        raise TransitionError(
            _("This has been settled already."), decided_by=contest.settled_by, decided_at=contest.settled_at
        )
    if not Match.objects.without_own_companies(officer).filter(pk=contest.match_id).exists():
        raise TransitionError(_("You are a member of one of these companies."))
    now = timezone.now()
    Contest.objects.filter(pk=contest.pk).update(settled_by=officer, settled_at=now, finding=finding)
    _count(contest.match, set(kinds), officer)


def contested_kinds(match: Match) -> set[str]:
    """What one side has reported and the other has not."""
    french, japanese = (_kinds(match, company) for company in (match.french_company, match.japanese_company))
    return french ^ japanese


def _check_not_too_early(match: Match, company: Company, milestone: int) -> None:
    asked = {"match": match, "company": company, "milestone": milestone}
    outcome = Outcome.objects.filter(**asked).first() or Outcome(**asked)
    wait = asking.wait_before(outcome) if match.state == Match.State.INTRODUCED else None
    if wait:
        raise TransitionError(str(wait))


def _compare(match: Match, milestone: int) -> None:
    """Count what both sides have reported, note where they differ, and close what both call finished."""
    french, japanese = (_kinds(match, company) for company in (match.french_company, match.japanese_company))
    _count(match, french & japanese)
    answers = list(match.outcomes.reported().filter(milestone=milestone))
    if len(answers) < 2:
        return
    if french != japanese or answers[0].has_met != answers[1].has_met:
        Contest.objects.get_or_create(match=match, milestone=milestone)
    else:
        match.contests.open().update(settled_at=timezone.now())
    if all(answer.is_final for answer in answers):
        timeline.happen(match, Event.CLOSE, decided_at=timezone.now())


def _count(match: Match, kinds: set[str], officer: User | None = None) -> None:
    for kind in sorted(kinds):
        Agreement.objects.get_or_create(match=match, kind=kind, defaults={"confirmed_by": officer})


def _kinds(match: Match, company: Company) -> set[str]:
    answers = match.outcomes.reported().filter(company=company)
    return {kind for answer in answers for kind in answer.agreements}


def _is_same(outcome: Outcome, answer: dict[str, Any]) -> bool:
    return all(getattr(outcome, name) == value for name, value in answer.items())
