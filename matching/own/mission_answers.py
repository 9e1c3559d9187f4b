"""What a company answers to a suggested mission: interested, which begins its application, or not now."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from events.missions import applying
from events.models import Application
from matching.models import MissionSuggestion

State = MissionSuggestion.State


@transaction.atomic
def say_interested(suggestion: MissionSuggestion, *, member: User) -> Application:
    """Keep the yes and begin the application; saying it again leads to the same one.

    Raises TransitionError, with nothing kept, where applications are not possible any more.
    """
    suggestion = _locked(suggestion)
    application = applying.begin(suggestion.mission, company=suggestion.company, by=member)
    if suggestion.state != State.INTERESTED:
        suggestion.move_to(State.INTERESTED, decline_reason="", **_answered_by(member))
    return application


@transaction.atomic
def decline(suggestion: MissionSuggestion, *, member: User, reason: str) -> None:
    """Say "not now": this mission is not suggested to the company again."""
    suggestion = _locked(suggestion)
    if suggestion.state == State.DECLINED:
        return
    suggestion.move_to(State.DECLINED, decline_reason=reason, **_answered_by(member))


def _locked(suggestion: MissionSuggestion) -> MissionSuggestion:
    rows = MissionSuggestion.objects.select_for_update(of=["self"]).select_related("mission", "company")
    return rows.get(pk=suggestion.pk)


def _answered_by(member: User) -> dict:
    return {"answered_at": timezone.now(), "answered_by": member}
