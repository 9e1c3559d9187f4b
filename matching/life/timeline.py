"""The one door to a match's life: an event moves the row as the table says, and is written down."""

from collections.abc import Iterable
from typing import Any, NoReturn

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.states import TransitionError
from matching.models import Match, MatchEvent
from matching.models.life import STEPS, Event


def locked(match: Match) -> Match:
    """The row as it is now, with both companies, held until the transaction ends."""
    rows = Match.objects.select_related("french_company", "japanese_company")
    return rows.select_for_update(of=["self"]).get(pk=match.pk)


def happen(
    match: Match,
    event: Event,
    *,
    actor: User | None = None,
    side: str = "",
    reason: str = "",
    **changes: Any,
) -> None:
    """Let `event` happen to a locked match: move it, save `changes`, add a line to its timeline.

    Raises TransitionError naming who decided what and when, where the table does not allow it.
    """
    step, before = STEPS[event], match.state
    if before not in step.starts:
        refuse(match)
    if step.end:
        match.move_to(step.end, **changes)
    elif changes:
        Match.objects.filter(pk=match.pk).update(**changes)
        for field, value in changes.items():
            setattr(match, field, value)
    MatchEvent.objects.create(
        match=match,
        event=event,
        actor=actor,
        side=side,
        reason=reason,
        state_before=before,
        state_after=match.state,
    )


@transaction.atomic
def happen_to_all(matches: Iterable[Match], event: Event, **changes: Any) -> None:
    """Let a system event happen to many matches at once; those that moved on meanwhile stay as they are."""
    step = STEPS[event]
    pks = [match.pk for match in matches]
    found = list(Match.objects.filter(pk__in=pks, state__in=step.starts).select_for_update().order_by("pk"))
    # The rows are held, so every one of them is still where the table wants it.
    Match.objects.filter(pk__in=[match.pk for match in found]).update(state=step.end, **changes)
    MatchEvent.objects.bulk_create(
        MatchEvent(match=match, event=event, state_before=match.state, state_after=step.end)
        for match in found
    )


def refuse(match: Match, message: str = "") -> NoReturn:
    """Say that the step is not possible, and who did what last, and when."""
    last = match.events.select_related("actor__agency").last()
    where = _("%(match)s: this step is not possible any more, for the match is now “%(state)s”.")
    raise TransitionError(
        message or where % {"match": match, "state": match.get_state_display()},
        decided_by=last and last.actor,
        decided_at=last.happened_at if last else match.decided_at,
    )
