"""Suggestions that officers look at before any company sees them."""

from collections.abc import Iterable

from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.states import TransitionError
from matching.life import by_hand
from matching.models import Match


class Verdict(TextChoices):
    """What an officer says of a suggestion."""

    CLEAR = "clear", _("Clear")
    TURN_DOWN = "turn_down", _("Turn down")


def waiting(officer: User) -> QuerySet[Match]:
    """What `officer` may clear or turn down, best first; an officer of either country may."""
    proposed = Match.objects.both_published().filter(state=Match.State.PROPOSED)
    return proposed.without_own_companies(officer)


def judge(matches: Iterable[Match], verdict: str, officer: User) -> tuple[int, list[TransitionError]]:
    """Clear or turn down each on its own: how many were, and why others were not."""
    act = by_hand.clear if verdict == Verdict.CLEAR else by_hand.turn_down
    done, refusals = 0, []
    for match in matches:
        try:
            act(match, officer=officer)
            done += 1
        except TransitionError as refusal:
            refusals.append(refusal)
    return done, refusals
