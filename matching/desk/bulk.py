"""The same decision on several halves: what it would do to each, then each on its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Country, User
from common.states import TransitionError
from matching.life import deciding
from matching.models import Approval

MOST_AT_ONCE = 100


class Action(TextChoices):
    """What may be done to several halves at once."""

    APPROVE = "approve", gettext_lazy("Approve")
    REFUSE = "refuse", gettext_lazy("Refuse")
    HOLD = "hold", gettext_lazy("Put on hold")


@dataclass(frozen=True)
class Effect:
    """What an action does, did, or cannot do to one half; `obstacle` says why not, who and when."""

    half: Approval
    text: str = ""
    obstacle: TransitionError | None = None


CHECKS: dict[str, Callable[[Approval, User], None]] = {
    Action.APPROVE: deciding.check_may_approve,
    Action.REFUSE: deciding.check_may_decide,
    Action.HOLD: deciding.check_may_hold,
}
DECISIONS: dict[str, Callable[..., None]] = {
    Action.APPROVE: deciding.approve,
    Action.REFUSE: deciding.refuse,
    Action.HOLD: deciding.hold,
}


def foresee(halves: Iterable[Approval], action: str, officer: User) -> list[Effect]:
    """What `action` would do to each half now; nothing is changed."""
    return [
        _effect(half, lambda half: CHECKS[action](half, officer), _foreseen(half, action)) for half in halves
    ]


def decide(halves: Iterable[Approval], action: str, officer: User, **decision: Any) -> list[Effect]:
    """Do it to each half on its own: one that fails stops no other."""

    def do(half: Approval) -> None:
        DECISIONS[action](half, officer=officer, **decision)

    return [_effect(half, do, _done(half, action)) for half in halves]


def _effect(half: Approval, do: Callable[[Approval], None], text: Callable[[], str]) -> Effect:
    try:
        do(half)
    except TransitionError as obstacle:
        return Effect(half, obstacle=obstacle)
    return Effect(half, text())


def _foreseen(half: Approval, action: str) -> Callable[[], str]:
    if action == Action.REFUSE:
        return lambda: _("The match ends. Both companies are told, without your reason.")
    if action == Action.HOLD:
        return lambda: _("Your half waits until the day you choose, and is due then.")
    if half.other.state == Approval.State.APPROVED:
        return lambda: _("Both companies are introduced to each other at once, by mail.")
    return lambda: _("Your half is approved. %(country)s still decides.") % {"country": _other(half)}


def _done(half: Approval, action: str) -> Callable[[], str]:
    if action == Action.REFUSE:
        return lambda: _("Refused. Both companies are told.")
    if action == Action.HOLD:
        return lambda: _("On hold.")

    def approved() -> str:
        half.match.refresh_from_db(fields=["state"])
        if half.match.state == half.match.State.INTRODUCED:
            return _("Approved, and both companies are introduced.")
        return _("Approved. %(country)s still decides.") % {"country": _other(half)}

    return approved


def _other(half: Approval) -> str:
    return Country(half.country).other.label
