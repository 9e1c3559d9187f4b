"""What an introduced company is asked for next: a meeting, an answer, or nothing until the next question."""

from dataclasses import dataclass
from datetime import datetime

from matching.life import asking, outcomes
from matching.models import Match, Outcome
from startups.models import Company


@dataclass(frozen=True)
class Afterwards:
    """Where one side stands with its answer about an introduction.

    `wait` says until when it is too early. `is_settled`: both sides have answered, or the match is closed;
    then nothing can be changed, and `next_at` is when the next question comes, if one does.
    """

    outcome: Outcome
    wait: asking.Wait | None
    is_settled: bool
    next_at: datetime | None
    has_met: bool  # or was to meet, at a time that has passed


def afterwards(match: Match, company: Company) -> Afterwards:
    """What `company` may say now of an introduced match."""
    outcome = outcomes.current(match, company)
    wait, is_settled = asking.wait_before(outcome), outcomes.is_settled(outcome)
    has_next = is_settled and match.state == Match.State.INTRODUCED
    return Afterwards(
        outcome=outcome,
        wait=None if is_settled else wait,
        is_settled=is_settled,
        next_at=asking.next_question_at(outcome) if has_next else None,
        has_met=wait is None and asking.first_meeting(match) is not None,
    )
