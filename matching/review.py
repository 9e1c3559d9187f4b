"""What the two companies answer to a suggestion."""

from django.db import transaction
from django.utils import timezone

from common.states import TransitionError
from matching.models import Match


@transaction.atomic
def decline(match: Match, *, member, reason: str) -> None:
    """Say "not now" for the member's side; the pair is not suggested again for 180 days."""
    match = Match.objects.select_for_update(of=["self"]).get(pk=match.pk)
    if match.state == Match.State.DECLINED and match.decided_by == member:
        return

    try:
        match.move_to(
            Match.State.DECLINED, decided_by=member, decided_at=timezone.now(), decline_reason=reason
        )
    except TransitionError as refusal:
        refusal.decided_at = match.decided_at
        raise
